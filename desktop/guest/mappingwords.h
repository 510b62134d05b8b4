// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/mapping.h>
#include <api/nodecapabilities.h>

//! Mappings in the user's language.
namespace Atoll::MappingWords {

QString kind(Api::MappingKind kind);
//! "node-1: 0000:41:00.0, node-2: 0000:01:00.0"
QString devices(const Api::Mapping &mapping);
//! What of a node's devices can be mapped: words and the device.
QList<std::pair<QString, QString>> choices(const Api::NodeDevices &devices, Api::MappingKind kind);

} // namespace Atoll::MappingWords
