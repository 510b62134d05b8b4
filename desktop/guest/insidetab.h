// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/guestagent.h>

#include <QTimer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QFormLayout;
class QLabel;
class QStackedWidget;
class QToolButton;
class QTreeWidget;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
class ClusterSession;
class ErrorBar;
class GuestInside;

//! What the guest agent tells of the guest, with its age, and what it can be told to do. When it
//! does not answer: since when, and what to do about it. GUI thread.
class InsideTab : public QWidget
{
    Q_OBJECT
public:
    InsideTab(AppContext &context, ClusterSession &session, GuestInside &inside,
              const QString &uuid, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeTools();
    QWidget *makeEmpty();
    QWidget *makeContent();
    QTreeWidget *makeList(const QStringList &labels, const QString &name, QWidget *parent);
    QLabel *addFact(QFormLayout *form, const QString &label);
    QToolButton *addTool(const QString &text, const QString &icon, QWidget *bar);
    void showInfo();
    void showAge();
    void showFacts(const Api::AgentInfo &info);
    void showLists(const Api::AgentInfo &info);
    void updateTools();
    void trim();
    void freezeOrThaw();
    template <class M, class P>
    void order(const M &row, const P &params, const QString &failure);

    AppContext &m_context;
    ClusterSession &m_session;
    GuestInside &m_inside;
    QString m_uuid;
    ErrorBar *m_message;
    QStackedWidget *m_pages;
    QLabel *m_age = nullptr;
    QToolButton *m_refresh = nullptr;
    QToolButton *m_run = nullptr;
    QToolButton *m_password = nullptr;
    QToolButton *m_trim = nullptr;
    QToolButton *m_freeze = nullptr;
    QLabel *m_emptyTitle = nullptr;
    QLabel *m_emptyText = nullptr;
    QLabel *m_system = nullptr;
    QLabel *m_kernel = nullptr;
    QLabel *m_host = nullptr;
    QLabel *m_clock = nullptr;
    QLabel *m_version = nullptr;
    QTreeWidget *m_filesystems = nullptr;
    QTreeWidget *m_interfaces = nullptr;
    QTreeWidget *m_users = nullptr;
    QTimer m_tick;
    bool m_isBusy = false;
    bool m_isStateTold = false; //!< the message is of the facts, not of an order
};

} // namespace Atoll
