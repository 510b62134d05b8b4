// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nodemethods.h"

#include "devicemappings.h"
#include "guestsupport.h"

#include <server/registry.h>
#include <system/nodedevices.h>

namespace Atoll {
namespace {

Result<Api::NodeDevices> devices(const GuestParts &parts)
{
    const auto users = DeviceMappings(parts).users();
    if (!users)
        return fail(users.error());
    Api::NodeDevices answer;
    for (const PciFacts &pci : readPciDevices())
        answer.pci.append({pci.address, pci.vendorId, pci.deviceId, pci.vendor, pci.device,
                           pci.deviceClass, pci.iommuGroup, pci.driver, pci.mediatedTypes,
                           users->value(pci.address)});
    for (const UsbFacts &usb : readUsbDevices()) {
        QStringList names =
            users->value(usb.port) + users->value(usb.vendorId + u':' + usb.productId);
        names.removeDuplicates();
        answer.usb.append({usb.port, usb.vendorId, usb.productId, usb.vendor, usb.product,
                           usb.serial, usb.bus, usb.device, names});
    }
    return answer;
}

} // namespace

void registerNodeCapabilityMethods(Registry &registry, const GuestParts &parts)
{
    registry.queryInWorker<Api::Nothing, Api::NodeCapabilities>(
        Api::nodeCapabilities,
        [parts](const Caller &, const Api::Nothing &) -> Result<Api::NodeCapabilities> {
            const auto host = parts.hypervisor.capabilities();
            return host ? Result<Api::NodeCapabilities>(guestsupport::describe(*host))
                        : fail(host.error());
        });
    registry.queryInWorker<Api::Nothing, Api::NodeDevices>(
        Api::nodeDevices, [parts](const Caller &, const Api::Nothing &) { return devices(parts); });
}

} // namespace Atoll
