// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestcloning.h"

#include "cloudinitdrive.h"
#include "guestcreation.h"
#include "guestpower.h"
#include "guestrules.h"
#include "kvm/firmwarevariables.h"
#include "kvm/xml.h"

#include <core/units.h>
#include <tasks/rollback.h>

#include <QFile>
#include <QUuid>

#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

tl::unexpected<Error> refuse(const QString &why, const QString &hint)
{
    return fail(ErrorCode::InvalidState, why, hint);
}

//! What the definition of another tool says of one machine only.
QString withoutIdentity(const QString &xml, const QHash<QString, QString> &macs)
{
    const auto document = Kvm::XmlDocument::parse(xml);
    if (!document)
        return xml;
    Kvm::XmlElement root = document->root();
    root.removeChildren(u"uuid"_s);
    if (root.child(u"genid"_s))
        root.child(u"genid"_s).setText({});
    Kvm::XmlElement os = root.child(u"os"_s);
    if (os.child(u"nvram"_s))
        os.child(u"nvram"_s).setText({});
    for (const Kvm::XmlElement &card : root.child(u"devices"_s).children(u"interface"_s)) {
        Kvm::XmlElement mac = card.child(u"mac"_s);
        const QString other = macs.value(mac.attribute(u"address"_s).toLower());
        if (!other.isEmpty())
            mac.setAttribute(u"address"_s, other);
    }
    return document->toString();
}

//! Another guest with the same hardware.
void makeNew(Api::GuestConfig &config, const Api::GuestClone &wish)
{
    const QList<Api::NicConfig> former = config.nics;
    config.id = wish.id;
    config.uuid.clear();
    config.name = wish.name;
    if (!wish.description.isEmpty())
        config.description = wish.description;
    config.isTemplate = false;
    config.isProtected = false;
    for (Api::NicConfig &nic : config.nics)
        nic.mac.clear();
    guestrules::complete(config);
    QHash<QString, QString> macs;
    for (qsizetype i = 0; i < former.size(); ++i)
        macs.insert(former.at(i).mac.toLower(), config.nics.at(i).mac);
    for (QString &device : config.bootOrder)
        device = macs.value(device.toLower(), device);
    if (!config.foreignXml.isEmpty())
        config.foreignXml = withoutIdentity(config.foreignXml, macs);
}

} // namespace

QString GuestCloning::laneOf(const QString &uuid, const Api::GuestClone &wish)
{
    return u"/guests/"_s + uuid + (wish.snapshot.isEmpty() ? QString() : u"/snapshots"_s);
}

Result<void> GuestCloning::checkOriginal(const GuestDocument &guest, const SnapshotEntry *entry,
                                         const Api::GuestClone &wish) const
{
    const QString name = u"“%1”"_s.arg(guest.config.name);
    if (!entry && !wish.snapshot.isEmpty())
        return fail(ErrorCode::NotFound, u"%1 has no snapshot “%2”"_s.arg(name, wish.snapshot), {},
                    {{u"field"_s, u"snapshot"_s}});
    if (wish.isLinked && !entry && !guest.config.isTemplate)
        return refuse(
            u"a linked clone needs a template or a snapshot, and %1 is neither"_s.arg(name),
            u"Turn it into a template, name a snapshot, or make a full clone."_s);
    if (wish.isLinked && entry && !entry->isExternal())
        return refuse(u"nothing can stand on the snapshot “%1”: it is inside of the volumes"_s.arg(
                          entry->name),
                      u"Make a full clone of it."_s);
    if (entry || guest.config.isTemplate)
        return {};
    const auto domain = m_parts.hypervisor.domain(guest.config.uuid);
    if (!domain && domain.error().code != ErrorCode::NotFound)
        return fail(domain.error());
    if (domain && domain->state != Api::GuestState::Stopped
        && domain->state != Api::GuestState::Crashed)
        return refuse(u"%1 is %2, so its disks change while they are copied"_s.arg(
                          name, nameOf(domain->state)),
                      u"Take a snapshot and clone that, or shut it down."_s);
    return {};
}

