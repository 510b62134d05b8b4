// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestsnapshotrollback.h"

#include "guestdefinition.h"
#include "guestpower.h"
#include "kvm/firmwarevariables.h"
#include "kvm/xml.h"
#include "snapshotengine.h"

#include <tasks/rollback.h>

#include <QFile>
#include <QSaveFile>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

using Api::GuestState;

//! The same machine with its disks on other files.
Result<QString> withDisksOn(const QString &xml, const QString &name,
                            const QList<SnapshotVolume> &volumes)
{
    const auto document = Kvm::XmlDocument::parse(xml);
    if (!document)
        return fail(document.error());
    document->root().child(u"name"_s).setText(name);
    for (Kvm::XmlElement disk : document->root().child(u"devices"_s).children(u"disk"_s)) {
        const QString target = disk.child(u"target"_s).attribute(u"dev"_s);
        for (const SnapshotVolume &volume : volumes) {
            if (volume.target != target)
                continue;
            disk.removeChildren(u"backingStore"_s);
            disk.setAttribute(u"type"_s, u"file"_s);
            disk.child(u"source"_s).removeAttribute(u"dev"_s);
            disk.child(u"source"_s).setAttribute(u"file"_s, volume.path);
            disk.child(u"source"_s).removeAttribute(u"index"_s);
            disk.ensure(u"driver"_s).setAttribute(u"type"_s, u"qcow2"_s);
        }
    }
    return document->toString();
}

//! A new one, so that the guest knows that time was turned back.
QString withNewGenerationId(const QString &xml)
{
    const auto document = Kvm::XmlDocument::parse(xml);
    if (!document || !document->root().child(u"genid"_s))
        return xml;
    document->root().child(u"genid"_s).setText({});
    return document->toString();
}

} // namespace

Result<Api::Nothing> SnapshotReverting::run(TaskContext &context,
                                            const Api::SnapshotRollback &wish) const
{
    const QString uuid = uuidOfObject(context.object());
    if (const auto there = GuestDefinition(m_parts).ensure(uuid, context); !there)
        return fail(there.error());
    auto step = prepare(uuid, wish.name);
    if (!step)
        return fail(step.error());
    if (const auto go = context.mayGoOn(); !go)
        return fail(go.error());
    if (step->entry.isExternal()) {
        const auto done = revertExternal(*step, wish.startsAfterwards, context);
        return done ? Result<Api::Nothing>(Api::Nothing{}) : fail(done.error());
    }
    Rollback rollback(context);
    const auto noted =
        rollback.intend(u"guest.snapshot.revert"_s, {{u"uuid"_s, uuid}, {u"name"_s, wish.name}});
    if (!noted)
        return fail(noted.error());
    context.setStage(u"Going back"_s);
    const auto done = revertInternal(uuid, wish.name, wish.startsAfterwards, context);
    if (!done)
        return fail(done.error());
    rollback.commit();
    return Api::Nothing{};
}

Result<void> SnapshotReverting::revertInternal(const QString &uuid, const QString &name,
                                               bool starts, TaskContext &context) const
{
    auto step = prepare(uuid, name);
    if (!step)
        return fail(step.error());
    const auto done =
        m_parts.hypervisor.snapshotEngine().revertToSnapshot(uuid, step->entry.engineName, starts);
    if (!done)
        return done;
    step->snapshots.tree.current = name;
    step->guest.config = step->after;
    const auto written =
        SnapshotDocuments(m_parts).write(step->snapshots, context, step->after.id, &step->guest);
    if (!written)
        return written;
    // libvirt brought back the definition of then, with what was written about the guest then.
    const auto xml = GuestDefinition(m_parts).wanted(step->after);
    if (!xml)
        return fail(xml.error());
    if (const auto defined = m_parts.hypervisor.define(*xml); !defined)
        return defined;
    for (const QString &lost : step->lost)
        context.log(u"Did not come back: %1"_s.arg(lost));
    context.log(u"The guest is what it was at “%1”"_s.arg(name));
    return {};
}

Result<QList<SnapshotVolume>> SnapshotReverting::formerVolumes(const Step &step) const
{
    QList<SnapshotVolume> former;
    for (const SnapshotVolume &volume : GuestLayers::volumesOf(step.guest.config)) {
        const auto storage = m_parts.storages.storage(volume.storage);
        const auto base =
            storage ? (*storage)->baseOf(volume.volume) : Result<QString>(fail(storage.error()));
        if (!base)
            return fail(base.error());
        const SnapshotVolume below{{}, volume.storage, *base, {}};
        const SnapshotTree &tree = step.snapshots.tree;
        const bool isLayer =
            std::any_of(tree.layers.begin(), tree.layers.end(),
                        [&](const SnapshotVolume &layer) { return layer.isSame(below); });
        // Another volume may be attached by now, which is not ours to remove.
        if (!base->isEmpty() && (tree.needs(below) || isLayer) && !tree.needs(volume))
            former += volume;
    }
    return former;
}

Result<QString> SnapshotReverting::definitionFor(const Step &step,
                                                 const Api::GuestConfig &wish) const
{
    const GuestDefinition definitions(m_parts);
    const Api::GuestConfig config = definitions.whole(wish);
    const auto host = definitions.host();
    if (!host)
        return fail(host.error());
    const auto where = GuestVolumes(m_parts).locate(config, *host);
    if (!where)
        return fail(where.error());
    const auto now = definitions.current(config.uuid, XmlKind::DefinitionWithSecrets);
    if (!now)
        return fail(now.error());
    if (step.entry.definition.isEmpty())
        return definitions.wanted(wish);
    const auto base = *now ? Kvm::withSecretsOf(step.entry.definition, **now)
                           : Result<QString>(step.entry.definition);
    const auto xml = base ? Kvm::patchDomain(withNewGenerationId(*base), config, *where)
                          : Result<QString>(fail(base.error()));
    return xml;
}

