// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "mappingwords.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Atoll::MappingWords {
namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Mapping)
};

using Api::MappingKind;

} // namespace

QString kind(MappingKind kind)
{
    switch (kind) {
    case MappingKind::Pci:
        return Tr::tr("PCI device");
    case MappingKind::Usb:
        return Tr::tr("USB device");
    case MappingKind::Directory:
        break;
    }
    return Tr::tr("Directory");
}

QString devices(const Api::Mapping &mapping)
{
    QStringList parts;
    for (const Api::MappedDevice &device : mapping.devices)
        parts += u"%1: %2"_s.arg(device.node, device.device);
    return parts.join(u", ");
}

QList<std::pair<QString, QString>> choices(const Api::NodeDevices &devices, MappingKind kind)
{
    QList<std::pair<QString, QString>> list;
    const auto withUsers = [](const QString &text, const QStringList &users) {
        return users.isEmpty() ? text : Tr::tr("%1 – given to %2").arg(text, users.join(u", "_s));
    };
    if (kind == MappingKind::Pci) {
        for (const Api::PciDevice &pci : devices.pci) {
            const QString text = u"%1 %2 %3"_s.arg(pci.address, pci.vendor, pci.device).trimmed();
            list.append({withUsers(text, pci.usedBy), pci.address});
        }
    }
    if (kind == MappingKind::Usb) {
        for (const Api::UsbDevice &usb : devices.usb) {
            const QString ids = usb.vendorId + u':' + usb.productId;
            const QString name = u"%1 %2"_s.arg(usb.vendor, usb.product).trimmed();
            list.append({withUsers(u"%1 %2"_s.arg(ids, name).trimmed(), usb.usedBy), ids});
            list.append({Tr::tr("Port %1, now %2").arg(usb.port, name), usb.port});
        }
    }
    return list;
}

} // namespace Atoll::MappingWords
