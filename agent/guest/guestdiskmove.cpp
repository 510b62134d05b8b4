// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestdiskmove.h"

#include "guestimagecopy.h"
#include "guestsnapshotdocuments.h"

#include <core/units.h>
#include <tasks/rollback.h>

#include <thread>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr std::chrono::milliseconds kLookEvery{200};
constexpr std::chrono::seconds kEnginePatience{120};

//! The volume that a task which was cut short had begun, from its intents.
std::optional<std::pair<QString, QString>> begunVolume(const TaskRecord &record)
{
    for (const TaskIntent &intent : record.intents) {
        if (intent.kind == u"guest.volume")
            return std::pair{intent.what.value("storage"_L1).toString(),
                             intent.what.value("volume"_L1).toString()};
    }
    return std::nullopt;
}

bool isNamed(const QString &volume, const QString &name)
{
    return volume == name || volume.startsWith(name + u'.');
}

Api::DiskConfig *findDisk(Api::GuestConfig &config, const QString &target)
{
    for (Api::DiskConfig &disk : config.disks) {
        if (disk.target == target)
            return &disk;
    }
    return nullptr;
}

} // namespace

void GuestDiskMove::registerRecovery(TaskRunner &tasks) const
{
    const GuestDiskMove self = *this;
    tasks.undo(u"guest.diskcopy"_s,
               [parts = m_parts](TaskContext &, const QJsonObject &what) -> Result<void> {
                   const auto engine = GuestDefinition(parts).waitForEngine(kEnginePatience);
                   if (!engine)
                       return engine;
                   const QString uuid = what.value("uuid"_L1).toString();
                   const QString target = what.value("target"_L1).toString();
                   const auto copy = parts.hypervisor.diskCopy(uuid, target);
                   if (!copy || !*copy)
                       return {}; // the guest has stopped, and the copy with it
                   return parts.hypervisor.endDiskCopy(uuid, target, false);
               });
    tasks.recover(QString::fromLatin1(Api::guestDiskMove.name),
                  [self](TaskContext &context, const TaskRecord &record) {
                      return self.recover(context, record);
                  });
}

Result<QString> GuestDiskMove::pathOf(const QString &storageName, const QString &volume) const
{
    const auto storage = m_parts.storages.storage(storageName);
    const auto source = storage ? (*storage)->source(volume) : fail(storage.error());
    return source ? Result<QString>(source->path) : fail(source.error());
}

Result<void> GuestDiskMove::checkImage(const Api::DiskConfig &disk) const
{
    if (disk.format != Api::VolumeFormat::Qcow2)
        return {};
    const auto path = pathOf(disk.storage, disk.volume);
    if (!path)
        return fail(path.error());
    const auto layers = ImageConverter(*m_parts.processes).layers({*path, nameOf(disk.format)});
    if (!layers)
        return fail(layers.error());
    if (layers->hasSnapshots)
        return fail(ErrorCode::InvalidState,
                    u"the disk %1 has snapshots inside, which a copy would lose"_s.arg(disk.target),
                    u"Delete the snapshots first"_s);
    if (layers->hasBase)
        return fail(
            ErrorCode::InvalidState,
            u"the disk %1 stands on another volume: of a snapshot or a template"_s.arg(disk.target),
            u"Delete its snapshots, or make a full clone instead"_s);
    return {};
}

Result<GuestDiskMove::Step> GuestDiskMove::prepare(const QString &uuid,
                                                   const Api::DiskMove &wish) const
{
    const auto document = GuestDocuments(m_parts).managed(uuid);
    if (!document)
        return fail(document.error());
    Step step{*document, -1, false};
    for (qsizetype i = 0; i < document->config.disks.size(); ++i) {
        const Api::DiskConfig &disk = document->config.disks.at(i);
        if (disk.target == wish.target && disk.kind == Api::DiskKind::Disk)
            step.index = i;
    }
    if (step.index < 0)
        return fail(invalidField(u"target"_s, u"is no disk of the guest"_s));
    if (step.disk().storage.isEmpty())
        return fail(ErrorCode::Unsupported,
                    u"the disk %1 is in no storage, so it cannot be moved"_s.arg(wish.target));
    if (step.disk().storage == wish.storage && step.disk().format == wish.format)
        return fail(ErrorCode::InvalidState,
                    u"the disk %1 is already there, as %2"_s.arg(wish.target, nameOf(wish.format)));
    const auto storage = m_parts.storages.storage(wish.storage);
    if (!storage)
        return fail(storage.error());
    if (!(*storage)->capabilities().formats.contains(wish.format))
        return fail(
            invalidField(u"format"_s, u"is not possible in storage %1"_s.arg(wish.storage)));
    const auto domain = m_parts.hypervisor.domain(uuid);
    if (!domain && domain.error().code != ErrorCode::NotFound)
        return fail(domain.error());
    if (domain) {
        using S = Api::GuestState;
        step.isRunning = domain->state == S::Running || domain->state == S::Paused;
        if (!step.isRunning && domain->state != S::Stopped && domain->state != S::Crashed)
            return fail(ErrorCode::InvalidState,
                        u"“%1” is %2"_s.arg(document->config.name, nameOf(domain->state)),
                        u"Start it or shut it down first"_s);
    }
    const auto snapshots = SnapshotDocuments(m_parts).read(document->config);
    if (!snapshots)
        return fail(snapshots.error());
    if (!snapshots->tree.entries.isEmpty())
        return fail(ErrorCode::InvalidState,
                    u"“%1” has snapshots, which would stay behind"_s.arg(document->config.name),
                    u"Delete the snapshots first"_s);
    if (const auto ok = checkImage(step.disk()); !ok)
        return fail(ok.error());
    return step;
}

