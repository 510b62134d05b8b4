// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "storagedriver.h"

namespace Atoll {

//! Finds storages by name, from any thread. StorageService is the real one.
class StorageLookup
{
public:
    StorageLookup() = default;
    StorageLookup(const StorageLookup &) = delete;
    StorageLookup &operator=(const StorageLookup &) = delete;
    virtual ~StorageLookup() = default;

    //! NotFound, or EngineUnavailable with the reason when the storage is not active.
    virtual Result<std::shared_ptr<StorageDriver>> storage(const QString &name) const = 0;
    virtual QStringList storageNames() const = 0;
};

} // namespace Atoll
