// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestownvolumes.h"

#include "guestrules.h"
#include "guestsnapshotdocuments.h"

#include <core/units.h>
#include <tasks/rollback.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr int kStoreMs = 20'000;

QString targetOf(const Api::GuestConfig &config, const QString &storage, const QString &volume)
{
    for (const Api::DiskConfig &disk : config.disks) {
        if (disk.storage == storage && disk.volume == volume)
            return disk.target;
    }
    return {};
}

//! Whether a snapshot, or what is left of one, needs the volume.
bool isOfSnapshots(const SnapshotTree &tree, const QString &storage, const QString &volume)
{
    const SnapshotVolume wanted{{}, storage, volume, {}};
    return tree.needs(wanted)
           || std::any_of(tree.layers.begin(), tree.layers.end(),
                          [&wanted](const SnapshotVolume &layer) { return layer.isSame(wanted); });
}

} // namespace

void GuestOwnVolumes::registerRecovery(TaskRunner &tasks) const
{
    const GuestParts parts = m_parts;
    tasks.undo(u"guest.volume.name"_s,
               [parts](TaskContext &, const QJsonObject &what) -> Result<void> {
                   const auto storage = parts.storages.storage(what.value("storage"_L1).toString());
                   if (!storage)
                       return fail(storage.error());
                   const QString from = what.value("from"_L1).toString();
                   const QString to = what.value("to"_L1).toString();
                   if (!(*storage)->volume(to) || (*storage)->volume(from))
                       return {}; // it never got the new name
                   const auto renamed = (*storage)->rename(to, from);
                   return renamed ? Result<void>() : fail(renamed.error());
               });
    tasks.recover(
        QString::fromLatin1(Api::guestDiskReassign.name),
        [parts](TaskContext &, const TaskRecord &record) -> Result<TaskRecovery> {
            const auto wish = fromJson<Api::DiskReassign>(record.params, UnknownFields::Ignore);
            const auto to = wish ? parts.roster.find(wish->toGuest) : fail(wish.error());
            const auto document = to ? GuestDocuments(parts).find(to->uuid) : fail(to.error());
            if (!document)
                return fail(document.error());
            for (const TaskIntent &intent : record.intents) {
                const QString name = intent.what.value("to"_L1).toString();
                if (intent.kind == u"guest.volume.name" && *document
                    && !targetOf((*document)->config, intent.what.value("storage"_L1).toString(),
                                 name)
                            .isEmpty())
                    return TaskRecovery{
                        TaskRecovery::Outcome::Finished, {}, toJson(Api::GuestRef{wish->toGuest})};
            }
            return TaskRecovery{TaskRecovery::Outcome::Failed,
                                u"the agent was restarted before the disk changed hands"_s};
        });
}

Result<QList<Api::GuestVolume>> GuestOwnVolumes::list(const QString &uuid) const
{
    const auto document = GuestDocuments(m_parts).find(uuid);
    if (!document)
        return fail(document.error());
    QList<Api::GuestVolume> found;
    if (!*document)
        return found;
    const Api::GuestConfig &config = (*document)->config;
    const auto snapshots = SnapshotDocuments(m_parts).read(config);
    if (!snapshots)
        return fail(snapshots.error());
    const QStringList names = m_parts.storages.storageNames();
    for (const QString &name : names) {
        const auto storage = m_parts.storages.storage(name);
        const auto volumes =
            storage ? (*storage)->volumes() : Result<QList<Api::VolumeInfo>>(fail(storage.error()));
        if (!volumes)
            continue; // a storage that is away says so on its own page
        for (Api::VolumeInfo volume : *volumes) {
            const QString target = targetOf(config, name, volume.name);
            if (target.isEmpty()
                && (!guestrules::ownsVolume(config.id, volume.name)
                    || isOfSnapshots(snapshots->tree, name, volume.name)))
                continue;
            volume.usedBy = target.isEmpty() ? QString() : uuid;
            found.append({volume, target});
        }
    }
    return found;
}

