// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestdeletion.h"

#include "cloudinitdrive.h"
#include "guestlayers.h"
#include "guestrules.h"

#include <tasks/taskcontext.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr std::chrono::seconds kEnginePatience{120};

bool isOff(Api::GuestState state)
{
    return state == Api::GuestState::Stopped || state == Api::GuestState::Crashed
           || state == Api::GuestState::Suspended;
}

} // namespace

void GuestDeletion::registerRecovery(TaskRunner &tasks) const
{
    const GuestDeletion self = *this;
    tasks.recover(
        QString::fromLatin1(Api::guestDelete.name),
        [self](TaskContext &context, const TaskRecord &record) -> Result<TaskRecovery> {
            const QString uuid = uuidOfObject(record.info.object);
            const auto engine = GuestDefinition(self.m_parts).waitForEngine(kEnginePatience);
            if (!engine)
                return fail(engine.error());
            const auto wish = fromJson<Api::GuestDelete>(record.params, UnknownFields::Ignore);
            // Still complete: it is not certain that anything was deleted, so nothing is.
            const auto xml = GuestDefinition(self.m_parts).current(uuid, XmlKind::Definition);
            if (!xml)
                return fail(xml.error());
            if (*xml || !wish)
                return TaskRecovery{TaskRecovery::Outcome::Failed,
                                    u"the agent was restarted before anything was deleted"_s};
            const auto done = self.finish(uuid, wish->keepsVolumes, context);
            if (!done)
                return fail(done.error());
            return TaskRecovery{TaskRecovery::Outcome::Finished, {}, toJson(Api::Nothing{})};
        });
}

QList<Api::DiskConfig> GuestDeletion::ownVolumes(const Api::GuestConfig &config) const
{
    QHash<QString, QString> use = m_parts.roster.volumeUse();
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
        const auto clones = GuestLayers(m_parts).clonesOn((*document)->config);
        if (!clones)
            return fail(clones.error());
        if (!clones->isEmpty())
            return fail(ErrorCode::InvalidState,
                        u"linked clones stand on “%1”: %2"_s.arg(info->name, clones->join(u", ")),
                        u"Delete them first."_s);
    }
    const auto domain = m_parts.hypervisor.domain(uuid);
    if (!domain && domain.error().code != ErrorCode::NotFound)
        return fail(domain.error());
    if (domain && !isOff(domain->state))
        return fail(ErrorCode::InvalidState, u"“%1” is %2"_s.arg(info->name, nameOf(domain->state)),
                    u"Shut it down or stop it first."_s);
    return {};
}

Result<Api::Plan> GuestDeletion::plan(const QString &uuid, const Api::GuestDelete &wish) const
{
    if (const auto ok = check(uuid, wish); !ok)
        return fail(ok.error());
    const auto document = GuestDocuments(m_parts).find(uuid);
    if (!document)
        return fail(document.error());
    Api::Plan plan;
    plan.steps = {u"Remove the definition, with its firmware variables and saved memory"_s};
    if (*document) {
        const Api::GuestConfig &config = (*document)->config;
        const auto own = wish.keepsVolumes ? QList<Api::DiskConfig>() : ownVolumes(config);
        for (const Api::DiskConfig &disk : config.disks) {
            if (disk.volume.isEmpty() && disk.path.isEmpty())
                continue;
            const QString name = disk.volume.isEmpty()
                                     ? disk.path
                                     : u"%1 in storage %2"_s.arg(disk.volume, disk.storage);
            plan.steps += (own.contains(disk) ? u"Delete volume %1"_s : u"Keep %1"_s).arg(name);
        }
        plan.steps += u"Remove the configuration"_s;
    } else {
        plan.steps += u"Keep all its disks: Atoll did not make them"_s;
    }
    plan.impact = u"It cannot be brought back"_s;
    return plan;
}

Result<void> GuestDeletion::finish(const QString &uuid, bool keepsVolumes,
                                   TaskContext &context) const
{
    const GuestDocuments documents(m_parts);
    const auto document = documents.find(uuid);
    if (!document)
        return fail(document.error());
    if (!*document)
        return {};
    const Api::GuestConfig &config = (*document)->config;
    const QList<Api::DiskConfig> own = keepsVolumes ? QList<Api::DiskConfig>() : ownVolumes(config);
    for (const Api::DiskConfig &disk : own) {
        context.setStage(u"Deleting volume %1"_s.arg(disk.volume));
        if (const auto gone = GuestVolumes(m_parts).remove(disk.storage, disk.volume); !gone) {
            Error error = gone.error().prefixed(
                u"the guest's definition is gone, but not its volume %1"_s.arg(disk.volume));
            error.hint += u" Delete the guest again when the storage answers."_s;
            return fail(error);
        }
        context.log(u"Deleted volume %1 in storage %2"_s.arg(disk.volume, disk.storage));
    }
    if (!keepsVolumes) {
        if (const auto gone = GuestLayers(m_parts).removeAll(config, context); !gone)
            return gone;
    }
    if (const auto gone = CloudInitDrive(m_parts).remove(config, context); !gone)
        return gone;
    return documents.remove(config.id, uuid, context);
}

Result<Api::Nothing> GuestDeletion::run(TaskContext &context, const Api::GuestDelete &wish) const
{
    const QString uuid = uuidOfObject(context.object());
    if (const auto ok = check(uuid, wish); !ok)
        return fail(ok.error());
    if (const auto go = context.mayGoOn(); !go)
        return fail(go.error());
    context.setStage(u"Removing the definition"_s);
    if (const auto gone = m_parts.hypervisor.undefine(uuid); !gone)
        return fail(gone.error());
    context.log(u"Removed the definition"_s);
    if (const auto done = finish(uuid, wish.keepsVolumes, context); !done)
        return fail(done.error());
    return Api::Nothing{};
}

} // namespace Atoll
