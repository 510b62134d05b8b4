// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storagedisc.h"

#include "discimage.h"
#include "sentfiles.h"
#include "storagelookup.h"
#include "transferstream.h"
#include "volumename.h"
#include "volumewriter.h"

#include <core/units.h>
#include <server/registry.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr qint64 kPiece = 256 * 1024;
constexpr qint64 kDiscBytes = 4LL << 30;
constexpr std::chrono::minutes kToolTimeout{15};

Result<void> checkDisc(const Api::StorageDisc &wish)
{
    if (const auto name = volumename::check(wish.name); !name)
        return name;
    if (!wish.name.endsWith(".iso"_L1, Qt::CaseInsensitive))
        return fail(invalidField(u"name"_s, u"must end with .iso"_s));
    const auto size = checkSentFiles(wish.files, kDiscBytes);
    return size ? Result<void>() : fail(size.error());
}

Error fileError(const QFile &file)
{
    return {ErrorCode::Internal, u"cannot write %1: %2"_s.arg(file.fileName(), file.errorString()),
            u"See whether the disk of the agent's state directory is full."_s};
}

Result<void> receive(TransferStream &stream, TaskContext &context, const Api::StorageDisc &wish,
                     const QString &folder)
{
    const qint64 all = checkSentFiles(wish.files, kDiscBytes).value_or(0);
    qint64 done = 0;
    for (const Api::SentFile &sent : wish.files) {
        context.setStage(u"Receiving %1"_s.arg(sent.name));
        QFile file(folder + u'/' + sent.name);
        if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
            return fail(fileError(file));
        for (qint64 left = sent.sizeBytes; left > 0;) {
            const auto bytes = stream.read(std::min(kPiece, left));
            if (!bytes)
                return fail(bytes.error());
            if (file.write(*bytes) != bytes->size())
                return fail(fileError(file));
            left -= bytes->size();
            done += bytes->size();
            context.setBytes(done, all);
        }
        if (!file.flush())
            return fail(fileError(file));
    }
    return {};
}

Result<Api::TransferResult> keep(StorageDriver &storage, const Api::StorageDisc &wish,
                                 const QString &path, TaskContext &context)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::EngineFailed, u"xorriso made no image"_s);
    auto writer = VolumeWriter::create(storage, {wish.name, {}, file.size()}, {});
    if (!writer)
        return fail(writer.error());
    context.setStage(u"Writing %1"_s.arg(wish.name));
    while (!file.atEnd()) {
        if (const auto go = context.mayGoOn(); !go)
            return fail(go.error());
        if (const auto written = (*writer)->write(file.read(kPiece)); !written)
            return fail(written.error());
        context.setBytes(file.pos(), file.size());
    }
    const auto made = (*writer)->finish();
    if (!made)
        return fail(made.error());
    return Api::TransferResult{wish.storage, made->name, file.size(), (*writer)->sha256()};
}

Result<Api::TransferResult> takeDisc(StorageLookup &storages, ProcessRunner &processes,
                                     const QString &workFolder, TaskContext &context,
                                     const Api::StorageDisc &wish, const FileDescriptor &socket)
{
    const auto storage = storages.storage(wish.storage);
    if (!storage)
        return fail(storage.error());
    if ((*storage)->volume(wish.name))
        return fail(ErrorCode::AlreadyExists,
                    u"storage %1 already has a volume %2"_s.arg(wish.storage, wish.name),
                    u"Choose another name."_s, {{u"field"_s, u"name"_s}});
    QDir().mkpath(workFolder);
    const QTemporaryDir folder(workFolder + u"/XXXXXX"_s);
    const QString source = folder.filePath(u"files"_s);
    const QString target = folder.filePath(u"disc.iso"_s);
    if (!folder.isValid() || !QDir().mkpath(source))
        return fail(ErrorCode::Internal,
                    u"cannot make a temporary directory: "_s + folder.errorString());
    TransferStream stream(socket, context);
    if (const auto came = receive(stream, context, wish, source); !came)
        return fail(came.error());
    context.setStage(u"Making the CD"_s);
    std::stop_source stop;
    const auto hook = context.onCancel([&stop] { stop.request_stop(); });
    const auto made =
        makeDiscImage(processes, {source, target, u"FILES"_s, kToolTimeout, stop.get_token()});
    if (!made)
        return fail(made.error().prefixed(u"cannot make the CD: "_s));
    return keep(**storage, wish, target, context);
}

} // namespace

void registerStorageDiscs(Registry &registry, StorageLookup &storages, ProcessRunner &processes,
                          const QString &workFolder)
{
    QDir(workFolder).removeRecursively();
    TransferHandler<Api::StorageDisc, Api::TransferResult> disc;
    disc.object = [&storages](const Api::StorageDisc &wish) -> Result<TaskObject> {
        if (const auto driver = storages.storage(wish.storage); !driver)
            return fail(driver.error());
        if (const auto ok = checkDisc(wish); !ok)
            return fail(ok.error());
        return TaskObject{u"/storages/"_s + wish.storage, wish.name};
    };
    disc.run = [&storages, &processes, workFolder](TaskContext &context,
                                                   const Api::StorageDisc &wish,
                                                   const FileDescriptor &socket) {
        return takeDisc(storages, processes, workFolder, context, wish, socket);
    };
    registry.transfer(Api::storageDisc, disc);
}

} // namespace Atoll
