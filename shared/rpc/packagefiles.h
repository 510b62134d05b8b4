// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/result.h>

#include <QStringList>

namespace Atoll::Rpc {

//! The files of this computer that belong to what is to be imported: the file itself, and beside an
//! .ovf the disks and the manifest that stand in the same folder.
Result<QStringList> packageFiles(const QString &file);

} // namespace Atoll::Rpc
