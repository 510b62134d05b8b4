// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "libvirthypervisor.h"

#include "guestagent.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Atoll::Kvm {
namespace {

constexpr auto kStart = 180s; // libvirt sets up networks, cgroups and storage before QEMU runs
constexpr int kAgentSeconds = 5;

Result<void> done(int result, const QString &what)
{
    if (result < 0)
        return fail(lastLibvirtError(what));
    return {};
}

//! To be called before what may fail: libvirt forgets its last error over it.
QString nameOfDomain(virDomain *domain) { return QString::fromUtf8(virDomainGetName(domain)); }

//! Drivers that do not know a flag say so in one of these ways.
bool isUnknownFlag()
{
    const virError *error = virGetLastError();
    return error
           && (error->code == VIR_ERR_INVALID_ARG || error->code == VIR_ERR_NO_SUPPORT
               || error->code == VIR_ERR_ARGUMENT_UNSUPPORTED
               || error->code == VIR_ERR_OPERATION_UNSUPPORTED);
}

} // namespace

Result<HostCapabilities> LibvirtHypervisor::capabilities()
{
    return m_access->call<HostCapabilities>(
        30s, [isForced = m_options.isEmulationForced](const LibvirtConnection &connection) {
            return connection.capabilities(isForced);
        });
}

Result<DomainInfo> LibvirtHypervisor::domain(const QString &uuid)
{
    return m_access->ask<DomainInfo>(uuid, kQuestion, [](virDomain *domain) -> Result<DomainInfo> {
        return LibvirtConnection::basicInfo(domain);
    });
}

Result<QString> LibvirtHypervisor::xml(const QString &uuid, XmlKind kind)
{
    unsigned flags = 0;
    if (kind != XmlKind::Live)
        flags |= VIR_DOMAIN_XML_INACTIVE;
    if (kind == XmlKind::DefinitionWithSecrets)
        flags |= VIR_DOMAIN_XML_SECURE;
    return m_access->ask<QString>(uuid, kQuestion, [flags](virDomain *domain) -> Result<QString> {
        const QString xml = takeString(virDomainGetXMLDesc(domain, flags));
        if (xml.isEmpty())
            return fail(lastLibvirtError(u"cannot read the definition"_s));
        return xml;
    });
}

Result<qint64> LibvirtHypervisor::diskBytes(const QString &uuid, const QString &target)
{
    return m_access->ask<qint64>(uuid, kQuestion, [target](virDomain *domain) -> Result<qint64> {
        virDomainBlockInfo info{};
        if (virDomainGetBlockInfo(domain, target.toUtf8().constData(), &info, 0) < 0)
            return fail(lastLibvirtError(u"cannot ask for the size of %1"_s.arg(target)));
        return qint64(info.capacity);
    });
}

Result<void> LibvirtHypervisor::define(const QString &xml)
{
    return m_access->call<void>(kOrder, [xml](const LibvirtConnection &connection) -> Result<void> {
        const DomainHandle domain(virDomainDefineXML(connection.get(), xml.toUtf8().constData()));
        if (!domain)
            return fail(lastLibvirtError(u"libvirt refuses the definition"_s));
        return {};
    });
}

Result<void> LibvirtHypervisor::undefine(const QString &uuid, bool keepsTpm)
{
    const auto result =
        m_access->order<void>(uuid, kOrder, [keepsTpm](virDomain *domain) -> Result<void> {
            const QString name = nameOfDomain(domain);
            const unsigned flags =
                (keepsTpm ? unsigned(VIR_DOMAIN_UNDEFINE_KEEP_TPM) : 0U)
                | VIR_DOMAIN_UNDEFINE_MANAGED_SAVE | VIR_DOMAIN_UNDEFINE_SNAPSHOTS_METADATA
                | VIR_DOMAIN_UNDEFINE_CHECKPOINTS_METADATA | VIR_DOMAIN_UNDEFINE_NVRAM;
            int done = virDomainUndefineFlags(domain, flags);
            if (done < 0 && isUnknownFlag())
                done = virDomainUndefineFlags(domain, VIR_DOMAIN_UNDEFINE_MANAGED_SAVE);
            if (done < 0 && isUnknownFlag())
                done = virDomainUndefine(domain);
            if (done < 0)
                return fail(lastLibvirtError(u"cannot undefine %1"_s.arg(name)));
            return {};
        });
    if (!result && result.error().code == ErrorCode::NotFound)
        return {};
    return result;
}

