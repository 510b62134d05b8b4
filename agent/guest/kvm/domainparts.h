// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain.h"
#include "xml.h"

#include <QSet>

//! The parts that domain.cpp puts together: each reads a piece of a definition into a
//! configuration, and writes the piece where definition and wish differ. What a definition says
//! that a configuration cannot say stays, because it reads the same before and after.
namespace Atoll::Kvm {

inline constexpr const char *kQemuUri = "http://libvirt.org/schemas/domain/qemu/1.0";

//! One definition on its way from what it says to what is wished.
struct DomainPatch
{
    XmlElement domain;
    const Api::GuestConfig &before; //!< read from the definition
    const Api::GuestConfig &wish;
    const RenderContext &context;
    bool isNew = false; //!< nobody chose anything yet: where there is no wish, ours is taken

    const HostCapabilities &host() const { return context.host; }
    //! libvirt's test driver knows disks, cards, memory and little else.
    bool isTestDriver() const { return domain.attribute(QStringLiteral("type")) == u"test"; }
    XmlElement devices() const { return domain.child(QStringLiteral("devices")); }
};

//! Sets attributes and gives the element back.
XmlElement with(XmlElement element, std::initializer_list<std::pair<const char *, QString>> values);
//! A child's text; an empty one takes the child away.
void setOrRemove(XmlElement parent, const QString &name, const QString &text);
//! Takes an element away that has lost its last child.
void removeIfEmpty(XmlElement element);
//! A new device behind its likes.
XmlElement addDevice(XmlElement devices, const QString &name);
qint64 bytesIn(const XmlElement &element); //!< of a text with a unit
void setKib(XmlElement element, qint64 bytes);

// domainmetadata.cpp
void readMetadata(const XmlElement &domain, Api::GuestConfig &config);
void patchMetadata(XmlElement domain, const Api::GuestConfig &config);

// domaincpu.cpp
Api::CpuConfig readCpu(const XmlElement &domain);
void patchCpu(const DomainPatch &patch);

// domaincpupolicy.cpp: flags, pinning, limits
void readCpuPolicy(const XmlElement &domain, Api::CpuConfig &cpu);
void patchCpuPolicy(const DomainPatch &patch);

// domainmemory.cpp
void readMemory(const XmlElement &domain, Api::GuestConfig &config);
void patchMemory(const DomainPatch &patch);

// domainnuma.cpp
bool readIsNuma(const XmlElement &domain);
void patchNuma(const DomainPatch &patch);

// domainboot.cpp
void readOs(const XmlElement &domain, Api::GuestConfig &config);
void patchOs(const DomainPatch &patch);
QStringList readBootOrder(const XmlElement &domain);
void patchBootOrder(const DomainPatch &patch); //!< after disks and cards

// domaindisks.cpp; floppies and LUN passthrough are not modelled
QList<Api::DiskConfig> readDisks(const XmlElement &domain);
void patchDisks(const DomainPatch &patch);

// domaindisktuning.cpp
void readDiskTuning(const XmlElement &disk, Api::DiskConfig &config);
void patchDiskTuning(XmlElement disk, const Api::DiskConfig &before, const Api::DiskConfig &wish,
                     const DiskSource &medium, const HostCapabilities &host, bool isAdded);

// domainiothreads.cpp
bool readHasIoThread(const XmlElement &devices, const XmlElement &disk);
void patchIoThread(XmlElement domain, XmlElement disk, bool hasIoThread);
void addScsiController(XmlElement devices, XmlElement disk);
//! What disks have beside themselves.
struct DiskHelpers
{
    QSet<QString> controllers; //!< indexes of SCSI controllers with disks
    QSet<int> threads;         //!< that a disk or controller names
};
DiskHelpers diskHelpers(const XmlElement &devices);
//! Takes away those of `before` that serve no disk any more, unless somebody tuned them.
void dropUnusedHelpers(XmlElement domain, const DiskHelpers &before);

// domainnics.cpp
QList<Api::NicConfig> readNics(const XmlElement &devices);
void patchNics(const DomainPatch &patch);

// domaindisplay.cpp
Api::DisplayConfig readDisplay(const XmlElement &devices);
void patchDisplay(const DomainPatch &patch);

// domaindevices.cpp: what there is at most one of
void readDevices(const XmlElement &domain, Api::DevicesConfig &config);
void patchDevices(const DomainPatch &patch);

// domainpassthrough.cpp: devices and directories of the host
QList<Api::UsbConfig> readUsb(const XmlElement &devices);
QList<Api::PciConfig> readPci(const XmlElement &domain);
QList<Api::ShareConfig> readShares(const XmlElement &devices);
QList<Api::SharedMemoryConfig> readSharedMemory(const XmlElement &devices);
void patchPassthrough(const DomainPatch &patch);

// domainfeatures.cpp: what suits the operating system
bool readHyperv(const XmlElement &domain, Api::OsType osType);
void patchFeatures(const DomainPatch &patch);
QStringList readQemuArguments(const XmlElement &domain);
void patchQemuArguments(const DomainPatch &patch);

} // namespace Atoll::Kvm
