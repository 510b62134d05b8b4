// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Atoll {

class ProcessRunner;
class Registry;
class StorageLookup;

//! storage.disc: files that were sent become a CD image. All outlive the registry. `workFolder` is
//! this agent's alone: what one that was killed left there is deleted.
void registerStorageDiscs(Registry &registry, StorageLookup &storages, ProcessRunner &processes,
                          const QString &workFolder);

} // namespace Atoll
