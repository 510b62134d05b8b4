// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestsnapshotswitch.h"

#include "guestdefinition.h"
#include "guestsnapshotrollback.h"
#include "snapshotengine.h"

#include <tasks/rollback.h>

#include <QFile>

#include <thread>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr std::chrono::seconds kEnginePatience{120};
constexpr std::chrono::minutes kEngineBusy{10};

//! libvirt may still be at what the killed agent asked for.
Result<void> whenFree(const std::function<Result<void>()> &work)
{
    const QDeadlineTimer deadline(kEngineBusy);
    while (true) {
        auto done = work();
        const bool isBusy =
            !done
            && (done.error().code == ErrorCode::Busy || done.error().code == ErrorCode::Timeout);
        if (!isBusy || deadline.hasExpired())
            return done;
        std::this_thread::sleep_for(std::chrono::seconds(1));
    }
}

} // namespace

void SnapshotSwitch::registerRecovery(TaskRunner &tasks) const
{
    const SnapshotSwitch self = *this;
    const GuestParts parts = m_parts;
    tasks.undo(u"guest.snapshot.switch"_s, [self](TaskContext &, const QJsonObject &what) {
        const auto wish = fromJson<Wish>(what, UnknownFields::Ignore);
        return wish ? self.takeBack(*wish) : fail(wish.error());
    });
    tasks.undo(u"guest.snapshot.engine"_s, [parts](TaskContext &, const QJsonObject &what) {
        if (const auto there = GuestDefinition(parts).waitForEngine(kEnginePatience); !there)
            return there;
        return whenFree([&] {
            return parts.hypervisor.snapshotEngine().removeSnapshot(
                what.value("uuid"_L1).toString(), what.value("name"_L1).toString());
        });
    });
    // The engine does it whole; recover() finds out and finishes.
    tasks.undo(u"guest.snapshot.revert"_s,
               [](TaskContext &, const QJsonObject &) -> Result<void> { return {}; });
    tasks.undo(u"guest.frozen"_s, [parts](TaskContext &, const QJsonObject &what) -> Result<void> {
        if (const auto there = GuestDefinition(parts).waitForEngine(kEnginePatience); !there)
            return there;
        const QString uuid = what.value("uuid"_L1).toString();
        const auto domain = parts.hypervisor.domain(uuid);
        if (!domain || domain->state != Api::GuestState::Running)
            return {}; // a guest that starts again is not frozen
        return parts.hypervisor.snapshotEngine().thawFileSystems(uuid);
    });
    tasks.undo(u"guest.firmware"_s, [](TaskContext &, const QJsonObject &what) -> Result<void> {
        const QString path = what.value("path"_L1).toString();
        const QString former = what.value("former"_L1).toString();
        if (QFile::exists(former)
            && ::rename(QFile::encodeName(former).constData(), QFile::encodeName(path).constData())
                   != 0)
            return fail(ErrorCode::EngineFailed,
                        u"cannot bring back the firmware variables %1"_s.arg(path));
        return {};
    });
    for (const char *method : {Api::snapshotCreate.name, Api::snapshotRollback.name}) {
        tasks.recover(QString::fromLatin1(method),
                      [self](TaskContext &context, const TaskRecord &record) {
                          return self.recover(context, record);
                      });
    }
}

Result<void> SnapshotSwitch::intend(const Wish &wish, Rollback &rollback)
{
    return rollback.intend(u"guest.snapshot.switch"_s, toJsonObject(wish));
}

Result<void> SnapshotSwitch::write(const Wish &wish, SnapshotDocument &snapshots,
                                   GuestDocument &guest, const TaskContext &context) const
{
    snapshots.tree = wish.tree;
    guest.config = wish.config;
    return SnapshotDocuments(m_parts).write(snapshots, context, wish.config.id, &guest);
}

Result<bool> SnapshotSwitch::hasSwitched(const Wish &wish) const
{
    const auto paths = GuestLayers(m_parts).enginePaths(wish.config.uuid);
    if (!paths)
        return paths.error().code == ErrorCode::NotFound ? Result<bool>(false)
                                                         : fail(paths.error());
    return !wish.volumes.isEmpty()
           && std::all_of(wish.volumes.begin(), wish.volumes.end(),
                          [&](const SnapshotVolume &volume) {
                              return paths->value(volume.target) == volume.path;
                          });
}

