// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestsnapshotdeletion.h"

#include "guestdefinition.h"
#include "guestrules.h"
#include "snapshotengine.h"

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr std::chrono::seconds kEnginePatience{120};

} // namespace

void SnapshotDeletion::registerRecovery(TaskRunner &tasks) const
{
    tasks.recover(QString::fromLatin1(Api::snapshotDelete.name),
                  [self = *this](TaskContext &context, const TaskRecord &record) {
                      return self.recover(context, record);
                  });
}

Result<SnapshotDeletion::Step> SnapshotDeletion::prepare(const QString &uuid,
                                                         const Api::SnapshotDelete &wish) const
{
    const auto guest = GuestDocuments(m_parts).managed(uuid);
    if (!guest)
        return fail(guest.error());
    const auto snapshots = SnapshotDocuments(m_parts).read(guest->config);
    if (!snapshots)
        return fail(snapshots.error());
    Step step{*guest, *snapshots, {}, false};
    if (snapshots->tree.find(wish.name)) {
        step.names = wish.withChildren ? snapshots->tree.below(wish.name) : QStringList{wish.name};
    } else {
        const auto engineOnes = m_parts.hypervisor.snapshotEngine().snapshots(uuid);
        if (!engineOnes)
            return fail(engineOnes.error());
        for (const EngineSnapshot &other : *engineOnes)
            step.isForeign |= other.name == wish.name;
        if (!step.isForeign)
            return fail(ErrorCode::NotFound, u"there is no snapshot “%1”"_s.arg(wish.name), {},
                        {{u"field"_s, u"name"_s}});
    }
    if (const auto ok = checkClones(step); !ok)
        return fail(ok.error());
    return step;
}

Result<void> SnapshotDeletion::checkClones(const Step &step) const
{
    for (const QString &name : step.names) {
        const SnapshotEntry *entry = step.snapshots.tree.find(name);
        for (const SnapshotVolume &volume : entry->disks) {
            const auto storage = m_parts.storages.storage(volume.storage);
            const auto above = storage ? (*storage)->dependents(volume.volume)
                                       : Result<QStringList>(fail(storage.error()));
            if (!above)
                return fail(above.error());
            for (const QString &other : *above) {
                if (guestrules::ownsVolume(step.guest.config.id, other))
                    continue;
                const auto owner = GuestLayers(m_parts).ownerOf({{}, volume.storage, other, {}});
                if (!owner)
                    return fail(owner.error());
                return fail(ErrorCode::InvalidState,
                            u"a linked clone stands on the snapshot “%1”: %2"_s.arg(
                                name, owner->isEmpty() ? other : *owner),
                            u"Delete the clone for good first."_s);
            }
        }
    }
    return {};
}

Result<Api::Plan> SnapshotDeletion::plan(const QString &uuid, const Api::SnapshotDelete &wish) const
{
    const auto step = prepare(uuid, wish);
    if (!step)
        return fail(step.error());
    Api::Plan plan;
    for (const QString &name : step->names)
        plan.steps += u"Delete the snapshot “%1”"_s.arg(name);
    if (step->isForeign)
        plan.steps += u"Delete the snapshot “%1”, which another tool took"_s.arg(wish.name);
    const bool isMerging =
        std::any_of(step->names.begin(), step->names.end(), [&](const QString &name) {
            return step->snapshots.tree.find(name)->isExternal();
        });
    if (isMerging)
        plan.steps += u"Merge volumes that only it needed"_s;
    plan.impact = u"The guest and other snapshots stay as they are; what it was at that time "
                  "cannot be brought back"_s;
    return plan;
}

