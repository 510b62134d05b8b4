// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dirstorage.h"

#include "newfile.h"
#include "qcow2header.h"
#include "volumename.h"

#include <core/units.h>
#include <system/filedescriptor.h>
#include <system/systemerror.h>

#include <QDir>
#include <QFileInfo>
#include <QLoggingCategory>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

Q_LOGGING_CATEGORY(lcDir, "atoll.agent.storage.dir")

constexpr int kBackingDepth = 16;
constexpr qint64 kSectorBytes = 512;
constexpr qint64 kMaximumVolume = 1LL << 50;
constexpr qint64 kFillStep = 256 * units::MiB;

//! Names of files that are volumes, as readdir gave them.
QStringList volumeNames(const QList<QByteArray> &entries)
{
    QStringList names;
    for (const QByteArray &entry : entries) {
        const QString name = QString::fromUtf8(entry);
        if (name.toUtf8() == entry && volumename::check(name))
            names += name;
    }
    names.sort();
    return names;
}

} // namespace

Result<std::unique_ptr<DirStorage>> DirStorage::create(const StorageConfig &config,
                                                       ProcessRunner &runner)
{
    if (!QDir::isAbsolutePath(config.path) || config.path.contains(QChar::Null))
        return fail(invalidField(u"path"_s, u"must be an absolute path"_s));
    return std::unique_ptr<DirStorage>(new DirStorage(config, runner));
}

DirStorage::DirStorage(const StorageConfig &config, ProcessRunner &runner)
    : m_config(config)
    , m_qemuImg(runner)
{
    m_config.path = QDir::cleanPath(config.path);
}

StorageCapabilities DirStorage::capabilities() const
{
    return {.formats = {Api::VolumeFormat::Qcow2, Api::VolumeFormat::Raw},
            .isThin = true,
            .hasOverlays = true};
}

QString DirStorage::pathOf(const QString &name) const { return m_config.path + u'/' + name; }