Result<void> GuestOwnVolumes::checkUnused(const GuestDocument &document, const QString &storageName,
                                          const QString &volume) const
{
    const auto storage = m_parts.storages.storage(storageName);
    if (!storage)
        return fail(storage.error());
    const auto source = (*storage)->source(volume);
    if (!source)
        return fail(source.error());
    if (!guestrules::ownsVolume(document.config.id, volume))
        return fail(ErrorCode::InvalidState,
                    u"volume %1 was not made for “%2”"_s.arg(volume, document.config.name),
                    u"Look on the page of the storage"_s, {{u"field"_s, u"volume"_s}});
    const auto snapshots = SnapshotDocuments(m_parts).read(document.config);
    if (!snapshots)
        return fail(snapshots.error());
    if (isOfSnapshots(snapshots->tree, storageName, volume))
        return fail(ErrorCode::InvalidState, u"a snapshot needs %1"_s.arg(volume),
                    u"Delete the snapshot first"_s, {{u"field"_s, u"volume"_s}});
    const QString user = m_parts.roster.volumeUse().byPath.value(source->path);
    if (!targetOf(document.config, storageName, volume).isEmpty() || !user.isEmpty())
        return fail(ErrorCode::InvalidState, u"volume %1 is in use"_s.arg(volume),
                    u"Detach the disk first"_s, {{u"field"_s, u"volume"_s}});
    return {};
}

Result<Api::Plan> GuestOwnVolumes::planDelete(const QString &uuid,
                                              const Api::DiskDelete &wish) const
{
    const auto document = GuestDocuments(m_parts).managed(uuid);
    if (!document)
        return fail(document.error());
    if (const auto ok = checkUnused(*document, wish.storage, wish.volume); !ok)
        return fail(ok.error());
    Api::Plan plan;
    plan.steps = {u"Delete volume %1 from storage %2"_s.arg(wish.volume, wish.storage)};
    plan.impact = u"It cannot be brought back"_s;
    return plan;
}

Result<Api::Nothing> GuestOwnVolumes::remove(TaskContext &context,
                                             const Api::DiskDelete &wish) const
{
    const auto document = GuestDocuments(m_parts).managed(uuidOfObject(context.object()));
    if (!document)
        return fail(document.error());
    if (const auto ok = checkUnused(*document, wish.storage, wish.volume); !ok)
        return fail(ok.error());
    if (const auto gone = GuestVolumes(m_parts).remove(wish.storage, wish.volume); !gone)
        return fail(gone.error());
    context.log(u"Deleted %1 from storage %2"_s.arg(wish.volume, wish.storage));
    return Api::Nothing{};
}

Result<void> GuestOwnVolumes::checkOff(const Api::GuestConfig &config) const
{
    const auto domain = m_parts.hypervisor.domain(config.uuid);
    if (!domain && domain.error().code != ErrorCode::NotFound)
        return fail(domain.error());
    if (!domain || domain->state == Api::GuestState::Stopped
        || domain->state == Api::GuestState::Crashed)
        return {};
    return fail(ErrorCode::InvalidState, u"“%1” is %2"_s.arg(config.name, nameOf(domain->state)),
                u"Shut it down first"_s);
}

Result<GuestOwnVolumes::Handover> GuestOwnVolumes::prepare(const QString &uuid,
                                                           const Api::DiskReassign &wish) const
{
    const GuestDocuments documents(m_parts);
    const auto from = documents.managed(uuid);
    const auto other = m_parts.roster.find(wish.toGuest);
    if (!from || !other)
        return fail(from ? other.error() : from.error());
    if (other->uuid == uuid)
        return fail(invalidField(u"toGuest"_s, u"must be another guest"_s));
    const auto to = documents.managed(other->uuid);
    if (!to)
        return fail(to.error());
    if (to->config.isTemplate || from->config.isTemplate)
        return fail(ErrorCode::InvalidState, u"the disks of a template stay with it"_s);
    Handover handover{*from, *to, {}, !wish.target.isEmpty(), {}};
    if (handover.isAttached) {
        const auto snapshots = SnapshotDocuments(m_parts).read(from->config);
        if (!snapshots)
            return fail(snapshots.error());
        if (!snapshots->tree.entries.isEmpty())
            return fail(ErrorCode::InvalidState,
                        u"“%1” has snapshots, which need the disk"_s.arg(from->config.name),
                        u"Delete the snapshots first"_s);
        for (const Api::DiskConfig &disk : from->config.disks) {
            if (disk.target == wish.target && disk.kind == Api::DiskKind::Disk)
                handover.disk = disk;
        }
        if (handover.disk.volume.isEmpty())
            return fail(invalidField(u"target"_s, u"is no disk of the guest in a storage"_s));
        if (const auto off = checkOff(from->config); !off)
            return fail(off.error());
    } else {
        if (const auto ok = checkUnused(*from, wish.storage, wish.volume); !ok)
            return fail(ok.error());
        const auto info = (*m_parts.storages.storage(wish.storage))->volume(wish.volume);
        if (!info)
            return fail(info.error());
        handover.disk.bus = Api::DiskBus::Scsi;
        handover.disk.storage = wish.storage;
        handover.disk.volume = wish.volume;
        handover.disk.format = info->format;
        handover.disk.sizeBytes = info->sizeBytes;
    }
    if (const auto off = checkOff(to->config); !off)
        return fail(off.error());
    if (guestrules::ownsVolume(from->config.id, handover.disk.volume)) {
        const auto storage = m_parts.storages.storage(handover.disk.storage);
        const auto name =
            storage ? GuestVolumes::freeName(**storage, to->config.id) : fail(storage.error());
        if (!name)
            return fail(name.error());
        const QString volume = handover.disk.volume;
        const qsizetype dot = volume.indexOf(u'.');
        handover.newName = *name + (dot < 0 ? QString() : volume.mid(dot));
    }
    return handover;
}

