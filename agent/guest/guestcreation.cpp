// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestcreation.h"

#include "cloudinitdrive.h"
#include "guestpower.h"
#include "guestrules.h"

#include <api/guestclone.h>
#include <api/guesttransfer.h>
#include <core/units.h>
#include <tasks/rollback.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr std::chrono::seconds kEnginePatience{120};

Api::GuestRef refTo(const Api::GuestConfig &config) { return {QString::number(config.id)}; }

QString steps(const Api::DiskConfig &disk)
{
    const QString size = units::formatBytes(disk.sizeBytes);
    if (disk.kind == Api::DiskKind::Disk && disk.volume.isEmpty() && disk.path.isEmpty())
        return u"Make a volume of %1 in storage %2 for disk %3"_s.arg(size, disk.storage,
                                                                      disk.target);
    if (!disk.volume.isEmpty())
        return u"Attach %1 from storage %2 as %3"_s.arg(disk.volume, disk.storage, disk.target);
    return u"Attach an empty drive as %1"_s.arg(disk.target);
}

} // namespace

void GuestCreation::registerRecovery(TaskRunner &tasks) const
{
    const GuestParts parts = m_parts;
    tasks.undo(u"guest.id"_s, [parts](TaskContext &context, const QJsonObject &what) {
        return GuestDocuments(parts).releaseId(what.value("id"_L1).toInt(),
                                               what.value("uuid"_L1).toString(), context);
    });
    tasks.undo(u"guest.document"_s, [parts](TaskContext &context, const QJsonObject &what) {
        return GuestDocuments(parts).remove(what.value("id"_L1).toInt(),
                                            what.value("uuid"_L1).toString(), context);
    });
    tasks.undo(u"guest.volume"_s, [parts](TaskContext &, const QJsonObject &what) -> Result<void> {
        const QString storageName = what.value("storage"_L1).toString();
        const QString name = what.value("volume"_L1).toString();
        const auto storage = parts.storages.storage(storageName);
        if (!storage)
            return fail(storage.error());
        const auto volumes = (*storage)->volumes();
        if (!volumes)
            return fail(volumes.error());
        for (const Api::VolumeInfo &volume : *volumes) {
            if (volume.name != name && !volume.name.startsWith(name + u'.'))
                continue; // the storage may have added an ending
            if (const auto gone = (*storage)->remove(volume.name); !gone)
                return gone;
        }
        return {};
    });
    tasks.undo(u"guest.domain"_s, [parts](TaskContext &, const QJsonObject &what) -> Result<void> {
        const QString uuid = what.value("uuid"_L1).toString();
        const auto engine = GuestDefinition(parts).waitForEngine(kEnginePatience);
        if (!engine)
            return engine;
        const auto domain = parts.hypervisor.domain(uuid);
        if (domain && domain->state != Api::GuestState::Stopped)
            (void)parts.hypervisor.destroy(uuid); // undefine() tells what is wrong
        return parts.hypervisor.undefine(uuid);
    });
    tasks.undo(u"guest.definition"_s,
               [parts](TaskContext &, const QJsonObject &what) -> Result<void> {
                   const auto engine = GuestDefinition(parts).waitForEngine(kEnginePatience);
                   if (!engine)
                       return engine;
                   const QString uuid = what.value("uuid"_L1).toString();
                   const auto now = parts.hypervisor.xml(uuid, XmlKind::DefinitionWithSecrets);
                   if (!now)
                       return fail(now.error());
                   const auto xml = Kvm::withSecretsOf(what.value("xml"_L1).toString(), *now);
                   return xml ? parts.hypervisor.define(*xml) : fail(xml.error());
               });
    const GuestCreation self = *this;
    for (const char *method : {Api::guestCreate.name, Api::guestAdopt.name, Api::guestClone.name,
                               Api::guestImport.name}) {
        tasks.recover(QString::fromLatin1(method),
                      [self](TaskContext &context, const TaskRecord &record) {
                          return self.recover(context, record);
                      });
    }
}

