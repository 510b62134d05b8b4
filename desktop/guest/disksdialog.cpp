// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "disksdialog.h"

#include <app/appcontext.h>
#include <app/emptyhint.h>
#include <app/errorbar.h>
#include <app/format.h>
#include <client/clusters.h>
#include <client/whendone.h>
#include <theme/theme.h>

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QHeaderView>
#include <QPushButton>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Atoll {

DisksDialog::DisksDialog(AppContext &context, const ObjectRef &guest, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_guest(guest)
    , m_session(context.clusters().session(guest.cluster))
    , m_error(new ErrorBar(context.theme(), this))
    , m_list(new QTreeWidget(this))
    , m_move(new QPushButton(tr("&Move to storage…"), this))
    , m_detach(new QPushButton(tr("&Detach"), this))
    , m_attach(new QPushButton(tr("&Attach"), this))
    , m_give(new QPushButton(tr("&Give to another guest…"), this))
    , m_delete(new QPushButton(tr("De&lete"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    const Api::GuestInfo *info = m_session ? m_session->store().guest(guest.id) : nullptr;
    setWindowTitle(tr("Disks of %1").arg(info ? info->name : guest.id));
    m_list->setHeaderLabels({tr("Disk"), tr("Volume"), tr("Size")});
    m_list->setRootIsDecorated(false);
    m_list->setAllColumnsShowFocus(true);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_list->setAccessibleName(windowTitle());
    new EmptyHint(m_list, tr("The guest has no disk. Hardware adds one."));
    m_delete->setProperty("danger", true);
    auto *verbs = new QHBoxLayout;
    for (QPushButton *button : {m_move, m_detach, m_attach, m_give, m_delete}) {
        button->setAutoDefault(false);
        verbs->addWidget(button);
    }
    verbs->addStretch();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::kStep * 5, Theme::kStep * 4, Theme::kStep * 5,
                               Theme::kStep * 4);
    layout->setSpacing(Theme::kStep * 2);
    layout->addWidget(m_error);
    layout->addWidget(m_list, 1);
    layout->addLayout(verbs);
    layout->addWidget(makeMove());
    layout->addWidget(makeGive());
    layout->addWidget(buttons);
    resize(760, 420);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &DisksDialog::updateButtons);
    connect(m_move, &QPushButton::clicked, this, [this] {
        m_giveBox->hide();
        m_moveBox->show();
        m_storage->setFocus();
    });
    connect(m_give, &QPushButton::clicked, this, [this] {
        m_moveBox->hide();
        m_giveBox->show();
        m_other->setFocus();
    });
    connect(m_detach, &QPushButton::clicked, this, &DisksDialog::detach);
    connect(m_attach, &QPushButton::clicked, this, &DisksDialog::attach);
    connect(m_delete, &QPushButton::clicked, this, &DisksDialog::askToDelete);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    load();
}

void DisksDialog::choose(const QString &target, bool moves)
{
    m_wanted = target;
    m_moveBox->setVisible(moves);
}

QWidget *DisksDialog::makeMove()
{
    m_moveBox = new QGroupBox(this);
    m_storage = new QComboBox(m_moveBox);
    m_storage->setObjectName(u"storage"_s);
    m_format = new QComboBox(m_moveBox);
    m_format->addItem(u"qcow2"_s, int(Api::VolumeFormat::Qcow2));
    m_format->addItem(u"raw"_s, int(Api::VolumeFormat::Raw));
    m_deletesSource = new QCheckBox(tr("&Delete the former volume afterwards"), m_moveBox);
    m_deletesSource->setToolTip(tr("The former volume stays, unused, unless it is deleted."));
    auto *go = new QPushButton(tr("&Move"), m_moveBox);
    go->setObjectName(u"goMove"_s);
    auto *form = new QFormLayout(m_moveBox);
    form->addRow(tr("&To:"), m_storage);
    form->addRow(tr("&Format:"), m_format);
    form->addRow(QString(), m_deletesSource);
    form->addRow(QString(), go);
    connect(go, &QPushButton::clicked, this, &DisksDialog::moveDisk);
    if (m_session) {
        const auto &storages = m_session->store().storages();
        for (const int index : storages.indexes()) {
            if (storages.at(index).isActive)
                m_storage->addItem(storages.at(index).name);
        }
    }
    m_moveBox->hide();
    return m_moveBox;
}

QWidget *DisksDialog::makeGive()
{
    m_giveBox = new QGroupBox(this);
    m_other = new QComboBox(m_giveBox);
    m_other->setObjectName(u"other"_s);
    auto *go = new QPushButton(tr("&Give"), m_giveBox);
    auto *form = new QFormLayout(m_giveBox);
    form->addRow(tr("&Guest:"), m_other);
    form->addRow(QString(), go);
    connect(go, &QPushButton::clicked, this, &DisksDialog::giveDisk);
    if (m_session) {
        const auto &guests = m_session->store().guests();
        for (const int index : guests.indexes()) {
            if (guests.at(index).uuid != m_guest.id && guests.at(index).isManaged)
                m_other->addItem(guests.at(index).name, guests.at(index).uuid);
        }
    }
    m_giveBox->hide();
    return m_giveBox;
}

void DisksDialog::load()
{
    if (!m_session)
        return;
    whenDone(m_session->call(Api::guestGet, {m_guest.id}), this,
             [this](const Result<Api::GuestDetail> &detail) {
                 if (detail)
                     m_detail = *detail;
                 updateButtons();
             });
    whenDone(m_session->call(Api::guestVolumes, {m_guest.id}), this,
             [this](const Result<QList<Api::GuestVolume>> &volumes) {
                 if (!volumes)
                     return m_error->showError(volumes.error(), tr("The disks cannot be listed"));
                 showVolumes(*volumes);
             });
}

void DisksDialog::showVolumes(const QList<Api::GuestVolume> &volumes)
{
    int row = m_list->indexOfTopLevelItem(m_list->currentItem());
    if (const QString wanted = std::exchange(m_wanted, {}); !wanted.isEmpty()) {
        for (int i = 0; i < volumes.size(); ++i)
            row = volumes.at(i).target == wanted ? i : row;
    }
    m_volumes = volumes;
    m_list->clear();
    for (const Api::GuestVolume &one : volumes) {
        auto *item =
            new QTreeWidgetItem(m_list, {one.target.isEmpty() ? tr("unused") : one.target,
                                         u"%1 / %2"_s.arg(one.volume.storage, one.volume.name),
                                         Format::bytes(double(one.volume.sizeBytes))});
        item->setIcon(0, m_context.theme().icon(u"disk"_s, one.target.isEmpty() ? Overlay::Unknown
                                                                                : Overlay::None));
        item->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
    }
    if (!volumes.isEmpty())
        m_list->setCurrentItem(m_list->topLevelItem(std::clamp(row, 0, int(volumes.size()) - 1)));
    updateButtons();
}

const Api::GuestVolume *DisksDialog::current() const
{
    const int row = m_list->indexOfTopLevelItem(m_list->currentItem());
    return row < 0 || row >= m_volumes.size() ? nullptr : &m_volumes.at(row);
}

void DisksDialog::updateButtons()
{
    const Api::GuestVolume *volume = current();
    QString general;
    if (!m_session || !m_session->may(Privilege::GuestEdit))
        general = tr("You may not change this guest.");
    else if (!volume)
        general = tr("Choose a disk first.");
    const bool isUsed = volume && !volume->target.isEmpty();
    const auto apply = [&general](QPushButton *button, const QString &why) {
        const QString reason = general.isEmpty() ? why : general;
        button->setEnabled(reason.isEmpty());
        button->setToolTip(reason);
    };
    apply(m_move, isUsed ? QString() : tr("It is not in use."));
    apply(m_detach, isUsed ? QString() : tr("It is not in use."));
    apply(m_attach, isUsed ? tr("It is in use already.") : QString());
    apply(m_give, {});
    apply(m_delete, isUsed ? tr("It is in use; detach it first.") : QString());
}

void DisksDialog::settle(const QFuture<Result<Api::TaskRef>> &answer)
{
    m_error->clear();
    m_moveBox->hide();
    m_giveBox->hide();
    whenDone(answer, this, [this](const Result<Api::TaskRef> &task) {
        if (!task)
            return m_error->showError(task.error(), tr("It was not done"));
        whenDone(m_session->taskEnd(task->task), this, [this](const Result<Api::TaskInfo> &end) {
            if (end && end->state == Api::TaskState::Failed)
                m_error->showError(Error::fromJson(end->error), tr("It was not done"));
            load();
        });
    });
}

void DisksDialog::moveDisk()
{
    if (const Api::GuestVolume *volume = current(); volume && m_session)
        settle(m_session->change(Api::guestDiskMove,
                                 {m_guest.id, volume->target, m_storage->currentText(),
                                  Api::VolumeFormat(m_format->currentData().toInt()),
                                  m_deletesSource->isChecked()}));
}

void DisksDialog::giveDisk()
{
    const Api::GuestVolume *volume = current();
    if (!volume || !m_session)
        return;
    Api::DiskReassign wish{m_guest.id, volume->target, {}, {}, m_other->currentData().toString()};
    if (volume->target.isEmpty()) {
        wish.storage = volume->volume.storage;
        wish.volume = volume->volume.name;
    }
    settle(m_session->change(Api::guestDiskReassign, wish));
}

void DisksDialog::setDisks(const QList<Api::DiskConfig> &disks)
{
    if (m_session)
        settle(m_session->change(Api::guestSet, {m_guest.id, m_detail.version,
                                                 QJsonObject{{u"disks"_s, toJson(disks)}}}));
}

void DisksDialog::detach()
{
    const Api::GuestVolume *volume = current();
    if (!volume)
        return;
    QList<Api::DiskConfig> disks = m_detail.config.disks;
    disks.removeIf([volume](const Api::DiskConfig &disk) { return disk.target == volume->target; });
    setDisks(disks);
}

void DisksDialog::attach()
{
    const Api::GuestVolume *volume = current();
    if (!volume)
        return;
    Api::DiskConfig disk;
    disk.bus = Api::DiskBus::Scsi;
    disk.storage = volume->volume.storage;
    disk.volume = volume->volume.name;
    disk.format = volume->volume.format;
    disk.sizeBytes = volume->volume.sizeBytes;
    setDisks(m_detail.config.disks + QList<Api::DiskConfig>{disk});
}

void DisksDialog::askToDelete()
{
    const Api::GuestVolume *volume = current();
    if (!volume)
        return;
    const Api::VolumeInfo info = volume->volume;
    m_error->showMessage(Severity::Warning, tr("Delete %1 for good?").arg(info.name),
                         tr("What is in it is lost; this cannot be undone."));
    m_error
        ->addButton(tr("De&lete"),
                    [this, info] {
                        settle(m_session->change(Api::guestDiskDelete,
                                                 {m_guest.id, info.storage, info.name}));
                    })
        ->setFocus();
}

} // namespace Atoll
