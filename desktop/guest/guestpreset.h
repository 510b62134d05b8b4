// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/guestconfig.h>

//! The defaults that suit an operating system: what a new guest begins with, and what the editor
//! compares with. Values; any thread.
namespace Atoll {

//! Size, firmware and devices of a new guest; without disks and cards.
Api::GuestConfig presetFor(Api::OsType osType);
//! `hasDrivers`: VirtIO works in it, because the system or a driver disc brings the drivers.
Api::DiskConfig presetDisk(Api::OsType osType, bool hasDrivers = true);
Api::NicConfig presetNic(Api::OsType osType, bool hasDrivers = true);
Api::DiskConfig presetDrive();

//! The preset with the same disks, cards and devices as `config`, and with its own values where
//! there is no such thing as a default (name, sizes, volumes).
Api::GuestConfig presetLike(const Api::GuestConfig &config);

} // namespace Atoll
