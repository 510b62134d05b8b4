// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestbulkservice.h"

#include <server/registry.h>

#include <chrono>
#include <future>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Atoll {
namespace {
constexpr auto kRightsDeadline = 10s;
} // namespace

struct GuestBulkService::Work
{
    TaskContext &context;
    const Api::GuestBulk &wish;
    QList<Api::BulkItem> items;
    std::shared_ptr<Feed> feed = std::make_shared<Feed>();
    int running = 0;
    int done = 0;
};

GuestBulkService::GuestBulkService(Registry &registry, TaskRunner &tasks, const GuestParts &parts)
    : QObject(&registry)
    , m_registry(registry)
    , m_tasks(tasks)
    , m_parts(parts)
{
    connect(&tasks, &TaskRunner::changed, this, &GuestBulkService::taskChanged);
}

void GuestBulkService::begin(const Caller &caller, const QString &requestId, int number,
                             const BulkStep &step, const std::shared_ptr<Feed> &feed)
{
    QJsonObject params = step.params;
    params.insert(QLatin1StringView(Api::kRequestIdMember), requestId);
    Waiting waiting{feed, number, step.item};
    m_registry.dispatch(caller, step.method, params,
                        [this, waiting](const Result<QJsonValue> &answer) mutable {
                            if (!answer) {
                                waiting.item.outcome = Api::BulkOutcome::Failed;
                                waiting.item.reason = answer.error().sentence();
                                return tell(waiting);
                            }
                            const QString task = answer->toObject().value("task"_L1).toString();
                            waiting.item.task = task;
                            m_waiting.insert(task, waiting);
                            if (const auto info = m_tasks.info(task))
                                taskChanged(*info); // it may have ended already
                        });
}

void GuestBulkService::taskChanged(const Api::TaskInfo &task)
{
    if (!task.isEnded() || !m_waiting.contains(task.id))
        return;
    Waiting waiting = m_waiting.take(task.id);
    const bool isDone = task.state == Api::TaskState::Succeeded;
    waiting.item.outcome = isDone ? Api::BulkOutcome::Done : Api::BulkOutcome::Failed;
    if (!isDone)
        waiting.item.reason = Error::fromJson(task.error).sentence();
    tell(waiting);
}

void GuestBulkService::tell(const Waiting &waiting)
{
    const std::lock_guard lock(waiting.feed->mutex);
    waiting.feed->ended.append({waiting.number, waiting.item});
    waiting.feed->news.notify_one();
}

//! Waits for guests that are done, or for being cancelled.
void GuestBulkService::take(Work &work)
{
    QList<std::pair<int, Api::BulkItem>> ended;
    {
        std::unique_lock lock(work.feed->mutex);
        work.feed->news.wait(lock,
                             [&] { return !work.feed->ended.isEmpty() || work.feed->isCancelled; });
        ended.swap(work.feed->ended);
    }
    for (const auto &[number, item] : std::as_const(ended)) {
        work.items[number] = item;
        --work.running;
        ++work.done;
        if (item.outcome == Api::BulkOutcome::Failed)
            work.context.log(u"“%1” failed: %2"_s.arg(item.name, item.reason));
    }
    work.context.setStage(u"%1 of %2"_s.arg(work.done).arg(work.items.size()));
    work.context.setFraction(double(work.done) / double(work.items.size()));
}

//! Waits until all of the group are done; cancelled, those that have begun go on in their own
//! tasks.
Result<void> GuestBulkService::runGroup(Work &work, const Group &group)
{
    const Caller caller{work.context.user(), work.context.address()};
    for (qsizetype next = 0; next < group.size() || work.running > 0;) {
        if (const auto go = work.context.mayGoOn(); !go)
            return go;
        while (next < group.size() && work.running < work.wish.atOnce) {
            const auto &[number, step] = group.at(next++);
            ++work.running;
            work.items[number].outcome = Api::BulkOutcome::Begun;
            const QString requestId = u"%1/%2"_s.arg(work.context.id()).arg(number);
            QMetaObject::invokeMethod(
                this,
                [this, caller, requestId, number = number, step = step, feed = work.feed] {
                    begin(caller, requestId, number, step, feed);
                },
                Qt::QueuedConnection);
        }
        take(work);
    }
    return {};
}

Result<void> GuestBulkService::waitAfter(Work &work, const Group &group)
{
    int seconds = 0;
    for (const auto &[number, step] : group) {
        if (work.items.at(number).outcome == Api::BulkOutcome::Done)
            seconds = std::max(seconds, step.delaySeconds);
    }
    std::unique_lock lock(work.feed->mutex);
    work.feed->news.wait_for(lock, std::chrono::seconds{seconds},
                             [&] { return work.feed->isCancelled; });
    return work.context.mayGoOn();
}

