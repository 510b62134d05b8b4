// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "takesnapshotdialog.h"

#include "guestcommands.h"

#include <app/appcontext.h>
#include <app/errorbar.h>
#include <client/clusters.h>
#include <client/whendone.h>
#include <theme/theme.h>

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Atoll {

QString TakeSnapshotDialog::freshName()
{
    return u"s-"_s + QDateTime::currentDateTime().toString(u"yyyyMMdd-HHmmss"_s);
}

TakeSnapshotDialog::TakeSnapshotDialog(AppContext &context, GuestCommands &commands,
                                       const QList<ObjectRef> &guests, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_commands(commands)
    , m_guests(guests)
    , m_error(new ErrorBar(context.theme(), this))
    , m_name(new QLineEdit(freshName(), this))
    , m_description(new QPlainTextEdit(this))
    , m_memory(new QCheckBox(tr("Save the &memory too: the guest can run on from there"), this))
    , m_quiesce(new QCheckBox(tr("&Freeze the file systems meanwhile (guest agent)"), this))
    , m_take(new QPushButton(tr("Take snapshot"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    const ClusterSession *session = context.clusters().session(guests.first().cluster);
    const Api::GuestInfo *guest = session ? session->store().guest(guests.first().id) : nullptr;
    setWindowTitle(guests.size() == 1
                       ? tr("Snapshot of %1").arg(guest ? guest->name : guests.first().id)
                       : tr("Snapshot of %n guest(s)", nullptr, int(guests.size())));
    m_name->selectAll();
    m_name->setMaxLength(64);
    m_description->setTabChangesFocus(true);
    m_description->setFixedHeight(m_description->fontMetrics().height() * 4);
    m_description->setAccessibleName(tr("Description"));
    m_memory->setChecked(isAnyRunning());
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(m_take, QDialogButtonBox::AcceptRole);
    m_take->setDefault(true);

    auto *form = new QFormLayout;
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("&Description"), m_description);
    form->addRow({}, m_memory);
    form->addRow({}, m_quiesce);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(Theme::kStep * 2);
    layout->addWidget(m_error);
    layout->addLayout(form);
    layout->addStretch();
    layout->addWidget(buttons);
    setMinimumWidth(460);
    connect(m_name, &QLineEdit::textChanged, this, &TakeSnapshotDialog::updateChoices);
    connect(m_memory, &QCheckBox::toggled, this, &TakeSnapshotDialog::updateChoices);
    connect(m_take, &QPushButton::clicked, this, &TakeSnapshotDialog::run);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    updateChoices();
    m_name->setFocus();
}

bool TakeSnapshotDialog::isAnyRunning() const
{
    return std::any_of(m_guests.begin(), m_guests.end(), [this](const ObjectRef &ref) {
        const ClusterSession *session = m_context.clusters().session(ref.cluster);
        const Api::GuestInfo *guest = session ? session->store().guest(ref.id) : nullptr;
        return guest
               && (guest->state == Api::GuestState::Running
                   || guest->state == Api::GuestState::Paused);
    });
}

void TakeSnapshotDialog::updateChoices()
{
    const bool isRunning = isAnyRunning();
    m_memory->setEnabled(isRunning);
    m_memory->setToolTip(isRunning ? QString() : tr("The guest is off: it has no memory to save."));
    m_quiesce->setEnabled(isRunning && !m_memory->isChecked());
    m_quiesce->setToolTip(m_quiesce->isEnabled() || !isRunning
                              ? QString()
                              : tr("With its memory nothing is lost that is not written yet."));
    m_take->setEnabled(!m_name->text().trimmed().isEmpty());
}

void TakeSnapshotDialog::run()
{
    Api::SnapshotCreate wish;
    wish.name = m_name->text().trimmed();
    wish.description = m_description->toPlainText();
    wish.withMemory = m_memory->isEnabled() && m_memory->isChecked();
    wish.quiesces = m_quiesce->isEnabled() && m_quiesce->isChecked();
    if (m_guests.size() > 1)
        return runTogether(wish);
    ClusterSession *session = m_context.clusters().session(m_guests.first().cluster);
    if (!session)
        return;
    wish.guest = m_guests.first().id;
    m_take->setEnabled(false);
    // A refusal is told here, before anything is done, and the dialog stays to put it right.
    whenDone(session->plan(Api::snapshotCreate, wish), this,
             [this, session, wish](const Result<Api::Plan> &plan) {
                 m_take->setEnabled(true);
                 if (!plan)
                     return m_error->showError(plan.error(), tr("The snapshot cannot be taken"));
                 session->change(Api::snapshotCreate, wish);
                 accept();
             });
}

//! One task for each cluster; it tells what became of each guest.
void TakeSnapshotDialog::runTogether(const Api::SnapshotCreate &wish)
{
    QMap<QString, Api::GuestBulk> orders;
    for (const ObjectRef &ref : std::as_const(m_guests)) {
        Api::GuestBulk &order = orders[ref.cluster];
        order.verb = Api::BulkVerb::Snapshot;
        order.snapshot = wish.name;
        order.description = wish.description;
        order.withMemory = wish.withMemory;
        order.quiesces = wish.quiesces;
        order.guests += ref.id;
    }
    for (auto it = orders.cbegin(); it != orders.cend(); ++it)
        m_commands.runTogether(it.key(), *it, tr("Take snapshots"));
    accept();
}

} // namespace Atoll