Result<TaskRecovery> GuestCreation::recover(TaskContext &context, const TaskRecord &record) const
{
    const QString uuid = uuidOfObject(record.info.object);
    if (const auto engine = GuestDefinition(m_parts).waitForEngine(kEnginePatience); !engine)
        return fail(engine.error());
    const auto document = GuestDocuments(m_parts).find(uuid);
    if (!document)
        return fail(document.error());
    const auto xml = GuestDefinition(m_parts).current(uuid, XmlKind::Definition);
    if (!xml)
        return fail(xml.error());
    const auto read = *xml ? Kvm::readDomain(**xml) : Result<Kvm::ReadDomain>();
    const bool isDone = *document && *xml && read && read->config.id == (*document)->config.id;
    if (!isDone)
        return TaskRecovery{TaskRecovery::Outcome::Failed,
                            u"the agent was restarted before the guest was complete"_s};
    context.log(u"The agent was restarted; the guest is complete. Start it if it does not run"_s);
    return TaskRecovery{TaskRecovery::Outcome::Finished, {}, toJson(refTo((*document)->config))};
}

Result<void> GuestCreation::checkCreate(const Api::GuestConfig &config) const
{
    if (const auto ok = guestrules::checkNew(config); !ok)
        return ok;
    if (const auto other = m_parts.roster.find(config.name); other && other->name == config.name)
        return fail(ErrorCode::AlreadyExists,
                    u"there is already a guest named “%1”"_s.arg(config.name),
                    u"Choose another name."_s, {{u"field"_s, u"name"_s}});
    return GuestVolumes(m_parts).vet(config);
}

Result<Api::Plan> GuestCreation::planCreate(const Api::GuestCreate &wish) const
{
    Api::GuestConfig config = wish.config;
    if (const auto ok = checkCreate(config); !ok)
        return fail(ok.error());
    guestrules::complete(config);
    const auto xml = GuestDefinition(m_parts).imagined(config);
    if (!xml)
        return fail(xml.error());
    Api::Plan plan;
    for (const Api::DiskConfig &disk : std::as_const(config.disks))
        plan.steps += steps(disk);
    if (config.cloudInit.isEnabled)
        plan.steps +=
            u"Make the cloud-init drive in storage %1"_s.arg(cloudinit::storageOf(config));
    plan.steps += u"Save the configuration and define the guest “%1”"_s.arg(config.name);
    if (wish.startsAfterwards)
        plan.steps += u"Start it"_s;
    plan.xmlAfter = *xml;
    const auto host = m_parts.hypervisor.capabilities();
    if (host && host->isEmulated())
        plan.impact = u"The node has no KVM: the guest is emulated, which is many times slower"_s;
    return plan;
}

Result<void> GuestCreation::makeDocument(const Api::GuestConfig &config, TaskContext &context,
                                         Rollback &rollback) const
{
    if (const auto go = context.mayGoOn(); !go)
        return go;
    const auto noted =
        rollback.intend(u"guest.document"_s, {{u"id"_s, config.id}, {u"uuid"_s, config.uuid}});
    if (!noted)
        return noted;
    const auto version = GuestDocuments(m_parts).put(config, 0, context);
    if (!version)
        return fail(version.error());
    context.log(u"Saved the configuration as guest %1"_s.arg(config.id));
    return {};
}

Result<void> GuestCreation::makeDomain(const Api::GuestConfig &config, TaskContext &context,
                                       Rollback &rollback) const
{
    if (const auto go = context.mayGoOn(); !go)
        return go;
    const auto xml = GuestDefinition(m_parts).wanted(config);
    if (!xml)
        return fail(xml.error());
    const auto noted = rollback.intend(u"guest.domain"_s, {{u"uuid"_s, config.uuid}});
    if (!noted)
        return noted;
    if (const auto defined = m_parts.hypervisor.define(*xml); !defined)
        return defined;
    context.log(u"Defined the guest"_s);
    return {};
}

