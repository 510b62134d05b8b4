// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guesttransferservice.h"

#include "guestdiskmove.h"
#include "guestexport.h"
#include "guestimport.h"
#include "guestownvolumes.h"

#include <server/registry.h>
#include <storage/transferstream.h>
#include <storage/volumewriter.h>
#include <tasks/taskrunner.h>

#include <QUuid>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

template <class P>
std::function<Result<TaskObject>(const P &)> resolver(const GuestParts &parts)
{
    return [parts](const P &params) -> Result<TaskObject> {
        const auto info = parts.roster.find(params.guest);
        if (!info)
            return fail(info.error());
        return TaskObject{u"/guests/"_s + info->uuid, info->name};
    };
}

void registerImport(Registry &registry, const GuestParts &parts)
{
    registry.queryInWorker<Api::ImportSources, Api::ImportProposal>(
        Api::guestImportInspect, [parts](const Caller &, const Api::ImportSources &wish) {
            return GuestImport(parts).inspect(wish);
        });
    ChangeHandler<Api::GuestImport, Api::GuestRef> handler;
    handler.object = [](const Api::GuestImport &wish) -> Result<TaskObject> {
        return TaskObject{u"/guests/"_s + QUuid::createUuid().toString(QUuid::WithoutBraces),
                          wish.name.isEmpty() ? wish.sources.first().volume : wish.name};
    };
    handler.plan = [parts](const Caller &, const Api::GuestImport &wish) {
        return GuestImport(parts).plan(wish);
    };
    handler.run = [parts](TaskContext &context, const Api::GuestImport &wish) {
        return GuestImport(parts).run(context, wish);
    };
    registry.change(Api::guestImport, handler);
}

Result<Api::TransferResult> exportInto(const GuestParts &parts, TaskContext &context,
                                       const Api::GuestExportFile &wish)
{
    const auto storage = parts.storages.storage(wish.storage);
    if (!storage)
        return fail(storage.error());
    auto writer = VolumeWriter::create(**storage, {wish.name, {}, 0}, {});
    if (!writer)
        return fail(writer.error());
    auto written =
        GuestExport(parts).run(context, {wish.guest, wish.kind, wish.target, wish.snapshot},
                               [&](QByteArrayView bytes) { return (*writer)->write(bytes); });
    if (!written)
        return written;
    const auto made = (*writer)->finish();
    if (!made)
        return fail(made.error());
    written->storage = wish.storage;
    written->volume = made->name;
    return written;
}

void registerExport(Registry &registry, const GuestParts &parts)
{
    TransferHandler<Api::GuestExport, Api::TransferResult> stream;
    stream.object = resolver<Api::GuestExport>(parts);
    stream.run = [parts](TaskContext &context, const Api::GuestExport &wish,
                         const FileDescriptor &socket) {
        TransferStream out(socket, context);
        return GuestExport(parts).run(context, wish,
                                      [&out](QByteArrayView bytes) { return out.write(bytes); });
    };
    // It must not start, change or go meanwhile.
    stream.adjust = [](TaskSpec &spec, const Api::GuestExport &wish) {
        if (wish.snapshot.isEmpty())
            spec.lanes = {spec.object};
    };
    registry.transfer(Api::guestExport, stream);
    ChangeHandler<Api::GuestExportFile, Api::TransferResult> file;
    file.object = resolver<Api::GuestExportFile>(parts);
    file.run = [parts](TaskContext &context, const Api::GuestExportFile &wish) {
        return exportInto(parts, context, wish);
    };
    registry.change(Api::guestExportFile, file);
}

template <class P, class Worker>
auto planner(const GuestParts &parts,
             Result<Api::Plan> (Worker::*function)(const QString &, const P &) const)
{
    return [parts, function](const Caller &, const P &wish) -> Result<Api::Plan> {
        const auto info = parts.roster.find(wish.guest);
        if (!info)
            return fail(info.error());
        return (Worker(parts).*function)(info->uuid, wish);
    };
}

void registerDisks(Registry &registry, const GuestParts &parts)
{
    registry.queryInWorker<Api::GuestRef, QList<Api::GuestVolume>>(
        Api::guestVolumes,
        [parts](const Caller &, const Api::GuestRef &ref) -> Result<QList<Api::GuestVolume>> {
            const auto info = parts.roster.find(ref.guest);
            return info ? GuestOwnVolumes(parts).list(info->uuid) : fail(info.error());
        });
    ChangeHandler<Api::DiskMove, Api::GuestRef> move;
    move.object = resolver<Api::DiskMove>(parts);
    move.plan = planner<Api::DiskMove, GuestDiskMove>(parts, &GuestDiskMove::plan);
    move.run = [parts](TaskContext &context, const Api::DiskMove &wish) {
        return GuestDiskMove(parts).run(context, wish);
    };
    registry.change(Api::guestDiskMove, move);
    ChangeHandler<Api::DiskDelete, Api::Nothing> remove;
    remove.object = resolver<Api::DiskDelete>(parts);
    remove.plan = planner<Api::DiskDelete, GuestOwnVolumes>(parts, &GuestOwnVolumes::planDelete);
    remove.run = [parts](TaskContext &context, const Api::DiskDelete &wish) {
        return GuestOwnVolumes(parts).remove(context, wish);
    };
    registry.change(Api::guestDiskDelete, remove);
    ChangeHandler<Api::DiskReassign, Api::GuestRef> reassign;
    reassign.object = resolver<Api::DiskReassign>(parts);
    reassign.plan =
        planner<Api::DiskReassign, GuestOwnVolumes>(parts, &GuestOwnVolumes::planReassign);
    reassign.run = [parts](TaskContext &context, const Api::DiskReassign &wish) {
        return GuestOwnVolumes(parts).reassign(context, wish);
    };
    reassign.adjust = [parts](TaskSpec &spec, const Api::DiskReassign &wish) {
        if (const auto other = parts.roster.find(wish.toGuest))
            spec.lanes.append(u"/guests/"_s + other->uuid);
    };
    registry.change(Api::guestDiskReassign, reassign);
}

} // namespace

void registerGuestTransfers(Registry &registry, TaskRunner &tasks, const GuestParts &parts)
{
    GuestDiskMove(parts).registerRecovery(tasks);
    GuestOwnVolumes(parts).registerRecovery(tasks);
    registerImport(registry, parts);
    registerExport(registry, parts);
    registerDisks(registry, parts);
}

} // namespace Atoll
