// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hardwaretab.h"

#include "editnotice.h"
#include "guestdocument.h"
#include "guestkeys.h"
#include "hardwarebar.h"
#include "hardwaredelegate.h"
#include "hardwarefilter.h"
#include "hardwaremenu.h"
#include "hardwaremodel.h"
#include "hardwareoffer.h"
#include "planview.h"

#include <app/appcontext.h>
#include <app/errorbar.h>
#include <app/findkey.h>
#include <app/settings.h>
#include <client/clustersession.h>
#include <client/whendone.h>
#include <theme/theme.h>

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
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
    , m_filter(new HardwareFilter(*m_model, this))
    , m_offer(new HardwareOffer(this))
    , m_bar(new HardwareBar(context.theme(), context.settings().showsAllHardware.value(), this))
    , m_menu(new HardwareMenu(context, session, document, *m_model, this))
    , m_notice(new EditNotice(context, session, document.uuid(), this))
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
    layout->addWidget(m_bar);
    layout->addWidget(m_notice);
    layout->addWidget(m_conflict);
    layout->addWidget(m_message);
    layout->addWidget(m_splitter, 1);
    layout->addWidget(makePendingBar());

    connect(m_model, &HardwareModel::draftChanged, this, &HardwareTab::draftChanged);
    connect(m_model, &HardwareModel::refused, this,
            [this](const QString &label, const Error &error) {
                // Where its row is not seen, the words stand above.
                if (!m_model->find(error.details.value(u"field"_s).toString()).isValid())
                    m_message->showError(error, tr("%1 stays as it was").arg(label));
            });
    connect(m_offer, &HardwareOffer::changed, this, [this] {
        if (m_isLoaded) // before, there is no guest to choose for
            m_model->setChoices(m_offer->choices());
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
    m_filter->setShowsAll(m_context.settings().showsAllHardware.value());
    m_list->setModel(m_filter);
    m_list->setItemDelegate(new HardwareDelegate(*m_model, m_context.theme(), m_list));
    m_list->setProperty("borderless", true);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::SelectedClicked
                            | QAbstractItemView::EditKeyPressed | QAbstractItemView::AnyKeyPressed);
    m_list->setTabKeyNavigation(false);
    m_list->setDragDropMode(QAbstractItemView::DragDrop);
    m_list->setDefaultDropAction(Qt::MoveAction);
    m_list->setAccessibleName(tr("Hardware"));
    m_list->setColumnWidth(HardwareModel::NameColumn, 240);
    m_list->header()->setStretchLastSection(true);
    m_list->setColumnWidth(HardwareModel::ValueColumn, 320);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &HardwareTab::updateTools);
    defineGuestKeys(m_context.keys());
    const auto key = [this](const QString &name, auto run) {
        auto *shortcut = new QShortcut(m_list);
        shortcut->setContext(Qt::WidgetShortcut);
        m_context.keys().bind(shortcut, name);
        connect(shortcut, &QShortcut::activated, this, run);
    };
    key(u"hardware.remove"_s, [this] { removeOrRestore(); });
    key(u"hardware.up"_s, [this] { moveEntry(-1); });
    key(u"hardware.down"_s, [this] { moveEntry(1); });
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_list, &QTreeView::customContextMenuRequested, this, &HardwareTab::showMenu);
    connect(m_menu, &HardwareMenu::removeRequested, this, &HardwareTab::removeOrRestore);
    connect(m_menu, &HardwareMenu::editRequested, this, [this](const QString &path) {
        reveal(m_model->find(path).siblingAtColumn(HardwareModel::ValueColumn));
        m_list->edit(m_list->currentIndex());
    });
    connectBar();
}

void HardwareTab::showMenu(const QPoint &position)
{
    // By the menu key the position is the entry's, by the mouse what it points at.
    const QModelIndex index = m_list->indexAt(position);
    if (index.isValid())
        m_list->setCurrentIndex(index);
    if (m_document.detail())
        m_menu->menuFor(currentSource())->popup(m_list->viewport()->mapToGlobal(position));
}