Result<void> GuestCloning::chooseDisks(Step &step, const SnapshotEntry *entry,
                                       const Api::GuestClone &wish) const
{
    for (const Api::DiskConfig &disk : std::as_const(step.config.disks)) {
        if (disk.kind != Api::DiskKind::Disk)
            continue;
        if (disk.storage.isEmpty())
            return refuse(
                u"disk %1 cannot be cloned: %2 is in no storage"_s.arg(disk.target, disk.path),
                u"Move it to a storage, or detach it."_s);
        Disk made{disk.target, {disk.target, disk.storage, disk.volume, {}},
                  {},          disk.sizeBytes,
                  disk.format, wish.storage};
        for (const SnapshotVolume &kept : entry ? entry->disks : QList<SnapshotVolume>()) {
            if (kept.target == disk.target)
                made.from = kept;
        }
        if (entry && !entry->isExternal())
            made.snapshot = entry->engineName;
        if (wish.isLinked && !wish.storage.isEmpty() && wish.storage != made.from.storage)
            return fail(invalidField(
                u"storage"_s,
                u"must be %1 for a linked clone, where the original is"_s.arg(made.from.storage)));
        if (made.storage.isEmpty())
            made.storage = made.from.storage;
        if (wish.isLinked || wish.format == Api::CloneFormat::Qcow2)
            made.format = Api::VolumeFormat::Qcow2;
        else if (wish.format == Api::CloneFormat::Raw)
            made.format = Api::VolumeFormat::Raw;
        const auto target = m_parts.storages.storage(made.storage);
        if (!target && target.error().code == ErrorCode::NotFound)
            return fail(invalidField(u"storage"_s, u"names no storage: “%1”"_s.arg(made.storage)));
        const auto from = m_parts.storages.storage(made.from.storage);
        if (!target || !from)
            return fail(target ? from.error() : target.error());
        if (const auto there = (*from)->source(made.from.volume); !there)
            return fail(there.error());
        step.disks += made;
    }
    return {};
}

Result<GuestCloning::Step> GuestCloning::prepare(const Api::GuestClone &wish) const
{
    const auto info = m_parts.roster.find(wish.guest);
    if (!info)
        return fail(info.error());
    const auto guest = GuestDocuments(m_parts).managed(info->uuid);
    if (!guest)
        return fail(guest.error());
    const auto snapshots = SnapshotDocuments(m_parts).read(guest->config);
    if (!snapshots)
        return fail(snapshots.error());
    const SnapshotEntry *entry =
        wish.snapshot.isEmpty() ? nullptr : snapshots->tree.find(wish.snapshot);
    if (const auto ok = checkOriginal(*guest, entry, wish); !ok)
        return fail(ok.error());
    if (const auto other = m_parts.roster.find(wish.name); other && other->name == wish.name)
        return fail(ErrorCode::AlreadyExists,
                    u"there is already a guest named “%1”"_s.arg(wish.name),
                    u"Choose another name."_s, {{u"field"_s, u"name"_s}});
    if (wish.id && wish.id < guestrules::kFirstId)
        return fail(invalidField(u"id"_s, u"must be %1 or more"_s.arg(guestrules::kFirstId)));
    Step step;
    step.original = guest->config.name;
    step.config = entry ? entry->config : guest->config;
    if (entry)
        step.config.foreignXml = guest->config.foreignXml;
    if (const auto ok = chooseDisks(step, entry, wish); !ok)
        return fail(ok.error());
    makeNew(step.config, wish);
    if (const auto ok = guestrules::check(step.config); !ok)
        return fail(ok.error());
    if (entry) {
        step.firmwarePath = entry->firmware.path;
    } else {
        const auto xml = GuestDefinition(m_parts).current(info->uuid, XmlKind::Definition);
        if (!xml)
            return fail(xml.error());
        step.firmwarePath = *xml ? Kvm::firmwareVariablesOf(**xml) : QString();
    }
    return step;
}

Result<Api::Plan> GuestCloning::plan(const Api::GuestClone &wish) const
{
    const auto step = prepare(wish);
    if (!step)
        return fail(step.error());
    Api::Plan plan;
    for (const Disk &disk : step->disks) {
        plan.steps += wish.isLinked
                          ? u"Make a volume in storage %1 that stands on %2, for disk %3"_s.arg(
                              disk.storage, disk.from.volume, disk.target)
                          : u"Copy %1 (%2) into storage %3 as %4, for disk %5"_s.arg(
                              disk.from.volume, units::formatBytes(disk.sizeBytes), disk.storage,
                              nameOf(disk.format), disk.target);
    }
    if (!step->firmwarePath.isEmpty())
        plan.steps += u"Copy the UEFI variables"_s;
    plan.steps += u"Save the configuration and define the guest “%1”, with its own UUID and MAC "
                  "addresses"_s.arg(wish.name);
    if (wish.startsAfterwards)
        plan.steps += u"Start it"_s;
    plan.impact =
        wish.isLinked
            ? u"“%1” cannot be deleted as long as the clone stands on it"_s.arg(step->original)
            : u"“%1” stays as it is"_s.arg(step->original);
    return plan;
}

