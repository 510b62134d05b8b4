// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hardwaretab.h"

#include "guestdocument.h"
#include "hardwaredelegate.h"
#include "hardwaremodel.h"
#include "planview.h"

#include <app/appcontext.h>
#include <app/errorbar.h>
#include <client/clustersession.h>
#include <client/whendone.h>
#include <core/units.h>
#include <theme/theme.h>

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QToolButton>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace Atoll {

HardwareTab::HardwareTab(AppContext &context, ClusterSession &session, GuestDocument &document,
                         QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_session(session)
    , m_document(document)
    , m_model(new HardwareModel(context.theme(), this))
    , m_message(new ErrorBar(context.theme(), this))
    , m_conflict(new ErrorBar(context.theme(), this))
    , m_list(new QTreeView(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_plan(new PlanView(context.theme(), this))
{
    makeList();
    m_splitter->addWidget(m_list);
    m_splitter->addWidget(m_plan);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->setChildrenCollapsible(false);
    m_plan->hide();
    m_conflict->setDismissable(false);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeTools());
    layout->addWidget(m_conflict);
    layout->addWidget(m_message);
    layout->addWidget(m_splitter, 1);
    layout->addWidget(makePendingBar());

    connect(m_model, &HardwareModel::draftChanged, this, &HardwareTab::draftChanged);
    connect(m_model, &HardwareModel::refused, this,
            [this](const QString &label, const Error &error) {
                m_message->showError(error, tr("%1 stays as it was").arg(label));
            });
    connect(&document, &GuestDocument::loaded, this, &HardwareTab::documentLoaded);
    connect(&document, &GuestDocument::failed, this, [this](const Error &error) {
        m_message->showError(error, tr("The hardware cannot be shown"));
    });
    connect(&session, &ClusterSession::stateChanged, this, &HardwareTab::updateTools);
    if (document.detail())
        documentLoaded();
    draftChanged();
}

void HardwareTab::makeList()
{
    m_list->setModel(m_model);
    m_list->setItemDelegate(new HardwareDelegate(*m_model, m_context.theme(), m_list));
    m_list->setProperty("borderless", true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::SelectedClicked
                            | QAbstractItemView::EditKeyPressed | QAbstractItemView::AnyKeyPressed);
    m_list->setTabKeyNavigation(false);
    m_list->setAccessibleName(tr("Hardware"));
    m_list->setColumnWidth(HardwareModel::NameColumn, 240);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(HardwareModel::ValueColumn, QHeaderView::Stretch);
    m_list->setColumnWidth(HardwareModel::BeforeColumn, 190);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &HardwareTab::updateTools);
    auto *remove =
        new QShortcut(QKeySequence(Qt::Key_Delete), m_list, nullptr, nullptr, Qt::WidgetShortcut);
    connect(remove, &QShortcut::activated, this, &HardwareTab::removeOrRestore);
}

QWidget *HardwareTab::makeTools()
{
    auto *bar = new QWidget(this);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(Theme::kStep * 2, Theme::kStep, Theme::kStep * 2, Theme::kStep);
    m_add = new QToolButton(bar);
    m_add->setText(tr("Add"));
    m_add->setIcon(m_context.theme().icon(u"add"_s));
    m_add->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_add->setPopupMode(QToolButton::InstantPopup);
    m_add->setFocusPolicy(Qt::StrongFocus);
    auto *menu = new QMenu(m_add);
    menu->addAction(m_context.theme().icon(u"disk"_s), tr("Disk"), this,
                    [this] { addDisk(false); });
    menu->addAction(m_context.theme().icon(u"cdrom"_s), tr("CD drive"), this,
                    [this] { addDisk(true); });
    menu->addAction(m_context.theme().icon(u"nic"_s), tr("Network card"), this, [this] {
        Api::NicConfig nic;
        setConnection(nic, connectionChoices(m_model->choices().networks).first().value.toString());
        m_model->addNic(nic);
        m_list->expandToDepth(0);
    });
    m_add->setMenu(menu);
    m_remove = new QToolButton(bar);
    m_remove->setText(tr("Remove"));
    m_remove->setIcon(m_context.theme().icon(u"remove"_s));
    m_remove->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_remove->setFocusPolicy(Qt::StrongFocus);
    connect(m_remove, &QToolButton::clicked, this, &HardwareTab::removeOrRestore);
    layout->addWidget(m_add);
    layout->addWidget(m_remove);
    layout->addStretch();
    return bar;
}

QWidget *HardwareTab::makePendingBar()
{
    auto *bar = new QFrame(this);
    bar->setProperty("card", true);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(Theme::kStep * 3, Theme::kStep * 2, Theme::kStep * 3,
                               Theme::kStep * 2);
    m_pendingText = new QLabel(bar);
    m_pendingText->setTextFormat(Qt::PlainText);
    m_revertButton = new QPushButton(tr("&Drop changes"), bar);
    m_planButton = new QPushButton(tr("&Plan"), bar);
    m_planButton->setToolTip(tr("Show exactly what would be done, without doing it"));
    m_applyButton = new QPushButton(tr("&Apply"), bar);
    m_applyButton->setDefault(true);
    layout->addWidget(m_pendingText, 1);
    layout->addWidget(m_revertButton);
    layout->addWidget(m_planButton);
    layout->addWidget(m_applyButton);
    connect(m_revertButton, &QPushButton::clicked, this, &HardwareTab::takeTheirs);
    connect(m_planButton, &QPushButton::clicked, this, &HardwareTab::showPlan);
    connect(m_applyButton, &QPushButton::clicked, this, &HardwareTab::apply);
    m_pendingBar = bar;
    return bar;
}

void HardwareTab::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_document.use();
    loadChoices();
}

bool HardwareTab::hasPending() const { return m_model->draft().isChanged(); }

void HardwareTab::documentLoaded()
{
    if (m_isBusy)
        return; // our own change is coming in; applied() takes it up
    const Api::GuestDetail &detail = *m_document.detail();
    if (m_isLoaded && hasPending() && detail.version != m_model->draft().version()) {
        askAboutTheirs();
        return;
    }
    m_conflict->clear();
    const bool isFirst = !m_isLoaded;
    m_isLoaded = true;
    m_model->setDraft(HardwareDraft(detail.config, detail.version));
    if (isFirst)
        m_list->expandToDepth(0);
    updateTools();
}

//! Somebody changed the guest while changes were pending here.
void HardwareTab::askAboutTheirs()
{
    const Api::GuestConfig &theirs = m_document.detail()->config;
    const QStringList contested = m_model->draft().contested(theirs);
    QStringList changes;
    const auto difference = diffJson(toJson(m_model->draft().base()), toJson(theirs));
    for (const Change &change : difference)
        changes += u"%1: %2 → %3"_s.arg(change.path, changeText(change.before, change.path),
                                        changeText(change.after, change.path));
    const QString text =
        contested.isEmpty()
            ? tr("They changed other settings than you: %1. Both can stand together.")
                  .arg(changes.join(u"; "))
            : tr("They changed what you are changing: %1. If you keep yours, theirs is replaced.")
                  .arg(changes.join(u"; "));
    m_conflict->showMessage(Severity::Warning, tr("Somebody else changed this guest meanwhile"),
                            text);
    m_conflict->addButton(tr("Take theirs"), [this] { takeTheirs(); });
    m_conflict->addButton(tr("Keep mine"), [this] { keepMine(); });
    // Who it was stands in the history.
    whenDone(m_session.call(Api::guestHistory, {m_document.uuid()}), this,
             [this, text](const Result<QList<Api::GuestVersion>> &history) {
                 if (!history || m_conflict->isHidden())
                     return;
                 for (const Api::GuestVersion &version : *history) {
                     if (version.version != m_document.detail()->version)
                         continue;
                     m_conflict->showMessage(
                         Severity::Warning,
                         tr("%1 changed this guest meanwhile").arg(version.author), text);
                     m_conflict->addButton(tr("Take theirs"), [this] { takeTheirs(); });
                     m_conflict->addButton(tr("Keep mine"), [this] { keepMine(); });
                 }
             });
}

void HardwareTab::takeTheirs()
{
    m_conflict->clear();
    m_message->clear();
    m_plan->hide();
    if (m_document.detail())
        m_model->setDraft(HardwareDraft(m_document.detail()->config, m_document.detail()->version));
}

void HardwareTab::keepMine()
{
    m_conflict->clear();
    HardwareDraft draft = m_model->draft();
    draft.rebase(m_document.detail()->config, m_document.detail()->version);
    m_model->setDraft(draft);
}

void HardwareTab::loadChoices()
{
    const Api::GuestInfo *guest = m_session.store().guest(m_document.uuid());
    if (!guest)
        return;
    HardwareChoices choices = m_model->choices();
    choices.storages.clear();
    choices.networks.clear();
    const auto &storages = m_session.store().storages();
    for (const int index : storages.indexes()) {
        if (storages.at(index).node == guest->node && storages.at(index).isActive)
            choices.storages += storages.at(index);
    }
    const auto &networks = m_session.store().networks();
    for (const int index : networks.indexes()) {
        if (networks.at(index).node == guest->node)
            choices.networks += networks.at(index);
    }
    m_model->setChoices(choices);
    for (const Api::StorageInfo &storage : choices.storages)
        loadImages(storage.name);
}

void HardwareTab::loadImages(const QString &storage)
{
    whenDone(m_session.call(Api::volumeList, {storage}), this,
             [this, storage](const Result<QList<Api::VolumeInfo>> &volumes) {
                 if (!volumes)
                     return; // the drive keeps what it has; a choice less is no failure
                 HardwareChoices choices = m_model->choices();
                 choices.images.removeIf(
                     [&](const Api::VolumeInfo &image) { return image.storage == storage; });
                 for (const Api::VolumeInfo &volume : *volumes) {
                     if (volume.format == Api::VolumeFormat::Iso)
                         choices.images += volume;
                 }
                 m_model->setChoices(choices);
             });
}

void HardwareTab::draftChanged()
{
    const auto difference = m_model->draft().difference();
    m_pendingBar->setVisible(!difference.isEmpty());
    m_pendingText->setText(tr("%n change(s) not applied yet", nullptr, int(difference.size())));
    m_plan->hide(); // it told of an older draft
    updateTools();
}

void HardwareTab::updateTools()
{
    const Api::GuestInfo *guest = m_session.store().guest(m_document.uuid());
    QString reason;
    if (!m_session.isReady())
        reason = tr("There is no connection to %1.").arg(m_session.name());
    else if (guest && !guest->isManaged)
        reason = tr("Another tool defined this guest. Adopt it to change it here.");
    else if (!m_session.may(Privilege::GuestEdit))
        reason = tr("Your role %1 does not include %2; ask an administrator.")
                     .arg(m_session.user().role, QString(nameOf(Privilege::GuestEdit)));
    const bool canEdit = reason.isEmpty() && !m_isBusy;
    m_model->setEditable(canEdit);
    m_add->setEnabled(canEdit);
    m_add->setToolTip(reason);
    const QModelIndex current = m_list->currentIndex();
    const bool canRestore = m_model->canRestore(current);
    m_remove->setText(canRestore ? tr("Keep it") : tr("Remove"));
    m_remove->setEnabled(canEdit && (canRestore || m_model->canRemove(current)));
    m_remove->setToolTip(!reason.isEmpty()       ? reason
                         : m_remove->isEnabled() ? QString()
                                                 : tr("Choose a disk, drive or network card."));
    for (QPushButton *button : {m_planButton, m_applyButton, m_revertButton})
        button->setEnabled(canEdit);
}

void HardwareTab::addDisk(bool isCdrom)
{
    Api::DiskConfig disk;
    if (isCdrom) {
        disk.kind = Api::DiskKind::Cdrom;
        disk.bus = Api::DiskBus::Sata;
        disk.format = Api::VolumeFormat::Iso;
    } else {
        const auto &storages = m_model->choices().storages;
        disk.storage = storages.isEmpty() ? QString() : storages.first().name;
        disk.sizeBytes = 32 * units::GiB;
    }
    m_model->addDisk(disk);
    m_list->expandToDepth(0);
}

void HardwareTab::removeOrRestore()
{
    const QModelIndex current = m_list->currentIndex();
    if (m_model->canRestore(current))
        m_model->restoreDevice(current);
    else
        m_model->removeDevice(current);
}

void HardwareTab::showPlan()
{
    const HardwareDraft &draft = m_model->draft();
    m_message->clear();
    setBusy(true);
    whenDone(m_session.plan(Api::guestSet, {m_document.uuid(), draft.version(), draft.changes()}),
             this, [this](const Result<Api::Plan> &plan) {
                 setBusy(false);
                 if (!plan)
                     return m_message->showError(plan.error(), tr("This cannot be done"));
                 m_plan->show(*plan);
                 m_plan->setVisible(true);
             });
}

void HardwareTab::apply()
{
    const HardwareDraft &draft = m_model->draft();
    m_message->clear();
    setBusy(true);
    whenDone(m_session.change(Api::guestSet, {m_document.uuid(), draft.version(), draft.changes()}),
             this, [this](const Result<Api::TaskRef> &task) {
                 if (!task)
                     return applied(fail(task.error()));
                 whenDone(m_session.taskEnd(task->task), this,
                          [this](const Result<Api::TaskInfo> &end) { applied(end); });
             });
}

void HardwareTab::applied(const Result<Api::TaskInfo> &end)
{
    setBusy(false);
    if (end && end->state == Api::TaskState::Succeeded) {
        m_model->setDraft(HardwareDraft(m_model->draft().edited(), m_model->draft().version()));
        m_document.reload();
        return;
    }
    const Error error = end ? Error::fromJson(end->error) : end.error();
    if (error.code == ErrorCode::Conflict) {
        m_document.reload(); // tells what they changed
        return;
    }
    m_message->showError(error, tr("The changes are not applied"));
}

void HardwareTab::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    m_applyButton->setText(isBusy ? tr("Working…") : tr("&Apply"));
    updateTools();
}

} // namespace Atoll
