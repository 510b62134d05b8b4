// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "statestore.h"

#include <core/result.h>

//! The last known state of a cluster in one file: header with version and checksum, then texts once
//! each and objects that refer to them. Blocks on the disk: call it in a worker.
namespace Atoll::OfflineCache {

QByteArray encode(const StateSnapshot &state);
Result<StateSnapshot> decode(const QByteArray &bytes);

//! NotFound when there is none. A damaged or foreign file is renamed to "….bad" and reported.
Result<StateSnapshot> load(const QString &path);
//! Replaces the file as a whole, readable by the user alone.
Result<void> save(const QString &path, const StateSnapshot &state);

} // namespace Atoll::OfflineCache