Result<void> GuestCloning::makeVolumes(Step &step, bool isLinked, TaskContext &context,
                                       Rollback &rollback) const
{
    qint64 totalBytes = 0;
    for (const Disk &disk : std::as_const(step.disks))
        totalBytes += disk.sizeBytes;
    qint64 doneBytes = 0;
    std::stop_source stop;
    const auto hook = context.onCancel([&stop] { stop.request_stop(); });
    QList<SnapshotVolume> made;
    for (const Disk &disk : std::as_const(step.disks)) {
        if (const auto go = context.mayGoOn(); !go)
            return go;
        const auto storage = m_parts.storages.storage(disk.storage);
        const auto from = m_parts.storages.storage(disk.from.storage);
        if (!storage || !from)
            return fail(storage ? from.error() : storage.error());
        const auto source = (*from)->source(disk.from.volume);
        const auto name =
            GuestLayers::freeName(**storage, guestrules::volumeName(step.config.id, 0).chopped(1));
        if (!source || !name)
            return fail(source ? name.error() : source.error());
        context.setStage((isLinked ? u"Making disk %1"_s : u"Copying disk %1"_s).arg(disk.target));
        const auto noted = rollback.intend(u"guest.volume"_s,
                                           {{u"storage"_s, disk.storage}, {u"volume"_s, *name}});
        if (!noted)
            return noted;
        const WorkContext work{stop.get_token(), [&](qint64 done, qint64) {
                                   context.setBytes(doneBytes + done, totalBytes);
                               }};
        const auto volume =
            isLinked ? (*storage)->createOverlay({*name, disk.from.volume, 0}, work)
                     : (*storage)->createCopy({*name, disk.format, *source, disk.snapshot}, work);
        if (!volume)
            return fail(volume.error());
        doneBytes += disk.sizeBytes;
        made += SnapshotVolume{disk.target, disk.storage, volume->name, {}};
        context.log(u"Made volume %1 in storage %2"_s.arg(volume->name, disk.storage));
    }
    step.config = GuestLayers::withVolumes(step.config, made);
    return {};
}

Result<void> GuestCloning::copyFirmware(const Step &step) const
{
    if (step.firmwarePath.isEmpty() || !QFile::exists(step.firmwarePath))
        return {};
    const auto xml = m_parts.hypervisor.xml(step.config.uuid, XmlKind::Definition);
    if (!xml)
        return fail(xml.error());
    const QString path = Kvm::firmwareVariablesOf(*xml);
    if (path.isEmpty() || path == step.firmwarePath)
        return {};
    QFile::remove(path);
    if (!QFile::copy(step.firmwarePath, path))
        return fail(ErrorCode::EngineFailed, u"cannot copy the UEFI variables to %1"_s.arg(path));
    struct stat about = {};
    if (::stat(QFile::encodeName(step.firmwarePath).constData(), &about) == 0)
        (void)::chown(QFile::encodeName(path).constData(), about.st_uid, about.st_gid);
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    return {};
}

Result<Api::GuestRef> GuestCloning::run(TaskContext &context, const Api::GuestClone &wish) const
{
    auto step = prepare(wish);
    if (!step)
        return fail(step.error());
    step->config.uuid = uuidOfObject(context.object());
    if (const auto host = GuestDefinition(m_parts).host(); !host)
        return fail(host.error());
    Rollback rollback(context);
    const auto id =
        GuestDocuments(m_parts).reserveId(wish.id, step->config.uuid, context, rollback);
    if (!id)
        return fail(id.error());
    step->config.id = *id;
    if (const auto made = makeVolumes(*step, wish.isLinked, context, rollback); !made)
        return fail(made.error());
    const auto drive =
        CloudInitDrive(m_parts).createLike(wish.guest, step->config, context, rollback);
    if (!drive)
        return fail(drive.error());
    context.setStage(u"Defining the guest"_s);
    const GuestCreation creation(m_parts);
    if (const auto made = creation.makeDocument(step->config, context, rollback); !made)
        return fail(made.error());
    if (const auto made = creation.makeDomain(step->config, context, rollback); !made)
        return fail(made.error());
    if (const auto copied = copyFirmware(*step); !copied)
        return fail(copied.error());
    if (wish.startsAfterwards) {
        const auto started = GuestPower(m_parts).startNew(step->config.uuid, context);
        if (!started)
            return fail(started.error());
    }
    rollback.commit();
    return Api::GuestRef{QString::number(*id)};
}

} // namespace Atoll
