// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestparts.h"
#include "kvm/domain.h"

#include <api/mapping.h>

namespace Atoll {

class Registry;
class TaskContext;

//! Names that stand for devices of nodes: documents `/mappings/<name>`. For workers: everything
//! blocks.
class DeviceMappings
{
public:
    explicit DeviceMappings(const GuestParts &parts)
        : m_parts(parts)
    {}

    Result<QList<Api::Mapping>> list() const;
    Result<Api::Nothing> set(TaskContext &context, const Api::MappingSet &wish) const;
    //! Refused while a guest is given it.
    Result<Api::Nothing> remove(TaskContext &context, const Api::MappingRef &wish) const;

    //! What the guest's mappings stand for on this node, into `context`. An error names the field;
    //! those that `before` has, too, may stand for nothing now.
    Result<void> resolve(const Api::GuestConfig &config, const Api::GuestConfig &before,
                         Kvm::RenderContext &context) const;
    //! Names of guests by what they are given of this node: "0000:41:00.0", "046d:c52b", "1-2.3".
    Result<QHash<QString, QStringList>> users() const;
    static bool areUsedBy(const Api::GuestConfig &config);

private:
    Result<QList<Api::Mapping>> stored() const;

    GuestParts m_parts;
};

void registerMappingMethods(Registry &registry, const GuestParts &parts);

} // namespace Atoll
