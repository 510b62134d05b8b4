// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/guestconfig.h>
#include <api/nodecapabilities.h>
#include <core/result.h>

#include <QStringList>

namespace Atoll::Kvm {

//! Versions as libvirt numbers them: 9.0.0 is 9000000.
struct EngineVersions
{
    unsigned long libvirt = 0;
    unsigned long hypervisor = 0;
    bool operator==(const EngineVersions &) const = default;
};

//! A kind of computer that can be a guest here.
struct ArchCapabilities
{
    QString domainType; //!< "kvm", "qemu", "test"
    QString emulator;
    QList<Api::MachineType> machines;
    bool operator==(const ArchCapabilities &) const = default;
};

//! What the hypervisor on this node can do.
struct HostCapabilities
{
    QString domainType = QStringLiteral("qemu"); //!< "kvm", "qemu" (TCG, emulation), "test"
    QString arch = QStringLiteral("x86_64");
    QString emulator; //!< path of QEMU; empty: the engine's default
    EngineVersions versions;
    QMap<QString, ArchCapabilities> architectures;
    bool hasKvm = false;
    bool isComplete = false; //!< asked QEMU, too: what is false below is known to be missing
    bool hasUefi = false;
    bool hasSecureBoot = false;
    bool hasTpm = false;
    bool hasSpice = false;
    bool hasSpiceUsb = false;
    bool hasVirtiofs = false;
    bool hasIoUring = false;
    bool hasHugePages = false;   //!< the host has some set apart
    bool hasVdagent = false;     //!< clipboard with a VNC display
    bool hasTbCacheLimit = true; //!< <tcg><tb-cache>
    int maximumCpus = 255;
    QList<Api::CpuModel> cpuModels;
    QStringList cpuFlags;
    QStringList videoModels;
    QStringList diskBuses;

    bool isEmulated() const { return domainType == u"qemu"; }
    //! The guest's kind of computer; no wish is the node's own.
    QString archOf(const Api::GuestConfig &config) const
    {
        return config.arch.isEmpty() ? arch : config.arch;
    }
    bool isX86(const Api::GuestConfig &config) const
    {
        const QString name = archOf(config);
        return name == u"x86_64" || name == u"i686";
    }
    QString domainTypeOf(const Api::GuestConfig &config) const
    {
        return architectures.value(archOf(config), {domainType, {}, {}}).domainType;
    }
    QString emulatorOf(const Api::GuestConfig &config) const
    {
        return architectures.value(archOf(config), {{}, emulator, {}}).emulator;
    }
    bool operator==(const HostCapabilities &) const = default;
};

//! From `virConnectGetCapabilities`: which kind of domain this connection offers for HVM guests.
Result<HostCapabilities> readCapabilities(const QString &xml, bool isEmulationForced = false);
//! Adds what `virConnectGetDomainCapabilities` knows.
Result<void> readDomainCapabilities(const QString &xml, EngineVersions versions,
                                    HostCapabilities &host);

} // namespace Atoll::Kvm
