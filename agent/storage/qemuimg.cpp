// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "qemuimg.h"

#include <core/json.h>
#include <core/units.h>
#include <system/processrunner.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr qint64 kInfoBytes = 1 * units::MiB;
constexpr int kInfoDepth = 16;
//! A crafted image can make qemu-img take all memory
//! (https://bugs.launchpad.net/qemu/+bug/1462949).
constexpr qint64 kInfoMemory = 1 * units::GiB;
constexpr std::chrono::seconds kInfoDeadline{20};
constexpr std::chrono::minutes kCreateDeadline{30};
constexpr std::chrono::hours kCopyDeadline{24};

QString formatName(Api::VolumeFormat format)
{
    return format == Api::VolumeFormat::Qcow2 ? u"qcow2"_s : u"raw"_s;
}

//! Gives the codes of known complaints; other failures stay as they are.
Error understood(Error error)
{
    if (error.code != ErrorCode::EngineFailed)
        return error;
    if (error.text.contains("No space left on device"_L1)
        || error.text.contains("Disk quota exceeded"_L1)) {
        error.code = ErrorCode::NoSpace;
    } else if (error.text.contains("lock"_L1) && error.text.contains("Failed to get"_L1)) {
        error.code = ErrorCode::InvalidState;
        error.text = u"the image is in use by a running guest"_s;
        error.hint = u"Shut the guest down first"_s;
    }
    return error;
}

//! The last "(12.34/100%)" in what `qemu-img -p` wrote; negative when there is none.
double lastFraction(QByteArrayView output)
{
    const qsizetype end = output.lastIndexOf("/100%)");
    const qsizetype begin = end < 0 ? -1 : output.first(end).lastIndexOf('(');
    bool isNumber = false;
    const double percent =
        begin < 0 ? 0 : output.sliced(begin + 1, end - begin - 1).trimmed().toDouble(&isNumber);
    return isNumber ? percent / 100 : -1;
}

} // namespace

Result<ImageInfo> parseImageInfo(const QByteArray &json)
{
    const Result<QJsonObject> object = parseObject(json, kInfoBytes, kInfoDepth);
    if (!object)
        return fail(object.error().prefixed(u"cannot read what qemu-img says: "_s));
    ImageInfo info;
    info.format = object->value("format"_L1).toString();
    info.virtualBytes = object->value("virtual-size"_L1).toInteger(-1);
    info.actualBytes = object->value("actual-size"_L1).toInteger();
    info.backingFile = object->value("backing-filename"_L1).toString();
    info.dataFile = object->value("format-specific"_L1)
                        .toObject()
                        .value("data"_L1)
                        .toObject()
                        .value("data-file"_L1)
                        .toString();
    if (info.format.isEmpty() || info.virtualBytes < 0 || info.actualBytes < 0) {
        return fail(ErrorCode::EngineFailed,
                    u"cannot read what qemu-img says: format or size is missing"_s);
    }
    return info;
}

Result<void> QemuImg::create(const QString &path, Api::VolumeFormat format, qint64 sizeBytes,
                             bool isPreallocated, std::stop_token stop)
{
    ProcessSpec spec{u"qemu-img"_s};
    spec.arguments = QStringList{u"create"_s, u"-q"_s, u"-f"_s, formatName(format)};
    if (isPreallocated)
        spec.arguments += {u"-o"_s, u"preallocation=falloc"_s};
    spec.arguments += {u"--"_s, path, QString::number(sizeBytes)};
    spec.timeout = kCreateDeadline;
    spec.stop = std::move(stop);
    if (const auto done = m_runner.runOrFail(spec); !done)
        return fail(understood(done.error()));
    return {};
}

