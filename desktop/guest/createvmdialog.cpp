// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "createvmdialog.h"

#include "bytesedit.h"
#include "planview.h"

#include <app/appcontext.h>
#include <app/errorbar.h>
#include <client/clusters.h>
#include <client/whendone.h>
#include <core/units.h>
#include <theme/theme.h>

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QStackedWidget>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace Atoll {

CreateVmDialog::CreateVmDialog(AppContext &context, const QString &cluster, const QString &node,
                               QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_steps(new QListWidget(this))
    , m_pages(new QStackedWidget(this))
    , m_error(new ErrorBar(context.theme(), this))
    , m_back(new QPushButton(tr("&Back"), this))
    , m_next(new QPushButton(tr("&Next"), this))
    , m_create(new QPushButton(tr("&Create"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("New virtual machine"));
    m_pages->addWidget(makeGeneral());
    m_pages->addWidget(makeCompute());
    m_pages->addWidget(makeDisks());
    m_pages->addWidget(makeNetwork());
    m_pages->addWidget(makeConfirm());
    makeFrame();

    ClusterSession *first = nullptr;
    for (ClusterSession *session : context.clusters().sessions()) {
        if (!session->may(Privilege::GuestCreate))
            continue;
        m_cluster->addItem(session->name(), session->key());
        if (!first || session->key() == cluster)
            first = session;
    }
    if (!first) {
        m_error->setDismissable(false);
        m_error->showMessage(Severity::Warning, tr("There is nowhere to make a VM"),
                             tr("Connect to a cluster where your role includes %1.")
                                 .arg(QString(nameOf(Privilege::GuestCreate))));
        m_pages->setEnabled(false);
        updateButtons();
        return;
    }
    m_cluster->setCurrentIndex(m_cluster->findData(first->key()));
    connect(m_cluster, &QComboBox::activated, this, [this] {
        chooseCluster(m_context.clusters().session(m_cluster->currentData().toString()));
    });
    chooseCluster(first);
    if (!node.isEmpty())
        chooseNode(node);
    goTo(General);
}

int CreateVmDialog::currentStep() const { return m_pages->currentIndex(); }

void CreateVmDialog::makeFrame()
{
    m_steps->addItems(
        {tr("General"), tr("Processor and memory"), tr("Disks"), tr("Network"), tr("Confirm")});
    m_steps->setFixedWidth(180);
    for (int i = 0; i < m_steps->count(); ++i)
        m_steps->item(i)->setSizeHint({0, m_context.theme().rowHeight() + Theme::kStep});
    m_steps->setFrameShape(QFrame::NoFrame);
    m_steps->setAccessibleName(tr("Steps"));
    connect(m_steps, &QListWidget::currentRowChanged, this, &CreateVmDialog::goTo);

    auto *buttons = new QHBoxLayout;
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    m_back->setAutoDefault(false);
    buttons->addWidget(m_startsAfterwards);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addSpacing(Theme::kStep * 3);
    buttons->addWidget(m_back);
    buttons->addWidget(m_next);
    buttons->addWidget(m_create);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_back, &QPushButton::clicked, this, [this] { goTo(currentStep() - 1); });
    connect(m_next, &QPushButton::clicked, this, &CreateVmDialog::next);
    connect(m_create, &QPushButton::clicked, this, &CreateVmDialog::create);

    auto *middle = new QHBoxLayout;
    middle->setSpacing(Theme::kStep * 4);
    middle->addWidget(m_steps);
    middle->addWidget(m_pages, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::kStep * 4, Theme::kStep * 4, Theme::kStep * 4,
                               Theme::kStep * 4);
    layout->setSpacing(Theme::kStep * 3);
    layout->addWidget(m_error);
    layout->addLayout(middle, 1);
    layout->addLayout(buttons);
    resize(780, 540);
}

void CreateVmDialog::chooseCluster(ClusterSession *session)
{
    m_session = session;
    if (!session)
        return;
    m_place = placeOf(session);
    const VmDraft fresh = VmDraft::defaults(m_place);
    if (m_chosen.contains(u"name"_s)) {
        const QString name = m_draft.name;
        m_draft = fresh;
        m_draft.name = name;
    } else {
        m_draft = fresh;
    }
    m_node->clear();
    for (const Api::NodeInfo &node : std::as_const(m_place.nodes)) {
        const QString text =
            node.state == Api::NodeState::Online ? node.name : tr("%1 (offline)").arg(node.name);
        m_node->addItem(text, node.name);
    }
    chooseNode(m_draft.node);
}

VmPlace CreateVmDialog::placeOf(ClusterSession *session) const
{
    VmPlace place{session->key(), session->name(), {}, {}, {}, {}};
    const StateStore &store = session->store();
    for (const int index : store.nodes().indexes())
        place.nodes += store.nodes().at(index);
    for (const int index : store.storages().indexes())
        place.storages += store.storages().at(index);
    for (const int index : store.networks().indexes())
        place.networks += store.networks().at(index);
    for (const int index : store.guests().indexes())
        place.guests += store.guests().at(index);
    return place;
}

void CreateVmDialog::chooseNode(const QString &node)
{
    VmPlace here = m_place;
    here.nodes.removeIf([&](const Api::NodeInfo &other) { return other.name != node; });
    const VmDraft fresh = VmDraft::defaults(here);
    m_draft.node = node;
    m_draft.storage = fresh.storage;
    m_draft.connection = fresh.connection;
    m_draft.image.clear();
    m_draft.iso.clear();
    m_storage->clear();
    QList<Api::NetworkInfo> networks;
    for (const Api::StorageInfo &storage : std::as_const(m_place.storages)) {
        if (storage.node == node && storage.isActive)
            m_storage->addItem(
                tr("%1 (%2 free)")
                    .arg(storage.name, units::formatBytes(storage.totalBytes - storage.usedBytes)),
                storage.name);
    }
    for (const Api::NetworkInfo &network : std::as_const(m_place.networks)) {
        if (network.node == node)
            networks += network;
    }
    m_connection->clear();
    for (const FieldChoice &choice : connectionChoices(networks))
        m_connection->addItem(choice.text, choice.value.toVariant());
    m_volumes.clear();
    loadVolumes();
    showDraft();
}

void CreateVmDialog::loadVolumes()
{
    m_image->clear();
    m_iso->clear();
    m_iso->addItem(tr("None"), QString());
    for (int i = 0; i < m_storage->count(); ++i) {
        const QString storage = m_storage->itemData(i).toString();
        whenDone(
            m_session->call(Api::volumeList, {storage}), this,
            [this, node = m_draft.node](const Result<QList<Api::VolumeInfo>> &volumes) {
                if (node != m_draft.node)
                    return; // another node is chosen by now
                if (!volumes)
                    return m_error->showError(volumes.error(), tr("The images cannot be listed"));
                for (const Api::VolumeInfo &volume : *volumes) {
                    const QString key = volume.storage + u'/' + volume.name;
                    const QString text =
                        tr("%1 (%2)").arg(key, units::formatBytes(volume.sizeBytes));
                    if (volume.format == Api::VolumeFormat::Iso)
                        m_iso->addItem(text, key);
                    else if (volume.usedBy.isEmpty() && volume.format != Api::VolumeFormat::Other)
                        m_image->addItem(text, key);
                }
                m_existingDisk->setEnabled(m_image->count() > 0);
                m_existingDisk->setToolTip(
                    m_image->count() > 0 ? QString() : tr("There is no volume that nobody uses."));
            });
    }
}

void CreateVmDialog::touched(const QString &field)
{
    if (m_isShowing)
        return;
    if (!m_chosen.contains(field))
        m_chosen += field;
    if (currentStep() >= 0)
        check(Step(currentStep()), false);
}

bool CreateVmDialog::check(Step last, bool focuses)
{
    for (const FieldPlace &place : std::as_const(m_fields)) {
        place.error->hide();
        if (place.widget->property("invalid").toBool()) {
            place.widget->setProperty("invalid", false);
            place.widget->style()->polish(place.widget);
        }
    }
    const auto wrong = m_draft.check(m_place);
    if (!wrong)
        return true;
    const QString field = wrong->details.value(u"field"_s).toString();
    const auto it = m_fields.constFind(field);
    if (it != m_fields.constEnd() && it->step > last)
        return true; // its step comes later
    showFieldError(*wrong, focuses);
    return false;
}

void CreateVmDialog::showFieldError(const Error &error, bool focuses)
{
    const QString field = error.details.value(u"field"_s).toString();
    const auto it = m_fields.constFind(field);
    if (it == m_fields.constEnd()) {
        m_error->showError(error, tr("This VM cannot be made"));
        return;
    }
    // The words begin with the field's name on the wire, which is not the label here.
    QString text = error.text;
    if (const qsizetype space = text.indexOf(u' '); space > 0 && text.left(space).contains(field))
        text = text.mid(space + 1);
    it->error->setText(tr("This %1", "the sentence goes on: must be at least 1").arg(text));
    it->error->show();
    it->widget->setProperty("invalid", true);
    it->widget->style()->polish(it->widget);
    if (!focuses)
        return;
    if (currentStep() != it->step)
        goTo(it->step);
    it->widget->setFocus();
}

void CreateVmDialog::goTo(int step)
{
    if (step < 0 || step >= StepCount || !m_session || m_isBusy)
        return;
    if (step > currentStep() && !check(Step(step - 1), true))
        step = currentStep();
    m_pages->setCurrentIndex(step);
    {
        const QSignalBlocker blocker(m_steps);
        m_steps->setCurrentRow(step);
    }
    if (step == Confirm)
        loadPlan();
    updateButtons();
    static constexpr const char *kFirst[] = {"name", "cores", "diskBytes", "connection"};
    if (step < Confirm) {
        QWidget *widget = m_fields.value(QString::fromLatin1(kFirst[step])).widget;
        widget->setFocus();
        if (auto *line = qobject_cast<QLineEdit *>(widget))
            line->selectAll();
    } else {
        m_create->setFocus();
    }
}

void CreateVmDialog::next() { goTo(currentStep() + 1); }

void CreateVmDialog::updateButtons()
{
    const bool isLast = currentStep() == Confirm;
    m_back->setEnabled(currentStep() > 0 && !m_isBusy);
    m_next->setVisible(!isLast);
    m_next->setEnabled(m_session != nullptr);
    m_create->setVisible(isLast);
    m_create->setEnabled(!m_isBusy);
    m_create->setText(m_isBusy ? tr("Creating…") : tr("&Create"));
    (isLast ? m_create : m_next)->setDefault(true);
}

void CreateVmDialog::loadPlan()
{
    m_summary->setText(
        tr("%1 on %2: %n core(s), %3 memory", nullptr, m_draft.cores * m_draft.sockets)
            .arg(m_draft.name, m_draft.node, units::formatBytes(m_draft.memoryBytes)));
    m_plan->clear();
    m_error->clear();
    const int request = ++m_planRequest;
    whenDone(m_session->plan(Api::guestCreate, m_draft.toCreate()), this,
             [this, request](const Result<Api::Plan> &plan) {
                 if (request != m_planRequest)
                     return;
                 if (plan)
                     return m_plan->show(*plan);
                 Error error = plan.error();
                 if (error.details.contains(u"field"_s)) {
                     error.details.insert(u"field"_s,
                                          formField(error.details.value(u"field"_s).toString()));
                     showFieldError(error, true);
                     return;
                 }
                 m_error->showError(error, tr("This VM cannot be made"));
             });
}

void CreateVmDialog::create()
{
    if (!m_session || m_isBusy || !check(Confirm, true))
        return;
    m_isBusy = true;
    m_error->clear();
    updateButtons();
    whenDone(m_session->change(Api::guestCreate, m_draft.toCreate()), this,
             [this](const Result<Api::TaskRef> &task) {
                 m_isBusy = false;
                 updateButtons();
                 if (task)
                     return accept(); // the task tells the rest
                 m_error->showError(task.error(), tr("%1 is not made").arg(m_draft.name));
             });
}

} // namespace Atoll
