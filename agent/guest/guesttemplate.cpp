// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guesttemplate.h"

#include "guestlayers.h"

using namespace Qt::StringLiterals;

namespace Atoll {

void GuestTemplate::registerRecovery(TaskRunner &tasks) const
{
    for (const bool makes : {true, false}) {
        const char *method = makes ? Api::templateMake.name : Api::templateUnmake.name;
        tasks.recover(
            QString::fromLatin1(method),
            [self = *this, makes](TaskContext &, const TaskRecord &record) -> Result<TaskRecovery> {
                using Outcome = TaskRecovery::Outcome;
                const auto guest =
                    GuestDocuments(self.m_parts).managed(uuidOfObject(record.info.object));
                if (!guest)
                    return fail(guest.error());
                if (guest->config.isTemplate != makes)
                    return TaskRecovery{Outcome::Failed,
                                        u"the agent was restarted before anything had changed"_s};
                if (const auto done = self.protect(guest->config, makes); !done)
                    return fail(done.error());
                return TaskRecovery{Outcome::Finished, {}, toJson(Api::Nothing{})};
            });
    }
}

Result<GuestDocument> GuestTemplate::prepare(const QString &uuid, bool makes) const
{
    const auto guest = GuestDocuments(m_parts).managed(uuid);
    if (!guest)
        return guest;
    const QString name = u"“%1”"_s.arg(guest->config.name);
    if (guest->config.isTemplate == makes)
        return fail(ErrorCode::InvalidState, makes ? u"%1 is a template already"_s.arg(name)
                                                   : u"%1 is no template"_s.arg(name));
    if (!makes) {
        const auto clones = GuestLayers(m_parts).clonesOn(guest->config);
        if (!clones)
            return fail(clones.error());
        if (!clones->isEmpty())
            return fail(ErrorCode::InvalidState,
                        u"linked clones stand on %1: %2"_s.arg(name, clones->join(u", ")),
                        u"Delete them for good first, or make a full clone of the template."_s);
        return guest;
    }
    const auto domain = m_parts.hypervisor.domain(uuid);
    if (!domain && domain.error().code != ErrorCode::NotFound)
        return fail(domain.error());
    if (domain && domain->state != Api::GuestState::Stopped
        && domain->state != Api::GuestState::Crashed)
        return fail(ErrorCode::InvalidState, u"%1 is %2"_s.arg(name, nameOf(domain->state)),
                    u"Shut it down first."_s);
    const auto snapshots = SnapshotDocuments(m_parts).read(guest->config);
    if (!snapshots)
        return fail(snapshots.error());
    if (!snapshots->tree.entries.isEmpty())
        return fail(ErrorCode::InvalidState, u"%1 has snapshots"_s.arg(name),
                    u"Delete them first."_s);
    for (const Api::DiskConfig &disk : guest->config.disks) {
        if (disk.kind == Api::DiskKind::Disk && disk.storage.isEmpty())
            return fail(ErrorCode::InvalidState,
                        u"disk %1 is %2, in no storage"_s.arg(disk.target, disk.path),
                        u"Move it to a storage or detach it first."_s);
    }
    return guest;
}

Result<Api::Plan> GuestTemplate::plan(const QString &uuid, bool makes) const
{
    const auto guest = prepare(uuid, makes);
    if (!guest)
        return fail(guest.error());
    Api::Plan plan;
    plan.steps = makes ? QStringList{u"Mark “%1” as a template"_s.arg(guest->config.name),
                                     u"Make its volumes read-only"_s}
                       : QStringList{u"Let “%1” be a guest again"_s.arg(guest->config.name),
                                     u"Make its volumes writable"_s};
    if (makes && guest->config.startsAtBoot)
        plan.steps += u"Switch off that it starts with the node"_s;
    plan.impact = makes ? u"It cannot start any more; clones of it can be made in a moment"_s
                        : u"It can start again; linked clones of it cannot be made any more"_s;
    return plan;
}

Result<void> GuestTemplate::protect(const Api::GuestConfig &config, bool isReadOnly) const
{
    for (const SnapshotVolume &volume : GuestLayers::volumesOf(config)) {
        const auto storage = m_parts.storages.storage(volume.storage);
        const auto done = storage ? (*storage)->setReadOnly(volume.volume, isReadOnly)
                                  : Result<void>(fail(storage.error()));
        if (!done)
            return done;
    }
    return {};
}

Result<Api::Nothing> GuestTemplate::run(TaskContext &context, bool makes) const
{
    const QString uuid = uuidOfObject(context.object());
    auto guest = prepare(uuid, makes);
    if (!guest)
        return fail(guest.error());
    if (makes && guest->config.startsAtBoot) {
        const auto off = m_parts.hypervisor.setAutostart(uuid, false);
        if (!off && off.error().code != ErrorCode::NotFound)
            return fail(off.error());
        guest->config.startsAtBoot = false;
    }
    guest->config.isTemplate = makes;
    const auto written = GuestDocuments(m_parts).put(guest->config, guest->version, context);
    if (!written)
        return fail(written.error());
    if (const auto done = protect(guest->config, makes); !done)
        return fail(done.error());
    return Api::Nothing{};
}

} // namespace Atoll