Result<void> SnapshotSwitch::takeBack(const Wish &wish) const
{
    if (const auto there = GuestDefinition(m_parts).waitForEngine(kEnginePatience); !there)
        return there;
    const auto switched = hasSwitched(wish);
    if (!switched)
        return fail(switched.error());
    const QString &uuid = wish.config.uuid;
    const auto domain = m_parts.hypervisor.domain(uuid);
    const bool isRunning =
        domain
        && (domain->state == Api::GuestState::Running || domain->state == Api::GuestState::Paused);
    if (!*switched || !isRunning || !wish.isCreation)
        return {}; // the definition is brought back by an intent of its own
    const SnapshotEntry *entry = wish.tree.find(wish.tree.current);
    SnapshotEngine &engine = m_parts.hypervisor.snapshotEngine();
    for (const SnapshotVolume &disk : entry ? entry->disks : QList<SnapshotVolume>()) {
        const auto top = std::find_if(
            wish.volumes.begin(), wish.volumes.end(),
            [&](const SnapshotVolume &volume) { return volume.target == disk.target; });
        if (top == wish.volumes.end())
            continue;
        if (const auto ok = engine.beginMerge(uuid, disk.target, disk.path, top->path, true); !ok)
            return ok;
        while (true) {
            const auto job = engine.mergeJob(uuid, disk.target);
            if (!job)
                return fail(job.error());
            if (job->isReady || !job->exists)
                break;
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
        if (const auto ok = engine.endMerge(uuid, disk.target, true); !ok)
            return ok;
    }
    return {};
}

Result<TaskRecovery> SnapshotSwitch::recover(TaskContext &context, const TaskRecord &record) const
{
    using Outcome = TaskRecovery::Outcome;
    const QString uuid = uuidOfObject(record.info.object);
    if (const auto engine = GuestDefinition(m_parts).waitForEngine(kEnginePatience); !engine)
        return fail(engine.error());
    auto guest = GuestDocuments(m_parts).managed(uuid);
    if (!guest)
        return fail(guest.error());
    auto snapshots = SnapshotDocuments(m_parts).read(guest->config);
    if (!snapshots)
        return fail(snapshots.error());
    if (snapshots->tree.lastTask != record.info.id) {
        bool isDone = false;
        for (const TaskIntent &intent : record.intents) {
            if (intent.kind == u"guest.snapshot.revert")
                return recoverRevert(context, intent.what);
            if (intent.kind != u"guest.snapshot.switch")
                continue;
            const auto wish = fromJson<Wish>(intent.what, UnknownFields::Ignore);
            if (!wish)
                return fail(wish.error());
            const auto switched = hasSwitched(*wish);
            if (!switched)
                return fail(switched.error());
            if (!*switched)
                break;
            if (const auto ok = write(*wish, *snapshots, *guest, context); !ok)
                return fail(ok.error());
            isDone = true;
        }
        if (!isDone)
            return TaskRecovery{Outcome::Failed,
                                u"the agent was restarted before anything had changed"_s};
    }
    for (const TaskIntent &intent : record.intents) {
        if (intent.kind == u"guest.frozen")
            (void)m_parts.hypervisor.snapshotEngine().thawFileSystems(uuid);
        if (intent.kind == u"guest.firmware")
            QFile::remove(intent.what.value("former"_L1).toString());
    }
    if (const auto tidied = GuestLayers(m_parts).tidy(*snapshots, *guest, context); !tidied)
        context.log(tidied.error().sentence());
    context.log(u"The agent was restarted; all is done but starting the guest"_s);
    return TaskRecovery{Outcome::Finished, {}, toJson(Api::Nothing{})};
}

Result<TaskRecovery> SnapshotSwitch::recoverRevert(TaskContext &context,
                                                   const QJsonObject &what) const
{
    // Nobody knows how far the engine was: doing it once more ends in the same state.
    const auto done = whenFree([&] {
        return SnapshotReverting(m_parts).revertInternal(
            what.value("uuid"_L1).toString(), what.value("name"_L1).toString(), false, context);
    });
    if (!done)
        return fail(done.error());
    return TaskRecovery{TaskRecovery::Outcome::Finished, {}, toJson(Api::Nothing{})};
}

} // namespace Atoll
