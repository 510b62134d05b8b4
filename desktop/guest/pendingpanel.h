// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/guestlifecycle.h>

#include <QPointer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QTreeWidget;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
class ClusterSession;
class ErrorBar;
class GuestDocument;

//! What of a running guest waits for its next start: what runs beside what is wanted, and the way
//! back. Hidden while nothing waits.
class PendingPanel : public QWidget
{
    Q_OBJECT
public:
    PendingPanel(AppContext &context, ClusterSession &session, GuestDocument &document,
                 QWidget *parent = nullptr);

    //! The guest may have changed.
    void refresh();

Q_SIGNALS:
    void countChanged(int count);

private:
    void load();
    void show(const QList<Api::PendingChange> &pending);
    void revert(const QStringList &keys);
    void updateButtons();

    AppContext &m_context;
    QPointer<ClusterSession> m_session;
    GuestDocument &m_document;
    QList<Api::PendingChange> m_pending;
    qint64 m_seenVersion = -1;
    bool m_hadPending = false;
    ErrorBar *m_error;
    QLabel *m_title;
    QTreeWidget *m_list;
    QPushButton *m_revert;
    QPushButton *m_revertAll;
};

} // namespace Atoll
