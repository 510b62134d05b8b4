// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "hostcapabilities.h"

#include <api/guestconfig.h>

#include <QMap>

//! Guest configuration and libvirt domain XML. Pure functions.
//!
//! A definition is always made by patching: what a document models is written into a base, and only
//! where it differs. The base is the definition that the engine has (which keeps device addresses
//! stable and what other tools added), the XML found at adoption, or our own defaults.
namespace Atoll::Kvm {

inline constexpr const char *kMetadataUri = "urn:atoll:guest:1";

//! Where the bytes of a disk are.
struct DiskSource
{
    QString path;
    Api::VolumeFormat format = Api::VolumeFormat::Raw;
    bool isBlock = false;
    bool canDirectIo = false; //!< O_DIRECT works there: the host need not cache twice
};

//! Where a USB device is now; it changes whenever it is plugged in.
struct UsbAddress
{
    int bus = 0;
    int device = 0;
};

struct RenderContext
{
    HostCapabilities host;
    QMap<QString, DiskSource> disks;         //!< by target; absent: no medium
    QMap<QString, UsbAddress> usbPorts = {}; //!< by port, as "1-2.3", where something is plugged in
    QMap<QString, QString> mapped = {};      //!< devices of this node, by the mapping's name
};

//! The definition of a guest that the engine does not have yet.
Result<QString> renderDomain(const Api::GuestConfig &config, const RenderContext &context);
//! The same guest's definition after the configuration changed.
Result<QString> patchDomain(const QString &base, const Api::GuestConfig &config,
                            const RenderContext &context);

struct ReadDomain
{
    Api::GuestConfig config; //!< id is 0 unless our metadata is in it
    QString osName;          //!< from libosinfo's metadata, as "debian 12"
    QString displayKind;     //!< "vnc", "spice" or empty
    bool hasSpice = false;   //!< also when displayKind is "vnc"
    bool isEmulated = false; //!< TCG
    bool isAgentConnected = false;
    QStringList unmodelled; //!< devices that stay as they are, as "hostdev", "tpm"
};
Result<ReadDomain> readDomain(const QString &xml);

//! The same one at every start, and another one for every guest.
QString mediatedUuid(const QString &guest, const Api::PciConfig &pci);

//! libvirt refuses "/" in names: the engine sees a look-alike, our metadata keeps the true name.
QString engineName(const QString &name);

//! Carries passwords of displays over from a definition that has them to one that has not.
Result<QString> withSecretsOf(const QString &xml, const QString &secretXml);
//! The definition without them.
Result<QString> withoutSecrets(const QString &xml);

//! "512 MiB" and its likes in libvirt's spelling; `unit` may be empty (KiB).
qint64 bytesOf(const QString &number, const QString &unit);

} // namespace Atoll::Kvm
