// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestlayers.h"

#include "guestdefinition.h"
#include "guestrules.h"
#include "snapshotengine.h"

#include <tasks/rollback.h>
#include <tasks/taskcontext.h>

#include <thread>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr std::chrono::milliseconds kJobPoll{300};

bool contains(const QList<SnapshotVolume> &volumes, const SnapshotVolume &wanted)
{
    return std::any_of(volumes.begin(), volumes.end(),
                       [&](const SnapshotVolume &volume) { return volume.isSame(wanted); });
}

void removeFrom(QList<SnapshotVolume> &volumes, const SnapshotVolume &gone)
{
    volumes.removeIf([&](const SnapshotVolume &volume) { return volume.isSame(gone); });
}

} // namespace

Result<QString> GuestLayers::freeName(StorageDriver &storage, const QString &stem)
{
    const auto volumes = storage.volumes();
    if (!volumes)
        return fail(volumes.error());
    for (int number = 0;; ++number) {
        const QString name = stem + QString::number(number);
        const bool isTaken =
            std::any_of(volumes->begin(), volumes->end(), [&](const Api::VolumeInfo &volume) {
                return volume.name == name || volume.name.startsWith(name + u'.');
            });
        if (!isTaken)
            return name;
    }
}

QList<SnapshotVolume> GuestLayers::volumesOf(const Api::GuestConfig &config)
{
    QList<SnapshotVolume> volumes;
    for (const Api::DiskConfig &disk : config.disks) {
        if (disk.kind == Api::DiskKind::Disk && !disk.storage.isEmpty() && !disk.isReadOnly)
            volumes += SnapshotVolume{disk.target, disk.storage, disk.volume, {}};
    }
    return volumes;
}

Api::GuestConfig GuestLayers::withVolumes(Api::GuestConfig config,
                                          const QList<SnapshotVolume> &volumes)
{
    for (Api::DiskConfig &disk : config.disks) {
        for (const SnapshotVolume &volume : volumes) {
            if (volume.target != disk.target)
                continue;
            disk.storage = volume.storage;
            disk.volume = volume.volume;
            disk.format = volume.volume.endsWith(u".qcow2") ? Api::VolumeFormat::Qcow2
                                                            : Api::VolumeFormat::Raw;
        }
    }
    return config;
}

Result<QList<SnapshotVolume>> GuestLayers::makeOverlays(const QList<SnapshotVolume> &below,
                                                        const Api::GuestConfig &config,
                                                        TaskContext &context,
                                                        Rollback &rollback) const
{
    QList<SnapshotVolume> overlays;
    for (const SnapshotVolume &base : below) {
        if (const auto go = context.mayGoOn(); !go)
            return fail(go.error());
        const auto storage = m_parts.storages.storage(base.storage);
        if (!storage)
            return fail(storage.error());
        const auto name = freeName(**storage, guestrules::volumeName(config.id, 0).chopped(1));
        if (!name)
            return fail(name.error());
        const auto noted = rollback.intend(u"guest.volume"_s,
                                           {{u"storage"_s, base.storage}, {u"volume"_s, *name}});
        if (!noted)
            return fail(noted.error());
        const auto made = (*storage)->createOverlay({*name, base.volume, 0}, {});
        if (!made)
            return fail(made.error());
        const auto source = (*storage)->source(made->name);
        if (!source)
            return fail(source.error());
        overlays += SnapshotVolume{base.target, base.storage, made->name, source->path};
    }
    return overlays;
}

Result<QMap<QString, QString>> GuestLayers::enginePaths(const QString &uuid) const
{
    const auto xml = m_parts.hypervisor.xml(uuid, XmlKind::Live);
    if (!xml)
        return fail(xml.error());
    const auto read = Kvm::readDomain(*xml);
    if (!read)
        return fail(read.error());
    QMap<QString, QString> paths;
    for (const Api::DiskConfig &disk : read->config.disks)
        paths.insert(disk.target, disk.path);
    return paths;
}

Result<void> GuestLayers::stopMerges(const Api::GuestConfig &config) const
{
    const auto domain = m_parts.hypervisor.domain(config.uuid);
    if (!domain || domain->state == Api::GuestState::Stopped)
        return {};
    SnapshotEngine &engine = m_parts.hypervisor.snapshotEngine();
    for (const SnapshotVolume &volume : volumesOf(config)) {
        const auto job = engine.mergeJob(config.uuid, volume.target);
        if (job && job->exists) {
            if (const auto ended = engine.endMerge(config.uuid, volume.target, false); !ended)
                return ended;
        }
    }
    return {};
}

