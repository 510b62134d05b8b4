// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestbulk.h"

#include <server/caller.h>

#include <QHash>
#include <QObject>

#include <condition_variable>
#include <memory>
#include <mutex>

namespace Atoll {

class Registry;
class TaskContext;
class TaskRunner;

//! Answers guest.bulk: asks the single method for each guest as the user would, so that privileges,
//! lanes, undoing and the audit are those of the method. Lives in the event-loop thread; run() and
//! plan() are for workers.
class GuestBulkService : public QObject
{
    Q_OBJECT

public:
    GuestBulkService(Registry &registry, TaskRunner &tasks, const GuestParts &parts);

    Result<Api::Plan> plan(const QString &user, const Api::GuestBulk &wish);
    Result<Api::GuestBulkResult> run(TaskContext &context, const Api::GuestBulk &wish);

private:
    //! What the event loop tells the worker that waits.
    struct Feed
    {
        std::mutex mutex;
        std::condition_variable news;
        QList<std::pair<int, Api::BulkItem>> ended; //!< by number
        bool isCancelled = false;
    };
    struct Waiting
    {
        std::shared_ptr<Feed> feed;
        int number = 0;
        Api::BulkItem item;
    };
    using Group = QList<std::pair<int, BulkStep>>; //!< steps with their numbers
    struct Work;                                   //!< one order while it runs

    void begin(const Caller &caller, const QString &requestId, int number, const BulkStep &step,
               const std::shared_ptr<Feed> &feed);
    void taskChanged(const Api::TaskInfo &task);
    static void tell(const Waiting &waiting);
    Result<void> runGroup(Work &work, const Group &group);
    Result<void> waitAfter(Work &work, const Group &group);
    void take(Work &work);
    Result<BulkGroups> allowedPlan(const QString &user, const Api::GuestBulk &wish);

    Registry &m_registry;
    TaskRunner &m_tasks;
    const GuestParts m_parts;
    QHash<QString, Waiting> m_waiting; //!< by task
};

//! The service belongs to the registry.
void registerGuestBulk(Registry &registry, TaskRunner &tasks, const GuestParts &parts);

} // namespace Atoll
