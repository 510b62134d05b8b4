// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nodemethods.h"

#include "guestsupport.h"
#include "hypervisor.h"

#include <server/registry.h>
#include <system/nodedevices.h>

namespace Atoll {
namespace {

Api::NodeDevices devices()
{
    Api::NodeDevices answer;
    for (const PciFacts &pci : readPciDevices())
        answer.pci.append({pci.address, pci.vendorId, pci.deviceId, pci.vendor, pci.device,
                           pci.deviceClass, pci.iommuGroup, pci.driver, pci.mediatedTypes});
    for (const UsbFacts &usb : readUsbDevices())
        answer.usb.append({usb.port, usb.vendorId, usb.productId, usb.vendor, usb.product,
                           usb.serial, usb.bus, usb.device});
    return answer;
}

} // namespace

void registerNodeCapabilityMethods(Registry &registry, Hypervisor &hypervisor)
{
    registry.queryInWorker<Api::Nothing, Api::NodeCapabilities>(
        Api::nodeCapabilities,
        [&hypervisor](const Caller &, const Api::Nothing &) -> Result<Api::NodeCapabilities> {
            const auto host = hypervisor.capabilities();
            return host ? Result<Api::NodeCapabilities>(guestsupport::describe(*host))
                        : fail(host.error());
        });
    registry.queryInWorker<Api::Nothing, Api::NodeDevices>(
        Api::nodeDevices,
        [](const Caller &, const Api::Nothing &) -> Result<Api::NodeDevices> { return devices(); });
}

} // namespace Atoll
