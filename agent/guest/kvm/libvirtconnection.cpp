// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "libvirtconnection.h"

#include "configdiff.h"
#include "domain.h"

#include <core/units.h>

#include <QFile>

#include <cerrno>
#include <optional>
#include <sys/syscall.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Atoll::Kvm {
namespace {

using Api::GuestState;

constexpr int kKeepAliveSeconds = 5;
constexpr unsigned kKeepAliveCount = 3;

GuestState stateOf(int state, int reason)
{
    switch (state) {
    case VIR_DOMAIN_RUNNING:
    case VIR_DOMAIN_BLOCKED:
        return GuestState::Running;
    case VIR_DOMAIN_PAUSED:
    case VIR_DOMAIN_PMSUSPENDED:
        return GuestState::Paused;
    case VIR_DOMAIN_SHUTDOWN:
        return GuestState::ShuttingDown;
    case VIR_DOMAIN_SHUTOFF:
        return reason == VIR_DOMAIN_SHUTOFF_CRASHED ? GuestState::Crashed : GuestState::Stopped;
    case VIR_DOMAIN_CRASHED:
        return GuestState::Crashed;
    default:
        return GuestState::Unknown;
    }
}

std::optional<GuestState> stateAfter(int event, int detail)
{
    switch (event) {
    case VIR_DOMAIN_EVENT_STARTED:
    case VIR_DOMAIN_EVENT_RESUMED:
        return GuestState::Running;
    case VIR_DOMAIN_EVENT_SUSPENDED:
    case VIR_DOMAIN_EVENT_PMSUSPENDED:
        return GuestState::Paused;
    case VIR_DOMAIN_EVENT_STOPPED:
        if (detail == VIR_DOMAIN_EVENT_STOPPED_SAVED)
            return GuestState::Suspended;
        return detail == VIR_DOMAIN_EVENT_STOPPED_CRASHED ? GuestState::Crashed
                                                          : GuestState::Stopped;
    case VIR_DOMAIN_EVENT_SHUTDOWN:
        return GuestState::ShuttingDown;
    case VIR_DOMAIN_EVENT_CRASHED:
        return GuestState::Crashed;
    default:
        return std::nullopt;
    }
}

QString versionText(unsigned long version)
{
    return u"%1.%2.%3"_s.arg(version / 1000000).arg(version / 1000 % 1000).arg(version % 1000);
}

//! For every process, not only for who may all: QEMU runs as a user without rights.
bool canUseIoUring()
{
    QFile file(u"/proc/sys/kernel/io_uring_disabled"_s);
    const bool isAllowed = !file.open(QIODevice::ReadOnly) || file.readAll().trimmed() == "0";
    const long descriptor = isAllowed ? syscall(SYS_io_uring_setup, 0, nullptr) : -1;
    // Without its parameters the call cannot succeed: what matters is why not.
    return isAllowed && descriptor < 0 && (errno == EFAULT || errno == EINVAL);
}

} // namespace

Result<std::shared_ptr<LibvirtConnection>> LibvirtConnection::open(const QString &uri,
                                                                   Callbacks callbacks)
{
    auto connection = openQuiet(uri);
    if (connection) {
        *(*connection)->m_callbacks = std::move(callbacks);
        (*connection)->registerEvents();
        (*connection)->registerNetworkEvents();
    }
    return connection;
}

Result<std::shared_ptr<LibvirtConnection>> LibvirtConnection::openQuiet(const QString &uri)
{
    const auto loop = LibvirtEventLoop::acquire();
    ConnectionHandle handle(virConnectOpen(uri.toUtf8().constData()));
    if (!handle)
        return fail(lastLibvirtError(u"cannot connect to libvirt at %1"_s.arg(uri)));
    // Drivers without a network in between refuse it, which is fine.
    virConnectSetKeepAlive(handle.get(), kKeepAliveSeconds, kKeepAliveCount);
    return std::shared_ptr<LibvirtConnection>(
        new LibvirtConnection(std::move(handle), std::make_shared<Callbacks>()));
}

LibvirtConnection::LibvirtConnection(ConnectionHandle handle, std::shared_ptr<Callbacks> callbacks)
    : m_loop(LibvirtEventLoop::acquire())
    , m_callbacks(std::move(callbacks))
    , m_handle(std::move(handle))
{
    unsigned long version = 0;
    if (virConnectGetLibVersion(get(), &version) == 0)
        m_version = versionText(version);
}

QString LibvirtConnection::uuidOf(virDomain *domain)
{
    std::array<char, VIR_UUID_STRING_BUFLEN> text{};
    virDomainGetUUIDString(domain, text.data());
    return QString::fromLatin1(text.data());
}

