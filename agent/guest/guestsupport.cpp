// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestsupport.h"

using namespace Qt::StringLiterals;

namespace Atoll::guestsupport {
namespace {

using Api::Capability;
using Api::GuestConfig;
using Kvm::HostCapabilities;

constexpr unsigned long kBridgeVlans = 11'000'000; // libvirt that has them
constexpr unsigned long kReadOnlyShares = 11'000'000;
constexpr unsigned long kItcoWatchdog = 9'001'000;

struct Row
{
    const char *name;
    bool (*isThere)(const HostCapabilities &);
    const char *problem;
    const char *advice;
};

constexpr std::array kRows{
    Row{"kvm", [](const HostCapabilities &h) { return h.hasKvm; },
        "the processor's virtualization (KVM) cannot be used",
        "Switch on VT-x or AMD-V in the firmware; without it guests are emulated."},
    Row{"uefi", [](const HostCapabilities &h) { return h.hasUefi; }, "there is no UEFI firmware",
        "Install the package ovmf."},
    Row{"uefi-secure-boot", [](const HostCapabilities &h) { return h.hasSecureBoot; },
        "there is no UEFI firmware with Secure Boot", "Install the package ovmf."},
    Row{"tpm", [](const HostCapabilities &h) { return h.hasTpm; },
        "the program swtpm, which plays the TPM, is missing",
        "Install the packages swtpm and swtpm-tools, and restart libvirtd."},
    Row{"spice", [](const HostCapabilities &h) { return h.hasSpice; },
        "QEMU is built without SPICE", "Install the package qemu-system-modules-spice."},
    Row{"spice-usb", [](const HostCapabilities &h) { return h.hasSpiceUsb; },
        "QEMU is built without redirection of USB by SPICE",
        "Install the package qemu-system-modules-spice."},
    Row{"virtiofs", [](const HostCapabilities &h) { return h.hasVirtiofs; },
        "the program virtiofsd, which shares directories, is missing",
        "Install the package virtiofsd."},
    Row{"io_uring", [](const HostCapabilities &h) { return h.hasIoUring; },
        "the kernel does not allow io_uring",
        "Set the kernel parameter kernel.io_uring_disabled to 0."},
    Row{"hugepages", [](const HostCapabilities &h) { return h.hasHugePages; },
        "no huge pages are set apart",
        "Set the kernel parameter vm.nr_hugepages, or boot with hugepages=."},
    Row{"vnc-clipboard", [](const HostCapabilities &h) { return h.hasVdagent; },
        "QEMU or libvirt is too old for a clipboard with VNC",
        "Use SPICE, or a newer release of the system."},
    Row{"bridge-vlans",
        [](const HostCapabilities &h) { return h.versions.libvirt >= kBridgeVlans; },
        "VLANs on a bridge of Linux need libvirt 11",
        "Connect the card to a bridge that is in the VLAN, or upgrade to Debian 13."},
    Row{"read-only-shares",
        [](const HostCapabilities &h) { return h.versions.libvirt >= kReadOnlyShares; },
        "shared directories that only can be read need libvirt 11",
        "Share it for writing, or upgrade to Debian 13."},
    Row{"itco-watchdog",
        [](const HostCapabilities &h) { return h.versions.libvirt >= kItcoWatchdog; },
        "the watchdog of the chipset (itco) needs libvirt 9.1",
        "Take the watchdog i6300esb, or upgrade to Debian 13."},
};

Result<void> need(const HostCapabilities &host, const char *name, const QString &field)
{
    for (const Row &row : kRows) {
        if (qstrcmp(row.name, name) != 0 || row.isThere(host))
            continue;
        return fail(ErrorCode::Unsupported,
                    u"%1: this node cannot: %2"_s.arg(field, QString::fromLatin1(row.problem)),
                    QString::fromLatin1(row.advice), {{u"field"_s, field}});
    }
    return {};
}

//! A wish, and the row that it needs.
struct Wish
{
    bool isNew = false;
    const char *row = nullptr;
    QString field;
};

QList<Wish> hardwareWishes(const GuestConfig &wish, const GuestConfig &before, bool isX86)
{
    using F = Api::Firmware;
    const auto hasPages = [](const GuestConfig &config) {
        return config.memory.hugePages != Api::HugePages::None;
    };
    const auto hasItco = [](const GuestConfig &config) {
        return config.devices.watchdog == Api::WatchdogModel::Itco;
    };
    const bool isFirmwareNew = wish.firmware != before.firmware && isX86;
    return {
        {isFirmwareNew && wish.firmware == F::Uefi, "uefi", u"firmware"_s},
        {isFirmwareNew && wish.firmware == F::UefiSecureBoot, "uefi-secure-boot", u"firmware"_s},
        {wish.devices.hasTpm && !before.devices.hasTpm, "tpm", u"devices.hasTpm"_s},
        {wish.display.hasSpice && !before.display.hasSpice, "spice", u"display.hasSpice"_s},
        {hasPages(wish) && !hasPages(before), "hugepages", u"memory.hugePages"_s},
        {hasItco(wish) && !hasItco(before), "itco-watchdog", u"devices.watchdog"_s},
    };
}

QList<Wish> listWishes(const GuestConfig &wish, const GuestConfig &before)
{
    QList<Wish> wishes;
    for (qsizetype i = 0; i < wish.devices.usb.size(); ++i) {
        const Api::UsbConfig &usb = wish.devices.usb.at(i);
        wishes.append({usb.kind == Api::UsbKind::Spice && !before.devices.usb.contains(usb),
                       "spice-usb", u"devices.usb[%1].kind"_s.arg(i)});
    }
    for (qsizetype i = 0; i < wish.devices.shares.size(); ++i) {
        const Api::ShareConfig &share = wish.devices.shares.at(i);
        const bool isNew = !before.devices.shares.contains(share);
        wishes.append({isNew, "virtiofs", u"devices.shares[%1]"_s.arg(i)});
        wishes.append({isNew && share.isReadOnly, "read-only-shares",
                       u"devices.shares[%1].isReadOnly"_s.arg(i)});
    }
    for (qsizetype i = 0; i < wish.disks.size(); ++i) {
        const Api::DiskConfig &disk = wish.disks.at(i);
        const bool isNew =
            std::none_of(before.disks.begin(), before.disks.end(), [&](const auto &other) {
                return other.target == disk.target && other.aio == disk.aio;
            });
        wishes.append(
            {isNew && disk.aio == Api::DiskAio::IoUring, "io_uring", u"disks[%1].aio"_s.arg(i)});
    }
    for (qsizetype i = 0; i < wish.nics.size(); ++i) {
        const Api::NicConfig &nic = wish.nics.at(i);
        const bool isNew =
            std::none_of(before.nics.begin(), before.nics.end(), [&](const auto &other) {
                return other.mac == nic.mac && other.vlan == nic.vlan && other.trunks == nic.trunks;
            });
        wishes.append(
            {isNew && nic.kind == Api::NetworkKind::Bridge && (nic.vlan || !nic.trunks.isEmpty()),
             "bridge-vlans", u"nics[%1].vlan"_s.arg(i)});
    }
    return wishes;
}

Result<void> checkNames(const GuestConfig &wish, const GuestConfig &before,
                        const HostCapabilities &host)
{
    const QString arch = host.archOf(wish);
    if (arch != host.archOf(before) && !host.architectures.contains(arch))
        return fail(ErrorCode::Unsupported,
                    u"arch: this node cannot run guests of the architecture %1"_s.arg(arch),
                    u"Install the QEMU of that architecture, as qemu-system-arm."_s,
                    {{u"field"_s, u"arch"_s}});
    const QList<Api::MachineType> machines = host.architectures.value(arch).machines;
    const bool isKnown = std::any_of(machines.begin(), machines.end(), [&](const auto &machine) {
        return machine.name == wish.machine;
    });
    if (!wish.machine.isEmpty() && wish.machine != before.machine && !machines.isEmpty()
        && !isKnown)
        return fail(ErrorCode::Unsupported,
                    u"machine: this node does not know the machine %1"_s.arg(wish.machine),
                    u"node.capabilities lists those that it knows."_s,
                    {{u"field"_s, u"machine"_s}});
    if (wish.cpu.model == before.cpu.model || arch != host.arch)
        return {};
    for (const Api::CpuModel &model : host.cpuModels) {
        if (model.name == wish.cpu.model && !model.isUsable)
            return fail(ErrorCode::Unsupported,
                        model.missing.isEmpty()
                            ? u"cpu.model: %1 is not usable on this node"_s.arg(model.name)
                            : u"cpu.model: the processor of this node lacks for %1: %2"_s.arg(
                                model.name, model.missing.join(u", ")),
                        u"Choose a model that is usable, or none for the best there is."_s,
                        {{u"field"_s, u"cpu.model"_s}});
    }
    return {};
}

QString versionText(unsigned long version)
{
    return version ? u"%1.%2.%3"_s.arg(version / 1'000'000)
                         .arg(version / 1000 % 1000)
                         .arg(version % 1000)
                   : QString();
}

} // namespace

QList<Capability> features(const HostCapabilities &host)
{
    QList<Capability> all;
    for (const Row &row : kRows) {
        Capability capability{QString::fromLatin1(row.name), row.isThere(host), {}, {}};
        if (!capability.isAvailable) {
            capability.problem = QString::fromLatin1(row.problem);
            capability.advice = QString::fromLatin1(row.advice);
        }
        all.append(capability);
    }
    return all;
}

Api::NodeCapabilities describe(const HostCapabilities &host)
{
    Api::NodeCapabilities answer;
    answer.arch = host.arch;
    answer.hasKvm = host.hasKvm;
    answer.libvirtVersion = versionText(host.versions.libvirt);
    answer.qemuVersion = versionText(host.versions.hypervisor);
    answer.maximumCpus = host.maximumCpus;
    for (auto it = host.architectures.begin(); it != host.architectures.end(); ++it)
        answer.architectures.append({it.key(), it->domainType == u"qemu", it->machines});
    answer.cpuModels = host.cpuModels;
    answer.cpuFlags = host.cpuFlags;
    answer.videoModels = host.videoModels;
    answer.diskBuses = host.diskBuses;
    answer.features = features(host);
    return answer;
}

Result<void> check(const GuestConfig &wish, const GuestConfig &before, const HostCapabilities &host)
{
    if (!host.isComplete)
        return {};
    for (const Wish &item :
         hardwareWishes(wish, before, host.isX86(wish)) + listWishes(wish, before)) {
        if (!item.isNew)
            continue;
        if (const auto there = need(host, item.row, item.field); !there)
            return there;
    }
    return checkNames(wish, before, host);
}

} // namespace Atoll::guestsupport
