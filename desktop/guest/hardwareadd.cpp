// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hardwareadd.h"

#include "guestpreset.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(HardwareAdd)
};

using Api::GuestConfig;

//! "share1", "share2": the first that is free.
template <class T>
QString freeName(const QString &stem, const QList<T> &items, QString T::*name)
{
    for (int number = 1;; ++number) {
        const QString candidate = stem + QString::number(number);
        const bool isTaken = std::any_of(items.begin(), items.end(),
                                         [&](const T &item) { return item.*name == candidate; });
        if (!isTaken)
            return candidate;
    }
}

HardwareAddition item(const QString &text, const QString &icon, const QString &list,
                      const QJsonValue &value, qsizetype present, qsizetype most)
{
    HardwareAddition addition{text, icon, list, {}, value};
    if (present >= most)
        addition.whyNot = Tr::tr("%1 is the most that a guest can have.").arg(most);
    return addition;
}

HardwareAddition value(const QString &text, const QString &icon, const QString &path,
                       const QJsonValue &value, bool isThere)
{
    HardwareAddition addition{text, icon, {}, path, value};
    if (isThere)
        addition.whyNot = Tr::tr("It has one already.");
    return addition;
}

Api::DiskConfig newDisk(const GuestConfig &config, const HardwareChoices &choices)
{
    Api::DiskConfig disk = presetDisk(config.osType);
    // The bus that the guest has drivers for: that of its first disk.
    for (const Api::DiskConfig &other : config.disks) {
        if (other.kind == Api::DiskKind::Disk) {
            disk.bus = other.bus;
            break;
        }
    }
    disk.storage = choices.storages.isEmpty() ? QString() : choices.storages.first().name;
    return disk;
}

Api::NicConfig newNic(const GuestConfig &config, const HardwareChoices &choices)
{
    Api::NicConfig nic = presetNic(config.osType);
    if (!config.nics.isEmpty())
        nic.model = config.nics.first().model;
    setConnection(nic, connectionChoices(choices.networks).first().value.toString());
    return nic;
}

Api::PciConfig newPci(const GuestConfig &config, const HardwareChoices &choices)
{
    Api::PciConfig pci;
    for (const HostPciDevice &device : choices.pci) {
        const bool isTaken =
            std::any_of(config.devices.pci.begin(), config.devices.pci.end(),
                        [&](const auto &other) { return other.address == device.address; });
        if (!isTaken && device.usedBy.isEmpty() && !device.isBoundToHost) {
            pci.address = device.address;
            break;
        }
    }
    return pci;
}

} // namespace

QList<HardwareAddition> hardwareAdditions(const GuestConfig &config, const HardwareChoices &choices)
{
    const Api::DevicesConfig &devices = config.devices;
    Api::UsbConfig port;
    port.kind = Api::UsbKind::Spice;
    Api::ShareConfig share;
    share.tag = freeName(u"share"_s, devices.shares, &Api::ShareConfig::tag);
    Api::SharedMemoryConfig memory;
    memory.name = freeName(u"shared"_s, devices.sharedMemory, &Api::SharedMemoryConfig::name);
    QList<HardwareAddition> all{
        item(Tr::tr("Disk"), u"disk"_s, u"disks"_s, toJson(newDisk(config, choices)),
             config.disks.size(), 64),
        item(Tr::tr("CD drive"), u"cdrom"_s, u"disks"_s, toJson(presetDrive()), config.disks.size(),
             64),
        item(Tr::tr("Network card"), u"nic"_s, u"nics"_s, toJson(newNic(config, choices)),
             config.nics.size(), 32),
        item(Tr::tr("USB device of the node"), u"usb"_s, u"devices.usb"_s, toJson(Api::UsbConfig()),
             devices.usb.size(), 14),
        item(Tr::tr("USB port for a SPICE viewer"), u"usb"_s, u"devices.usb"_s, toJson(port),
             devices.usb.size(), 14),
        item(Tr::tr("PCI device of the node"), u"cpu"_s, u"devices.pci"_s,
             toJson(newPci(config, choices)), devices.pci.size(), 16),
        item(Tr::tr("Shared directory"), u"folder"_s, u"devices.shares"_s, toJson(share),
             devices.shares.size(), 16),
        item(Tr::tr("Shared memory"), u"memory"_s, u"devices.sharedMemory"_s, toJson(memory),
             devices.sharedMemory.size(), 8),
        value(Tr::tr("Sound card"), u"settings"_s, u"devices.audio"_s,
              toJson(Api::AudioModel::Ich9), devices.audio != Api::AudioModel::None),
        value(Tr::tr("Watchdog"), u"clock"_s, u"devices.watchdog"_s,
              toJson(Api::WatchdogModel::I6300esb), devices.watchdog != Api::WatchdogModel::None),
        value(Tr::tr("TPM 2.0"), u"shield"_s, u"devices.hasTpm"_s, true, devices.hasTpm),
        value(Tr::tr("Serial port"), u"console"_s, u"devices.serialPorts"_s,
              devices.serialPorts + 1, devices.serialPorts >= 4),
        value(Tr::tr("Random numbers"), u"key"_s, u"devices.hasRng"_s, true, devices.hasRng)};
    all[3].isAlone = true;
    all[8].isAlone = true;
    if (devices.serialPorts >= 4)
        all[11].whyNot = Tr::tr("%1 is the most that a guest can have.").arg(4);
    return all;
}

} // namespace Atoll