LibvirtConnection::~LibvirtConnection()
{
    for (const int id : m_registrations)
        virConnectDomainEventDeregisterAny(get(), id);
    if (m_networkRegistration >= 0)
        virConnectNetworkEventDeregisterAny(get(), m_networkRegistration);
    if (m_closedOpaque)
        virConnectUnregisterCloseCallback(get(), closed);
}

const LibvirtConnection::Callbacks &LibvirtConnection::callbacksOf(void *opaque)
{
    return *static_cast<const Callbacks *>(static_cast<std::shared_ptr<void> *>(opaque)->get());
}

void LibvirtConnection::freeOpaque(void *opaque)
{
    delete static_cast<std::shared_ptr<void> *>(opaque);
}

void LibvirtConnection::emitEvent(void *opaque, virDomain *domain, DomainEvent::Kind kind,
                                  GuestState state)
{
    const QString name = QString::fromUtf8(virDomainGetName(domain));
    callbacksOf(opaque).onEvent({kind, uuidOf(domain), name, state});
}

void LibvirtConnection::registerEvent(int id, virConnectDomainEventGenericCallback function)
{
    auto opaque = std::make_unique<std::shared_ptr<void>>(m_callbacks);
    const int registration =
        virConnectDomainEventRegisterAny(get(), nullptr, id, function, opaque.get(), freeOpaque);
    if (registration < 0)
        return; // this driver has no such event
    (void)opaque.release();
    m_registrations.append(registration);
}

void LibvirtConnection::registerEvents()
{
    using Kind = DomainEvent::Kind;
    constexpr auto lifecycle = [](virConnect *, virDomain *domain, int event, int detail,
                                  void *opaque) {
        if (event == VIR_DOMAIN_EVENT_UNDEFINED)
            emitEvent(opaque, domain, Kind::Removed);
        else if (const auto state = stateAfter(event, detail))
            emitEvent(opaque, domain, Kind::State, *state);
        else
            emitEvent(opaque, domain, Kind::Changed);
    };
    constexpr auto reboot = [](virConnect *, virDomain *domain, void *opaque) {
        emitEvent(opaque, domain, Kind::Reboot);
    };
    constexpr auto agent = [](virConnect *, virDomain *domain, int state, int, void *opaque) {
        emitEvent(opaque, domain,
                  state == VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_STATE_CONNECTED
                      ? Kind::AgentConnected
                      : Kind::AgentGone);
    };
    constexpr auto device = [](virConnect *, virDomain *domain, const char *, void *opaque) {
        emitEvent(opaque, domain, Kind::Changed);
    };
    constexpr auto metadata = [](virConnect *, virDomain *domain, int, const char *, void *opaque) {
        emitEvent(opaque, domain, Kind::Changed);
    };
    constexpr auto balloon = [](virConnect *, virDomain *domain, unsigned long long, void *opaque) {
        emitEvent(opaque, domain, Kind::Changed);
    };
    registerEvent(VIR_DOMAIN_EVENT_ID_LIFECYCLE, VIR_DOMAIN_EVENT_CALLBACK(+lifecycle));
    registerEvent(VIR_DOMAIN_EVENT_ID_REBOOT, VIR_DOMAIN_EVENT_CALLBACK(+reboot));
    registerEvent(VIR_DOMAIN_EVENT_ID_AGENT_LIFECYCLE, VIR_DOMAIN_EVENT_CALLBACK(+agent));
    registerEvent(VIR_DOMAIN_EVENT_ID_DEVICE_ADDED, VIR_DOMAIN_EVENT_CALLBACK(+device));
    registerEvent(VIR_DOMAIN_EVENT_ID_DEVICE_REMOVED, VIR_DOMAIN_EVENT_CALLBACK(+device));
    registerEvent(VIR_DOMAIN_EVENT_ID_METADATA_CHANGE, VIR_DOMAIN_EVENT_CALLBACK(+metadata));
    registerEvent(VIR_DOMAIN_EVENT_ID_BALLOON_CHANGE, VIR_DOMAIN_EVENT_CALLBACK(+balloon));

    // Drivers without a network take the callback and forget it, and never free what is its own.
    m_closedOpaque = std::make_unique<std::shared_ptr<void>>(m_callbacks);
    if (virConnectRegisterCloseCallback(get(), closed, m_closedOpaque.get(), nullptr) < 0)
        m_closedOpaque.reset();
}