Result<Api::Plan> GuestDiskMove::plan(const QString &uuid, const Api::DiskMove &wish) const
{
    const auto step = prepare(uuid, wish);
    if (!step)
        return fail(step.error());
    Api::Plan plan;
    plan.steps = {
        u"Copy %1 (%2) into storage %3, as %4"_s.arg(step->disk().volume,
                                                     units::formatBytes(step->disk().sizeBytes),
                                                     wish.storage, nameOf(wish.format)),
        step->isRunning ? u"Let the guest go on with the copy"_s
                        : u"Let the disk %1 be the copy"_s.arg(wish.target),
        (wish.deletesSource ? u"Delete %1 from storage %2"_s : u"Keep %1 in storage %2, unused"_s)
            .arg(step->disk().volume, step->disk().storage)};
    plan.impact = step->isRunning ? u"The guest runs on; its disk is slower meanwhile"_s
                                  : u"The guest is off and cannot start meanwhile"_s;
    return plan;
}

Result<Api::DiskConfig> GuestDiskMove::copyStopped(const Step &step, const Api::DiskMove &wish,
                                                   TaskContext &context, Rollback &rollback) const
{
    const auto path = pathOf(step.disk().storage, step.disk().volume);
    if (!path)
        return fail(path.error());
    Api::DiskConfig moved = step.disk();
    moved.storage = wish.storage;
    moved.format = wish.format;
    context.setStage(u"Copying %1"_s.arg(step.disk().volume));
    const qint64 total = step.disk().sizeBytes;
    const auto copied = GuestImageCopy(m_parts).run(
        {*path, nameOf(step.disk().format)}, moved, step.document.config.id, context, rollback,
        [&](double fraction) { context.setBytes(qint64(fraction * double(total)), total); });
    return copied ? Result<Api::DiskConfig>(moved) : fail(copied.error());
}

Result<void> GuestDiskMove::waitForCopy(const QString &uuid, const QString &target,
                                        TaskContext &context) const
{
    while (true) {
        if (const auto go = context.mayGoOn(); !go)
            return go;
        const auto copy = m_parts.hypervisor.diskCopy(uuid, target);
        if (!copy)
            return fail(copy.error());
        if (!*copy)
            return fail(ErrorCode::EngineFailed,
                        u"the copy ended before it was complete: the guest stopped, or the storage "
                        "failed"_s,
                        u"The disk is where it was; try again"_s);
        context.setBytes((*copy)->doneBytes, (*copy)->totalBytes);
        if ((*copy)->isReady)
            return {};
        std::this_thread::sleep_for(kLookEvery);
    }
}

Result<Api::DiskConfig> GuestDiskMove::copyRunning(const Step &step, const Api::DiskMove &wish,
                                                   TaskContext &context, Rollback &rollback) const
{
    const QString &uuid = step.document.config.uuid;
    const auto size = m_parts.hypervisor.diskBytes(uuid, wish.target);
    if (!size)
        return fail(size.error());
    // One disk in a configuration of its own: so the volume is made as every other one is.
    Api::GuestConfig fresh;
    fresh.id = step.document.config.id;
    fresh.disks = {step.disk()};
    Api::DiskConfig &moved = fresh.disks.first();
    moved.storage = wish.storage;
    moved.format = wish.format;
    moved.volume.clear();
    moved.sizeBytes = *size;
    if (const auto made = GuestVolumes(m_parts).create(fresh, context, rollback); !made)
        return fail(made.error());
    const auto path = pathOf(moved.storage, moved.volume);
    if (!path)
        return fail(path.error());
    const auto noted =
        rollback.intend(u"guest.diskcopy"_s, {{u"uuid"_s, uuid}, {u"target"_s, wish.target}});
    if (!noted)
        return fail(noted.error());
    context.setStage(u"Copying %1"_s.arg(step.disk().volume));
    const auto begun = m_parts.hypervisor.startDiskCopy(uuid, wish.target, *path, moved.format);
    if (!begun)
        return fail(begun.error());
    if (const auto ready = waitForCopy(uuid, wish.target, context); !ready)
        return fail(ready.error());
    context.setStage(u"Going on with the copy"_s);
    if (const auto turned = m_parts.hypervisor.endDiskCopy(uuid, wish.target, true); !turned)
        return fail(turned.error());
    return moved;
}