Result<Api::Plan> GuestOwnVolumes::planReassign(const QString &uuid,
                                                const Api::DiskReassign &wish) const
{
    const auto handover = prepare(uuid, wish);
    if (!handover)
        return fail(handover.error());
    Api::Plan plan;
    if (handover->isAttached)
        plan.steps += u"Take the disk %1 from “%2”"_s.arg(wish.target, handover->from.config.name);
    if (!handover->newName.isEmpty())
        plan.steps += u"Rename volume %1 to %2"_s.arg(handover->disk.volume, handover->newName);
    plan.steps += u"Attach it to “%1”"_s.arg(handover->to.config.name);
    plan.impact = u"Both guests are off; they start with the new configuration"_s;
    return plan;
}

Result<void> GuestOwnVolumes::redefine(const Api::GuestConfig &after, Rollback &rollback) const
{
    const auto former = GuestDefinition(m_parts).current(after.uuid, XmlKind::Definition);
    if (!former)
        return fail(former.error());
    if (*former) {
        const auto noted =
            rollback.intend(u"guest.definition"_s, {{u"uuid"_s, after.uuid}, {u"xml"_s, **former}});
        if (!noted)
            return noted;
    }
    const auto xml = GuestDefinition(m_parts).wanted(after);
    return xml ? m_parts.hypervisor.define(*xml) : fail(xml.error());
}

Result<Api::GuestRef> GuestOwnVolumes::reassign(TaskContext &context,
                                                const Api::DiskReassign &wish) const
{
    const auto handover = prepare(uuidOfObject(context.object()), wish);
    if (!handover)
        return fail(handover.error());
    Api::GuestConfig from = handover->from.config;
    Api::GuestConfig to = handover->to.config;
    Api::DiskConfig disk = handover->disk;
    Rollback rollback(context);
    if (!handover->newName.isEmpty()) {
        const auto noted = rollback.intend(
            u"guest.volume.name"_s,
            {{u"storage"_s, disk.storage}, {u"from"_s, disk.volume}, {u"to"_s, handover->newName}});
        if (!noted)
            return fail(noted.error());
        const auto renamed =
            (*m_parts.storages.storage(disk.storage))->rename(disk.volume, handover->newName);
        if (!renamed)
            return fail(renamed.error());
        disk.volume = renamed->name;
    }
    from.disks.removeIf([&](const Api::DiskConfig &one) {
        return handover->isAttached && one.target == wish.target;
    });
    from.bootOrder.removeAll(handover->isAttached ? wish.target : QString());
    disk.target.clear();
    to.disks.append(disk);
    guestrules::complete(to);
    if (handover->isAttached) {
        if (const auto defined = redefine(from, rollback); !defined)
            return fail(defined.error());
    }
    if (const auto defined = redefine(to, rollback); !defined)
        return fail(defined.error());
    QList<StoreOperation> operations{
        StoreOperation::put(GuestDocuments::key(to.id), handover->to.version, toJsonObject(to))};
    if (handover->isAttached)
        operations.append(StoreOperation::put(GuestDocuments::key(from.id), handover->from.version,
                                              toJsonObject(from)));
    const auto saved = m_parts.store.commit({operations, context.user(), context.requestId()},
                                            QDeadlineTimer(kStoreMs));
    if (!saved)
        return fail(saved.error());
    rollback.commit();
    context.log(
        u"%1 is now the disk %2 of “%3”"_s.arg(disk.volume, to.disks.last().target, to.name));
    return Api::GuestRef{QString::number(to.id)};
}

} // namespace Atoll