Result<void> QemuImg::resize(const QString &path, Api::VolumeFormat format, qint64 sizeBytes)
{
    ProcessSpec spec{u"qemu-img"_s};
    spec.arguments = QStringList{u"resize"_s,
                                 u"-q"_s,
                                 u"-f"_s,
                                 formatName(format),
                                 u"--"_s,
                                 path,
                                 QString::number(sizeBytes)};
    if (const auto done = m_runner.runOrFail(spec); !done)
        return fail(understood(done.error()));
    return {};
}

Result<ImageInfo> QemuImg::info(const QString &path, Api::VolumeFormat format)
{
    ProcessSpec spec{u"qemu-img"_s};
    // -U: also while a guest runs on it.
    spec.arguments = QStringList{
        u"info"_s, u"-U"_s, u"--output=json"_s, u"-f"_s, formatName(format), u"--"_s, path};
    spec.timeout = kInfoDeadline;
    spec.outputLimitBytes = kInfoBytes;
    spec.memoryLimitBytes = kInfoMemory;
    const Result<ProcessResult> done = m_runner.runOrFail(spec);
    if (!done)
        return fail(understood(done.error()));
    return parseImageInfo(done->output);
}

Result<void> QemuImg::createOverlay(const QString &path, const QString &base,
                                    Api::VolumeFormat baseFormat, qint64 sizeBytes,
                                    std::stop_token stop)
{
    ProcessSpec spec{u"qemu-img"_s};
    spec.arguments = QStringList{u"create"_s, u"-q"_s,    u"-u"_s,
                                 u"-f"_s,     u"qcow2"_s, u"-b"_s,
                                 base,        u"-F"_s,    formatName(baseFormat),
                                 u"--"_s,     path,       QString::number(sizeBytes)};
    spec.timeout = kCreateDeadline;
    spec.stop = std::move(stop);
    if (const auto done = m_runner.runOrFail(spec); !done)
        return fail(understood(done.error()));
    return {};
}

Result<void> QemuImg::setBase(const QString &path, const QString &base,
                              Api::VolumeFormat baseFormat)
{
    ProcessSpec spec{u"qemu-img"_s};
    spec.arguments = QStringList{u"rebase"_s, u"-q"_s,    u"-u"_s,
                                 u"-f"_s,     u"qcow2"_s, u"-b"_s,
                                 base,        u"-F"_s,    formatName(baseFormat),
                                 u"--"_s,     path};
    if (const auto done = m_runner.runOrFail(spec); !done)
        return fail(understood(done.error()));
    return {};
}

Result<void> QemuImg::runWithProgress(const QStringList &arguments, std::stop_token stop,
                                      const Progress &progress)
{
    ProcessSpec spec{u"qemu-img"_s};
    spec.arguments = arguments;
    spec.timeout = kCopyDeadline;
    spec.stop = std::move(stop);
    spec.outputLimitBytes = 64 * units::MiB;
    spec.onOutput = [&progress](QByteArrayView output) {
        if (const double fraction = lastFraction(output); progress && fraction >= 0)
            progress(fraction);
    };
    if (const auto done = m_runner.runOrFail(spec); !done)
        return fail(understood(done.error()));
    return {};
}

Result<void> QemuImg::commit(const QString &path, std::stop_token stop, const Progress &progress)
{
    return runWithProgress({u"commit"_s, u"-p"_s, u"-d"_s, u"-f"_s, u"qcow2"_s, u"--"_s, path},
                           std::move(stop), progress);
}

Result<void> QemuImg::copy(const Copy &what, std::stop_token stop, const Progress &progress)
{
    QStringList arguments{u"convert"_s, u"-p"_s,
                          u"-f"_s,      formatName(what.fromFormat),
                          u"-O"_s,      formatName(what.toFormat)};
    // A snapshot inside of an image does not change while a guest runs on the image.
    if (!what.snapshot.isEmpty())
        arguments += {u"-U"_s, u"-l"_s, u"snapshot.name="_s + what.snapshot};
    arguments += {u"--"_s, what.from, what.to};
    return runWithProgress(arguments, std::move(stop), progress);
}

} // namespace Atoll
