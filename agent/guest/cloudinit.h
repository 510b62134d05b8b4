// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/guestconfig.h>
#include <core/result.h>

//! What stands on a cloud-init drive. Pure functions; the formats are cloud-init's NoCloud, its
//! #cloud-config, and network-config version 2.
namespace Atoll::cloudinit {

struct Texts
{
    QString user;
    QString vendor; //!< empty: there is none
    QString network;
    QString meta;

    bool operator==(const Texts &) const = default;
};

//! What is not in the guest's document.
struct Identity
{
    int instance = 1;     //!< counts how often the guest was to take itself for a new one
    QString passwordHash; //!< crypt(5); empty: none
};

//! InvalidParams that names the field ("cloudInit.nics[0].gateway4").
Result<void> check(const Api::GuestConfig &config);

//! Cards must have their MAC addresses.
Texts render(const Api::GuestConfig &config, const Identity &identity);

//! A host name made of a guest's name: letters, digits and dashes; "vm-100" where none are left.
QString hostName(const QString &guestName, int id);

//! Where the drive is: beside the guest's first disk. Empty: no disk is in a storage.
QString storageOf(const Api::GuestConfig &config);
QString volumeName(int id);
//! The configuration with the drive among its disks: a CD-ROM on SCSI, which cloud kernels know.
Api::GuestConfig withDrive(const Api::GuestConfig &config);

} // namespace Atoll::cloudinit
