// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestdeletion.h"

#include "cloudinitdrive.h"
#include "enginesnapshots.h"
#include "firmwarestate.h"
#include "guestlayers.h"
#include "guestrules.h"
#include "kvm/firmwarevariables.h"

#include <tasks/rollback.h>

#include <QFile>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr std::chrono::seconds kEnginePatience{120};

bool isOff(Api::GuestState state)
{
    return state == Api::GuestState::Stopped || state == Api::GuestState::Crashed
           || state == Api::GuestState::Suspended;
}

QString wordsFor(const Api::DiskConfig &disk)
{
    return disk.volume.isEmpty() ? disk.path : u"%1 in storage %2"_s.arg(disk.volume, disk.storage);
}

} // namespace

void GuestDeletion::registerRecovery(TaskRunner &tasks) const
{
    tasks.recover(QString::fromLatin1(Api::guestDelete.name),
                  [self = *this](TaskContext &context, const TaskRecord &record) {
                      return self.recover(context, record);
                  });
    tasks.recover(
        QString::fromLatin1(Api::guestDeletedPurge.name),
        [self = *this](TaskContext &context, const TaskRecord &record) -> Result<TaskRecovery> {
            const auto entry =
                DeletedGuests(self.m_parts).findUuid(record.info.object.section(u'/', 2, 2));
            if (!entry)
                return fail(entry.error());
            // Volumes may be gone already: forward is the only way.
            const auto done = *entry ? self.purgeOne(**entry, context) : Result<void>();
            if (!done)
                return fail(done.error());
            return TaskRecovery{TaskRecovery::Outcome::Finished, {}, toJson(Api::Nothing{})};
        });
}

Result<TaskRecovery> GuestDeletion::recover(TaskContext &context, const TaskRecord &record) const
{
    const QString uuid = uuidOfObject(record.info.object);
    const auto engine = GuestDefinition(m_parts).waitForEngine(kEnginePatience);
    if (!engine)
        return fail(engine.error());
    const auto wish = fromJson<Api::GuestDelete>(record.params, UnknownFields::Ignore);
    const auto entry = DeletedGuests(m_parts).findUuid(uuid);
    if (!wish || !entry)
        return fail(wish ? entry.error() : wish.error());
    if (!*entry) {
        const auto document = GuestDocuments(m_parts).find(uuid);
        if (!document)
            return fail(document.error());
        if (*document)
            return TaskRecovery{TaskRecovery::Outcome::Failed,
                                u"the agent was restarted before anything was deleted"_s};
        return TaskRecovery{TaskRecovery::Outcome::Finished, {}, toJson(Api::Nothing{})};
    }
    const auto gone = m_parts.hypervisor.undefine(uuid, true);
    const auto forGood = isForGood(*wish);
    if (!gone || !forGood)
        return fail(gone ? forGood.error() : gone.error());
    if (*forGood) {
        if (const auto done = purgeOne(**entry, context); !done)
            return fail(done.error());
    }
    return TaskRecovery{TaskRecovery::Outcome::Finished, {}, toJson(Api::Nothing{})};
}

QList<Api::DiskConfig> GuestDeletion::ownVolumes(const Api::GuestConfig &config) const
{
    const QHash<QString, QString> use = m_parts.roster.volumeUse().byPath;
    QList<Api::DiskConfig> own;
    for (const Api::DiskConfig &disk : config.disks) {
        if (disk.kind != Api::DiskKind::Disk || disk.storage.isEmpty()
            || !guestrules::ownsVolume(config.id, disk.volume))
            continue;
        const auto storage = m_parts.storages.storage(disk.storage);
        const auto source = storage ? (*storage)->source(disk.volume) : fail(storage.error());
        const QString user = source ? use.value(source->path) : QString();
        if (user.isEmpty() || user == config.uuid)
            own.append(disk);
    }
    return own;
}

Result<void> GuestDeletion::checkClones(const Api::GuestConfig &config) const
{
    const auto clones = GuestLayers(m_parts).clonesOn(config);
    if (!clones)
        return fail(clones.error());
    if (clones->isEmpty())
        return {};
    return fail(ErrorCode::InvalidState,
                u"linked clones stand on “%1”: %2"_s.arg(config.name, clones->join(u", ")),
                u"Delete them for good first."_s);
}

Result<void> GuestDeletion::check(const QString &uuid, const Api::GuestDelete &wish) const
{
    const auto info = m_parts.roster.find(uuid);
    if (!info)
        return fail(info.error());
    if (wish.confirmName != info->name)
        return fail(
            invalidField(u"confirmName"_s, u"must be the guest's name, “%1”"_s.arg(info->name)));
    if (info->isProtected)
        return fail(ErrorCode::InvalidState, u"“%1” is protected"_s.arg(info->name),
                    u"Switch its protection off first, if it is really to go."_s);
    const auto document = GuestDocuments(m_parts).find(uuid);
    if (!document)
        return fail(document.error());
    if (*document && !wish.keepsVolumes) {
        if (const auto free = checkClones((*document)->config); !free)
            return free;
    }
    const auto domain = m_parts.hypervisor.domain(uuid);
    if (!domain && domain.error().code != ErrorCode::NotFound)
        return fail(domain.error());
    if (domain && !isOff(domain->state))
        return fail(ErrorCode::InvalidState, u"“%1” is %2"_s.arg(info->name, nameOf(domain->state)),
                    u"Shut it down or stop it first."_s);
    return {};
}