Result<FileDescriptor> DirStorage::openDirectory() const
{
    FileDescriptor directory(
        ::open(QFile::encodeName(m_config.path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (directory.isValid())
        return directory;
    Error error =
        systemError(u"storage %1 cannot open %2"_s.arg(m_config.name, m_config.path), errno);
    error.code = ErrorCode::EngineUnavailable;
    error.hint = u"Check that the directory exists and is mounted"_s;
    return fail(error);
}

Result<void> DirStorage::activate()
{
    const Result<FileDescriptor> directory = openDirectory();
    if (!directory)
        return fail(directory.error());
    if (const int removed = NewFile::removeLeftovers(*directory); removed > 0)
        qCInfo(lcDir) << m_config.name << "removed" << removed << "half-made volumes";
    return {};
}

Result<StorageStatus> DirStorage::status()
{
    const Result<FileDescriptor> directory = openDirectory();
    if (!directory)
        return fail(directory.error());
    struct statvfs space = {};
    if (::fstatvfs(directory->get(), &space) != 0)
        return fail(systemError(u"cannot read the free space of %1"_s.arg(m_config.path), errno));
    const auto block = qint64(space.f_frsize);
    return StorageStatus{qint64(space.f_blocks) * block, qint64(space.f_bavail) * block};
}

Result<Api::VolumeInfo> DirStorage::describe(const FileDescriptor &directory,
                                             const QString &name) const
{
    struct stat about = {};
    const QByteArray encoded = name.toUtf8();
    if (::fstatat(directory.get(), encoded.constData(), &about, AT_SYMLINK_NOFOLLOW) != 0
        || !S_ISREG(about.st_mode)) {
        return fail(ErrorCode::NotFound, u"storage %1 has no volume %2"_s.arg(m_config.name, name));
    }
    Api::VolumeInfo info;
    info.storage = m_config.name;
    info.name = name;
    info.format = volumename::formatOf(name);
    info.sizeBytes = about.st_size;
    info.allocatedBytes = qint64(about.st_blocks) * 512;
    if (info.format != Api::VolumeFormat::Qcow2)
        return info;
    const FileDescriptor file(::openat(directory.get(), encoded.constData(),
                                       O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    char bytes[Qcow2Header::kBytes];
    const auto got = file.isValid() ? ::pread(file.get(), bytes, sizeof bytes, 0) : -1;
    if (got < 0)
        return info; // a running guest's file may belong to its hypervisor's user
    const Result<Qcow2Header> header = Qcow2Header::parse(QByteArrayView(bytes, got));
    if (header)
        info.sizeBytes = header->sizeBytes;
    else
        info.format = Api::VolumeFormat::Other;
    return info;
}

Result<QList<Api::VolumeInfo>> DirStorage::volumes()
{
    const Result<FileDescriptor> directory = openDirectory();
    if (!directory)
        return fail(directory.error());
    const Result<QList<QByteArray>> entries = entriesOf(*directory);
    if (!entries)
        return fail(entries.error().prefixed(u"storage %1: "_s.arg(m_config.name)));
    QList<Api::VolumeInfo> volumes;
    for (const QString &name : volumeNames(*entries)) {
        if (const auto info = describe(*directory, name))
            volumes += *info;
    }
    return volumes;
}

Result<Api::VolumeInfo> DirStorage::volume(const QString &name)
{
    if (const auto valid = volumename::check(name); !valid)
        return fail(valid.error());
    const Result<FileDescriptor> directory = openDirectory();
    if (!directory)
        return fail(directory.error());
    return describe(*directory, name);
}

Error DirStorage::noSpace(qint64 neededBytes, qint64 freeBytes) const
{
    return {ErrorCode::NoSpace,
            u"storage %1 is full: %2 needed, %3 free"_s.arg(
                m_config.name, units::formatBytes(neededBytes), units::formatBytes(freeBytes)),
            u"Delete volumes that are not needed, or choose another storage"_s,
            {{u"storage"_s, m_config.name},
             {u"neededBytes"_s, neededBytes},
             {u"freeBytes"_s, freeBytes}}};
}

Result<void> DirStorage::checkSpace(const VolumeSpec &spec, qint64 sizeBytes)
{
    const Result<StorageStatus> now = status();
    if (!now)
        return fail(now.error());
    // An empty qcow2 image takes four clusters, and tables of 1/8192 of its size when preallocated.
    constexpr qint64 emptyImage = 256 * units::KiB;
    const qint64 needed =
        spec.isPreallocated ? sizeBytes + sizeBytes / 8192 + emptyImage : emptyImage;
    if (now->freeBytes < needed)
        return fail(noSpace(needed, now->freeBytes));
    return {};
}

Result<void> DirStorage::fill(const NewFile &file, const VolumeSpec &spec, qint64 sizeBytes,
                              const WorkContext &context)
{
    if (spec.format == Api::VolumeFormat::Qcow2)
        return m_qemuImg.create(pathOf(file.name()), spec.format, sizeBytes, spec.isPreallocated,
                                context.stop);
    if (!spec.isPreallocated) {
        if (::ftruncate(file.get(), sizeBytes) != 0)
            return fail(systemError(u"cannot set the size"_s, errno));
        return {};
    }
    for (qint64 done = 0; done < sizeBytes;) {
        if (context.stop.stop_requested())
            return fail(ErrorCode::Cancelled, u"making the volume was cancelled"_s);
        const qint64 step = std::min(kFillStep, sizeBytes - done);
        if (::fallocate(file.get(), 0, done, step) != 0)
            return fail(systemError(u"cannot reserve the space"_s, errno));
        done += step;
        if (context.progress)
            context.progress(done, sizeBytes);
    }
    return {};
}

Result<Api::VolumeInfo> DirStorage::create(const VolumeSpec &spec, const WorkContext &context)
{
    const QString name = volumename::withEnding(spec.name, spec.format);
    if (const auto valid = volumename::check(name); !valid)
        return fail(valid.error());
    if (!capabilities().formats.contains(spec.format))
        return fail(invalidField(u"format"_s, u"must be qcow2 or raw"_s));
    if (spec.sizeBytes <= 0 || spec.sizeBytes > kMaximumVolume)
        return fail(invalidField(u"sizeBytes"_s, u"must be between 1 byte and 1 PiB"_s));
    const qint64 sizeBytes = (spec.sizeBytes + kSectorBytes - 1) / kSectorBytes * kSectorBytes;

    const Result<FileDescriptor> directory = openDirectory();
    if (!directory)
        return fail(directory.error());
    if (describe(*directory, name)) {
        return fail(ErrorCode::AlreadyExists,
                    u"storage %1 already has a volume %2"_s.arg(m_config.name, name),
                    u"Choose another name"_s);
    }
    if (const auto space = checkSpace(spec, sizeBytes); !space)
        return fail(space.error());

    const auto made = [&]() -> Result<void> {
        Result<NewFile> file = NewFile::create(*directory);
        if (!file)
            return fail(file.error());
        if (const auto filled = fill(*file, spec, sizeBytes, context); !filled)
            return filled;
        if (context.stop.stop_requested())
            return fail(ErrorCode::Cancelled, u"making the volume was cancelled"_s);
        return file->publish(name);
    }();
    if (!made) {
        if (made.error().code == ErrorCode::NoSpace) {
            const Result<StorageStatus> now = status();
            return fail(noSpace(spec.isPreallocated ? sizeBytes : 0, now ? now->freeBytes : 0));
        }
        return fail(made.error().prefixed(
            u"cannot make volume %1 in storage %2: "_s.arg(name, m_config.name)));
    }
    qCInfo(lcDir) << m_config.name << "created" << name << sizeBytes;
    return describe(*directory, name);
}

Result<QStringList> DirStorage::backedBy(const FileDescriptor &directory, const QString &name)
{
    const Result<QList<QByteArray>> entries = entriesOf(directory);
    if (!entries)
        return fail(entries.error());
    QStringList users;
    for (const QString &other : volumeNames(*entries)) {
        if (other == name || volumename::formatOf(other) != Api::VolumeFormat::Qcow2)
            continue;
        const FileDescriptor file(::openat(directory.get(), other.toUtf8().constData(),
                                           O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
        char bytes[Qcow2Header::kBytes];
        const auto got = file.isValid() ? ::pread(file.get(), bytes, sizeof bytes, 0) : -1;
        const auto header = Qcow2Header::parse(QByteArrayView(bytes, std::max<qsizetype>(got, 0)));
        if (!header || (!header->hasBackingFile && !header->hasDataFile))
            continue;
        const Result<ImageInfo> info = m_qemuImg.info(pathOf(other), Api::VolumeFormat::Qcow2);
        const QDir base(m_config.path);
        if (info
            && (volumeAt(base.absoluteFilePath(info->backingFile)) == name
                || volumeAt(base.absoluteFilePath(info->dataFile)) == name))
            users += other;
    }
    return users;
}

Result<void> DirStorage::remove(const QString &name)
{
    if (const auto valid = volumename::check(name); !valid)
        return fail(valid.error());
    const Result<FileDescriptor> directory = openDirectory();
    if (!directory)
        return fail(directory.error());
    if (!describe(*directory, name))
        return {};
    const Result<QStringList> users = backedBy(*directory, name);
    if (!users)
        return fail(users.error());
    if (!users->isEmpty()) {
        return fail(ErrorCode::InvalidState,
                    u"volume %1 is the base of %2"_s.arg(name, users->join(u", ")),
                    u"Delete or flatten these first"_s);
    }
    if ((::unlinkat(directory->get(), name.toUtf8().constData(), 0) != 0 && errno != ENOENT)
        || ::fsync(directory->get()) != 0)
        return fail(systemError(u"cannot delete volume %1"_s.arg(name), errno));
    qCInfo(lcDir) << m_config.name << "deleted" << name;
    return {};
}

Result<Api::VolumeInfo> DirStorage::resize(const QString &name, qint64 sizeBytes)
{
    const Result<Api::VolumeInfo> before = volume(name);
    if (!before)
        return before;
    if (!capabilities().formats.contains(before->format))
        return fail(ErrorCode::Unsupported, u"%1 cannot be resized"_s.arg(name));
    if (sizeBytes < before->sizeBytes || sizeBytes > kMaximumVolume) {
        return fail(
            invalidField(u"sizeBytes"_s, u"must be between the present size, %1, and 1 PiB"_s.arg(
                                             units::formatBytes(before->sizeBytes))));
    }
    const qint64 rounded = (sizeBytes + kSectorBytes - 1) / kSectorBytes * kSectorBytes;
    if (const auto done = m_qemuImg.resize(pathOf(name), before->format, rounded); !done)
        return fail(done.error().prefixed(u"cannot resize %1: "_s.arg(name)));
    return volume(name);
}

Result<VolumeSource> DirStorage::source(const QString &name)
{
    const Result<Api::VolumeInfo> info = volume(name);
    if (!info)
        return fail(info.error());
    VolumeSource source;
    source.format = info->format;
    source.path = pathOf(name);
    source.isReadOnly = info->format == Api::VolumeFormat::Iso;
    return source;
}

Result<void> DirStorage::vet(const QString &name)
{
    const Result<Api::VolumeInfo> info = volume(name);
    if (!info)
        return fail(info.error());
    if (info->format == Api::VolumeFormat::Other) {
        return fail(ErrorCode::InvalidParams, u"%1 is not an image that guests can use"_s.arg(name),
                    u"Use files that end in .qcow2, .raw, .img or .iso and are what they say"_s);
    }
    if (info->format == Api::VolumeFormat::Vmdk) {
        // Its descriptor may name any file of the node as its data.
        return fail(ErrorCode::InvalidParams, u"%1 cannot be a guest's disk"_s.arg(name),
                    u"Import it; then it is converted"_s);
    }
    return info->format == Api::VolumeFormat::Qcow2 ? vetImage(pathOf(name), 0) : Result<void>();
}

Result<void> DirStorage::vetImage(const QString &path, int depth)
{
    const QString name = QFileInfo(path).fileName();
    const auto refuse = [&](const QString &why) {
        return fail(ErrorCode::PermissionDenied, u"image %1 is refused: %2"_s.arg(name, why),
                    u"Flatten it with qemu-img convert, then try again"_s);
    };
    if (depth >= kBackingDepth)
        return refuse(u"its chain of backing files is too long"_s);
    const Result<ImageInfo> info = m_qemuImg.info(path, Api::VolumeFormat::Qcow2);
    if (!info)
        return fail(info.error());
    if (!info->dataFile.isEmpty())
        return refuse(u"its data is in another file, %1"_s.arg(info->dataFile));
    if (info->backingFile.isEmpty())
        return {};
    const QString below = volumeAt(QDir(m_config.path).absoluteFilePath(info->backingFile));
    if (below.isEmpty() || !volume(below)) {
        return refuse(u"it is backed by %1, which is outside of storage %2"_s.arg(info->backingFile,
                                                                                  m_config.name));
    }
    // What has no ending would be probed by the hypervisor.
    if (volumename::formatOf(below) != Api::VolumeFormat::Qcow2)
        return {};
    return vetImage(pathOf(below), depth + 1);
}

QString DirStorage::volumeAt(const QString &path) const
{
    const QString clean = QDir::cleanPath(path);
    const QString name = clean.section(u'/', -1);
    return clean == pathOf(name) && volumename::check(name) ? name : QString();
}

} // namespace Atoll