Result<Api::GuestRef> GuestCreation::create(TaskContext &context,
                                            const Api::GuestCreate &wish) const
{
    Api::GuestConfig config = wish.config;
    config.uuid = uuidOfObject(context.object());
    if (const auto ok = checkCreate(config); !ok)
        return fail(ok.error());
    guestrules::complete(config);
    if (const auto possible = GuestDefinition(m_parts).check(config); !possible)
        return fail(possible.error());
    const auto password = CloudInitDrive::takePassword(config.cloudInit);
    if (!password)
        return fail(password.error());
    Rollback rollback(context);
    const auto id = GuestDocuments(m_parts).reserveId(config.id, config.uuid, context, rollback);
    if (!id)
        return fail(id.error());
    config.id = *id;
    if (const auto made = GuestVolumes(m_parts).create(config, context, rollback); !made)
        return fail(made.error());
    const auto drive = CloudInitDrive(m_parts).create(config, *password, context, rollback);
    if (!drive)
        return fail(drive.error());
    context.setStage(u"Defining the guest"_s);
    if (const auto made = makeDocument(config, context, rollback); !made)
        return fail(made.error());
    if (const auto made = makeDomain(config, context, rollback); !made)
        return fail(made.error());
    if (wish.startsAfterwards) {
        if (const auto started = GuestPower(m_parts).startNew(config.uuid, context); !started)
            return fail(started.error());
    }
    rollback.commit();
    return refTo(config);
}

Result<Api::GuestConfig> GuestCreation::readForeign(const QString &uuid) const
{
    const auto info = m_parts.roster.find(uuid);
    if (!info)
        return fail(info.error());
    if (info->isManaged)
        return fail(ErrorCode::AlreadyExists, u"“%1” is managed already"_s.arg(info->name));
    const auto xml = m_parts.hypervisor.xml(uuid, XmlKind::Definition);
    if (!xml)
        return fail(xml.error());
    const auto open = Kvm::withoutSecrets(*xml);
    const auto read = Kvm::readDomain(*xml);
    if (!open || !read)
        return fail(open ? read.error() : open.error());
    Api::GuestConfig config = read->config;
    config.foreignXml = *open;
    GuestVolumes(m_parts).recognize(config);
    return config;
}

Result<Api::Plan> GuestCreation::planAdopt(const QString &uuid) const
{
    const auto config = readForeign(uuid);
    if (!config)
        return fail(config.error());
    const auto read = Kvm::readDomain(config->foreignXml);
    Api::Plan plan;
    plan.steps = {u"Read the definition into a configuration document, with an id of its own"_s,
                  u"Write the id into the definition; all else stays as it is"_s};
    if (read && !read->unmodelled.isEmpty())
        plan.steps += u"Keep as they are, and show: %1"_s.arg(read->unmodelled.join(u", "));
    Api::GuestConfig after = *config;
    after.id = after.id ? after.id : guestrules::kFirstId;
    const auto xml = GuestDefinition(m_parts).imagined(after);
    plan.xmlBefore = config->foreignXml;
    plan.xmlAfter = xml.value_or(QString());
    plan.impact = u"A running guest runs on and notices nothing"_s;
    return plan;
}

Result<Api::GuestRef> GuestCreation::adopt(TaskContext &context) const
{
    const QString uuid = uuidOfObject(context.object());
    auto config = readForeign(uuid);
    if (!config)
        return fail(config.error());
    Rollback rollback(context);
    // An id in its metadata is from a store that was lost; taken meanwhile, it gets another.
    auto id = GuestDocuments(m_parts).reserveId(config->id, uuid, context, rollback);
    if (!id && id.error().code == ErrorCode::AlreadyExists)
        id = GuestDocuments(m_parts).reserveId(0, uuid, context, rollback);
    if (!id)
        return fail(id.error());
    config->id = *id;
    const auto noted =
        rollback.intend(u"guest.definition"_s, {{u"uuid"_s, uuid}, {u"xml"_s, config->foreignXml}});
    if (!noted)
        return fail(noted.error());
    const auto xml = GuestDefinition(m_parts).wanted(*config);
    if (!xml)
        return fail(xml.error());
    if (const auto defined = m_parts.hypervisor.define(*xml); !defined)
        return fail(defined.error());
    if (const auto made = makeDocument(*config, context, rollback); !made)
        return fail(made.error());
    rollback.commit();
    return refTo(*config);
}

} // namespace Atoll
