// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "enginesnapshots.h"

#include "guestsnapshotdocuments.h"
#include "snapshotengine.h"

using namespace Qt::StringLiterals;

namespace Atoll {

Result<void> EngineSnapshots::keep(const Api::GuestConfig &config, const TaskContext &context) const
{
    const auto records = m_parts.hypervisor.snapshotEngine().snapshotRecords(config.uuid);
    const bool isWithout = !records
                           && (records.error().code == ErrorCode::NotFound
                               || records.error().code == ErrorCode::Unsupported);
    if (!records && !isWithout)
        return fail(records.error());
    auto snapshots = SnapshotDocuments(m_parts).read(config);
    if (!snapshots)
        return fail(snapshots.error());
    const auto now = isWithout ? QList<EngineSnapshotRecord>() : *records;
    if (snapshots->tree.engineRecords == now)
        return {};
    snapshots->tree.engineRecords = now;
    return SnapshotDocuments(m_parts).write(*snapshots, context, config.id);
}

Result<void> EngineSnapshots::bringBack(const Api::GuestConfig &config,
                                        const TaskContext &context) const
{
    auto snapshots = SnapshotDocuments(m_parts).read(config);
    if (!snapshots)
        return fail(snapshots.error());
    if (snapshots->tree.engineRecords.isEmpty())
        return {};
    const auto known = m_parts.hypervisor.snapshotEngine().defineSnapshots(
        config.uuid, config.name, snapshots->tree.engineRecords);
    if (!known)
        return known;
    snapshots->tree.engineRecords.clear();
    return SnapshotDocuments(m_parts).write(*snapshots, context, config.id);
}

} // namespace Atoll
