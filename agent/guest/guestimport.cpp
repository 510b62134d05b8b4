// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestimport.h"

#include "guestcreation.h"
#include "guestimagecopy.h"
#include "guestpower.h"
#include "guestrules.h"

#include <core/units.h>
#include <tasks/rollback.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr qint64 kDefaultMemory = 2 * units::GiB;
constexpr qint64 kLeastMemory = 16 * units::MiB;

//! Where a disk of another hypervisor is plugged in here, so that its system finds it.
Api::DiskBus busFor(Api::DiskBus found, Api::OsType system)
{
    if (found == Api::DiskBus::Ide)
        return Api::DiskBus::Sata; // q35 has no IDE, and the drivers are everywhere
    // Windows has no driver for virtio by itself.
    if (found == Api::DiskBus::Scsi && system == Api::OsType::Windows)
        return Api::DiskBus::Sata;
    return found;
}

QString modelFor(const QString &found, Api::OsType system)
{
    static const QStringList known{u"virtio"_s,  u"e1000"_s,   u"e1000e"_s,
                                   u"vmxnet3"_s, u"rtl8139"_s, u"pcnet"_s};
    if (known.contains(found))
        return found;
    return system == Api::OsType::Windows ? u"e1000e"_s : u"virtio"_s;
}

Api::NicConfig nicFor(const ovf::Card &card, Api::OsType system, const Api::GuestImport &wish)
{
    Api::NicConfig nic;
    nic.model = modelFor(card.model, system);
    const Api::NetworkMapping *mapping = nullptr;
    for (const Api::NetworkMapping &one : wish.networks) {
        if (one.from == card.network || (one.from.isEmpty() && !mapping))
            mapping = &one;
    }
    if (mapping) {
        nic.kind = mapping->kind;
        nic.source = mapping->source;
        nic.vlan = mapping->vlan;
    }
    return nic;
}

void setCpus(Api::GuestConfig &config, const ovf::Machine &machine)
{
    const int cores = machine.coresPerSocket;
    const bool isEven = cores > 0 && machine.cpus % cores == 0 && machine.cpus / cores <= 16;
    config.cpu.sockets = isEven ? machine.cpus / cores : 1;
    config.cpu.cores = isEven ? cores : std::min(machine.cpus, 256);
}

//! Only what cannot name files of the node.
Result<void> checkChanges(const QJsonObject &changes)
{
    static const QStringList allowed{u"memoryBytes"_s, u"cpu"_s,         u"osType"_s,
                                     u"firmware"_s,    u"machine"_s,     u"description"_s,
                                     u"tags"_s,        u"startsAtBoot"_s};
    for (auto it = changes.begin(); it != changes.end(); ++it) {
        if (!allowed.contains(it.key()))
            return fail(invalidField(u"changes."_s + it.key(),
                                     u"cannot be chosen at the import; change it afterwards"_s));
    }
    return {};
}

QStringList networksOf(const ovf::Machine &machine)
{
    QStringList names;
    for (const ovf::Card &card : machine.cards)
        names.append(card.network);
    names.removeDuplicates();
    return names;
}

} // namespace

Result<Api::GuestConfig> GuestImport::configOf(const Appliance &appliance,
                                               const Api::GuestImport &wish)
{
    if (const auto ok = checkChanges(wish.changes); !ok)
        return fail(ok.error());
    const ovf::Machine &machine = appliance.machine;
    Api::GuestConfig config;
    config.id = wish.id;
    config.name = wish.name.isEmpty() ? machine.name.left(64).trimmed() : wish.name;
    if (config.name.isEmpty())
        config.name = machine.disks.first().file.section(u'.', 0, 0).left(64);
    config.description = machine.description;
    config.osType = appliance.isDescribed ? machine.osType : Api::OsType::Linux;
    config.firmware = machine.firmware;
    config.memoryBytes =
        appliance.isDescribed ? std::max(machine.memoryBytes, kLeastMemory) : kDefaultMemory;
    setCpus(config, machine);
    if (!appliance.isDescribed)
        config.cpu.cores = 2;
    for (qsizetype i = 0; i < machine.disks.size(); ++i) {
        Api::DiskConfig disk;
        disk.bus = busFor(machine.disks.at(i).bus, config.osType);
        disk.storage = wish.storage;
        disk.format = wish.format;
        disk.sizeBytes = appliance.sizes.at(i);
        config.disks.append(disk);
    }
    if (machine.drives > 0) {
        Api::DiskConfig drive;
        drive.kind = Api::DiskKind::Cdrom;
        drive.bus = Api::DiskBus::Sata;
        config.disks.append(drive);
    }
    for (const ovf::Card &card : machine.cards)
        config.nics.append(nicFor(card, config.osType, wish));
    if (!appliance.isDescribed && config.nics.isEmpty())
        config.nics.append(nicFor({}, config.osType, wish));
    return wish.changes.isEmpty() ? config : guestrules::merged(config, wish.changes);
}

Result<Appliance> GuestImport::open(const QList<Api::VolumeRef> &sources) const
{
    const QHash<QString, QString> use = m_parts.roster.volumeUse().byPath;
    for (const Api::VolumeRef &ref : sources) {
        const auto storage = m_parts.storages.storage(ref.storage);
        const auto source = storage ? (*storage)->source(ref.volume) : fail(storage.error());
        if (!source)
            return fail(source.error());
        if (const QString user = use.value(source->path); !user.isEmpty()) {
            const auto guest = m_parts.roster.find(user);
            return fail(
                ErrorCode::Busy,
                u"volume %1 is a disk of “%2”"_s.arg(ref.volume, guest ? guest->name : user),
                u"Clone or export that guest instead"_s, {{u"field"_s, u"sources"_s}});
        }
    }
    auto appliance = ApplianceReader(m_parts.storages, *m_parts.processes).open(sources);
    if (appliance && appliance->images.isEmpty())
        return fail(ErrorCode::InvalidParams, u"the package has no disk"_s);
    return appliance;
}