Result<void> GuestDiskMove::save(const Step &step, const Api::DiskConfig &moved,
                                 TaskContext &context, Rollback &rollback) const
{
    Api::GuestConfig after = step.document.config;
    after.disks[step.index] = moved;
    if (!step.isRunning) {
        const auto former = GuestDefinition(m_parts).current(after.uuid, XmlKind::Definition);
        if (!former)
            return fail(former.error());
        if (*former) {
            const auto noted = rollback.intend(u"guest.definition"_s,
                                               {{u"uuid"_s, after.uuid}, {u"xml"_s, **former}});
            if (!noted)
                return noted;
        }
    }
    const auto xml = GuestDefinition(m_parts).wanted(after);
    if (!xml)
        return fail(xml.error());
    if (const auto defined = m_parts.hypervisor.define(*xml); !defined)
        return defined;
    const auto version = GuestDocuments(m_parts).put(after, step.document.version, context);
    return version ? Result<void>() : fail(version.error());
}

Result<Api::GuestRef> GuestDiskMove::run(TaskContext &context, const Api::DiskMove &wish) const
{
    const auto step = prepare(uuidOfObject(context.object()), wish);
    if (!step)
        return fail(step.error());
    Rollback rollback(context);
    const auto moved = step->isRunning ? copyRunning(*step, wish, context, rollback)
                                       : copyStopped(*step, wish, context, rollback);
    if (!moved)
        return fail(moved.error());
    const auto saved = save(*step, *moved, context, rollback);
    if (!saved && !step->isRunning)
        return fail(saved.error());
    rollback.commit(); // a running guest has the new disk: there is no way back
    if (!saved)
        return fail(saved.error().prefixed(
            u"the guest uses the new volume %1 in storage %2, but "
            "its configuration could not be saved"_s.arg(moved->volume, moved->storage)));
    context.log(
        u"The disk %1 is now %2 in storage %3"_s.arg(moved->target, moved->volume, moved->storage));
    if (wish.deletesSource) {
        const auto gone = GuestVolumes(m_parts).remove(step->disk().storage, step->disk().volume);
        context.log(
            gone ? u"Deleted %1"_s.arg(step->disk().volume)
                 : u"%1 stays, unused: %2"_s.arg(step->disk().volume, gone.error().sentence()));
    }
    return Api::GuestRef{QString::number(step->document.config.id)};
}

Result<TaskRecovery> GuestDiskMove::recover(TaskContext &context, const TaskRecord &record) const
{
    const QString uuid = uuidOfObject(record.info.object);
    if (const auto engine = GuestDefinition(m_parts).waitForEngine(kEnginePatience); !engine)
        return fail(engine.error());
    const auto wish = fromJson<Api::DiskMove>(record.params, UnknownFields::Ignore);
    const auto document = GuestDocuments(m_parts).find(uuid);
    if (!wish || !document)
        return fail(wish ? document.error() : wish.error());
    const auto begun = begunVolume(record);
    const TaskRecovery failed{TaskRecovery::Outcome::Failed,
                              u"the agent was restarted before the disk was moved"_s};
    if (!begun || !*document)
        return failed;
    Api::GuestConfig after = (*document)->config;
    Api::DiskConfig *disk = findDisk(after, wish->target);
    if (!disk)
        return failed;
    const TaskRecovery finished{
        TaskRecovery::Outcome::Finished, {}, toJson(Api::GuestRef{QString::number(after.id)})};
    if (disk->storage == begun->first && isNamed(disk->volume, begun->second))
        return finished;
    // Not written down; but a running guest may have it already.
    const auto live = m_parts.hypervisor.xml(uuid, XmlKind::Live);
    const auto domain = m_parts.hypervisor.domain(uuid);
    const auto read = live ? Kvm::readDomain(*live) : Result<Kvm::ReadDomain>();
    if (!live || !domain || !read || domain->state == Api::GuestState::Stopped)
        return failed;
    const auto storage = m_parts.storages.storage(begun->first);
    if (!storage)
        return fail(storage.error());
    for (const Api::DiskConfig &now : read->config.disks) {
        const QString volume = (*storage)->volumeAt(now.path);
        if (now.target != wish->target || !isNamed(volume, begun->second))
            continue;
        disk->storage = begun->first;
        disk->volume = volume;
        disk->format = wish->format;
        const auto xml = GuestDefinition(m_parts).wanted(after);
        const auto defined = xml ? m_parts.hypervisor.define(*xml) : fail(xml.error());
        if (!defined)
            return fail(defined.error());
        const auto put = GuestDocuments(m_parts).put(after, (*document)->version, context);
        if (!put)
            return fail(put.error());
        context.log(u"The guest had the new disk already; its configuration now says so"_s);
        return finished;
    }
    return failed;
}

} // namespace Atoll
