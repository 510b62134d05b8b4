// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestdefinition.h"

#include "cloudinit.h"
#include "devicemappings.h"
#include "guestsupport.h"

#include <system/nodedevices.h>
#include <tasks/taskcontext.h>

#include <thread>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

bool isPort(const Api::UsbConfig &device)
{
    return device.kind == Api::UsbKind::Host && !device.device.contains(u':');
}

//! Where the devices are that are named by the port that they are plugged into; nothing may be
//! plugged in where `before` has the same.
Result<void> findPorts(const Api::GuestConfig &wish, const Api::GuestConfig &before,
                       Kvm::RenderContext &context)
{
    const QList<Api::UsbConfig> &usb = wish.devices.usb;
    for (qsizetype i = 0; i < usb.size(); ++i) {
        const Api::UsbConfig &device = usb.at(i);
        const bool isMapped = device.kind == Api::UsbKind::Mapping;
        const QString port = isMapped ? context.mapped.value(device.device) : device.device;
        if (port.isEmpty() || port.contains(u':'))
            continue;
        for (const UsbFacts &facts : readUsbDevices()) {
            if (facts.port == port)
                context.usbPorts.insert(facts.port, {facts.bus, facts.device});
        }
        if (context.usbPorts.contains(port))
            continue;
        if (!before.devices.usb.contains(device))
            return fail(
                invalidField(u"devices.usb[%1].device"_s.arg(i),
                             u"names a port into which nothing is plugged: %1"_s.arg(port)));
        context.mapped.remove(device.device);
    }
    return {};
}

//! The definition, when the node can give what is new in it, or at a start all that is in it.
Result<QString> made(const GuestParts &parts, const std::optional<QString> &base,
                     const Api::GuestConfig &config, Kvm::RenderContext context,
                     bool isStart = false)
{
    const QString start = base.value_or(config.foreignXml);
    const auto former =
        start.isEmpty() ? Result<Kvm::ReadDomain>(Kvm::ReadDomain()) : Kvm::readDomain(start);
    if (!former)
        return fail(former.error());
    const auto there = guestsupport::check(config, former->config, context.host);
    if (!there)
        return fail(there.error());
    const Api::GuestConfig known = isStart ? Api::GuestConfig() : former->config;
    if (const auto mapped = DeviceMappings(parts).resolve(config, known, context); !mapped)
        return fail(mapped.error());
    if (const auto found = findPorts(config, known, context); !found)
        return fail(found.error());
    return base ? Kvm::patchDomain(*base, config, context) : Kvm::renderDomain(config, context);
}

} // namespace

Result<void> GuestDefinition::check(const Api::GuestConfig &config) const
{
    const auto capabilities = host();
    return capabilities ? guestsupport::check(config, {}, *capabilities)
                        : fail(capabilities.error());
}

Result<Kvm::HostCapabilities> GuestDefinition::host() const
{
    auto host = m_parts.hypervisor.capabilities();
    if (host && host->isEmulated() && !m_parts.allowsEmulation)
        return fail(ErrorCode::Unsupported,
                    u"this node has no hardware virtualization (KVM), and its configuration does "
                    "not allow emulation"_s,
                    u"Switch on VT-x or AMD-V in the firmware, or set allow_emulation = true in "
                    "[libvirt]; emulated guests are many times slower."_s);
    return host;
}

Result<std::optional<QString>> GuestDefinition::current(const QString &uuid, XmlKind kind) const
{
    const auto xml = m_parts.hypervisor.xml(uuid, kind);
    if (xml)
        return std::optional<QString>(*xml);
    if (xml.error().code == ErrorCode::NotFound)
        return std::optional<QString>();
    return fail(xml.error());
}

Api::GuestConfig GuestDefinition::whole(const Api::GuestConfig &config) const
{
    if (!config.cloudInit.isEnabled)
        return config;
    const auto storage = m_parts.storages.storage(cloudinit::storageOf(config));
    const bool isMade = storage && (*storage)->volume(cloudinit::volumeName(config.id));
    return isMade ? cloudinit::withDrive(config) : config;
}

Result<QString> GuestDefinition::wanted(const Api::GuestConfig &wish, bool isStart) const
{
    const Api::GuestConfig config = whole(wish);
    const auto capabilities = host();
    if (!capabilities)
        return fail(capabilities.error());
    const auto context = GuestVolumes(m_parts).locate(config, *capabilities);
    if (!context)
        return fail(context.error());
    const auto base = current(config.uuid, XmlKind::DefinitionWithSecrets);
    if (!base)
        return fail(base.error());
    return made(m_parts, *base, config, *context, isStart);
}

Result<QString> GuestDefinition::imagined(const Api::GuestConfig &wish) const
{
    const Api::GuestConfig config = cloudinit::withDrive(wish);
    const auto capabilities = host();
    if (!capabilities)
        return fail(capabilities.error());
    const Kvm::RenderContext context = GuestVolumes(m_parts).imagine(config, *capabilities);
    const auto base = current(config.uuid, XmlKind::Definition);
    if (!base)
        return fail(base.error());
    return made(m_parts, *base, config, context);
}

Result<void> GuestDefinition::ensure(const QString &uuid, TaskContext &context) const
{
    const auto existing = current(uuid, XmlKind::Definition);
    if (!existing)
        return fail(existing.error());
    if (*existing)
        return followDevices(uuid, **existing, context);
    const auto document = GuestDocuments(m_parts).managed(uuid);
    if (!document)
        return fail(document.error());
    const auto xml = wanted(document->config);
    if (!xml)
        return fail(xml.error());
    context.log(u"The hypervisor did not know the guest: defining it again"_s);
    return m_parts.hypervisor.define(*xml);
}

Result<void> GuestDefinition::followDevices(const QString &uuid, const QString &definition,
                                            TaskContext &context) const
{
    const auto document = GuestDocuments(m_parts).find(uuid);
    if (!document)
        return fail(document.error());
    if (!*document)
        return {};
    const Api::GuestConfig &config = (*document)->config;
    const QList<Api::UsbConfig> &usb = config.devices.usb;
    const bool mayMove =
        DeviceMappings::areUsedBy(config) || std::any_of(usb.begin(), usb.end(), isPort);
    const auto domain = m_parts.hypervisor.domain(uuid);
    const bool isSaved = domain && domain->state == Api::GuestState::Suspended;
    if (!mayMove || isSaved)
        return {}; // saved memory goes on with the devices that it had
    const auto xml = wanted(config, true);
    if (!xml)
        return fail(xml.error());
    const auto bare = Kvm::withoutSecrets(*xml);
    const auto before = Kvm::withoutSecrets(definition);
    if (bare && before && *bare == *before)
        return {};
    context.log(u"Took up where its devices are on this node now"_s);
    return m_parts.hypervisor.define(*xml);
}

Result<void> GuestDefinition::waitForEngine(std::chrono::seconds patience) const
{
    const QDeadlineTimer deadline(patience);
    while (true) {
        const auto capabilities = m_parts.hypervisor.capabilities();
        if (capabilities || capabilities.error().code != ErrorCode::EngineUnavailable)
            return {};
        if (deadline.hasExpired())
            return fail(capabilities.error());
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
}

} // namespace Atoll
