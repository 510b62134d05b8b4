// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestsnapshotservice.h"

#include "guestsecrets.h"
#include "guestsnapshotcreation.h"
#include "guestsnapshotdeletion.h"
#include "guestsnapshotrollback.h"
#include "snapshotengine.h"

#include <server/registry.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

Api::SnapshotInfo infoOf(const GuestParts &parts, const SnapshotEntry &entry)
{
    Api::SnapshotInfo info;
    info.name = entry.name;
    info.parent = entry.parent;
    info.description = entry.description;
    info.at = entry.at;
    info.author = entry.author;
    info.kind = entry.kind;
    info.hasMemory = entry.hasMemory;
    info.isQuiesced = entry.isQuiesced;
    info.config = entry.config;
    if (!entry.memory.volume.isEmpty()) {
        const auto storage = parts.storages.storage(entry.memory.storage);
        if (const auto volume =
                storage ? (*storage)->volume(entry.memory.volume) : fail(storage.error()))
            info.sizeBytes = volume->allocatedBytes;
    }
    return info;
}

Api::SnapshotInfo infoOf(const EngineSnapshot &snapshot)
{
    Api::SnapshotInfo info;
    info.name = snapshot.name;
    info.parent = snapshot.parent;
    info.description = snapshot.description;
    info.at = snapshot.at;
    info.kind = snapshot.isExternal ? Api::SnapshotKind::External : Api::SnapshotKind::Internal;
    info.hasMemory = snapshot.hasMemory;
    info.isForeign = true;
    info.problem = u"another tool took it, so its configuration is not known here"_s;
    return info;
}

Result<QList<Api::SnapshotInfo>> list(const GuestParts &parts, const QString &reference)
{
    const auto guest = parts.roster.find(reference);
    if (!guest)
        return fail(guest.error());
    SnapshotTree tree;
    if (const auto document = GuestDocuments(parts).find(guest->uuid); document && *document) {
        const auto snapshots = SnapshotDocuments(parts).read((*document)->config);
        if (!snapshots)
            return fail(snapshots.error());
        tree = snapshots->tree;
    } else if (!document) {
        return fail(document.error());
    }
    const auto engineOnes = parts.hypervisor.snapshotEngine().snapshots(guest->uuid);
    QHash<QString, QString> nameOfEngine;
    QList<Api::SnapshotInfo> infos;
    for (const SnapshotEntry &entry : std::as_const(tree.entries)) {
        Api::SnapshotInfo info = infoOf(parts, entry);
        info.isCurrent = entry.name == tree.current;
        if (!entry.isExternal()) {
            nameOfEngine.insert(entry.engineName, entry.name);
            const bool isThere = !engineOnes
                                 || std::any_of(engineOnes->begin(), engineOnes->end(),
                                                [&](const EngineSnapshot &one) {
                                                    return one.name == entry.engineName;
                                                });
            if (!isThere)
                info.problem = u"libvirt does not have it any more"_s;
        }
        infos += info;
    }
    if (!engineOnes)
        return infos;
    for (const EngineSnapshot &one : *engineOnes) {
        if (nameOfEngine.contains(one.name))
            continue;
        Api::SnapshotInfo info = infoOf(one);
        info.parent = nameOfEngine.value(one.parent, one.parent);
        info.isCurrent = one.isCurrent && tree.current.isEmpty();
        infos += info;
    }
    return infos;
}

Result<Api::Nothing> describe(const GuestParts &parts, TaskContext &context,
                              const Api::SnapshotSet &wish)
{
    const auto guest = GuestDocuments(parts).managed(uuidOfObject(context.object()));
    if (!guest)
        return fail(guest.error());
    auto snapshots = SnapshotDocuments(parts).read(guest->config);
    if (!snapshots)
        return fail(snapshots.error());
    SnapshotEntry *entry = snapshots->tree.find(wish.name);
    if (!entry)
        return fail(ErrorCode::NotFound, u"there is no snapshot “%1”"_s.arg(wish.name), {},
                    {{u"field"_s, u"name"_s}});
    entry->description = wish.description;
    const auto written = SnapshotDocuments(parts).write(*snapshots, context, guest->config.id);
    return written ? Result<Api::Nothing>(Api::Nothing{}) : fail(written.error());
}

template <class P>
ChangeHandler<P, Api::Nothing> handlerFor(const GuestParts &parts)
{
    ChangeHandler<P, Api::Nothing> handler;
    handler.object = [parts](const P &wish) -> Result<TaskObject> {
        const auto info = parts.roster.find(wish.guest);
        if (!info)
            return fail(info.error());
        return TaskObject{u"/guests/"_s + info->uuid, info->name};
    };
    handler.adjust = [](TaskSpec &spec, const P &) {
        // Clones of a snapshot hold the second lane only: the guest can be used meanwhile.
        spec.lanes = {spec.object, spec.object + u"/snapshots"_s};
    };
    return handler;
}

template <class Work, class P>
void registerWork(Registry &registry, const GuestParts &parts,
                  const Api::Method<P, Api::Nothing> &row)
{
    const Work work(parts);
    auto handler = handlerFor<P>(parts);
    handler.plan = [work, parts](const Caller &, const P &wish) -> Result<Api::Plan> {
        const auto info = parts.roster.find(wish.guest);
        return info ? work.plan(info->uuid, wish) : fail(info.error());
    };
    handler.run = [work](TaskContext &context, const P &wish) { return work.run(context, wish); };
    registry.change(row, handler);
}

} // namespace

void registerSnapshotMethods(Registry &registry, TaskRunner &tasks, const GuestParts &parts)
{
    SnapshotSwitch(parts).registerRecovery(tasks);
    SnapshotDeletion(parts).registerRecovery(tasks);
    registry.queryInWorker<Api::SnapshotGuest, QList<Api::SnapshotInfo>>(
        Api::snapshotList, [parts](const Caller &caller, const Api::SnapshotGuest &ref) {
            auto all = list(parts, ref.guest);
            const auto guest = parts.roster.find(ref.guest);
            if (all && guest && !GuestSecrets(parts).mayRead(caller.user, guest->uuid)) {
                for (Api::SnapshotInfo &info : *all) {
                    if (info.config)
                        info.config = GuestSecrets::hidden(*info.config);
                }
            }
            return all;
        });
    registerWork<SnapshotCreation>(registry, parts, Api::snapshotCreate);
    registerWork<SnapshotReverting>(registry, parts, Api::snapshotRollback);
    registerWork<SnapshotDeletion>(registry, parts, Api::snapshotDelete);
    auto set = handlerFor<Api::SnapshotSet>(parts);
    set.run = [parts](TaskContext &context, const Api::SnapshotSet &wish) {
        return describe(parts, context, wish);
    };
    registry.change(Api::snapshotSet, set);
}

} // namespace Atoll
