// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestlifecycleservice.h"

#include "guestdeletion.h"
#include "guestjanitor.h"
#include "guestlive.h"
#include "guestrestoration.h"
#include "guestreversion.h"
#include "gueststartorder.h"

#include <server/registry.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

Result<TaskObject> objectOf(const GuestParts &parts, const QString &reference)
{
    const auto info = parts.roster.find(reference);
    if (!info)
        return fail(info.error());
    return TaskObject{u"/guests/"_s + info->uuid, info->name};
}

template <class P>
void registerReversion(Registry &registry, const GuestParts &parts,
                       const Api::Method<P, Api::GuestRef> &row)
{
    const GuestReversion reversion(parts);
    ChangeHandler<P, Api::GuestRef> handler;
    handler.object = [parts](const P &wish) { return objectOf(parts, wish.guest); };
    handler.plan = [reversion, parts](const Caller &, const P &wish) -> Result<Api::Plan> {
        const auto info = parts.roster.find(wish.guest);
        return info ? reversion.plan(info->uuid, wish) : fail(info.error());
    };
    handler.run = [reversion](TaskContext &context, const P &wish) {
        return reversion.run(context, wish);
    };
    registry.change(row, handler);
}

//! Deleted guests from the store's view in memory; event-loop thread.
Result<DeletedGuests::Entry> findDeleted(const GuestParts &parts, const QString &reference)
{
    const auto documents = parts.store.list(QString::fromLatin1(kDeletedPrefix));
    return DeletedGuests::find(DeletedGuests::read(documents), reference);
}

template <class P>
auto deletedResolver(const GuestParts &parts)
{
    return [parts](const P &wish) -> Result<TaskObject> {
        const auto entry = findDeleted(parts, wish.guest);
        if (!entry)
            return fail(entry.error());
        const Api::GuestConfig &config = entry->record.config;
        return TaskObject{u"/guests/"_s + config.uuid, config.name};
    };
}

void registerDeleted(Registry &registry, const GuestParts &parts)
{
    registry.query<Api::Nothing, QList<Api::DeletedGuest>>(
        Api::guestDeletedList,
        [parts](const Caller &, const Api::Nothing &) -> Result<QList<Api::DeletedGuest>> {
            const auto policy =
                DeletedGuests::policyOf(parts.store.document(DeletedGuests::policyKey()));
            QList<Api::DeletedGuest> list;
            const auto documents = parts.store.list(QString::fromLatin1(kDeletedPrefix));
            for (const DeletedGuests::Entry &entry : DeletedGuests::read(documents))
                list.append(DeletedGuests::infoOf(entry.record, policy));
            return list;
        });
    const GuestRestoration restoration(parts);
    ChangeHandler<Api::DeletedRestore, Api::GuestRef> restore;
    restore.object = deletedResolver<Api::DeletedRestore>(parts);
    restore.plan = [restoration](const Caller &, const Api::DeletedRestore &wish) {
        return restoration.plan(wish);
    };
    restore.run = [restoration](TaskContext &context, const Api::DeletedRestore &wish) {
        return restoration.run(context, wish);
    };
    registry.change(Api::guestDeletedRestore, restore);
    const GuestDeletion deletion(parts);
    ChangeHandler<Api::DeletedPurge, Api::Nothing> purge;
    purge.object = deletedResolver<Api::DeletedPurge>(parts);
    purge.plan = [deletion](const Caller &, const Api::DeletedPurge &wish) {
        return deletion.planPurge(wish.guest, wish);
    };
    purge.run = [deletion](TaskContext &context, const Api::DeletedPurge &wish) {
        return deletion.purge(context, wish);
    };
    registry.change(Api::guestDeletedPurge, purge);
}

void registerPolicy(Registry &registry, const GuestParts &parts)
{
    registry.query<Api::Nothing, Api::GuestPolicy>(
        Api::guestPolicyGet, [parts](const Caller &, const Api::Nothing &) {
            return Result<Api::GuestPolicy>(
                DeletedGuests::policyOf(parts.store.document(DeletedGuests::policyKey())));
        });
    ChangeHandler<Api::GuestPolicy, Api::Nothing> set;
    set.object = [](const Api::GuestPolicy &) -> Result<TaskObject> {
        return TaskObject{u"/guests"_s, u"deleted guests"_s};
    };
    set.run = [parts](TaskContext &context, const Api::GuestPolicy &policy) {
        return DeletedGuests(parts).setPolicy(policy, context).map([] { return Api::Nothing{}; });
    };
    set.adjust = [](TaskSpec &spec, const Api::GuestPolicy &) {
        spec.lanes = {DeletedGuests::policyKey()};
    };
    registry.change(Api::guestPolicySet, set);
}

template <class P>
void registerNodeRow(Registry &registry, const GuestParts &parts,
                     const Api::Method<P, Api::Nothing> &row, const QString &words,
                     Result<Api::Nothing> (GuestStartOrder::*function)(TaskContext &) const)
{
    ChangeHandler<P, Api::Nothing> handler;
    handler.object = [parts, words](const P &wish) -> Result<TaskObject> {
        const QString node = parts.roster.node();
        if (!wish.node.isEmpty() && wish.node != node)
            return fail(ErrorCode::NotFound, u"there is no node “%1”"_s.arg(wish.node), {},
                        {{u"field"_s, u"node"_s}});
        return TaskObject{u"/nodes/"_s + node, words};
    };
    handler.run = [parts, function](TaskContext &context, const P &) {
        return (GuestStartOrder(parts).*function)(context);
    };
    handler.adjust = [](TaskSpec &spec, const P &) { spec.lanes = {u"/nodes/guests"_s}; };
    registry.change(row, handler);
}

} // namespace

void registerGuestLifecycle(Registry &registry, TaskRunner &tasks, const GuestParts &parts)
{
    GuestChange(parts).registerRecovery(tasks);
    registry.queryInWorker<Api::GuestRef, QList<Api::PendingChange>>(
        Api::guestPending,
        [parts](const Caller &, const Api::GuestRef &ref) -> Result<QList<Api::PendingChange>> {
            const auto info = parts.roster.find(ref.guest);
            return info ? GuestLive(parts).pending(info->uuid) : fail(info.error());
        });
    registerReversion(registry, parts, Api::guestPendingRevert);
    registerReversion(registry, parts, Api::guestRevert);
    GuestRestoration(parts).registerRecovery(tasks);
    registerDeleted(registry, parts);
    registerPolicy(registry, parts);
    registerNodeRow(registry, parts, Api::nodeStartGuests, u"its guests"_s,
                    &GuestStartOrder::startAll);
    registerNodeRow(registry, parts, Api::nodeShutdownGuests, u"its guests"_s,
                    &GuestStartOrder::shutDownAll);
    new GuestJanitor(tasks, parts, &parts.roster);
}

} // namespace Atoll
