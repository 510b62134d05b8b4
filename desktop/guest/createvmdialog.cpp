// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "createvmdialog.h"

#include "fieldform.h"
#include "hardwareoffer.h"
#include "planview.h"

#include <app/appcontext.h>
#include <app/errorbar.h>
#include <client/clusters.h>
#include <client/whendone.h>
#include <core/units.h>
#include <theme/theme.h>

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Atoll {

CreateVmDialog::CreateVmDialog(AppContext &context, const QString &cluster, const QString &node,
                               QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_offer(new HardwareOffer(this))
    , m_steps(new QListWidget(this))
    , m_pages(new QStackedWidget(this))
    , m_error(new ErrorBar(context.theme(), this))
    , m_back(new QPushButton(tr("&Back"), this))
    , m_next(new QPushButton(tr("&Next"), this))
    , m_create(new QPushButton(tr("&Create"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("New virtual machine"));
    makeGeneral();
    makeSystem();
    makeDisks();
    makeCompute();
    makeNetwork();
    makeCloudInit();
    makeConfirm();
    makeFrame();
    connect(m_offer, &HardwareOffer::changed, this, &CreateVmDialog::offerChanged);
    connect(m_offer, &HardwareOffer::failed, this, [this](const QString &, const Error &error) {
        m_error->showError(error, tr("The images cannot be listed"));
    });

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

QLayout *CreateVmDialog::makeButtons()
{
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
    connect(m_back, &QPushButton::clicked, this, [this] { goBy(-1); });
    connect(m_next, &QPushButton::clicked, this, [this] { goBy(1); });
    connect(m_create, &QPushButton::clicked, this, &CreateVmDialog::create);
    return buttons;
}

void CreateVmDialog::makeFrame()
{
    m_steps->addItems({tr("General"), tr("System"), tr("Disks"), tr("Processor and memory"),
                       tr("Network"), tr("Cloud image"), tr("Confirm")});
    m_steps->setFixedWidth(180);
    for (int i = 0; i < m_steps->count(); ++i)
        m_steps->item(i)->setSizeHint({0, m_context.theme().rowHeight() + Theme::kStep});
    m_steps->setFrameShape(QFrame::NoFrame);
    m_steps->setAccessibleName(tr("Steps"));
    connect(m_steps, &QListWidget::currentRowChanged, this, &CreateVmDialog::goTo);
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
    layout->addLayout(makeButtons());
    resize(820, 580);
}

void CreateVmDialog::chooseCluster(ClusterSession *session)
{
    m_session = session;
    if (!session)
        return;
    m_place = placeOf(session);
    const QString name = m_draft.config().name;
    m_draft = VmDraft::defaults(m_place);
    if (m_chosen.contains(u"name"_s))
        (void)m_draft.hardware.set(u"name"_s, name);
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
    m_draft.node = node;
    m_draft.settleAt(m_place);
    m_offer->load(*m_session, node); // shows the draft
}

void CreateVmDialog::offerChanged()
{
    const bool isWindows = m_draft.config().osType == Api::OsType::Windows;
    if (isWindows && m_draft.driverIso.isEmpty() && !m_chosen.contains(u"@driverIso"_s)) {
        m_draft.driverIso = driverImage(m_offer->choices().images);
        m_draft.applyPreset(Api::OsType::Windows, m_chosen);
    }
    showDraft();
}

//! From a field of a form.
void CreateVmDialog::edit(const QString &path, const QVariant &value)
{
    if (!m_chosen.contains(path))
        m_chosen += path;
    take(path, value);
    if (m_wrong.contains(path)) { // what was typed stays; the draft is as it was
        check(Step(currentStep()), false);
        return;
    }
    if (path == "osType"_L1) {
        if (m_draft.config().osType != Api::OsType::Windows)
            m_draft.driverIso.clear();
        m_draft.applyPreset(m_draft.config().osType, m_chosen);
        return offerChanged(); // and shows it
    }
    // An image that was made for a cloud is told who may log in.
    if (path.endsWith(u".@medium"_s) && !m_chosen.contains(u"cloudInit.isEnabled"_s))
        m_draft.enableCloudInit(value.toString().contains(u"cloud"_s, Qt::CaseInsensitive));
    showDraft();
    check(Step(currentStep()), false);
}

void CreateVmDialog::take(const QString &path, const QVariant &value)
{
    QJsonValue json = QJsonValue::fromVariant(value);
    if (path == "name"_L1)
        json = value.toString().trimmed();
    const auto done = setField(m_draft.hardware, path, json, m_offer->choices());
    if (done)
        m_wrong.remove(path);
    else
        m_wrong.insert(path, done.error());
}

QList<FieldForm *> CreateVmDialog::forms(Step step) const { return m_forms.value(step); }

bool CreateVmDialog::isSkipped(int step) const
{
    return step == CloudInit && !m_draft.isFromImage();
}

bool CreateVmDialog::check(Step last, bool focuses)
{
    for (const QList<FieldForm *> &forms : std::as_const(m_forms)) {
        for (FieldForm *form : forms)
            form->clearErrors();
    }
    for (auto it = m_wrong.constBegin(); it != m_wrong.constEnd(); ++it) {
        Error error = *it;
        error.details.insert(u"field"_s, it.key());
        if (showFieldError(error, last, focuses))
            return false;
    }
    const auto wrong = m_draft.check(m_place);
    return !wrong || !showFieldError(*wrong, last, focuses);
}

//! False: its field is on a later page.
bool CreateVmDialog::showFieldError(const Error &error, Step last, bool focuses)
{
    const QString field = error.details.value(u"field"_s).toString();
    for (auto it = m_forms.constBegin(); it != m_forms.constEnd(); ++it) {
        for (FieldForm *form : *it) {
            if (!form->contains(field))
                continue;
            if (it.key() > last)
                return false;
            // The words begin with the field's name on the wire, which is not the label here.
            QString text = error.text;
            if (const qsizetype space = text.indexOf(u' ');
                space > 0 && text.left(space).contains(field.section(u'.', -1)))
                text = text.mid(space + 1);
            if (focuses && currentStep() != it.key())
                goTo(it.key());
            form->setError(field,
                           tr("This %1", "the sentence goes on: must be at least 1").arg(text));
            if (focuses)
                form->focusField(field);
            return true;
        }
    }
    m_error->showError(error, tr("This VM cannot be made"));
    return true;
}

void CreateVmDialog::goBy(int direction)
{
    int step = currentStep() + direction;
    if (isSkipped(step))
        step += direction;
    goTo(step);
}

void CreateVmDialog::goTo(int step)
{
    if (step < 0 || step >= StepCount || !m_session || m_isBusy || isSkipped(step))
        return;
    const bool isRefused = step > currentStep() && !check(Step(step - 1), true);
    if (isRefused)
        step = currentStep();
    m_pages->setCurrentIndex(step);
    {
        const QSignalBlocker blocker(m_steps);
        m_steps->setCurrentRow(step);
    }
    if (step == Confirm)
        loadPlan();
    updateButtons();
    if (isRefused)
        return; // the focus is on what is wrong
    const QList<FieldForm *> here = forms(Step(step));
    if (step == Confirm)
        m_create->setFocus();
    else if (!here.isEmpty())
        here.first()->focusFirst();
    else
        m_next->setFocus();
}

void CreateVmDialog::updateButtons()
{
    const bool isLast = currentStep() == Confirm;
    m_steps->item(CloudInit)->setHidden(isSkipped(CloudInit));
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
    const Api::GuestConfig &config = m_draft.config();
    m_summary->setText(
        tr("%1 on %2: %n core(s), %3 memory", nullptr, config.cpu.cores * config.cpu.sockets)
            .arg(config.name, m_draft.node, units::formatBytes(config.memoryBytes)));
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
                 QString field = error.details.value(u"field"_s).toString();
                 if (field.startsWith(u"config."_s))
                     error.details.insert(u"field"_s, field.mid(7));
                 if (field.isEmpty())
                     m_error->showError(error, tr("This VM cannot be made"));
                 else
                     showFieldError(error, Confirm, true);
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
                 m_error->showError(task.error(), tr("%1 is not made").arg(m_draft.config().name));
             });
}

} // namespace Atoll
