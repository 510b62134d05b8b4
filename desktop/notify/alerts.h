// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <app/objectref.h>

#include <api/task.h>
#include <client/statestore.h>

#include <QSet>
#include <QTimer>

#include <functional>
#include <vector>

namespace Atoll {

class AppContext;
class ClusterSession;
class ClusterSummaries;
class Notifier;

//! What the desktop may tell of; the names are those in the settings.
namespace AlertKind {
inline const QString kTask = QStringLiteral("task");             //!< mine has ended
inline const QString kGuest = QStringLiteral("guest");           //!< stopped, and nobody asked
inline const QString kConnection = QStringLiteral("connection"); //!< lost
inline const QString kAttention = QStringLiteral("attention");   //!< something new needs it
} // namespace AlertKind

//! Tells outside the window what happened while nobody looked at it: only the kinds that were
//! chosen, and what comes together in one. A click opens what it is about. GUI thread.
class Alerts : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype kMost = 3; //!< at once; more become one

    //! `isSeen`: the window is in front. `bringToFront` is asked before something opens.
    struct Window
    {
        std::function<bool()> isSeen;
        std::function<void()> bringToFront;
    };
    Alerts(AppContext &context, ClusterSummaries &summaries, Notifier &notifier, Window window,
           QObject *parent = nullptr);

private:
    struct Alert
    {
        QString title;
        QString text;
        ObjectRef object;
    };
    void follow(ClusterSession *session);
    void guestsChanged(ClusterSession *session, const QList<int> &indexes);
    void taskEnded(ClusterSession *session, const Api::TaskInfo &task);
    void stateChanged(ClusterSession *session);
    void attentionChanged();
    bool tells(const QString &kind) const;
    void add(const Alert &alert);
    void flush();

    AppContext &m_context;
    ClusterSummaries &m_summaries;
    Notifier &m_notifier;
    Window m_window;
    QHash<QString, std::vector<Api::GuestState>> m_states; //!< by cluster and the store's index
    QSet<QString> m_connected;                             //!< clusters
    QHash<QString, QSet<QString>> m_known;                 //!< attention, by cluster
    QList<Alert> m_waiting;
    QHash<QString, ObjectRef> m_shown; //!< by tag
    QTimer m_flush;
    int m_nextTag = 0;
};

} // namespace Atoll