void LibvirtConnection::closed(virConnect *, int, void *opaque) { callbacksOf(opaque).onClosed(); }

DomainInfo LibvirtConnection::basicInfo(virDomain *domain)
{
    DomainInfo info;
    info.uuid = uuidOf(domain);
    info.name = QString::fromUtf8(virDomainGetName(domain));
    virDomainInfo numbers{};
    if (virDomainGetInfo(domain, &numbers) == 0) {
        info.cpus = numbers.nrVirtCpu;
        info.memoryBytes = qint64(numbers.maxMem) * units::KiB;
        info.state = stateOf(numbers.state, 0);
    }
    int state = 0;
    int reason = 0;
    if (info.state != GuestState::Running && virDomainGetState(domain, &state, &reason, 0) == 0)
        info.state = stateOf(state, reason);
    info.isPersistent = virDomainIsPersistent(domain) != 0;
    if (info.state == GuestState::Stopped && virDomainHasManagedSaveImage(domain, 0) == 1)
        info.state = GuestState::Suspended;
    return info;
}

//! Whether the definition says something else than what runs.
static bool hasPending(virDomain *domain, const DomainInfo &info, const QString &live)
{
    const bool isOff = info.state == GuestState::Stopped || info.state == GuestState::Crashed
                       || info.state == GuestState::Suspended;
    if (isOff || !info.isPersistent)
        return false;
    const auto running = readDomain(asDefinition(live));
    const auto wanted =
        readDomain(takeString(virDomainGetXMLDesc(domain, VIR_DOMAIN_XML_INACTIVE)));
    return running && running->config.id && wanted
           && !pendingChanges(running->config, wanted->config).isEmpty();
}

DescribedDomain LibvirtConnection::describe(virDomain *domain)
{
    DescribedDomain described{basicInfo(domain), false};
    const QString xml = takeString(virDomainGetXMLDesc(domain, 0));
    if (const auto read = readDomain(xml)) {
        described.info.hasPending = hasPending(domain, described.info, xml);
        described.info.osName = read->osName;
        described.info.displayKind = read->displayKind;
        described.info.hasSpice = read->hasSpice;
        described.info.hasSerial = read->config.devices.serialPorts > 0;
        for (const Api::DiskConfig &disk : read->config.disks) {
            if (!disk.path.isEmpty())
                described.info.diskPaths += disk.path;
        }
        for (const Api::NicConfig &nic : read->config.nics) {
            if (!nic.mac.isEmpty())
                described.info.macs += nic.mac;
        }
        described.info.description = read->config.description;
        described.isAgentConnected = read->isAgentConnected;
    }
    return described;
}

Result<QList<DomainInfo>> LibvirtConnection::list() const
{
    virDomainPtr *domains = nullptr;
    const int count = virConnectListAllDomains(get(), &domains, 0);
    if (count < 0)
        return fail(lastLibvirtError(u"cannot list the domains"_s));
    QList<DomainInfo> infos;
    infos.reserve(count);
    for (int i = 0; i < count; ++i) {
        const DomainHandle domain(domains[i]);
        infos.append(basicInfo(domain.get()));
    }
    free(domains);
    return infos;
}

Result<DomainHandle> LibvirtConnection::find(const QString &uuid) const
{
    DomainHandle domain(virDomainLookupByUUIDString(get(), uuid.toLatin1().constData()));
    if (!domain)
        return fail(lastLibvirtError(u"libvirt does not have the guest"_s));
    return domain;
}

Result<HostCapabilities> LibvirtConnection::capabilities(bool isEmulationForced) const
{
    const QString xml = takeString(virConnectGetCapabilities(get()));
    if (xml.isEmpty())
        return fail(lastLibvirtError(u"cannot ask libvirt what it can do"_s));
    auto host = readCapabilities(xml, isEmulationForced);
    if (!host || host->domainType == u"test")
        return host;
    EngineVersions versions;
    virConnectGetLibVersion(get(), &versions.libvirt);
    virConnectGetVersion(get(), &versions.hypervisor);
    const QString details = takeString(virConnectGetDomainCapabilities(
        get(), host->emulator.isEmpty() ? nullptr : host->emulator.toUtf8().constData(),
        host->arch.toLatin1().constData(), "q35", host->domainType.toLatin1().constData(), 0));
    if (details.isEmpty())
        return fail(lastLibvirtError(u"cannot ask QEMU what it can do"_s));
    if (const auto read = readDomainCapabilities(details, versions, *host); !read)
        return fail(read.error());
    host->hasIoUring = canUseIoUring();
    return host;
}

} // namespace Atoll::Kvm
