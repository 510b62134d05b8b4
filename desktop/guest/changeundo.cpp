// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "changeundo.h"

#include <app/appcontext.h>
#include <client/clusters.h>
#include <client/whendone.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr qint64 kClockSlackSeconds = 1;

//! The guests whose configuration the task has changed.
QStringList changedGuests(const Api::TaskInfo &task)
{
    if (task.state != Api::TaskState::Succeeded)
        return {};
    if (task.method == QLatin1StringView(Api::guestSet.name))
        return {task.object.section(u'/', 2, 2)};
    if (task.method != QLatin1StringView(Api::guestBulk.name))
        return {};
    // Power and snapshots have no way back here.
    const QString verb = task.objectName.section(u' ', 0, 0);
    const bool isConfig = verb == nameOf(Api::BulkVerb::AddTags)
                          || verb == nameOf(Api::BulkVerb::RemoveTags)
                          || verb == nameOf(Api::BulkVerb::Set);
    const auto result = fromJson<Api::GuestBulkResult>(task.result, UnknownFields::Ignore);
    QStringList guests;
    for (const Api::BulkItem &item : isConfig &&result ? result->items : QList<Api::BulkItem>()) {
        if (item.outcome == Api::BulkOutcome::Done)
            guests += item.guest;
    }
    return guests;
}

//! The newest version, which is the first, is the task's own.
bool isOfTask(const QList<Api::GuestVersion> &history, const Api::TaskInfo &task)
{
    return history.size() > 1 && history.first().author == task.user
           && history.first().at >= task.started.addSecs(-kClockSlackSeconds)
           && history.first().at <= task.ended.addSecs(kClockSlackSeconds);
}

} // namespace

ChangeUndo::ChangeUndo(AppContext &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
{
    for (ClusterSession *session : context.clusters().sessions())
        follow(session);
    connect(&context.clusters(), &Clusters::added, this, &ChangeUndo::follow);
}

void ChangeUndo::follow(ClusterSession *session)
{
    connect(session, &ClusterSession::taskEnded, this,
            [this, session](const Api::TaskInfo &task) { offer(*session, task); });
}

void ChangeUndo::offer(const ClusterSession &session, const Api::TaskInfo &task)
{
    const QStringList guests = changedGuests(task);
    if (guests.isEmpty())
        return;
    const Api::GuestInfo *guest = session.store().guest(guests.first());
    const QString text = guests.size() == 1
                             ? tr("%1 was changed").arg(guest ? guest->name : task.objectName)
                             : tr("%n guest(s) were changed", nullptr, int(guests.size()));
    m_context.offer(text, tr("Undo"), [this, cluster = session.key(), task, guests] {
        for (const QString &each : guests)
            undo(cluster, task, each);
    });
}

void ChangeUndo::undo(const QString &cluster, const Api::TaskInfo &task, const QString &guest)
{
    ClusterSession *session = m_context.clusters().session(cluster);
    if (!session)
        return;
    const Api::GuestInfo *info = session->store().guest(guest);
    const ObjectRef object{ObjectKind::Guest, cluster, guest};
    const auto refuse =
        [this, object, title = tr("%1 was not changed back").arg(info ? info->name : guest)](
            const Error &error) { m_context.report(error.prefixed(title), object); };
    whenDone(session->call(Api::guestHistory, {guest}), this,
             [this, cluster, task, guest, refuse](const Result<QList<Api::GuestVersion>> &history) {
                 ClusterSession *now = m_context.clusters().session(cluster);
                 if (!history || !now)
                     return history ? void() : refuse(history.error());
                 QList<Api::GuestVersion> versions = *history;
                 std::sort(versions.begin(), versions.end(),
                           [](const auto &a, const auto &b) { return a.version > b.version; });
                 if (!isOfTask(versions, task))
                     return refuse({ErrorCode::Conflict, tr("it was changed again since"),
                                    tr("Its History shows every version, and goes back to any")});
                 const Api::GuestRevert wish{guest, versions.at(0).version, versions.at(1).version};
                 whenDone(now->change(Api::guestRevert, wish), this,
                          [refuse](const Result<Api::TaskRef> &asked) {
                              if (!asked)
                                  refuse(asked.error());
                          });
             });
}

} // namespace Atoll
