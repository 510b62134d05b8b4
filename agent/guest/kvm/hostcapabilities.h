// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/result.h>

#include <QStringList>

namespace Atoll::Kvm {

//! What the hypervisor on this node can do: what rendering a definition needs to know, and no more.
struct HostCapabilities
{
    QString domainType = QStringLiteral("qemu"); //!< "kvm", "qemu" (TCG, emulation), "test"
    QString arch = QStringLiteral("x86_64");
    QString emulator; //!< path of QEMU; empty: the engine's default
    bool hasKvm = false;
    bool hasUefi = false;
    bool hasVdagent = false;     //!< clipboard with a VNC display
    bool hasTbCacheLimit = true; //!< <tcg><tb-cache>
    int maximumCpus = 255;
    QStringList cpuModels;
    QStringList videoModels;

    bool isEmulated() const { return domainType == u"qemu"; }
    bool operator==(const HostCapabilities &) const = default;
};

//! Versions as libvirt numbers them: 9.0.0 is 9000000.
struct EngineVersions
{
    unsigned long libvirt = 0;
    unsigned long hypervisor = 0;
};

//! From `virConnectGetCapabilities`: which kind of domain this connection offers for HVM guests.
Result<HostCapabilities> readCapabilities(const QString &xml, bool isEmulationForced = false);
//! Adds what `virConnectGetDomainCapabilities` knows.
Result<void> readDomainCapabilities(const QString &xml, EngineVersions versions,
                                    HostCapabilities &host);

} // namespace Atoll::Kvm
