// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What stands on a guest's volumes, and what is left when the guest goes.

#include "guestlayers.h"

#include "deletedguests.h"
#include "guestrules.h"

#include <tasks/taskcontext.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

bool contains(const QList<SnapshotVolume> &volumes, const SnapshotVolume &wanted)
{
    return std::any_of(volumes.begin(), volumes.end(),
                       [&](const SnapshotVolume &volume) { return volume.isSame(wanted); });
}

void removeFrom(QList<SnapshotVolume> &volumes, const SnapshotVolume &gone)
{
    volumes.removeIf([&](const SnapshotVolume &volume) { return volume.isSame(gone); });
}

} // namespace

Result<void> GuestLayers::removeAll(const Api::GuestConfig &config, TaskContext &context) const
{
    auto snapshots = SnapshotDocuments(m_parts).read(config);
    if (!snapshots)
        return fail(snapshots.error());
    if (!snapshots->version)
        return {};
    QList<SnapshotVolume> left = snapshots->tree.layers;
    for (const SnapshotEntry &entry : std::as_const(snapshots->tree.entries)) {
        for (const SnapshotVolume &volume : entry.volumes()) {
            if (entry.isExternal() && !contains(left, volume)
                && !contains(volumesOf(config), volume))
                left += volume;
        }
    }
    for (bool isMoving = true; isMoving && !left.isEmpty();) {
        isMoving = false;
        const QList<SnapshotVolume> now = left;
        for (const SnapshotVolume &volume : now) {
            const auto storage = m_parts.storages.storage(volume.storage);
            const auto above = storage ? (*storage)->dependents(volume.volume)
                                       : Result<QStringList>(fail(storage.error()));
            if (!above)
                return fail(above.error());
            if (!above->isEmpty())
                continue;
            if (const auto gone = (*storage)->remove(volume.volume); !gone)
                return gone;
            context.log(u"Deleted volume %1 in storage %2"_s.arg(volume.volume, volume.storage));
            removeFrom(left, volume);
            isMoving = true;
        }
    }
    return forgetAll(config, context);
}

Result<void> GuestLayers::forgetAll(const Api::GuestConfig &config,
                                    const TaskContext &context) const
{
    const auto snapshots = SnapshotDocuments(m_parts).read(config);
    if (!snapshots)
        return fail(snapshots.error());
    if (!snapshots->version)
        return {};
    const auto removed = m_parts.store.commit(
        {{StoreOperation::remove(SnapshotDocuments::key(config.id), snapshots->version)},
         context.user().isEmpty() ? u"agent"_s : context.user(),
         context.requestId()},
        QDeadlineTimer(20'000));
    return removed ? Result<void>() : fail(removed.error());
}

Result<QStringList> GuestLayers::clonesOn(const Api::GuestConfig &config) const
{
    const auto snapshots = SnapshotDocuments(m_parts).read(config);
    if (!snapshots)
        return fail(snapshots.error());
    QList<SnapshotVolume> own = volumesOf(config) + snapshots->tree.layers;
    for (const SnapshotEntry &entry : snapshots->tree.entries)
        own += entry.volumes();
    QStringList clones;
    QStringList seen;
    for (const SnapshotVolume &volume : std::as_const(own)) {
        const auto storage = m_parts.storages.storage(volume.storage);
        if (!storage || seen.contains(volume.storage + u'/' + volume.volume))
            continue;
        seen += volume.storage + u'/' + volume.volume;
        const auto above = (*storage)->dependents(volume.volume);
        if (!above)
            return fail(above.error());
        for (const QString &name : *above) {
            if (contains(own, {{}, volume.storage, name, {}})
                || guestrules::ownsVolume(config.id, name))
                continue;
            const auto owner = ownerOf({{}, volume.storage, name, {}});
            if (!owner)
                return fail(owner.error());
            clones += owner->isEmpty() ? name : u"%1 (%2)"_s.arg(name, *owner);
        }
    }
    return clones;
}

Result<QString> GuestLayers::ownerOf(const SnapshotVolume &volume) const
{
    const auto storage = m_parts.storages.storage(volume.storage);
    const auto source = storage ? (*storage)->source(volume.volume) : fail(storage.error());
    const QString user = source ? m_parts.roster.volumeUse().byPath.value(source->path) : QString();
    if (user.isEmpty())
        return QString();
    const auto deleted = DeletedGuests(m_parts).findUuid(user);
    if (!deleted)
        return fail(deleted.error());
    if (*deleted)
        return u"%1, among the deleted guests"_s.arg((*deleted)->record.config.name);
    const auto guest = m_parts.roster.find(user);
    return guest ? guest->name : QString();
}

} // namespace Atoll
