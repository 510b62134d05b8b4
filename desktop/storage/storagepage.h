// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <app/page.h>

#include <QPointer>
#include <QTimer>

QT_BEGIN_NAMESPACE
class QLabel;
class QSortFilterProxyModel;
class QTreeView;
QT_END_NAMESPACE

namespace Atoll {

namespace Api {
struct StorageInfo;
struct VolumeInfo;
} // namespace Api
class CapacityBar;
class ClusterSession;
class ErrorBar;
class StorageTransfers;
class VolumeModel;

//! One storage: how full it is, what is in it and who uses that.
class StoragePage : public Page
{
    Q_OBJECT
public:
    StoragePage(ClusterSession &session, const ObjectRef &storage, AppContext &context,
                QWidget *parent);

    QString title() const override;
    QIcon icon() const override;
    QList<Crumb> way() const override;
    QString status() const override;
    QList<QAction *> headActions() const override;
    void setActive(bool isActive) override;

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    const Api::StorageInfo *storage() const;
    void makeList();
    void refresh();
    void load();
    void updateActions();
    void openGuest();
    void askToDelete();
    void deleteVolume(const QString &volume);
    const Api::VolumeInfo *currentVolume() const;

    QPointer<ClusterSession> m_session;
    ErrorBar *m_problem;
    ErrorBar *m_message;
    CapacityBar *m_capacity;
    QLabel *m_facts;
    VolumeModel *m_volumes;
    QSortFilterProxyModel *m_sorted;
    QTreeView *m_list;
    StorageTransfers *m_transfers;
    QAction *m_refresh;
    QAction *m_open;
    QAction *m_delete;
    QTimer m_later;
};

} // namespace Atoll