Result<void> GuestLayers::reconcile(SnapshotDocument &snapshots, GuestDocument &guest,
                                    TaskContext &context) const
{
    if (snapshots.tree.layers.isEmpty())
        return {};
    const auto paths = enginePaths(guest.config.uuid);
    if (!paths)
        return paths.error().code == ErrorCode::NotFound ? Result<void>() : fail(paths.error());
    for (const SnapshotVolume &disk : volumesOf(guest.config)) {
        const auto storage = m_parts.storages.storage(disk.storage);
        if (!storage)
            return fail(storage.error());
        SnapshotVolume base{{}, disk.storage, (*storage)->volumeAt(paths->value(disk.target)), {}};
        if (base.isSame(disk) || !contains(snapshots.tree.layers, base))
            continue;
        if (const auto done = record({base, disk}, snapshots, guest, context); !done)
            return done;
    }
    return {};
}

Result<void> GuestLayers::tidy(SnapshotDocument &snapshots, GuestDocument &guest,
                               TaskContext &context) const
{
    if (const auto same = reconcile(snapshots, guest, context); !same)
        return same;
    for (bool isMoving = true; isMoving;) {
        isMoving = false;
        const QList<SnapshotVolume> layers = snapshots.tree.layers;
        for (const SnapshotVolume &layer : layers) {
            if (const auto go = context.mayGoOn(); !go)
                return go;
            const auto did = tidyOne(layer, snapshots, guest, context);
            if (!did)
                return fail(did.error());
            isMoving |= *did;
        }
    }
    for (const SnapshotVolume &layer : std::as_const(snapshots.tree.layers))
        context.log(u"Volume %1 stays for now: others stand on it"_s.arg(layer.volume));
    return {};
}

Result<bool> GuestLayers::tidyOne(const SnapshotVolume &layer, SnapshotDocument &snapshots,
                                  GuestDocument &guest, TaskContext &context) const
{
    const SnapshotDocuments documents(m_parts);
    const int id = guest.config.id;
    const auto forget = [&]() -> Result<bool> {
        removeFrom(snapshots.tree.layers, layer);
        const auto written = documents.write(snapshots, context, id);
        return written ? Result<bool>(true) : fail(written.error());
    };
    const QList<SnapshotVolume> active = volumesOf(guest.config);
    if (contains(active, layer) || snapshots.tree.needs(layer))
        return forget();
    const auto storage = m_parts.storages.storage(layer.storage);
    if (!storage)
        return fail(storage.error());
    if (const auto info = (*storage)->volume(layer.volume);
        !info && info.error().code == ErrorCode::NotFound)
        return forget();
    const auto above = (*storage)->dependents(layer.volume);
    if (!above)
        return fail(above.error());
    if (above->isEmpty()) {
        if (const auto gone = (*storage)->remove(layer.volume); !gone)
            return fail(gone.error());
        context.log(u"Removed volume %1"_s.arg(layer.volume));
        return forget();
    }
    SnapshotVolume top{{}, layer.storage, above->first(), {}};
    const bool isOurs =
        contains(active, top) || snapshots.tree.needs(top) || contains(snapshots.tree.layers, top);
    if (above->size() > 1 || !isOurs)
        return false;
    const auto further = (*storage)->dependents(top.volume);
    if (!further)
        return fail(further.error());
    if (further->size() > 1)
        return false;
    const auto merged = merge({layer, top}, snapshots, guest, context);
    return merged ? Result<bool>(true) : fail(merged.error());
}

