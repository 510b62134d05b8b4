// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace Atoll {

class ProcessRunner;
class Registry;
class StorageLookup;

//! storage.disc: files that were sent become a CD image. Both outlive the registry.
void registerStorageDiscs(Registry &registry, StorageLookup &storages, ProcessRunner &processes);

} // namespace Atoll
