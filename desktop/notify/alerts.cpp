// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "alerts.h"

#include "notifier.h"

#include <app/appcontext.h>
#include <app/settings.h>
#include <client/clusters.h>
#include <guest/guestwords.h>
#include <inventory/clustersummary.h>
#include <tasks/taskwords.h>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Atoll {
namespace {

constexpr auto kGather = 1500ms;      //!< what comes within it comes together
constexpr auto kLostAfter = 5s;       //!< a connection that comes back before was not lost
constexpr qint64 kTaskExplainsS = 30; //!< a task that ended so lately was the reason
constexpr qsizetype kStorm = 50;      //!< so many changes at once are no single guest's fate
constexpr qsizetype kNamed = 4;
constexpr qsizetype kRemembered = 50;

bool runs(Api::GuestState state)
{
    return state == Api::GuestState::Running || state == Api::GuestState::Paused;
}

bool hasStopped(Api::GuestState state)
{
    return state == Api::GuestState::Stopped || state == Api::GuestState::Crashed;
}

//! A task of anybody is why the guest stopped.
bool isExplained(const StateStore &store, const Api::GuestInfo &guest)
{
    if (store.pending(guest.uuid))
        return true;
    const QString object = u"/guests/"_s + guest.uuid;
    const QDateTime since = QDateTime::currentDateTimeUtc().addSecs(-kTaskExplainsS);
    const QList<int> tasks = store.tasks().indexes();
    return std::any_of(tasks.begin(), tasks.end(), [&](int index) {
        const Api::TaskInfo &task = store.tasks().at(index);
        return task.object == object && (!task.isEnded() || task.ended > since);
    });
}

} // namespace