Result<bool> GuestDeletion::isForGood(const Api::GuestDelete &wish) const
{
    if (wish.purges)
        return true;
    const auto policy = DeletedGuests(m_parts).policy();
    return policy ? Result<bool>(policy->keepsDeletedDays == 0) : fail(policy.error());
}

Result<Api::Plan> GuestDeletion::plan(const QString &uuid, const Api::GuestDelete &wish) const
{
    if (const auto ok = check(uuid, wish); !ok)
        return fail(ok.error());
    const auto document = GuestDocuments(m_parts).find(uuid);
    const auto forGood = isForGood(wish);
    const auto policy = DeletedGuests(m_parts).policy();
    if (!document || !forGood || !policy)
        return fail(!document ? document.error() : forGood ? policy.error() : forGood.error());
    Api::Plan plan;
    if (!*document) {
        plan.steps = {u"Remove the definition, with its firmware variables and saved memory"_s,
                      u"Keep all its disks: Atoll did not make them"_s};
        plan.impact = u"It cannot be brought back"_s;
        return plan;
    }
    const Api::GuestConfig &config = (*document)->config;
    const bool goes = *forGood && !wish.keepsVolumes;
    const auto own = goes ? ownVolumes(config) : QList<Api::DiskConfig>();
    plan.steps = {*forGood
                      ? u"Remove the definition, with its firmware variables and saved memory"_s
                      : u"Remove the definition; saved memory is lost, firmware variables and "
                        "TPM are kept"_s};
    for (const Api::DiskConfig &disk : config.disks) {
        if (!disk.volume.isEmpty() || !disk.path.isEmpty())
            plan.steps +=
                (own.contains(disk) ? u"Delete volume %1"_s : u"Keep %1"_s).arg(wordsFor(disk));
    }
    if (*forGood) {
        plan.steps += u"Remove the configuration"_s;
        plan.impact = u"It cannot be brought back"_s;
        return plan;
    }
    plan.steps += u"Keep the configuration among the deleted guests"_s;
    plan.impact = u"It can be restored for %1 days; its disks take their space until then"_s.arg(
        policy->keepsDeletedDays);
    return plan;
}

Result<DeletedRecord> GuestDeletion::recordOf(const GuestDocument &document,
                                              const Api::GuestDelete &wish,
                                              const TaskContext &context) const
{
    const auto xml = GuestDefinition(m_parts).current(document.config.uuid, XmlKind::Definition);
    if (!xml)
        return fail(xml.error());
    DeletedRecord record;
    record.config = document.config;
    record.xml = xml->value_or(QString());
    record.deletedAt = QDateTime::currentDateTimeUtc();
    record.deletedBy = context.user();
    record.keepsVolumes = wish.keepsVolumes;
    for (const Api::DiskConfig &disk : document.config.disks) {
        if (disk.kind != Api::DiskKind::Disk)
            continue;
        const auto storage = m_parts.storages.storage(disk.storage);
        const auto source = !disk.storage.isEmpty() && storage ? (*storage)->source(disk.volume)
                                                               : fail(ErrorCode::NotFound, u""_s);
        const QString path = source ? source->path : disk.path;
        if (!path.isEmpty())
            record.paths += path;
    }
    return record;
}

Result<void> GuestDeletion::putAway(const QString &uuid, const GuestDocument &document,
                                    const Api::GuestDelete &wish, TaskContext &context) const
{
    const auto record = recordOf(document, wish, context);
    if (!record)
        return fail(record.error());
    const auto kept = FirmwareState(m_parts).keep(uuid, record->xml);
    if (!kept)
        return fail(kept.error());
    if (*kept)
        context.log(u"Kept a copy of the firmware's variables"_s);
    if (const auto known = EngineSnapshots(m_parts).keep(document.config, context); !known)
        return known;
    if (const auto go = context.mayGoOn(); !go)
        return go;
    Rollback rollback(context);
    const DeletedGuests deleted(m_parts);
    if (const auto put = deleted.put(document, *record, context); !put)
        return fail(put.error());
    rollback.add(u"put the configuration back"_s, [deleted, uuid, &context]() -> Result<void> {
        const auto entry = deleted.findUuid(uuid);
        if (!entry)
            return fail(entry.error());
        if (!*entry)
            return {};
        const auto back = deleted.bringBack(**entry, context);
        return back ? Result<void>() : fail(back.error());
    });
    context.setStage(u"Removing the definition"_s);
    if (const auto gone = m_parts.hypervisor.undefine(uuid, true); !gone)
        return gone;
    rollback.commit();
    // libvirt forgets them where it chose the firmware; the next guest of that name would have
    // them.
    if (*kept)
        QFile::remove(Kvm::firmwareVariablesOf(record->xml));
    context.log(u"Removed the definition"_s);
    return {};
}

