// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestvolumes.h"

#include "guestrules.h"

#include <core/units.h>
#include <system/filedescriptor.h>
#include <tasks/rollback.h>

#include <QFile>

#include <fcntl.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

using Api::DiskConfig;
using Api::DiskKind;

bool isNew(const DiskConfig &disk)
{
    return disk.kind == DiskKind::Disk && disk.volume.isEmpty() && !disk.storage.isEmpty();
}

//! Not every file system can bypass the host's cache (tmpfs cannot on older kernels).
bool canDirectIo(const QString &path)
{
    const FileDescriptor file(
        ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECT | O_CLOEXEC));
    return file.isValid();
}

} // namespace

Result<QString> GuestVolumes::freeName(StorageDriver &storage, int id)
{
    const auto volumes = storage.volumes();
    if (!volumes)
        return fail(volumes.error());
    for (int number = 0;; ++number) { // the lowest that is free
        const QString name = guestrules::volumeName(id, number);
        const bool isTaken =
            std::any_of(volumes->begin(), volumes->end(), [&](const Api::VolumeInfo &volume) {
                return volume.name == name || volume.name.startsWith(name + u'.');
            });
        if (!isTaken)
            return name;
    }
}

Result<void> GuestVolumes::create(Api::GuestConfig &config, TaskContext &context,
                                  Rollback &rollback) const
{
    for (DiskConfig &disk : config.disks) {
        if (!isNew(disk))
            continue;
        if (const auto go = context.mayGoOn(); !go)
            return go;
        if (const auto made = createOne(disk, config.id, context, rollback); !made)
            return fail(made.error().prefixed(u"cannot make the disk %1"_s.arg(disk.target)));
    }
    return {};
}

Result<void> GuestVolumes::createOne(DiskConfig &disk, int id, TaskContext &context,
                                     Rollback &rollback) const
{
    const auto storage = m_parts.storages.storage(disk.storage);
    if (!storage)
        return fail(storage.error());
    const auto name = freeName(**storage, id);
    if (!name)
        return fail(name.error());
    const QString words =
        u"%1 of %2 in storage %3"_s.arg(*name, units::formatBytes(disk.sizeBytes), disk.storage);
    context.setStage(u"Making volume "_s + words);
    const auto noted = rollback.intend(
        u"guest.volume"_s,
        {{u"storage"_s, disk.storage}, {u"volume"_s, *name}, {u"format"_s, int(disk.format)}});
    if (!noted)
        return noted;
    std::stop_source stop;
    const auto hook = context.onCancel([&stop] { stop.request_stop(); });
    const WorkContext work{
        stop.get_token(), [&context](qint64 done, qint64 total) { context.setBytes(done, total); }};
    const auto made = (*storage)->create({*name, disk.format, disk.sizeBytes}, work);
    if (!made)
        return fail(made.error());
    disk.volume = made->name;
    disk.format = made->format;
    context.log(u"Made volume "_s + words);
    return {};
}

Result<void> GuestVolumes::vet(const Api::GuestConfig &config) const
{
    const VolumeUse use = m_parts.roster.volumeUse();
    for (qsizetype i = 0; i < config.disks.size(); ++i) {
        const DiskConfig &disk = config.disks.at(i);
        if (disk.storage.isEmpty())
            continue;
        const QString field = u"disks[%1].%2"_s.arg(i);
        const auto storage = m_parts.storages.storage(disk.storage);
        if (!storage && storage.error().code == ErrorCode::NotFound)
            return fail(invalidField(field.arg(u"storage"_s),
                                     u"names no storage: “%1”"_s.arg(disk.storage)));
        if (!storage)
            return fail(storage.error());
        if (disk.volume.isEmpty())
            continue;
        const auto source = (*storage)->source(disk.volume);
        if (!source)
            return fail(source.error());
        if (const auto safe = (*storage)->vet(disk.volume); !safe)
            return safe;
        const QString user = use.byPath.value(
            source->path, use.byName.value(VolumeUse::nameOf(disk.storage, disk.volume)));
        if (disk.kind == DiskKind::Disk && !user.isEmpty() && user != config.uuid) {
            const auto other = m_parts.roster.find(user);
            return fail(
                ErrorCode::Busy,
                u"volume %1 belongs to the guest %2"_s.arg(disk.volume, other ? other->name : user),
                u"Two guests on one disk destroy its file system."_s,
                {{u"field"_s, field.arg(u"volume"_s)}});
        }
    }
    return {};
}

