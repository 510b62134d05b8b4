// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/guestlifecycle.h>

#include <QHash>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
class ClusterSession;
class DeletionPolicyButton;
class ErrorBar;

//! Deleted guests of all clusters that can be restored, or deleted for good.
class DeletedGuestsView : public QWidget
{
    Q_OBJECT
public:
    explicit DeletedGuestsView(AppContext &context, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct Row
    {
        QString cluster;
        Api::DeletedGuest guest;
    };

    void follow(ClusterSession *session);
    void load();
    void fill();
    void updateButtons();
    QList<Row> selected() const;
    void restore();
    void askToPurge();

    AppContext &m_context;
    QHash<QString, QList<Api::DeletedGuest>> m_guests; //!< by cluster
    ErrorBar *m_error;
    QTreeWidget *m_list;
    QLabel *m_empty;
    QPushButton *m_restore;
    QPushButton *m_purge;
    DeletionPolicyButton *m_policy;
};

} // namespace Atoll
