// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace Atoll {

class Registry;
class StorageService;

//! Answers the rows storage.* of the catalogue.
void registerStorageMethods(Registry &registry, StorageService &storages);

} // namespace Atoll