Result<Api::GuestBulkResult> GuestBulkService::run(TaskContext &context, const Api::GuestBulk &wish)
{
    const auto groups = allowedPlan(context.user(), wish);
    if (!groups)
        return fail(groups.error());
    Work work{context, wish, {}};
    QList<Group> asked;
    for (const QList<BulkStep> &group : *groups) {
        asked.append(Group{});
        for (const BulkStep &step : group) {
            if (step.isAsked())
                asked.last().append({int(work.items.size()), step});
            else
                context.log(u"“%1” is left out: %2"_s.arg(step.item.name, step.item.reason));
            work.done += !step.isAsked();
            work.items.append(step.item);
        }
    }
    const auto hook = context.onCancel([feed = work.feed] {
        const std::lock_guard lock(feed->mutex);
        feed->isCancelled = true;
        feed->news.notify_one();
    });
    for (const Group &group : std::as_const(asked)) {
        auto done = runGroup(work, group);
        if (done && wish.inOrder && &group != &asked.constLast())
            done = waitAfter(work, group);
        if (!done) { // also then it is told what became of each
            Error error = done.error();
            error.details = toJsonObject(Api::GuestBulkResult{work.items});
            return fail(error);
        }
    }
    return bulkResult(work.items);
}

// The registry asks again for each guest; but a plan has to know before, and of a guest that
// somebody may not touch neither name nor state is told. Rights live in the event loop.
Result<BulkGroups> GuestBulkService::allowedPlan(const QString &user, const Api::GuestBulk &wish)
{
    auto groups = planBulk(m_parts, wish);
    const Api::MethodInfo *row = Api::findMethod(QString::fromLatin1(Api::methodOf(wish.verb)));
    if (!groups || !m_parts.gate || !row)
        return groups;
    const auto refused = std::make_shared<std::promise<QHash<QString, QString>>>();
    auto answer = refused->get_future();
    QMetaObject::invokeMethod(
        this,
        [gate = m_parts.gate, user, groups = *groups, privilege = row->privilege, refused] {
            QHash<QString, QString> reasons;
            for (const QList<BulkStep> &group : groups) {
                for (const BulkStep &step : group) {
                    const auto allowed = gate(user, privilege, u"/guests/"_s + step.item.guest);
                    if (!allowed)
                        reasons.insert(step.reference, allowed.error().sentence());
                }
            }
            refused->set_value(reasons);
        },
        Qt::QueuedConnection);
    if (answer.wait_for(kRightsDeadline) != std::future_status::ready)
        return fail(ErrorCode::Timeout, u"the agent is too busy to check the rights"_s,
                    u"Try again."_s);
    const QHash<QString, QString> reasons = answer.get();
    for (QList<BulkStep> &group : *groups) {
        for (BulkStep &step : group) {
            if (!reasons.contains(step.reference))
                continue;
            step.method.clear();
            step.item = {step.reference,
                         step.reference,
                         Api::BulkOutcome::Failed,
                         reasons.value(step.reference),
                         {}};
        }
    }
    return groups;
}

Result<Api::Plan> GuestBulkService::plan(const QString &user, const Api::GuestBulk &wish)
{
    const auto groups = allowedPlan(user, wish);
    return groups ? Result<Api::Plan>(describeBulk(*groups, wish)) : fail(groups.error());
}

void registerGuestBulk(Registry &registry, TaskRunner &tasks, const GuestParts &parts)
{
    auto *service = new GuestBulkService(registry, tasks, parts);
    ChangeHandler<Api::GuestBulk, Api::GuestBulkResult> handler;
    handler.object = [](const Api::GuestBulk &wish) -> Result<TaskObject> {
        if (const auto sound = checkBulk(wish); !sound)
            return fail(sound.error());
        return TaskObject{u"/guests"_s,
                          u"%1 · %2 guests"_s.arg(nameOf(wish.verb)).arg(wish.guests.size())};
    };
    handler.plan = [service](const Caller &caller, const Api::GuestBulk &wish) {
        return service->plan(caller.user, wish);
    };
    handler.run = [service](TaskContext &context, const Api::GuestBulk &wish) {
        return service->run(context, wish);
    };
    // One after the other: each waits in a worker for tasks that need workers too.
    handler.adjust = [](TaskSpec &spec, const Api::GuestBulk &) {
        spec.lanes = {u"/guests/bulk"_s};
        spec.whenBusy = TaskSpec::WhenBusy::Queue;
    };
    registry.change(Api::guestBulk, handler);
}

} // namespace Atoll