Result<void> SnapshotDeletion::forget(Step &step, const QString &name,
                                      const TaskContext &context) const
{
    SnapshotTree &tree = step.snapshots.tree;
    const SnapshotEntry gone = *tree.find(name);
    tree.entries.removeIf([&](const SnapshotEntry &entry) { return entry.name == name; });
    for (SnapshotEntry &entry : tree.entries) {
        if (entry.parent == name)
            entry.parent = gone.parent;
    }
    if (tree.current == name)
        tree.current = gone.parent;
    if (gone.isExternal()) {
        const QList<SnapshotVolume> active = GuestLayers::volumesOf(step.guest.config);
        for (const SnapshotVolume &volume : gone.volumes()) {
            const auto isSame = [&](const SnapshotVolume &other) { return other.isSame(volume); };
            if (!tree.needs(volume) && std::none_of(active.begin(), active.end(), isSame)
                && std::none_of(tree.layers.begin(), tree.layers.end(), isSame))
                tree.layers += volume;
        }
    }
    return SnapshotDocuments(m_parts).write(step.snapshots, context, step.guest.config.id);
}

Result<Api::Nothing> SnapshotDeletion::run(TaskContext &context,
                                           const Api::SnapshotDelete &wish) const
{
    const QString uuid = uuidOfObject(context.object());
    auto step = prepare(uuid, wish);
    if (!step)
        return fail(step.error());
    SnapshotEngine &engine = m_parts.hypervisor.snapshotEngine();
    if (step->isForeign) {
        const auto gone = engine.removeSnapshot(uuid, wish.name);
        return gone ? Result<Api::Nothing>(Api::Nothing{}) : fail(gone.error());
    }
    while (!step->names.isEmpty()) {
        if (const auto go = context.mayGoOn(); !go)
            return fail(go.error());
        const QString name = step->names.takeLast();
        const SnapshotEntry *entry = step->snapshots.tree.find(name);
        context.setStage(u"Deleting “%1”"_s.arg(name));
        if (!entry->isExternal()) {
            const auto gone = engine.removeSnapshot(uuid, entry->engineName);
            if (!gone && gone.error().code != ErrorCode::NotFound)
                return fail(gone.error());
        }
        if (const auto ok = forget(*step, name, context); !ok)
            return fail(ok.error());
        context.log(u"Deleted the snapshot “%1”"_s.arg(name));
    }
    const auto tidied = GuestLayers(m_parts).tidy(step->snapshots, step->guest, context);
    if (!tidied) {
        context.log(u"The snapshot is deleted, but its volumes are not merged yet; that goes on "
                    "with the next deletion of a snapshot"_s);
        return fail(tidied.error());
    }
    return Api::Nothing{};
}

Result<TaskRecovery> SnapshotDeletion::recover(TaskContext &context, const TaskRecord &record) const
{
    using Outcome = TaskRecovery::Outcome;
    const QString uuid = uuidOfObject(record.info.object);
    if (const auto engine = GuestDefinition(m_parts).waitForEngine(kEnginePatience); !engine)
        return fail(engine.error());
    const auto wish = fromJson<Api::SnapshotDelete>(record.params, UnknownFields::Ignore);
    auto guest = GuestDocuments(m_parts).managed(uuid);
    if (!wish || !guest)
        return fail(wish ? guest.error() : wish.error());
    auto snapshots = SnapshotDocuments(m_parts).read(guest->config);
    if (!snapshots)
        return fail(snapshots.error());
    const GuestLayers layers(m_parts);
    if (const SnapshotEntry *entry = snapshots->tree.find(wish->name)) {
        const auto engineOnes = m_parts.hypervisor.snapshotEngine().snapshots(uuid);
        if (!engineOnes)
            return fail(engineOnes.error());
        const bool isThere =
            entry->isExternal()
            || std::any_of(engineOnes->begin(), engineOnes->end(), [&](const EngineSnapshot &one) {
                   return one.name == entry->engineName;
               });
        if (isThere)
            return TaskRecovery{Outcome::Failed,
                                u"the agent was restarted before it was deleted"_s};
        Step step{*guest, *snapshots, {}, false};
        if (const auto ok = forget(step, wish->name, context); !ok)
            return fail(ok.error());
        *snapshots = step.snapshots;
    }
    if (const auto stopped = layers.stopMerges(guest->config); !stopped)
        return fail(stopped.error());
    if (const auto tidied = layers.tidy(*snapshots, *guest, context); !tidied)
        context.log(tidied.error().sentence());
    return TaskRecovery{Outcome::Finished, {}, toJson(Api::Nothing{})};
}

} // namespace Atoll
