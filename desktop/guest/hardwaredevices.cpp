// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What can be added to a guest besides disks and cards.
#include "hardwarebuild.h"

#include <core/units.h>

using namespace Qt::StringLiterals;

namespace Atoll::Hardware {
namespace {

HardwareDevice inDevices(const QString &list, qsizetype index, const QString &icon,
                         const QString &title)
{
    HardwareDevice device;
    device.list = u"devices."_s + list;
    device.item = int(index);
    device.icon = icon;
    device.title = title;
    return device;
}

QList<FieldChoice> pciChoices(const QList<HostPciDevice> &devices)
{
    QList<FieldChoice> choices;
    for (const HostPciDevice &device : devices) {
        QString text = device.address + u' ' + device.name;
        if (device.iommuGroup >= 0)
            text = Tr::tr("%1 (IOMMU group %2)").arg(text).arg(device.iommuGroup);
        choices += {text, device.address};
    }
    return choices;
}

//! What a person must know before handing the device over.
QString pciWarning(const QString &address, const QList<HostPciDevice> &devices,
                   const QString &guest)
{
    const auto it = std::find_if(devices.begin(), devices.end(),
                                 [&](const auto &device) { return device.address == address; });
    if (it == devices.end())
        return {};
    if (it->iommuGroup < 0)
        return Tr::tr("the node has no IOMMU: switch it on in firmware and kernel first");
    QStringList others;
    for (const HostPciDevice &device : devices) {
        if (device.iommuGroup == it->iommuGroup && device.address != address)
            others += device.address;
    }
    QStringList users = it->usedBy;
    users.removeAll(guest);
    if (!users.isEmpty())
        return Tr::tr("%1 has it, too: only one of both can run").arg(users.join(u", "_s));
    if (!others.isEmpty())
        return Tr::tr("goes only together with %1: the same IOMMU group").arg(others.join(u", "_s));
    return it->isBoundToHost ? Tr::tr("the node uses it: it is taken away when the guest starts")
                             : QString();
}

} // namespace

HardwareDevice usb(const Api::UsbConfig &usb, qsizetype index, const HardwareChoices &choices)
{
    using K = Api::UsbKind;
    const auto in = [&](const QString &member) { return inList(u"devices.usb"_s, index, member); };
    HardwareDevice device =
        inDevices(u"usb"_s, index, u"usb"_s, Tr::tr("USB device %1").arg(index + 1));
    FieldMaker which(in(u"device"_s), usb.kind == K::Mapping ? Tr::tr("Mapping") : Tr::tr("Device"),
                     FieldKind::Combo, usb.device);
    if (usb.kind == K::Host)
        which.choices(choices.usb)
            .remark(Tr::tr("vendor and product as 046d:c52b, or the port as 1-2.3"));
    if (usb.kind == K::Mapping)
        which.choices(choices.usbMappings);
    which.zero(usb.kind == K::Spice ? Tr::tr("what the viewer hands over") : Tr::tr("none chosen"));
    device.fields = {choice(in(u"kind"_s), Tr::tr("Kind"), toJson(usb.kind),
                            choicesOf<K>({{K::Host, Tr::tr("device of the node")},
                                          {K::Spice, Tr::tr("port for a SPICE viewer")},
                                          {K::Mapping, Tr::tr("mapping of the cluster")}})),
                     which};
    device.summary = device.fields.last().text;
    return device;
}

HardwareDevice pci(const Api::PciConfig &pci, qsizetype index, const HardwareChoices &choices,
                   const QString &guest)
{
    const auto in = [&](const QString &member) { return inList(u"devices.pci"_s, index, member); };
    HardwareDevice device =
        inDevices(u"pci"_s, index, u"cpu"_s, Tr::tr("PCI device %1").arg(index + 1));
    const bool isMapped = !pci.mapping.isEmpty();
    device.fields = {FieldMaker(in(u"address"_s), Tr::tr("Device"), FieldKind::Combo, pci.address)
                         .choices(pciChoices(choices.pci))
                         .zero(isMapped ? Tr::tr("by mapping") : Tr::tr("none chosen"))
                         .remark(pciWarning(pci.address, choices.pci, guest)),
                     FieldMaker(in(u"mapping"_s), Tr::tr("Mapping"), FieldKind::Combo, pci.mapping)
                         .choices(choices.pciMappings)
                         .zero(Tr::tr("none"))
                         .remark(Tr::tr("a name that stands for a device on each node"))
                         .advanced(choices.pciMappings.isEmpty() && !isMapped),
                     flag(in(u"isPrimaryDisplay"_s), Tr::tr("First display"), pci.isPrimaryDisplay),
                     flag(in(u"hasRom"_s), Tr::tr("ROM of the device"), pci.hasRom).advanced(),
                     text(in(u"mediatedType"_s), Tr::tr("Mediated type"), pci.mediatedType)
                         .zero(Tr::tr("the whole device"))
                         .remark(Tr::tr("a part of it (vGPU)"))
                         .advanced()};
    device.summary = isMapped ? pci.mapping : device.fields.first().text;
    return device;
}

HardwareDevice share(const Api::ShareConfig &share, qsizetype index, const HardwareChoices &choices)
{
    const auto in = [&](const QString &member) {
        return inList(u"devices.shares"_s, index, member);
    };
    HardwareDevice device =
        inDevices(u"shares"_s, index, u"folder"_s, Tr::tr("Shared directory %1").arg(index + 1));
    device.fields = {
        text(in(u"tag"_s), Tr::tr("Name in the guest"), share.tag)
            .remark(Tr::tr("mount -t virtiofs %1 /mnt").arg(share.tag)),
        text(in(u"path"_s), Tr::tr("Directory on the node"), share.path)
            .zero(Tr::tr("none"))
            .fixedBecause(
                !choices.mayEditNode,
                Tr::tr("your role does not include %1").arg(QString(nameOf(Privilege::NodeEdit)))),
        FieldMaker(in(u"mapping"_s), Tr::tr("Mapping"), FieldKind::Combo, share.mapping)
            .choices(choices.directoryMappings)
            .zero(Tr::tr("none"))
            .remark(Tr::tr("a name that stands for a directory on each node"))
            .advanced(choices.mayEditNode && choices.directoryMappings.isEmpty()),
        flag(in(u"isReadOnly"_s), Tr::tr("Read only"), share.isReadOnly)};
    device.summary = u"%1: %2"_s.arg(share.tag, share.path.isEmpty() ? share.mapping : share.path);
    return device;
}

HardwareDevice sharedMemory(const Api::SharedMemoryConfig &memory, qsizetype index)
{
    const auto in = [&](const QString &member) {
        return inList(u"devices.sharedMemory"_s, index, member);
    };
    HardwareDevice device =
        inDevices(u"sharedMemory"_s, index, u"memory"_s, Tr::tr("Shared memory %1").arg(index + 1));
    device.fields = {
        text(in(u"name"_s), Tr::tr("Name"), memory.name)
            .remark(Tr::tr("the same in all guests that share it")),
        bytes(in(u"sizeBytes"_s), Tr::tr("Size"), memory.sizeBytes, units::MiB, 1LL << 40)
            .remark(Tr::tr("a power of two"))};
    device.summary = u"%1, %2"_s.arg(memory.name, units::formatBytes(memory.sizeBytes));
    return device;
}

} // namespace Atoll::Hardware