void HardwareTab::connectBar()
{
    m_bar->setAdditions(
        [this] { return hardwareAdditions(m_model->draft().edited(), m_model->choices()); });
    connect(m_bar, &HardwareBar::addRequested, this, &HardwareTab::add);
    connect(m_bar, &HardwareBar::removeRequested, this, &HardwareTab::removeOrRestore);
    connect(m_bar, &HardwareBar::filterChanged, this, [this](const QString &text) {
        m_filter->setText(text);
        if (!text.isEmpty())
            m_list->expandAll();
    });
    connect(m_bar, &HardwareBar::showsAllChanged, this, [this](bool showsAll) {
        m_context.settings().showsAllHardware.set(showsAll);
        m_filter->setShowsAll(showsAll);
    });
    connect(m_bar, &HardwareBar::listWanted, this, [this] {
        m_list->setFocus();
        if (!m_list->currentIndex().isValid())
            m_list->setCurrentIndex(m_filter->index(0, 0));
    });
    new FindKey(m_context.keys(), this, [this] { m_bar->focusFilter(); });
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
    if (m_isLoaded && hasPending()) {
        if (detail.version != m_model->draft().version())
            askAboutTheirs();
        return; // what waits here is dropped by its button only
    }
    m_conflict->clear();
    const bool isFirst = !m_isLoaded;
    m_isLoaded = true;
    m_model->setDraft(HardwareDraft(detail.config, detail.version));
    if (isFirst) {
        m_model->setChoices(m_offer->choices());
        m_list->expandToDepth(0);
    }
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
    if (const Api::GuestInfo *guest = m_session.store().guest(m_document.uuid()))
        m_offer->load(m_session, guest->node);
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
    const QString reason = m_notice->reason();
    const bool isWaiting = m_isBusy || !m_isLoaded;
    const bool canEdit = reason.isEmpty() && !isWaiting;
    m_model->setEditable(canEdit);
    m_bar->setReason(reason, isWaiting);
    m_bar->setRemovable(m_model->canRemove(currentSource()), m_model->canRestore(currentSource()));
    for (QPushButton *button : {m_planButton, m_applyButton, m_revertButton})
        button->setEnabled(canEdit);
}

QModelIndex HardwareTab::currentSource() const
{
    return m_filter->mapToSource(m_list->currentIndex());
}

void HardwareTab::reveal(const QModelIndex &source)
{
    const QModelIndex index = m_filter->mapFromSource(source);
    if (!index.isValid())
        return;
    m_list->expand(index.parent().isValid() ? index.parent() : index);
    m_list->setCurrentIndex(index);
    m_list->scrollTo(index);
}

void HardwareTab::add(const HardwareAddition &addition)
{
    m_message->clear();
    if (addition.list.isEmpty()) {
        const QModelIndex field = m_model->find(addition.path);
        m_model->setData(field, addition.value.toVariant(), Qt::EditRole);
        return reveal(m_model->find(addition.path));
    }
    m_model->addDevice(addition.list, addition.value);
    for (int row = m_model->rowCount() - 1; row >= 0; --row) {
        const QModelIndex index = m_model->index(row, 0);
        const HardwareDevice *device = m_model->device(index);
        if (device->list != addition.list || device->mark != HardwareDevice::Mark::Added)
            continue;
        reveal(index);
        reveal(m_model->index(0, HardwareModel::ValueColumn, index));
        m_list->setFocus();
        return;
    }
}

void HardwareTab::removeOrRestore()
{
    const QModelIndex current = currentSource();
    if (m_model->canRestore(current))
        m_model->restoreDevice(current);
    else
        m_model->removeDevice(current);
}

void HardwareTab::moveEntry(int steps) { m_model->moveEntry(currentSource(), steps); }

//! At the field that the agent names, or above the list when there is none.
void HardwareTab::refuse(const Error &error, const QString &title)
{
    const QModelIndex field = m_model->showError(error);
    if (field.isValid())
        reveal(field);
    else
        m_message->showError(error, title);
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
                     return refuse(plan.error(), tr("This cannot be done"));
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
    refuse(error, tr("The changes are not applied"));
}

void HardwareTab::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    m_applyButton->setText(isBusy ? tr("Working…") : tr("&Apply"));
    updateTools();
}

} // namespace Atoll