Result<void> GuestVolumes::grow(const Api::GuestConfig &before, const Api::GuestConfig &after,
                                bool isRunning, TaskContext &context) const
{
    for (const DiskConfig &disk : after.disks) {
        const auto former =
            std::find_if(before.disks.begin(), before.disks.end(), [&](const DiskConfig &other) {
                return other.target == disk.target && other.volume == disk.volume;
            });
        if (former == before.disks.end() || former->sizeBytes == disk.sizeBytes
            || disk.volume.isEmpty() || disk.kind != DiskKind::Disk)
            continue;
        const QString size = units::formatBytes(disk.sizeBytes);
        context.setStage(u"Growing %1 to %2"_s.arg(disk.target, size));
        if (isRunning) {
            const auto grown =
                m_parts.hypervisor.resizeDisk(after.uuid, disk.target, disk.sizeBytes);
            if (!grown)
                return grown;
        } else {
            const auto storage = m_parts.storages.storage(disk.storage);
            if (!storage)
                return fail(storage.error());
            if (const auto grown = (*storage)->resize(disk.volume, disk.sizeBytes); !grown)
                return fail(grown.error());
        }
        context.log(u"Grew %1 to %2"_s.arg(disk.target, size));
    }
    return {};
}

Result<void> GuestVolumes::remove(const QString &storageName, const QString &volume) const
{
    const auto storage = m_parts.storages.storage(storageName);
    if (!storage)
        return fail(storage.error());
    return (*storage)->remove(volume);
}

Result<Kvm::DiskSource> GuestVolumes::sourceOf(const DiskConfig &disk) const
{
    if (disk.storage.isEmpty())
        return Kvm::DiskSource{disk.path, disk.format, disk.path.startsWith(u"/dev/"), false};
    const auto storage = m_parts.storages.storage(disk.storage);
    if (!storage)
        return fail(storage.error());
    const auto source = (*storage)->source(disk.volume);
    if (!source)
        return fail(source.error());
    if (source->kind == VolumeSource::Kind::Network)
        return fail(ErrorCode::Unsupported,
                    u"disks on the network storage %1 are not possible yet"_s.arg(disk.storage));
    return Kvm::DiskSource{source->path, source->format, source->kind == VolumeSource::Kind::Block,
                           canDirectIo(source->path)};
}

Result<Kvm::RenderContext> GuestVolumes::locate(const Api::GuestConfig &config,
                                                const Kvm::HostCapabilities &host) const
{
    Kvm::RenderContext context{host, {}};
    for (const DiskConfig &disk : config.disks) {
        if (disk.path.isEmpty() && disk.volume.isEmpty())
            continue;
        const auto source = sourceOf(disk);
        if (!source)
            return fail(source.error());
        context.disks.insert(disk.target, *source);
    }
    return context;
}

Kvm::RenderContext GuestVolumes::imagine(const Api::GuestConfig &config,
                                         const Kvm::HostCapabilities &host) const
{
    Kvm::RenderContext context{host, {}};
    for (const DiskConfig &disk : config.disks) {
        if (isNew(disk)) {
            context.disks.insert(
                disk.target, {u"(new volume in %1)"_s.arg(disk.storage), disk.format, false, true});
        } else if (!disk.path.isEmpty() || !disk.volume.isEmpty()) {
            context.disks.insert(disk.target, sourceOf(disk).value_or(Kvm::DiskSource{
                                                  disk.volume, disk.format, false, false}));
        }
    }
    return context;
}

void GuestVolumes::recognize(Api::GuestConfig &config) const
{
    for (DiskConfig &disk : config.disks) {
        for (const QString &name : m_parts.storages.storageNames()) {
            const auto storage = m_parts.storages.storage(name);
            const QString volume =
                storage && !disk.path.isEmpty() ? (*storage)->volumeAt(disk.path) : QString();
            if (volume.isEmpty())
                continue;
            disk.storage = name;
            disk.volume = volume;
            disk.path.clear();
            if (const auto info = (*storage)->volume(volume))
                disk.sizeBytes = info->sizeBytes;
        }
        if (!disk.sizeBytes && !disk.path.isEmpty() && disk.kind == DiskKind::Disk)
            disk.sizeBytes = m_parts.hypervisor.diskBytes(config.uuid, disk.target).value_or(0);
    }
}

} // namespace Atoll