Alerts::Alerts(AppContext &context, ClusterSummaries &summaries, Notifier &notifier, Window window,
               QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_summaries(summaries)
    , m_notifier(notifier)
    , m_window(std::move(window))
{
    m_flush.setSingleShot(true);
    m_flush.setInterval(kGather);
    connect(&m_flush, &QTimer::timeout, this, &Alerts::flush);
    connect(&context.clusters(), &Clusters::added, this, &Alerts::follow);
    for (ClusterSession *session : context.clusters().sessions())
        follow(session);
    connect(&summaries, &ClusterSummaries::changed, this, &Alerts::attentionChanged);
    connect(&notifier, &Notifier::clicked, this, [this](const QString &tag) {
        m_window.bringToFront();
        if (const ObjectRef object = m_shown.value(tag); object.isValid())
            m_context.open(object);
    });
}

void Alerts::follow(ClusterSession *session)
{
    const auto take = [this, session](const QList<int> &indexes) {
        guestsChanged(session, indexes);
    };
    connect(&session->store(), &StateStore::guestsInserted, this,
            [this, session](const QList<int> &indexes) {
                auto &states = m_states[session->key()];
                for (const int index : indexes) {
                    if (size_t(index) >= states.size())
                        states.resize(size_t(index) + 1, Api::GuestState::Unknown);
                    states[size_t(index)] = session->store().guests().at(index).state;
                }
            });
    connect(&session->store(), &StateStore::guestsChanged, this, take);
    connect(session, &ClusterSession::taskEnded, this,
            [this, session](const Api::TaskInfo &task) { taskEnded(session, task); });
    connect(session, &ClusterSession::stateChanged, this,
            [this, session] { stateChanged(session); });
    take(session->store().guests().indexes());
}

bool Alerts::tells(const QString &kind) const
{
    return !m_window.isSeen() && m_context.settings().notifications.value().contains(kind);
}

void Alerts::guestsChanged(ClusterSession *session, const QList<int> &indexes)
{
    const StateStore &store = session->store();
    auto &states = m_states[session->key()];
    const bool isTold = store.isLive() && indexes.size() <= kStorm && tells(AlertKind::kGuest);
    for (const int index : indexes) {
        const Api::GuestInfo &guest = store.guests().at(index);
        if (size_t(index) >= states.size())
            states.resize(size_t(index) + 1, Api::GuestState::Unknown);
        const Api::GuestState before = std::exchange(states[size_t(index)], guest.state);
        if (isTold && runs(before) && hasStopped(guest.state) && !isExplained(store, guest))
            add({guest.state == Api::GuestState::Crashed ? tr("%1 crashed").arg(guest.name)
                                                         : tr("%1 stopped").arg(guest.name),
                 tr("Nobody asked for it here. It was on %1 in %2.")
                     .arg(guest.node, session->name()),
                 {ObjectKind::Guest, session->key(), guest.uuid}});
    }
}

void Alerts::taskEnded(ClusterSession *session, const Api::TaskInfo &task)
{
    if (!tells(AlertKind::kTask) || task.state == Api::TaskState::Cancelled)
        return;
    const bool hasFailed = task.state == Api::TaskState::Failed;
    add({hasFailed ? tr("Failed: %1").arg(TaskWords::title(task))
                   : tr("Done: %1").arg(TaskWords::title(task)),
         hasFailed ? TaskWords::outcome(task) : session->name(),
         TaskWords::object(task, session->key())});
}

void Alerts::stateChanged(ClusterSession *session)
{
    const QString key = session->key();
    if (session->isReady()) {
        m_connected.insert(key);
        return;
    }
    if (session->state() == Rpc::ClientState::Idle || !m_connected.remove(key))
        return;
    QTimer::singleShot(kLostAfter, session, [this, session, key] {
        if (session->isReady() || session->state() == Rpc::ClientState::Idle
            || !tells(AlertKind::kConnection))
            return;
        add({tr("Connection to %1 lost").arg(session->name()),
             session->problem() ? session->problem()->sentence() : session->stateText(),
             {ObjectKind::Cluster, key, {}}});
    });
}

// What a cluster needs when it is first seen was there before. Tasks, guests that stopped and
// connections have kinds of their own.
void Alerts::attentionChanged()
{
    for (const ClusterSummary &summary : m_summaries.all()) {
        const bool isFirst = !m_known.contains(summary.key);
        if (isFirst && summary.lastSeen.isValid())
            continue; // not connected yet
        QSet<QString> now;
        for (const Attention &item : summary.attention) {
            now.insert(item.id);
            const ClusterSession *session = m_context.clusters().session(summary.key);
            const Api::GuestInfo *guest =
                session ? session->store().guest(item.object.id) : nullptr;
            const bool isToldOtherwise = !item.task.isEmpty() || item.id == u"connection"_s
                                         || (guest && hasStopped(guest->state));
            if (!isFirst && !isToldOtherwise && !m_known[summary.key].contains(item.id)
                && tells(AlertKind::kAttention))
                add({item.text, item.advice, item.object});
        }
        m_known.insert(summary.key, now);
    }
}

void Alerts::add(const Alert &alert)
{
    m_waiting += alert;
    if (!m_flush.isActive())
        m_flush.start();
}

void Alerts::flush()
{
    const QList<Alert> alerts = std::exchange(m_waiting, {});
    if (m_shown.size() > kRemembered)
        m_shown.clear();
    const auto show = [this](const Alert &alert) {
        const QString tag = QString::number(++m_nextTag);
        m_shown.insert(tag, alert.object);
        m_notifier.show(tag, alert.title, alert.text);
    };
    if (alerts.size() <= kMost) {
        for (const Alert &alert : alerts)
            show(alert);
        return;
    }
    QStringList names;
    for (const Alert &alert : alerts.first(std::min(alerts.size(), kNamed)))
        names += alert.title;
    if (alerts.size() > kNamed)
        names += tr("and %n more", nullptr, int(alerts.size() - kNamed));
    show({tr("%n thing(s) happened", nullptr, int(alerts.size())),
          names.join(u'\n'),
          {ObjectKind::Overview, {}, {}}});
}

} // namespace Atoll
