// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestsnapshotcreation.h"

#include "guestdefinition.h"
#include "snapshotengine.h"

#include <core/units.h>
#include <tasks/rollback.h>

#include <QFile>

using namespace Qt::StringLiterals;

namespace Atoll {

Result<Api::Plan> SnapshotCreation::plan(const QString &uuid, const Api::SnapshotCreate &wish) const
{
    const auto step = prepare(uuid, wish, {});
    if (!step)
        return fail(step.error());
    Api::Plan plan;
    if (step->entry.isQuiesced)
        plan.steps += u"Have the guest agent freeze the file systems, for a moment"_s;
    for (const SnapshotVolume &disk : step->entry.disks) {
        plan.steps +=
            step->entry.isExternal()
                ? u"Leave %1 of disk %2 as it is, and go on in a new volume on it (%3)"_s.arg(
                    disk.volume, disk.target, step->reason)
                : u"Keep the state of disk %1 inside of %2"_s.arg(disk.target, disk.volume);
    }
    if (step->entry.hasMemory) {
        plan.steps +=
            u"Save the memory (up to %1)"_s.arg(units::formatBytes(step->guest.config.memoryBytes));
        if (!wish.withMemory)
            plan.steps += u"(Without memory is not possible beside snapshots inside of the "
                          "volumes)"_s;
    }
    plan.steps += u"Keep the configuration"_s;
    if (!step->left.isEmpty())
        plan.steps += u"Not kept: %1"_s.arg(step->left.join(u", "));
    if (!step->isRunning)
        plan.impact = u"The guest is off and stays so"_s;
    else if (step->entry.isExternal())
        plan.impact = u"The guest runs on"_s;
    else
        plan.impact = u"The guest stands still while its memory is saved, then runs on"_s;
    return plan;
}

Result<Api::Nothing> SnapshotCreation::run(TaskContext &context,
                                           const Api::SnapshotCreate &wish) const
{
    const QString uuid = uuidOfObject(context.object());
    if (const auto there = GuestDefinition(m_parts).ensure(uuid, context); !there)
        return fail(there.error());
    auto step = prepare(uuid, wish, context.user());
    if (!step)
        return fail(step.error());
    const auto taken = step->entry.isExternal() ? takeExternal(*step, context, wish.quiesces)
                                                : takeInternal(*step, context);
    if (!taken)
        return fail(taken.error());
    context.log(u"Took the snapshot “%1”"_s.arg(wish.name));
    return Api::Nothing{};
}

Result<void> SnapshotCreation::takeInternal(Step &step, TaskContext &context) const
{
    const QString &uuid = step.guest.config.uuid;
    Rollback rollback(context);
    const auto noted = rollback.intend(u"guest.snapshot.engine"_s,
                                       {{u"uuid"_s, uuid}, {u"name"_s, step.entry.engineName}});
    if (!noted)
        return noted;
    context.setStage(step.entry.hasMemory ? u"Saving memory and disks"_s : u"Keeping the disks"_s);
    SnapshotOrder order;
    order.name = step.entry.engineName;
    order.description = step.entry.description;
    order.withMemory = step.entry.hasMemory;
    const auto taken = m_parts.hypervisor.snapshotEngine().takeSnapshot(uuid, order);
    if (!taken)
        return taken;
    step.snapshots.tree.entries += step.entry;
    step.snapshots.tree.current = step.entry.name;
    const auto written =
        SnapshotDocuments(m_parts).write(step.snapshots, context, step.guest.config.id);
    if (!written)
        return written;
    rollback.commit();
    return {};
}

Result<SnapshotVolume> SnapshotCreation::makeVolume(const Step &step, const QString &stem,
                                                    qint64 sizeBytes, Rollback &rollback) const
{
    const QString storageName = step.entry.disks.first().storage;
    const auto storage = m_parts.storages.storage(storageName);
    if (!storage)
        return fail(storage.error());
    const auto name = GuestLayers::freeName(**storage, stem);
    if (!name)
        return fail(name.error());
    const auto noted =
        rollback.intend(u"guest.volume"_s, {{u"storage"_s, storageName}, {u"volume"_s, *name}});
    if (!noted)
        return fail(noted.error());
    const auto made = (*storage)->create({*name, Api::VolumeFormat::Raw, sizeBytes, false}, {});
    const auto source = made ? (*storage)->source(made->name) : fail(made.error());
    if (!source)
        return fail(source.error());
    return SnapshotVolume{{}, storageName, made->name, source->path};
}

Result<void> SnapshotCreation::keepFirmware(Step &step, Rollback &rollback) const
{
    QFile variables(step.firmwarePath);
    if (step.firmwarePath.isEmpty() || !variables.exists())
        return {};
    if (!variables.open(QIODevice::ReadOnly))
        return fail(ErrorCode::EngineFailed,
                    u"cannot read the UEFI variables: %1"_s.arg(variables.errorString()));
    const QByteArray bytes = variables.read(64 * units::MiB);
    const auto volume = makeVolume(step, u"vm-%1-firmware-"_s.arg(step.guest.config.id),
                                   qMax<qint64>(bytes.size(), 512), rollback);
    if (!volume)
        return fail(volume.error());
    QFile copy(volume->path);
    if (!copy.open(QIODevice::ReadWrite) || copy.write(bytes) != bytes.size() || !copy.flush())
        return fail(ErrorCode::EngineFailed,
                    u"cannot keep the UEFI variables: %1"_s.arg(copy.errorString()));
    step.entry.firmware = *volume;
    return {};
}

Result<void> SnapshotCreation::takeExternal(Step &step, TaskContext &context, bool quiesces) const
{
    const Api::GuestConfig &config = step.guest.config;
    Rollback rollback(context);
    context.setStage(u"Making volumes"_s);
    const auto overlays =
        GuestLayers(m_parts).makeOverlays(step.entry.disks, config, context, rollback);
    if (!overlays)
        return fail(overlays.error());
    if (step.entry.hasMemory) {
        const auto memory =
            makeVolume(step, u"vm-%1-memory-"_s.arg(config.id), config.memoryBytes, rollback);
        if (!memory)
            return fail(memory.error());
        step.entry.memory = *memory;
    }
    if (const auto kept = keepFirmware(step, rollback); !kept)
        return kept;
    SnapshotSwitch::Wish wish{*overlays, step.snapshots.tree,
                              GuestLayers::withVolumes(config, *overlays), true};
    wish.tree.entries += step.entry;
    wish.tree.current = step.entry.name;
    if (!step.isRunning && !step.entry.definition.isEmpty()) {
        const auto noted = rollback.intend(
            u"guest.definition"_s, {{u"uuid"_s, config.uuid}, {u"xml"_s, step.entry.definition}});
        if (!noted)
            return noted;
    }
    if (const auto noted = SnapshotSwitch::intend(wish, rollback); !noted)
        return noted;
    if (step.isRunning) {
        SnapshotOrder order;
        order.isExternal = true;
        order.withMemory = step.entry.hasMemory;
        order.memoryPath = step.entry.memory.path;
        for (const Api::DiskConfig &disk : config.disks)
            order.disks += SnapshotOrder::Disk{disk.target, {}};
        for (SnapshotOrder::Disk &disk : order.disks) {
            for (const SnapshotVolume &overlay : *overlays) {
                if (overlay.target == disk.target)
                    disk.overlay = overlay.path;
            }
        }
        const auto told =
            tellEngine(order, config.uuid, context, rollback, quiesces && !step.entry.hasMemory);
        if (!told)
            return told;
    } else {
        const auto xml = GuestDefinition(m_parts).wanted(wish.config);
        if (!xml)
            return fail(xml.error());
        if (const auto defined = m_parts.hypervisor.define(*xml); !defined)
            return defined;
    }
    const auto written = SnapshotSwitch(m_parts).write(wish, step.snapshots, step.guest, context);
    if (!written)
        return written;
    rollback.commit();
    return {};
}

Result<void> SnapshotCreation::tellEngine(const SnapshotOrder &order, const QString &uuid,
                                          TaskContext &context, Rollback &rollback,
                                          bool quiesces) const
{
    SnapshotEngine &engine = m_parts.hypervisor.snapshotEngine();
    if (quiesces) {
        context.setStage(u"Freezing the file systems"_s);
        if (const auto noted = rollback.intend(u"guest.frozen"_s, {{u"uuid"_s, uuid}}); !noted)
            return noted;
        const auto frozen = engine.freezeFileSystems(uuid);
        if (!frozen) {
            Error error = frozen.error();
            error.hint = u"See whether the guest agent runs, or take it without freezing."_s;
            return fail(error);
        }
        context.log(u"Froze %1 file systems"_s.arg(*frozen));
    }
    context.setStage(order.withMemory ? u"Saving the memory"_s : u"Switching to new volumes"_s);
    Result<void> taken;
    {
        std::stop_source stop;
        const auto hook = context.onCancel([&stop] { stop.request_stop(); });
        taken = engine.takeSnapshot(
            uuid, order, stop.get_token(),
            [&context](qint64 done, qint64 total) { context.setBytes(done, total); });
    }
    if (quiesces) {
        if (const auto thawed = engine.thawFileSystems(uuid); !thawed)
            context.log(thawed.error().sentence());
    }
    if (!taken && context.isCanceled())
        return context.mayGoOn();
    return taken;
}

} // namespace Atoll