Result<void> LibvirtHypervisor::rename(const QString &uuid, const QString &name)
{
    return m_access->order<void>(uuid, kOrder, [name](virDomain *domain) {
        const QString former = nameOfDomain(domain);
        return done(virDomainRename(domain, name.toUtf8().constData(), 0),
                    u"cannot rename %1"_s.arg(former));
    });
}

Result<void> LibvirtHypervisor::setAutostart(const QString &uuid, bool isOn)
{
    return m_access->order<void>(uuid, kOrder, [isOn](virDomain *domain) {
        const QString name = nameOfDomain(domain);
        return done(virDomainSetAutostart(domain, isOn),
                    u"cannot set whether %1 starts with the node"_s.arg(name));
    });
}

Result<void> LibvirtHypervisor::resizeDisk(const QString &uuid, const QString &target, qint64 bytes)
{
    return m_access->order<void>(uuid, kOrder, [target, bytes](virDomain *domain) {
        return done(virDomainBlockResize(domain, target.toUtf8().constData(),
                                         static_cast<unsigned long long>(bytes),
                                         VIR_DOMAIN_BLOCK_RESIZE_BYTES),
                    u"cannot resize the disk %1"_s.arg(target));
    });
}

Result<void> LibvirtHypervisor::orderSimple(const QString &uuid, const QString &what,
                                            std::chrono::milliseconds deadline,
                                            int (*function)(virDomain *))
{
    return m_access->order<void>(uuid, deadline, [what, function](virDomain *domain) {
        const QString name = nameOfDomain(domain);
        return done(function(domain), u"cannot %1 %2"_s.arg(what, name));
    });
}

Result<void> LibvirtHypervisor::start(const QString &uuid)
{
    return orderSimple(uuid, u"start"_s, kStart, virDomainCreate);
}

Result<void> LibvirtHypervisor::destroy(const QString &uuid)
{
    return orderSimple(uuid, u"switch off"_s, kOrder, virDomainDestroy);
}

Result<void> LibvirtHypervisor::reset(const QString &uuid)
{
    return orderSimple(uuid, u"reset"_s, kOrder,
                       [](virDomain *domain) { return virDomainReset(domain, 0); });
}

Result<void> LibvirtHypervisor::pause(const QString &uuid)
{
    return orderSimple(uuid, u"pause"_s, kOrder, virDomainSuspend);
}

Result<void> LibvirtHypervisor::resume(const QString &uuid)
{
    return orderSimple(uuid, u"resume"_s, kOrder, virDomainResume);
}

Result<void> LibvirtHypervisor::askToShutDown(const QString &uuid, GuestPath path)
{
    return m_access->order<void>(uuid, kOrder, [path](virDomain *domain) {
        const QString name = nameOfDomain(domain);
        const bool isAgent = path == GuestPath::Agent;
        if (isAgent)
            virDomainAgentSetResponseTimeout(domain, kAgentSeconds, 0);
        int result = virDomainShutdownFlags(domain, isAgent ? VIR_DOMAIN_SHUTDOWN_GUEST_AGENT
                                                            : VIR_DOMAIN_SHUTDOWN_ACPI_POWER_BTN);
        if (result < 0 && !isAgent && isUnknownFlag())
            result = virDomainShutdown(domain);
        return done(result, u"cannot ask %1 to shut down"_s.arg(name));
    });
}

Result<void> LibvirtHypervisor::askToReboot(const QString &uuid, GuestPath path)
{
    return m_access->order<void>(uuid, kOrder, [path](virDomain *domain) {
        const QString name = nameOfDomain(domain);
        const bool isAgent = path == GuestPath::Agent;
        if (isAgent)
            virDomainAgentSetResponseTimeout(domain, kAgentSeconds, 0);
        int result = virDomainReboot(domain, isAgent ? VIR_DOMAIN_REBOOT_GUEST_AGENT
                                                     : VIR_DOMAIN_REBOOT_ACPI_POWER_BTN);
        if (result < 0 && !isAgent && isUnknownFlag())
            result = virDomainReboot(domain, 0);
        return done(result, u"cannot ask %1 to start again"_s.arg(name));
    });
}

Result<QByteArray> LibvirtHypervisor::agentCommand(const QString &uuid, const QByteArray &command,
                                                   std::chrono::seconds timeout)
{
    constexpr auto kSync = 5s;
    return m_access->askAgent<QByteArray>(uuid, timeout + kSync,
                                          [command, timeout](virDomain *domain) {
                                              return sendToGuestAgent(domain, command, timeout);
                                          });
}

} // namespace Atoll::Kvm
