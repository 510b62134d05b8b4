// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace Atoll {

class Registry;
class StorageLookup;

//! Answers storage.upload, storage.download and storage.fetch.
void registerStorageTransfers(Registry &registry, StorageLookup &storages);

} // namespace Atoll