Result<void> SnapshotReverting::bringBackFirmware(const Step &step, QString &former,
                                                  Rollback &rollback) const
{
    if (step.entry.firmware.volume.isEmpty())
        return {};
    // The guest may have another name by now.
    const auto now = GuestDefinition(m_parts).current(step.after.uuid, XmlKind::Definition);
    if (!now)
        return fail(now.error());
    const QString path = Kvm::firmwareVariablesOf(*now ? **now : step.entry.definition);
    QFile kept(step.entry.firmware.path);
    if (path.isEmpty() || !kept.open(QIODevice::ReadOnly))
        return fail(ErrorCode::EngineFailed, u"cannot read the kept UEFI variables"_s);
    former = path + u".before-rollback"_s;
    const auto noted =
        rollback.intend(u"guest.firmware"_s, {{u"path"_s, path}, {u"former"_s, former}});
    if (!noted)
        return noted;
    QFile::remove(former);
    if (QFile::exists(path) && !QFile::copy(path, former))
        return fail(ErrorCode::EngineFailed, u"cannot copy the UEFI variables %1"_s.arg(path));
    QSaveFile variables(path);
    if (!variables.open(QIODevice::WriteOnly) || variables.write(kept.readAll()) < 0
        || !variables.commit())
        return fail(ErrorCode::EngineFailed,
                    u"cannot bring back the UEFI variables: %1"_s.arg(variables.errorString()));
    return {};
}

Result<void> SnapshotReverting::revertExternal(Step &step, bool starts, TaskContext &context) const
{
    const QString uuid = step.after.uuid;
    const auto formerXml = GuestDefinition(m_parts).current(uuid, XmlKind::Definition);
    const auto former = formerVolumes(step);
    if (!formerXml || !former)
        return fail(formerXml ? former.error() : formerXml.error());
    Rollback rollback(context);
    context.setStage(u"Making volumes"_s);
    const auto overlays =
        GuestLayers(m_parts).makeOverlays(step.entry.disks, step.after, context, rollback);
    if (!overlays)
        return fail(overlays.error());
    SnapshotSwitch::Wish wish{*overlays, step.snapshots.tree,
                              GuestLayers::withVolumes(step.after, *overlays), false};
    wish.tree.current = step.entry.name;
    wish.tree.layers += *former;
    const auto xml = definitionFor(step, wish.config);
    if (!xml)
        return fail(xml.error());
    if (step.state != GuestState::Stopped) {
        context.setStage(u"Switching the guest off"_s);
        if (const auto off = m_parts.hypervisor.destroy(uuid); !off)
            return off;
        context.log(u"Switched the guest off"_s);
    }
    QString formerFirmware;
    if (const auto ok = bringBackFirmware(step, formerFirmware, rollback); !ok)
        return ok;
    if (*formerXml) {
        const auto noted =
            rollback.intend(u"guest.definition"_s, {{u"uuid"_s, uuid}, {u"xml"_s, **formerXml}});
        if (!noted)
            return noted;
    }
    if (const auto noted = SnapshotSwitch::intend(wish, rollback); !noted)
        return noted;
    context.setStage(u"Changing the definition"_s);
    if (const auto defined = m_parts.hypervisor.define(*xml); !defined)
        return defined;
    const auto written = SnapshotSwitch(m_parts).write(wish, step.snapshots, step.guest, context);
    if (!written)
        return written;
    rollback.commit();
    if (!formerFirmware.isEmpty())
        QFile::remove(formerFirmware);
    for (const QString &lost : std::as_const(step.lost))
        context.log(u"Did not come back: %1"_s.arg(lost));
    context.log(u"The guest is what it was at “%1”"_s.arg(step.entry.name));
    const auto going = goOn(step, *overlays, starts, context);
    // Only volumes that nobody needs any more: a failure costs space, nothing else.
    if (const auto tidied = GuestLayers(m_parts).tidy(step.snapshots, step.guest, context); !tidied)
        context.log(u"Former volumes stay for now: %1"_s.arg(tidied.error().sentence()));
    return going;
}

Result<void> SnapshotReverting::goOn(const Step &step, const QList<SnapshotVolume> &volumes,
                                     bool starts, TaskContext &context) const
{
    const QString &uuid = step.after.uuid;
    if (step.entry.memory.volume.isEmpty()) {
        if (!starts)
            return {};
        return GuestPower(m_parts).startGuest(uuid, false, context);
    }
    context.setStage(u"Reading the saved memory"_s);
    SnapshotEngine &engine = m_parts.hypervisor.snapshotEngine();
    const auto saved = engine.memoryDefinition(step.entry.memory.path);
    const auto xml = saved ? withDisksOn(*saved, Kvm::engineName(step.after.name), volumes) : saved;
    const auto running =
        xml ? engine.restoreMemory(step.entry.memory.path, *xml) : Result<void>(fail(xml.error()));
    if (running)
        return {};
    Error error = running.error().prefixed(
        u"disks and configuration are back, but the guest cannot run on from its memory"_s);
    error.hint = u"Start it: it is then as after a power cut."_s;
    return fail(error);
}

} // namespace Atoll
