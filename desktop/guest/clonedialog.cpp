// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clonedialog.h"

#include <app/appcontext.h>
#include <app/errorbar.h>
#include <client/clusters.h>
#include <client/whendone.h>
#include <theme/theme.h>

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace Atoll {

CloneDialog::CloneDialog(AppContext &context, const ObjectRef &guest, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_session(context.clusters().session(guest.cluster))
    , m_error(new ErrorBar(context.theme(), this))
    , m_name(new QLineEdit(this))
    , m_id(new QSpinBox(this))
    , m_source(new QComboBox(this))
    , m_kind(new QComboBox(this))
    , m_storage(new QComboBox(this))
    , m_format(new QComboBox(this))
    , m_start(new QCheckBox(tr("&Start it when it is made"), this))
    , m_remark(new QLabel(this))
    , m_clone(new QPushButton(tr("Clone"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    if (const Api::GuestInfo *info = m_session ? m_session->store().guest(guest.id) : nullptr)
        m_guest = *info;
    setWindowTitle(tr("Clone %1").arg(m_guest.name));
    m_name->setText(freshName(m_guest.name));
    m_name->setMaxLength(64);
    m_name->selectAll();
    m_id->setRange(0, 999999999);
    m_id->setSpecialValueText(tr("a free one"));
    m_source->addItem(m_guest.isTemplate ? tr("the template") : tr("what it is now"), QString());
    m_format->addItem(tr("as the original"), int(Api::CloneFormat::Same));
    m_format->addItem(u"qcow2"_s, int(Api::CloneFormat::Qcow2));
    m_format->addItem(u"raw"_s, int(Api::CloneFormat::Raw));
    m_kind->addItem(tr("Linked: in a moment, needs the original"), true);
    m_kind->addItem(tr("Full: a copy of its own"), false);
    m_remark->setWordWrap(true);
    m_remark->setTextFormat(Qt::PlainText);
    fillStorages();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(m_clone, QDialogButtonBox::AcceptRole);
    m_clone->setDefault(true);

    auto *form = new QFormLayout;
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("&Id"), m_id);
    form->addRow(tr("&Of"), m_source);
    form->addRow(tr("&Kind"), m_kind);
    form->addRow(tr("S&torage"), m_storage);
    form->addRow(tr("&Format"), m_format);
    form->addRow({}, m_start);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(Theme::kStep * 2);
    layout->addWidget(m_error);
    layout->addLayout(form);
    layout->addWidget(m_remark);
    layout->addStretch();
    layout->addWidget(buttons);
    setMinimumWidth(460);
    connect(m_name, &QLineEdit::textChanged, this, &CloneDialog::updateChoices);
    connect(m_source, &QComboBox::currentIndexChanged, this, &CloneDialog::updateChoices);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &CloneDialog::updateChoices);
    connect(m_clone, &QPushButton::clicked, this, &CloneDialog::run);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_kind->setCurrentIndex(m_guest.isTemplate ? 0 : 1);
    updateChoices();
    loadSnapshots();
    m_name->setFocus();
}

void CloneDialog::fillStorages()
{
    m_storage->addItem(tr("where the original's are"), QString());
    if (!m_session)
        return;
    const auto &storages = m_session->store().storages();
    for (const int index : storages.indexes()) {
        const Api::StorageInfo &storage = storages.at(index);
        if (storage.isActive && storage.node == m_guest.node)
            m_storage->addItem(storage.name, storage.name);
    }
}

QString CloneDialog::freshName(const QString &name) const
{
    QSet<QString> taken;
    if (m_session) {
        const auto &guests = m_session->store().guests();
        for (const int index : guests.indexes())
            taken.insert(guests.at(index).name);
    }
    for (int number = 1;; ++number) {
        const QString fresh = u"%1-clone%2"_s.arg(
            name.left(50), number == 1 ? QString() : u"-"_s + QString::number(number));
        if (!taken.contains(fresh))
            return fresh;
    }
}

void CloneDialog::loadSnapshots()
{
    if (!m_session)
        return;
    whenDone(m_session->call(Api::snapshotList, {m_guest.uuid}), this,
             [this](const Result<QList<Api::SnapshotInfo>> &snapshots) {
                 if (!snapshots)
                     return;
                 m_snapshots = *snapshots;
                 for (const Api::SnapshotInfo &snapshot : *snapshots) {
                     if (!snapshot.isForeign)
                         m_source->addItem(tr("the snapshot %1").arg(snapshot.name), snapshot.name);
                 }
                 // What runs cannot be copied; its last snapshot can.
                 const bool isOff = m_guest.state == Api::GuestState::Stopped
                                    || m_guest.state == Api::GuestState::Crashed;
                 if (!m_guest.isTemplate && !isOff && m_source->count() > 1)
                     m_source->setCurrentIndex(m_source->count() - 1);
             });
}

void CloneDialog::updateChoices()
{
    const QString name = m_source->currentData().toString();
    const auto snapshot =
        std::find_if(m_snapshots.begin(), m_snapshots.end(),
                     [&](const Api::SnapshotInfo &info) { return info.name == name; });
    const bool canLink = name.isEmpty() ? m_guest.isTemplate
                                        : snapshot != m_snapshots.end()
                                              && snapshot->kind == Api::SnapshotKind::External;
    m_kind->setEnabled(canLink);
    if (!canLink)
        m_kind->setCurrentIndex(1);
    const bool isLinked = m_kind->currentData().toBool();
    m_storage->setEnabled(!isLinked);
    m_format->setEnabled(!isLinked);
    if (isLinked) {
        m_storage->setCurrentIndex(0);
        m_format->setCurrentIndex(0);
    }
    const bool isOff =
        m_guest.state == Api::GuestState::Stopped || m_guest.state == Api::GuestState::Crashed;
    const bool isMoving = name.isEmpty() && !m_guest.isTemplate && !isOff;
    if (isMoving)
        m_remark->setText(tr("It runs, so its disks change while they are copied: take a snapshot "
                             "and clone that, or shut it down."));
    else if (!canLink && name.isEmpty())
        m_remark->setText(tr("Linked clones can be made of templates, and of snapshots that keep "
                             "their own volumes."));
    else
        m_remark->setText(tr("The clone gets its own UUID, MAC addresses and machine identity."));
    m_clone->setEnabled(!isMoving && !m_name->text().trimmed().isEmpty() && m_session);
}

Api::GuestClone CloneDialog::wish() const
{
    Api::GuestClone wish;
    wish.guest = m_guest.uuid;
    wish.name = m_name->text().trimmed();
    wish.id = m_id->value();
    wish.isLinked = m_kind->currentData().toBool();
    wish.snapshot = m_source->currentData().toString();
    wish.storage = m_storage->currentData().toString();
    wish.format = Api::CloneFormat(m_format->currentData().toInt());
    wish.startsAfterwards = m_start->isChecked();
    return wish;
}

void CloneDialog::run()
{
    if (!m_session)
        return;
    m_clone->setEnabled(false);
    whenDone(m_session->plan(Api::guestClone, wish()), this, [this](const Result<Api::Plan> &plan) {
        m_clone->setEnabled(true);
        if (!plan)
            return m_error->showError(plan.error(), tr("The clone cannot be made"));
        if (m_session)
            m_session->change(Api::guestClone, wish());
        accept(); // the task shows how far it is
    });
}

} // namespace Atoll
