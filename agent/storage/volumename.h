// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/guestconfig.h>
#include <core/result.h>

//! Names of volumes that are files. The ending tells the format, never the content: a guest could
//! write an image header into its raw disk and so name any file of the node as its backing.
namespace Atoll::volumename {

//! UTF-8 bytes, so that the file system takes it together with ending and temporary prefix.
inline constexpr int kMaximumBytes = 200;

//! InvalidParams unless it is one plain file name: no separator, no leading dot or dash, no control
//! characters, no space at the ends, valid Unicode.
Result<void> check(const QString &name);

Api::VolumeFormat formatOf(const QString &name);
//! The name with the ending of the format.
QString withEnding(const QString &name, Api::VolumeFormat format);

} // namespace Atoll::volumename