Result<Api::ImportProposal> GuestImport::inspect(const Api::ImportSources &wish) const
{
    const auto appliance = open(wish.sources);
    if (!appliance)
        return fail(appliance.error());
    const auto config = configOf(*appliance, {.sources = wish.sources});
    if (!config)
        return fail(config.error());
    return Api::ImportProposal{*config, networksOf(appliance->machine), appliance->machine.ignored,
                               appliance->isDescribed, !appliance->checked.isEmpty()};
}

Result<Api::GuestConfig> GuestImport::check(const Appliance &appliance,
                                            const Api::GuestImport &wish, const QString &uuid) const
{
    if (wish.format != Api::VolumeFormat::Qcow2 && wish.format != Api::VolumeFormat::Raw)
        return fail(invalidField(u"format"_s, u"must be qcow2 or raw"_s));
    auto config = configOf(appliance, wish);
    if (!config)
        return config;
    config->uuid = uuid;
    if (const auto ok = GuestCreation(m_parts).checkCreate(*config); !ok)
        return fail(ok.error());
    guestrules::complete(*config);
    return config;
}

Result<Api::Plan> GuestImport::plan(const Api::GuestImport &wish) const
{
    const auto appliance = open(wish.sources);
    if (!appliance)
        return fail(appliance.error());
    const auto config = check(*appliance, wish, {});
    if (!config)
        return fail(config.error());
    Api::Plan plan;
    if (!appliance->checked.isEmpty())
        plan.steps += u"Check the checksums of %1 files"_s.arg(appliance->checked.size());
    for (qsizetype i = 0; i < appliance->images.size(); ++i) {
        plan.steps += u"Copy %1 as disk %2 of %3 into storage %4, as %5"_s.arg(
            appliance->machine.disks.at(i).file, config->disks.at(i).target,
            units::formatBytes(appliance->sizes.at(i)), wish.storage, nameOf(wish.format));
    }
    for (const QString &name : appliance->machine.ignored)
        plan.steps += u"Leave out: %1"_s.arg(name);
    plan.steps += u"Save the configuration and define the guest “%1”"_s.arg(config->name);
    if (wish.startsAfterwards)
        plan.steps += u"Start it"_s;
    Api::GuestConfig shown = *config;
    shown.uuid.clear();
    plan.changes = guestrules::differences({}, shown);
    const auto xml = GuestDefinition(m_parts).imagined(*config);
    if (!xml)
        return fail(xml.error());
    plan.xmlAfter = *xml;
    plan.impact = u"What is imported from is only read"_s;
    return plan;
}

Result<void> GuestImport::copyDisks(const Appliance &appliance, Api::GuestConfig &config,
                                    TaskContext &context, Rollback &rollback) const
{
    qint64 total = 0;
    for (const qint64 size : appliance.sizes)
        total += size;
    qint64 done = 0;
    const GuestImageCopy copy(m_parts);
    for (qsizetype i = 0; i < appliance.images.size(); ++i) {
        const QString words = u"Copying %1"_s.arg(appliance.machine.disks.at(i).file);
        context.setStage(words);
        const auto made = copy.run(appliance.images.at(i), config.disks[i], config.id, context,
                                   rollback, [&](double fraction) {
                                       const auto part =
                                           qint64(fraction * double(appliance.sizes.at(i)));
                                       context.setBytes(done + part, total);
                                   });
        if (!made)
            return fail(made.error().prefixed(
                u"cannot import %1"_s.arg(appliance.machine.disks.at(i).file)));
        done += appliance.sizes.at(i);
    }
    return {};
}

Result<Api::GuestRef> GuestImport::run(TaskContext &context, const Api::GuestImport &wish) const
{
    context.setStage(u"Looking at what is there"_s);
    const auto appliance = open(wish.sources);
    if (!appliance)
        return fail(appliance.error());
    auto config = check(*appliance, wish, uuidOfObject(context.object()));
    if (!config)
        return fail(config.error());
    if (const auto host = GuestDefinition(m_parts).host(); !host)
        return fail(host.error());
    if (const auto ok = ApplianceReader::verify(*appliance, context); !ok)
        return fail(ok.error());
    Rollback rollback(context);
    const auto id = GuestDocuments(m_parts).reserveId(config->id, config->uuid, context, rollback);
    if (!id)
        return fail(id.error());
    config->id = *id;
    if (const auto copied = copyDisks(*appliance, *config, context, rollback); !copied)
        return fail(copied.error());
    context.setStage(u"Defining the guest"_s);
    const GuestCreation creation(m_parts);
    if (const auto made = creation.makeDocument(*config, context, rollback); !made)
        return fail(made.error());
    if (const auto made = creation.makeDomain(*config, context, rollback); !made)
        return fail(made.error());
    if (wish.startsAfterwards) {
        if (const auto started = GuestPower(m_parts).startNew(config->uuid, context); !started)
            return fail(started.error());
    }
    rollback.commit();
    context.log(u"Imported “%1” as guest %2"_s.arg(config->name).arg(config->id));
    return Api::GuestRef{QString::number(config->id)};
}

} // namespace Atoll
