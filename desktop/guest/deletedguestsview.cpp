// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "deletedguestsview.h"

#include "deletionpolicybutton.h"

#include <app/appcontext.h>
#include <app/errorbar.h>
#include <app/format.h>
#include <app/rowdelegate.h>
#include <client/clusters.h>
#include <client/whendone.h>
#include <core/units.h>
#include <theme/theme.h>

#include <QHBoxLayout>
#include <QInputDialog>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr int kClusterRole = Qt::UserRole;
constexpr int kUuidRole = Qt::UserRole + 1;

} // namespace

DeletedGuestsView::DeletedGuestsView(AppContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_error(new ErrorBar(context.theme(), this))
    , m_list(new QTreeWidget(this))
    , m_empty(new QLabel(tr("Nothing was deleted recently."), this))
    , m_restore(new QPushButton(tr("&Restore"), this))
    , m_purge(new QPushButton(tr("Delete for &good…"), this))
    , m_policy(new DeletionPolicyButton(context, this))
{
    m_list->setItemDelegate(new RowDelegate(context.theme(), m_list));
    m_list->setHeaderLabels({tr("Name"), tr("Id"), tr("Cluster"), tr("Deleted"), tr("By"),
                             tr("Disks"), tr("Deleted for good")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setProperty("borderless", true);
    m_list->setAccessibleName(tr("Recently deleted guests"));
    m_list->setColumnWidth(0, 180);
    m_empty->setAlignment(Qt::AlignCenter);
    m_purge->setProperty("danger", true);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(Theme::kStep * 2, 0, Theme::kStep * 2, Theme::kStep);
    buttons->addWidget(m_restore);
    buttons->addWidget(m_purge);
    buttons->addStretch();
    buttons->addWidget(m_policy);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::kStep);
    layout->addWidget(m_error);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_empty, 1);
    layout->addLayout(buttons);
    connect(m_list, &QTreeWidget::itemSelectionChanged, this, &DeletedGuestsView::updateButtons);
    connect(m_restore, &QPushButton::clicked, this, &DeletedGuestsView::restore);
    connect(m_policy, &DeletionPolicyButton::failed, m_error, &ErrorBar::showError);
    connect(m_purge, &QPushButton::clicked, this, &DeletedGuestsView::askToPurge);
    for (ClusterSession *session : context.clusters().sessions())
        follow(session);
    connect(&context.clusters(), &Clusters::added, this, &DeletedGuestsView::follow);
    fill();
}

void DeletedGuestsView::follow(ClusterSession *session)
{
    const auto later = [this] {
        if (isVisible())
            load();
    };
    connect(session, &ClusterSession::stateChanged, this, later);
    connect(session, &ClusterSession::taskEnded, this, later);
    connect(&session->store(), &StateStore::guestsRemoved, this, later);
    connect(&session->store(), &StateStore::guestsInserted, this, later);
}

void DeletedGuestsView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    load();
}

void DeletedGuestsView::load()
{
    m_error->clear();
    m_policy->load();
    for (ClusterSession *session : m_context.clusters().sessions()) {
        if (!session->isReady())
            continue;
        whenDone(session->call(Api::guestDeletedList, {}), this,
                 [this, key = session->key(),
                  name = session->name()](const Result<QList<Api::DeletedGuest>> &guests) {
                     if (!guests) // an older agent has no such list
                         return m_error->showError(
                             guests.error(),
                             tr("The deleted guests of %1 cannot be read").arg(name));
                     m_guests.insert(key, *guests);
                     fill();
                 });
    }
}

void DeletedGuestsView::fill()
{
    QStringList selection;
    for (const Row &row : selected())
        selection += row.guest.uuid;
    m_list->clear();
    for (auto it = m_guests.begin(); it != m_guests.end(); ++it) {
        const ClusterSession *session = m_context.clusters().session(it.key());
        for (const Api::DeletedGuest &guest : *it) {
            auto *item = new QTreeWidgetItem(m_list, {guest.name, QString::number(guest.id),
                                                      session ? session->name() : QString(),
                                                      Format::ago(guest.deletedAt), guest.deletedBy,
                                                      units::formatBytes(guest.sizeBytes),
                                                      Format::dateTime(guest.purgedAt)});
            item->setData(0, kClusterRole, it.key());
            item->setData(0, kUuidRole, guest.uuid);
            item->setToolTip(3, Format::dateTime(guest.deletedAt));
            item->setToolTip(5, guest.volumes.join(u'\n'));
            item->setSelected(selection.contains(guest.uuid));
        }
    }
    const bool isEmpty = m_list->topLevelItemCount() == 0;
    m_list->setVisible(!isEmpty);
    m_empty->setVisible(isEmpty);
    updateButtons();
}

QList<DeletedGuestsView::Row> DeletedGuestsView::selected() const
{
    QList<Row> rows;
    for (const QTreeWidgetItem *item : m_list->selectedItems()) {
        const QString cluster = item->data(0, kClusterRole).toString();
        for (const Api::DeletedGuest &guest : m_guests.value(cluster)) {
            if (guest.uuid == item->data(0, kUuidRole).toString())
                rows.append({cluster, guest});
        }
    }
    return rows;
}

void DeletedGuestsView::updateButtons()
{
    bool mayDelete = !selected().isEmpty();
    for (const Row &row : selected()) {
        const ClusterSession *session = m_context.clusters().session(row.cluster);
        mayDelete = mayDelete && session && session->isReady()
                    && session->user().may(Privilege::GuestDelete);
    }
    m_restore->setEnabled(mayDelete);
    m_purge->setEnabled(mayDelete && selected().size() == 1);
}

void DeletedGuestsView::restore()
{
    for (const Row &row : selected()) {
        ClusterSession *session = m_context.clusters().session(row.cluster);
        if (!session)
            continue;
        whenDone(session->change(Api::guestDeletedRestore, {row.guest.uuid}), this,
                 [this, name = row.guest.name](const Result<Api::TaskRef> &task) {
                     if (!task)
                         m_error->showError(task.error(), tr("%1 was not restored").arg(name));
                 });
    }
}

void DeletedGuestsView::askToPurge()
{
    const QList<Row> rows = selected();
    if (rows.size() != 1)
        return;
    const Row row = rows.first();
    auto *ask = new QInputDialog(this);
    ask->setAttribute(Qt::WA_DeleteOnClose);
    ask->setWindowTitle(tr("Delete %1 for good").arg(row.guest.name));
    ask->setLabelText(tr("Its disks are lost: %1.\nType its name, %2, to go on:")
                          .arg(row.guest.volumes.isEmpty() || row.guest.keepsVolumes
                                   ? tr("none", "disks")
                                   : row.guest.volumes.join(u", "),
                               row.guest.name));
    ask->setOkButtonText(tr("Delete for good"));
    connect(ask, &QInputDialog::textValueSelected, this, [this, row](const QString &name) {
        ClusterSession *session = m_context.clusters().session(row.cluster);
        if (!session)
            return;
        whenDone(session->change(Api::guestDeletedPurge, {row.guest.uuid, name}), this,
                 [this, name = row.guest.name](const Result<Api::TaskRef> &task) {
                     if (!task)
                         m_error->showError(task.error(), tr("%1 was not deleted").arg(name));
                 });
    });
    ask->open();
}

} // namespace Atoll
