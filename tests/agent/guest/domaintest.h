// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <guest/kvm/domain.h>
#include <guest/kvm/xml.h>

#include <core/units.h>

#include <QFile>

//! What the tests of domain definitions share.
namespace Atoll::DomainTest {

inline const QString kData = QStringLiteral(ATOLL_TEST_DATA "/domains/");

inline QString readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

inline QString canonical(const QString &xml)
{
    const auto document = Kvm::XmlDocument::parse(xml);
    return document ? document->toString() : document.error().text;
}

inline Api::DiskConfig disk(const QString &target, Api::DiskBus bus, const QString &volume)
{
    Api::DiskConfig disk;
    disk.target = target;
    disk.bus = bus;
    disk.storage = QStringLiteral("local");
    disk.volume = volume;
    disk.sizeBytes = 32 * units::GiB;
    return disk;
}

inline Api::DiskConfig emptyDrive(const QString &target)
{
    Api::DiskConfig disk;
    disk.target = target;
    disk.kind = Api::DiskKind::Cdrom;
    disk.bus = Api::DiskBus::Sata;
    disk.format = Api::VolumeFormat::Iso;
    return disk;
}

inline Api::NicConfig card(const QString &mac, Api::NetworkKind kind, const QString &source)
{
    Api::NicConfig nic;
    nic.mac = mac;
    nic.kind = kind;
    nic.source = source;
    return nic;
}

inline Api::GuestConfig webServer()
{
    Api::GuestConfig config;
    config.id = 100;
    config.uuid = QStringLiteral("6f1f4d0e-6a6d-4d39-9a2f-1b2c3d4e5f60");
    config.name = QStringLiteral("web-1");
    config.description = QStringLiteral("Front of the shop");
    config.tags = {QStringLiteral("web"), QStringLiteral("prod & more")};
    config.cpu.cores = 4;
    config.memoryBytes = 4 * units::GiB;
    config.disks = {
        disk(QStringLiteral("sda"), Api::DiskBus::Scsi, QStringLiteral("vm-100-disk-0.qcow2")),
        emptyDrive(QStringLiteral("sdb"))};
    config.nics = {
        card(QStringLiteral("52:54:00:12:34:56"), Api::NetworkKind::Bridge, QStringLiteral("br0"))};
    return config;
}

inline Kvm::HostCapabilities kvmHost()
{
    Kvm::HostCapabilities host;
    host.domainType = QStringLiteral("kvm");
    host.versions = {9'000'000, 7'002'000};
    host.hasKvm = true;
    host.hasUefi = true;
    host.hasVdagent = true;
    host.hasIoUring = true;
    host.emulator = QStringLiteral("/usr/bin/qemu-system-x86_64");
    host.videoModels = {QStringLiteral("vga"), QStringLiteral("virtio")};
    host.architectures.insert(
        QStringLiteral("aarch64"),
        {QStringLiteral("qemu"), QStringLiteral("/usr/bin/qemu-system-aarch64"), {}});
    return host;
}

inline Kvm::HostCapabilities newerHost() // Debian 13
{
    Kvm::HostCapabilities host = kvmHost();
    host.versions = {11'003'000, 10'000'000};
    return host;
}

inline Kvm::HostCapabilities emulatingHost()
{
    Kvm::HostCapabilities host = kvmHost();
    host.domainType = QStringLiteral("qemu");
    host.hasKvm = false;
    return host;
}

//! Volumes lie in /srv/atoll.
inline Kvm::RenderContext contextFor(const Kvm::HostCapabilities &host,
                                     const Api::GuestConfig &config)
{
    Kvm::RenderContext context{host, {}};
    for (const Api::DiskConfig &disk : config.disks) {
        if (!disk.volume.isEmpty())
            context.disks.insert(disk.target, {QStringLiteral("/srv/atoll/") + disk.volume,
                                               disk.format, false, true});
    }
    context.usbPorts.insert(QStringLiteral("1-2.3"), {1, 14});
    context.mapped = {{QStringLiteral("dongle.1"), QStringLiteral("0951:1666")},
                      {QStringLiteral("gpu-a_1"), QStringLiteral("0000:41:00.0")},
                      {QStringLiteral("data"), QStringLiteral("/srv/data")}};
    return context;
}

} // namespace Atoll::DomainTest
