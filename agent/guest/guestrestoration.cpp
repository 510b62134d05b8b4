// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestrestoration.h"

#include "enginesnapshots.h"
#include "firmwarestate.h"
#include "guestrules.h"

#include <tasks/rollback.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr std::chrono::seconds kEnginePatience{120};

Api::GuestRef refTo(const Api::GuestConfig &config) { return {QString::number(config.id)}; }

} // namespace

void GuestRestoration::registerRecovery(TaskRunner &tasks) const
{
    tasks.recover(
        QString::fromLatin1(Api::guestDeletedRestore.name),
        [self = *this](TaskContext &context, const TaskRecord &record) -> Result<TaskRecovery> {
            const QString uuid = uuidOfObject(record.info.object);
            const auto engine = GuestDefinition(self.m_parts).waitForEngine(kEnginePatience);
            if (!engine)
                return fail(engine.error());
            const auto document = GuestDocuments(self.m_parts).find(uuid);
            if (!document)
                return fail(document.error());
            if (!*document)
                return TaskRecovery{TaskRecovery::Outcome::Failed,
                                    u"the agent was restarted before anything was restored"_s};
            const auto defined = GuestDefinition(self.m_parts).ensure(uuid, context);
            if (!defined)
                return fail(defined.error());
            // Where the engine keeps them is known once it knows the guest.
            const auto xml = GuestDefinition(self.m_parts).current(uuid, XmlKind::Definition);
            const FirmwareState firmware(self.m_parts);
            const auto back = xml && *xml ? firmware.bringBack(uuid, **xml) : Result<void>();
            if (!back)
                return fail(back.error());
            const auto known =
                EngineSnapshots(self.m_parts).bringBack((*document)->config, context);
            if (!known)
                return fail(known.error());
            firmware.drop(uuid);
            return TaskRecovery{
                TaskRecovery::Outcome::Finished, {}, toJson(refTo((*document)->config))};
        });
}

Result<void> GuestRestoration::check(const DeletedRecord &record) const
{
    if (const auto ok = guestrules::check(record.config); !ok)
        return ok;
    const auto other = m_parts.roster.find(record.config.name);
    if (other && other->name == record.config.name)
        return fail(ErrorCode::AlreadyExists,
                    u"there is another guest named “%1” now"_s.arg(record.config.name),
                    u"Restore it under a new name."_s, {{u"field"_s, u"name"_s}});
    return {};
}

QStringList GuestRestoration::remarks(const DeletedRecord &record) const
{
    QStringList remarks;
    for (const Api::DiskConfig &disk : record.config.disks) {
        if (disk.volume.isEmpty())
            continue;
        const auto storage = m_parts.storages.storage(disk.storage);
        const auto volume = storage ? (*storage)->volume(disk.volume) : fail(storage.error());
        if (!volume)
            remarks += u"Disk %1 is missing: %2"_s.arg(disk.target, volume.error().text);
    }
    return remarks;
}

Result<Api::Plan> GuestRestoration::plan(const Api::DeletedRestore &wish) const
{
    const auto entries = DeletedGuests(m_parts).all();
    auto entry = entries ? DeletedGuests::find(*entries, wish.guest) : fail(entries.error());
    if (!entry)
        return fail(entry.error());
    if (!wish.name.isEmpty())
        entry->record.config.name = wish.name;
    if (const auto ok = check(entry->record); !ok)
        return fail(ok.error());
    Api::Plan plan;
    plan.steps = {u"Bring the configuration of “%1” back as guest %2"_s.arg(
                      entry->record.config.name, QString::number(entry->record.config.id)),
                  u"Define it again, with its disks, firmware variables and TPM"_s};
    plan.steps += remarks(entry->record);
    plan.xmlAfter = entry->record.xml;
    plan.impact = u"It is switched off afterwards. Saved memory and a password of its display do "
                  "not come back"_s;
    return plan;
}

Result<void> GuestRestoration::define(const DeletedRecord &record, TaskContext &context) const
{
    const Api::GuestConfig config = GuestDefinition(m_parts).whole(record.config);
    const GuestDefinition definition(m_parts);
    const auto bringBack = [&](const Result<QString> &xml) -> Result<void> {
        if (!xml)
            return fail(xml.error());
        // Named after the guest, whose name may be another one now.
        if (const auto back = FirmwareState(m_parts).bringBack(config.uuid, *xml); !back)
            context.log(back.error().sentence());
        return m_parts.hypervisor.define(*xml);
    };
    if (record.xml.isEmpty())
        return bringBack(definition.wanted(record.config));
    const auto host = definition.host();
    if (!host)
        return fail(host.error());
    const auto places = GuestVolumes(m_parts).locate(config, *host);
    if (!places)
        return fail(places.error());
    return bringBack(Kvm::patchDomain(record.xml, config, *places));
}

Result<Api::GuestRef> GuestRestoration::run(TaskContext &context,
                                            const Api::DeletedRestore &wish) const
{
    const DeletedGuests deleted(m_parts);
    auto entry = deleted.findUuid(uuidOfObject(context.object()));
    if (!entry)
        return fail(entry.error());
    if (!*entry)
        return fail(ErrorCode::NotFound, u"there is no such deleted guest any more"_s);
    const DeletedRecord former = (*entry)->record;
    if (!wish.name.isEmpty())
        (*entry)->record.config.name = wish.name;
    const DeletedRecord &record = (*entry)->record;
    if (const auto ok = check(record); !ok)
        return fail(ok.error());
    for (const QString &remark : remarks(record))
        context.log(remark);
    if (const auto go = context.mayGoOn(); !go)
        return fail(go.error());
    Rollback rollback(context);
    const auto version = deleted.bringBack(**entry, context);
    if (!version)
        return fail(version.error());
    rollback.add(u"put it back among the deleted guests"_s,
                 [deleted, document = GuestDocument{record.config, *version}, former,
                  &context]() -> Result<void> {
                     const auto put = deleted.put(document, former, context);
                     return put ? Result<void>() : fail(put.error());
                 });
    context.setStage(u"Defining the guest"_s);
    if (const auto defined = define(record, context); !defined)
        return fail(defined.error());
    rollback.add(u"remove the definition"_s, [parts = m_parts, uuid = record.config.uuid] {
        return parts.hypervisor.undefine(uuid, true);
    });
    if (const auto known = EngineSnapshots(m_parts).bringBack(record.config, context); !known)
        return fail(known.error());
    rollback.commit();
    FirmwareState(m_parts).drop(record.config.uuid);
    context.log(u"Restored “%1”"_s.arg(record.config.name));
    return refTo(record.config);
}

} // namespace Atoll
