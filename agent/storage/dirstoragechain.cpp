// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Volumes of a directory that stand on others, and copies.

#include "dirstorage.h"
#include "newfile.h"
#include "volumename.h"

#include <system/filedescriptor.h>
#include <system/systemerror.h>

#include <QDir>
#include <QLoggingCategory>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

Q_LOGGING_CATEGORY(lcChain, "atoll.agent.storage.dir")

constexpr mode_t kWritable = 0600;
constexpr mode_t kReadOnly = 0444;

} // namespace

Result<Api::VolumeInfo>
DirStorage::publish(const QString &name, const WorkContext &context,
                    const std::function<Result<void>(const QString &path)> &fillFile)
{
    if (const auto valid = volumename::check(name); !valid)
        return fail(valid.error());
    const Result<FileDescriptor> directory = openDirectory();
    if (!directory)
        return fail(directory.error());
    if (describe(*directory, name))
        return fail(ErrorCode::AlreadyExists,
                    u"storage %1 already has a volume %2"_s.arg(m_config.name, name),
                    u"Choose another name"_s);
    const auto made = [&]() -> Result<void> {
        Result<NewFile> file = NewFile::create(*directory);
        if (!file)
            return fail(file.error());
        if (const auto filled = fillFile(pathOf(file->name())); !filled)
            return filled;
        if (context.stop.stop_requested())
            return fail(ErrorCode::Cancelled, u"making the volume was cancelled"_s);
        return file->publish(name);
    }();
    if (!made)
        return fail(made.error().prefixed(
            u"cannot make volume %1 in storage %2: "_s.arg(name, m_config.name)));
    qCInfo(lcChain) << m_config.name << "created" << name;
    return describe(*directory, name);
}

Result<Api::VolumeInfo> DirStorage::createOverlay(const OverlaySpec &spec,
                                                  const WorkContext &context)
{
    const auto base = volume(spec.base);
    if (!base)
        return fail(base.error());
    if (!capabilities().formats.contains(base->format))
        return fail(ErrorCode::Unsupported, u"nothing can stand on %1"_s.arg(spec.base));
    const QString name = volumename::withEnding(spec.name, Api::VolumeFormat::Qcow2);
    return publish(name, context, [&](const QString &path) {
        // The name alone, so that the directory can be moved.
        return m_qemuImg.createOverlay(path, spec.base, base->format,
                                       spec.sizeBytes > 0 ? spec.sizeBytes : base->sizeBytes,
                                       context.stop);
    });
}

Result<QStringList> DirStorage::dependents(const QString &name)
{
    if (const auto valid = volumename::check(name); !valid)
        return fail(valid.error());
    const Result<FileDescriptor> directory = openDirectory();
    if (!directory)
        return fail(directory.error());
    return backedBy(*directory, name);
}

Result<QString> DirStorage::baseOf(const QString &name)
{
    const auto overlay = volume(name);
    if (!overlay)
        return fail(overlay.error());
    if (overlay->format != Api::VolumeFormat::Qcow2)
        return QString();
    const auto info = m_qemuImg.info(pathOf(name), Api::VolumeFormat::Qcow2);
    if (!info)
        return fail(info.error());
    return info->backingFile.isEmpty()
               ? QString()
               : volumeAt(QDir(m_config.path).absoluteFilePath(info->backingFile));
}

Result<void> DirStorage::mergeDown(const QString &name, const WorkContext &context)
{
    const auto overlay = volume(name);
    if (!overlay)
        return fail(overlay.error());
    return m_qemuImg.commit(pathOf(name), context.stop, [&](double fraction) {
        if (context.progress)
            context.progress(qint64(fraction * double(overlay->allocatedBytes)),
                             overlay->allocatedBytes);
    });
}

Result<void> DirStorage::setBase(const QString &name, const QString &base)
{
    const auto overlay = volume(name);
    const auto below = volume(base);
    if (!overlay || !below)
        return fail(overlay ? below.error() : overlay.error());
    return m_qemuImg.setBase(pathOf(name), base, below->format);
}

Result<void> DirStorage::setReadOnly(const QString &name, bool isReadOnly)
{
    if (const auto valid = volumename::check(name); !valid)
        return fail(valid.error());
    const Result<FileDescriptor> directory = openDirectory();
    if (!directory)
        return fail(directory.error());
    const FileDescriptor file(::openat(directory->get(), name.toUtf8().constData(),
                                       O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (!file.isValid() || ::fchmod(file.get(), isReadOnly ? kReadOnly : kWritable) != 0)
        return fail(systemError(u"cannot change who may write to %1"_s.arg(name), errno));
    return {};
}

Result<Api::VolumeInfo> DirStorage::createCopy(const CopySpec &spec, const WorkContext &context)
{
    if (!capabilities().formats.contains(spec.format))
        return fail(invalidField(u"format"_s, u"must be qcow2 or raw"_s));
    if (spec.from.kind == VolumeSource::Kind::Network)
        return fail(ErrorCode::Unsupported, u"volumes of network storages cannot be copied yet"_s);
    const QString name = volumename::withEnding(spec.name, spec.format);
    const auto info = m_qemuImg.info(spec.from.path, spec.from.format);
    if (!info)
        return fail(info.error());
    const auto now = status();
    if (!now)
        return fail(now.error());
    if (now->freeBytes < info->actualBytes)
        return fail(noSpace(info->actualBytes, now->freeBytes));
    return publish(name, context, [&](const QString &path) {
        return m_qemuImg.copy({spec.from.path, spec.from.format, spec.snapshot, path, spec.format},
                              context.stop, [&](double fraction) {
                                  if (context.progress)
                                      context.progress(
                                          qint64(fraction * double(info->virtualBytes)),
                                          info->virtualBytes);
                              });
    });
}

} // namespace Atoll
