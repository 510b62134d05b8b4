// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storagetransfer.h"

#include "storagelookup.h"
#include "transferstream.h"
#include "volumename.h"
#include "volumewriter.h"
#include "webfetch.h"

#include <api/storagetransfer.h>
#include <core/units.h>
#include <server/registry.h>
#include <system/systemerror.h>

#include <QFile>

#include <fcntl.h>
#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr qint64 kPiece = 256 * 1024;

std::function<Result<TaskObject>(const QString &, const QString &)>
resolver(StorageLookup &storages)
{
    return [&storages](const QString &storage, const QString &volume) -> Result<TaskObject> {
        if (const auto driver = storages.storage(storage); !driver)
            return fail(driver.error());
        if (const auto name = volumename::check(volume); !name)
            return fail(name.error());
        return TaskObject{u"/storages/"_s + storage, volume};
    };
}

Result<Api::TransferResult> takeUpload(StorageLookup &storages, TaskContext &context,
                                       const Api::StorageUpload &wish, const FileDescriptor &socket)
{
    const auto storage = storages.storage(wish.storage);
    if (!storage)
        return fail(storage.error());
    auto writer =
        VolumeWriter::create(**storage, {wish.name, {}, wish.sizeBytes}, {wish.sha256, {}});
    if (!writer)
        return fail(writer.error());
    context.setStage(u"Receiving %1"_s.arg(wish.name));
    TransferStream stream(socket, context);
    while ((*writer)->sizeBytes() < wish.sizeBytes) {
        const auto bytes = stream.read(std::min(kPiece, wish.sizeBytes - (*writer)->sizeBytes()));
        if (!bytes)
            return fail(bytes.error());
        if (const auto written = (*writer)->write(*bytes); !written)
            return fail(written.error());
        context.setBytes((*writer)->sizeBytes(), wish.sizeBytes);
    }
    context.setStage(u"Writing %1 to stable storage"_s.arg(wish.name));
    const auto made = (*writer)->finish();
    if (!made)
        return fail(made.error());
    context.log(u"Received %1 as %2"_s.arg(units::formatBytes(wish.sizeBytes), made->name));
    return Api::TransferResult{wish.storage, made->name, wish.sizeBytes, (*writer)->sha256()};
}

Result<Api::TransferResult> giveDownload(StorageLookup &storages, TaskContext &context,
                                         const Api::VolumeRef &ref, const FileDescriptor &socket)
{
    const auto storage = storages.storage(ref.storage);
    if (!storage)
        return fail(storage.error());
    const auto source = (*storage)->source(ref.volume);
    if (!source)
        return fail(source.error());
    const FileDescriptor file(
        ::open(QFile::encodeName(source->path).constData(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    struct stat about = {};
    if (!file.isValid() || ::fstat(file.get(), &about) != 0)
        return fail(systemError(u"cannot open volume %1"_s.arg(ref.volume), errno));
    context.setStage(u"Sending %1"_s.arg(ref.volume));
    TransferStream stream(socket, context);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    QByteArray piece(kPiece, Qt::Uninitialized);
    qint64 done = 0;
    while (true) {
        const auto got = ::read(file.get(), piece.data(), size_t(piece.size()));
        if (got < 0)
            return fail(systemError(u"cannot read volume %1"_s.arg(ref.volume), errno));
        if (got == 0)
            break;
        const QByteArrayView bytes(piece.constData(), got);
        hash.addData(bytes);
        if (const auto sent = stream.write(bytes); !sent)
            return fail(sent.error());
        done += got;
        context.setBytes(done, std::max(done, qint64(about.st_size)));
    }
    context.log(u"Sent %1"_s.arg(units::formatBytes(done)));
    return Api::TransferResult{ref.storage, ref.volume, done,
                               QString::fromLatin1(hash.result().toHex())};
}

ChangeHandler<Api::StorageFetch, Api::TransferResult> fetching(StorageLookup &storages)
{
    ChangeHandler<Api::StorageFetch, Api::TransferResult> handler;
    handler.object = [resolve = resolver(storages)](const Api::StorageFetch &wish) {
        const auto url = WebFetch::checkUrl(wish.url);
        return url ? resolve(wish.storage, WebFetch::nameFor(wish)) : fail(url.error());
    };
    handler.plan = [&storages](const Caller &, const Api::StorageFetch &wish) -> Result<Api::Plan> {
        const QString name = WebFetch::nameFor(wish);
        if (const auto ok = WantedHashes{wish.sha256, wish.sha512}.check(); !ok)
            return fail(ok.error());
        const auto storage = storages.storage(wish.storage);
        if (!storage)
            return fail(storage.error());
        if ((*storage)->volume(name))
            return fail(ErrorCode::AlreadyExists,
                        u"storage %1 already has a volume %2"_s.arg(wish.storage, name),
                        u"Choose another name"_s, {{u"field"_s, u"name"_s}});
        Api::Plan plan;
        plan.steps = {u"Fetch %1"_s.arg(wish.url),
                      wish.sha256.isEmpty() && wish.sha512.isEmpty()
                          ? u"Take it as it comes: no checksum was given"_s
                          : u"Check its checksum"_s,
                      u"Keep it as volume %1 in storage %2"_s.arg(name, wish.storage)};
        return plan;
    };
    handler.run = [&storages](TaskContext &context, const Api::StorageFetch &wish) {
        return WebFetch(storages).run(context, wish);
    };
    handler.adjust = [](TaskSpec &spec, const Api::StorageFetch &wish) {
        spec.lanes = {u"/storages/%1/%2"_s.arg(wish.storage, WebFetch::nameFor(wish))};
    };
    return handler;
}

} // namespace

void registerStorageTransfers(Registry &registry, StorageLookup &storages)
{
    TransferHandler<Api::StorageUpload, Api::TransferResult> upload;
    upload.object = [resolve = resolver(storages)](const Api::StorageUpload &wish) {
        const auto ok = WantedHashes{wish.sha256, {}}.check();
        return ok ? resolve(wish.storage, wish.name) : fail(ok.error());
    };
    upload.run = [&storages](TaskContext &context, const Api::StorageUpload &wish,
                             const FileDescriptor &socket) {
        return takeUpload(storages, context, wish, socket);
    };
    registry.transfer(Api::storageUpload, upload);

    TransferHandler<Api::VolumeRef, Api::TransferResult> download;
    download.object = [resolve = resolver(storages)](const Api::VolumeRef &ref) {
        return resolve(ref.storage, ref.volume);
    };
    download.run = [&storages](TaskContext &context, const Api::VolumeRef &ref,
                               const FileDescriptor &socket) {
        return giveDownload(storages, context, ref, socket);
    };
    registry.transfer(Api::storageDownload, download);
    registry.change(Api::storageFetch, fetching(storages));
}

} // namespace Atoll