Result<void> GuestLayers::merge(const Merge &merge, SnapshotDocument &snapshots,
                                GuestDocument &guest, TaskContext &context) const
{
    const auto storage = m_parts.storages.storage(merge.base.storage);
    const auto source = storage ? (*storage)->source(merge.top.volume) : fail(storage.error());
    const auto further = storage ? (*storage)->dependents(merge.top.volume)
                                 : Result<QStringList>(fail(storage.error()));
    if (!source || !further)
        return fail(source ? further.error() : source.error());
    context.setStage(u"Merging %1 into %2"_s.arg(merge.top.volume, merge.base.volume));

    // A file in the chain of a running guest is the engine's to merge.
    const QString &uuid = guest.config.uuid;
    const auto domain = m_parts.hypervisor.domain(uuid);
    if (!domain && domain.error().code != ErrorCode::NotFound)
        return fail(domain.error());
    const bool isOff = !domain || domain->state == Api::GuestState::Stopped
                       || domain->state == Api::GuestState::Crashed;
    QString activeTarget;
    QString chainTarget;
    for (const SnapshotVolume &disk : volumesOf(guest.config)) {
        if (disk.isSame(merge.top))
            activeTarget = disk.target;
        QString below = disk.storage == merge.top.storage ? disk.volume : QString();
        for (int depth = 0; !below.isEmpty() && depth < 64; ++depth) {
            if (below == merge.top.volume)
                chainTarget = disk.target;
            below = (*storage)->baseOf(below).value_or(QString());
        }
    }
    if (!isOff && !chainTarget.isEmpty()) {
        const auto done = mergeLive(merge, uuid, chainTarget, !activeTarget.isEmpty(), context);
        if (!done)
            return done;
        for (const QString &above : *further) {
            const auto now = (*storage)->baseOf(above);
            if (!now || *now != merge.base.volume)
                return fail(ErrorCode::EngineFailed,
                            u"QEMU did not merge %1"_s.arg(merge.top.volume),
                            u"See the node's log; nothing is lost, and it can be tried again."_s);
        }
        return record(merge, snapshots, guest, context);
    }
    std::stop_source stop;
    const auto hook = context.onCancel([&stop] { stop.request_stop(); });
    const WorkContext work{
        stop.get_token(), [&context](qint64 done, qint64 total) { context.setBytes(done, total); }};
    if (const auto done = (*storage)->mergeDown(merge.top.volume, work); !done)
        return done;
    for (const QString &above : *further) {
        if (const auto set = (*storage)->setBase(above, merge.base.volume); !set)
            return set;
    }
    if (!activeTarget.isEmpty()) {
        SnapshotVolume base = merge.base;
        base.target = activeTarget;
        const auto xml = GuestDefinition(m_parts).wanted(withVolumes(guest.config, {base}));
        if (!xml)
            return fail(xml.error());
        if (const auto defined = m_parts.hypervisor.define(*xml); !defined)
            return defined;
    }
    return record(merge, snapshots, guest, context);
}

Result<void> GuestLayers::mergeLive(const Merge &merge, const QString &uuid, const QString &target,
                                    bool isActive, TaskContext &context) const
{
    const auto storage = m_parts.storages.storage(merge.base.storage);
    const auto base = storage ? (*storage)->source(merge.base.volume) : fail(storage.error());
    const auto top = storage ? (*storage)->source(merge.top.volume) : fail(storage.error());
    if (!base || !top)
        return fail(base ? top.error() : base.error());
    SnapshotEngine &engine = m_parts.hypervisor.snapshotEngine();
    if (const auto begun = engine.beginMerge(uuid, target, base->path, top->path, isActive); !begun)
        return begun;
    const auto waited = waitForMerge(uuid, target, isActive, context);
    if (!waited) {
        (void)engine.endMerge(uuid, target, false);
        return waited;
    }
    return isActive ? engine.endMerge(uuid, target, true) : Result<void>();
}

Result<void> GuestLayers::waitForMerge(const QString &uuid, const QString &target, bool isActive,
                                       TaskContext &context) const
{
    while (true) {
        const auto job = m_parts.hypervisor.snapshotEngine().mergeJob(uuid, target);
        if (!job)
            return fail(job.error());
        if (!job->exists && isActive)
            return fail(ErrorCode::EngineFailed, u"the merge of %1 ended early"_s.arg(target),
                        u"See the node's log; nothing is lost, and it can be tried again."_s);
        if (!job->exists || job->isReady)
            return {};
        context.setBytes(job->doneBytes, job->totalBytes);
        if (const auto go = context.mayGoOn(); !go)
            return go;
        std::this_thread::sleep_for(kJobPoll);
    }
}

Result<void> GuestLayers::record(const Merge &merge, SnapshotDocument &snapshots,
                                 GuestDocument &guest, TaskContext &context) const
{
    for (SnapshotEntry &entry : snapshots.tree.entries) {
        for (SnapshotVolume &disk : entry.disks) {
            if (!disk.isSame(merge.top))
                continue;
            disk.volume = merge.base.volume;
            disk.path = merge.base.path;
        }
        entry.config = withVolumes(entry.config, entry.disks);
    }
    Api::GuestConfig after = guest.config;
    for (const SnapshotVolume &disk : volumesOf(guest.config)) {
        SnapshotVolume base = merge.base;
        base.target = disk.target;
        if (disk.isSame(merge.top))
            after = withVolumes(after, {base});
    }
    removeFrom(snapshots.tree.layers, merge.base);
    if (!contains(snapshots.tree.layers, merge.top))
        snapshots.tree.layers += merge.top;
    const bool isChanged = after != guest.config;
    guest.config = after;
    const auto written = SnapshotDocuments(m_parts).write(snapshots, context, after.id,
                                                          isChanged ? &guest : nullptr);
    if (written)
        context.log(u"Merged %1 into %2"_s.arg(merge.top.volume, merge.base.volume));
    return written;
}

} // namespace Atoll