Result<Api::Nothing> GuestDeletion::run(TaskContext &context, const Api::GuestDelete &wish) const
{
    const QString uuid = uuidOfObject(context.object());
    if (const auto ok = check(uuid, wish); !ok)
        return fail(ok.error());
    const auto document = GuestDocuments(m_parts).find(uuid);
    if (!document)
        return fail(document.error());
    if (!*document) {
        const auto gone = m_parts.hypervisor.undefine(uuid);
        return gone ? Result<Api::Nothing>(Api::Nothing{}) : fail(gone.error());
    }
    const auto forGood = isForGood(wish);
    if (!forGood)
        return fail(forGood.error());
    if (const auto away = putAway(uuid, **document, wish, context); !away)
        return fail(away.error());
    if (!*forGood)
        return Api::Nothing{};
    const auto entry = DeletedGuests(m_parts).findUuid(uuid);
    const auto done = !entry   ? fail(entry.error())
                      : *entry ? purgeOne(**entry, context)
                               : Result<void>();
    return done ? Result<Api::Nothing>(Api::Nothing{}) : fail(done.error());
}

Result<Api::Plan> GuestDeletion::planPurge(const QString &reference,
                                           const Api::DeletedPurge &wish) const
{
    const auto entries = DeletedGuests(m_parts).all();
    const auto entry = entries ? DeletedGuests::find(*entries, reference) : fail(entries.error());
    if (!entry)
        return fail(entry.error());
    const Api::GuestConfig &config = entry->record.config;
    if (wish.confirmName != config.name)
        return fail(
            invalidField(u"confirmName"_s, u"must be the guest's name, “%1”"_s.arg(config.name)));
    Api::Plan plan;
    const auto own = entry->record.keepsVolumes ? QList<Api::DiskConfig>() : ownVolumes(config);
    for (const Api::DiskConfig &disk : config.disks) {
        if (!disk.volume.isEmpty() || !disk.path.isEmpty())
            plan.steps +=
                (own.contains(disk) ? u"Delete volume %1"_s : u"Keep %1"_s).arg(wordsFor(disk));
    }
    plan.steps += u"Remove the configuration, with its firmware variables and TPM"_s;
    plan.impact = u"It cannot be brought back"_s;
    return plan;
}

Result<Api::Nothing> GuestDeletion::purge(TaskContext &context, const Api::DeletedPurge &wish) const
{
    const auto entry = DeletedGuests(m_parts).findUuid(uuidOfObject(context.object()));
    if (!entry)
        return fail(entry.error());
    if (!*entry)
        return fail(ErrorCode::NotFound, u"there is no such deleted guest any more"_s);
    if (wish.confirmName != (*entry)->record.config.name)
        return fail(invalidField(u"confirmName"_s, u"must be the guest's name, “%1”"_s.arg(
                                                       (*entry)->record.config.name)));
    const auto done = purgeOne(**entry, context);
    return done ? Result<Api::Nothing>(Api::Nothing{}) : fail(done.error());
}

Result<void> GuestDeletion::purgeOne(const DeletedGuests::Entry &entry, TaskContext &context) const
{
    const DeletedRecord &record = entry.record;
    const Api::GuestConfig &config = record.config;
    if (!record.keepsVolumes) {
        if (const auto free = checkClones(config); !free)
            return free;
    }
    const auto own = record.keepsVolumes ? QList<Api::DiskConfig>() : ownVolumes(config);
    for (const Api::DiskConfig &disk : own) {
        if (const auto go = context.mayGoOn(); !go)
            return go;
        context.setStage(u"Deleting volume %1"_s.arg(disk.volume));
        const auto gone = GuestVolumes(m_parts).remove(disk.storage, disk.volume);
        if (!gone && gone.error().code != ErrorCode::NotFound) {
            Error error = gone.error().prefixed(
                u"the guest is still among the deleted ones, because its volume %1 stays"_s.arg(
                    disk.volume));
            error.hint += u" Delete it for good again when the storage answers."_s;
            return fail(error);
        }
        context.log(u"Deleted volume %1 in storage %2"_s.arg(disk.volume, disk.storage));
    }
    const GuestLayers layers(m_parts);
    const auto left =
        record.keepsVolumes ? layers.forgetAll(config, context) : layers.removeAll(config, context);
    if (!left)
        return left;
    if (const auto gone = CloudInitDrive(m_parts).remove(config, context); !gone)
        return gone;
    if (config.devices.hasTpm && !record.xml.isEmpty()) {
        // Only a definition can be asked to take the TPM's state with it.
        const auto defined = m_parts.hypervisor.define(record.xml);
        const auto gone =
            defined ? m_parts.hypervisor.undefine(config.uuid) : fail(defined.error());
        if (!gone)
            context.log(
                u"The state of its TPM stays on the node: %1"_s.arg(gone.error().sentence()));
    }
    FirmwareState(m_parts).drop(config.uuid);
    return DeletedGuests(m_parts).forget(entry, context);
}

} // namespace Atoll
