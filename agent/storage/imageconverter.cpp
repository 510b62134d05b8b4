// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "imageconverter.h"

#include <core/json.h>
#include <core/units.h>
#include <system/processrunner.h>

#include <QFile>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr qint64 kInfoBytes = 4 * units::MiB;
constexpr int kInfoDepth = 16;
//! Crafted images can make qemu-img take all memory.
constexpr qint64 kMemory = 4 * units::GiB;
constexpr std::chrono::seconds kInfoDeadline{60};
constexpr qint64 kMaximumDisk = 1LL << 50;

tl::unexpected<Error> refuse(const QString &why)
{
    return fail(ErrorCode::PermissionDenied, u"the image is refused: "_s + why,
                u"Flatten it with qemu-img convert where it comes from"_s);
}

//! In QEMU's option texts a comma ends the value unless it stands twice.
QString escaped(const QString &path) { return QString(path).replace(u',', u",,"_s); }

//! Whether anything below names a file: data files, extents and bases do so by these keys.
std::optional<QString> foreignFile(const QJsonObject &info)
{
    for (const QString &key : {u"backing-filename"_s, u"full-backing-filename"_s}) {
        if (const QString name = info.value(key).toString(); !name.isEmpty())
            return name;
    }
    const QJsonObject data =
        info.value("format-specific"_L1).toObject().value("data"_L1).toObject();
    if (const QString name = data.value("data-file"_L1).toString(); !name.isEmpty())
        return name;
    const QJsonArray extents = data.value("extents"_L1).toArray();
    if (extents.size() > 1)
        return u"several extents"_s;
    const QString kind = data.value("create-type"_L1).toString();
    if (!kind.isEmpty() && kind != u"monolithicSparse" && kind != u"streamOptimized")
        return kind;
    return std::nullopt;
}

Result<void> checkVmdk(QByteArrayView first)
{
    // A text descriptor lists files; so does a header without a capacity.
    if (!first.startsWith("KDMV") || first.size() < 20)
        return refuse(u"its data is in other files, or it is no sparse VMDK"_s);
    if (qFromLittleEndian<quint64>(first.data() + 12) == 0)
        return refuse(u"its data is in other files"_s);
    return {};
}

Result<void> checkVhd(QByteArrayView first, QByteArrayView last)
{
    constexpr qsizetype typeAt = 60;
    constexpr quint32 differencing = 4;
    const bool isDynamic = first.startsWith("conectix");
    const QByteArrayView footer = isDynamic ? first : last;
    if (footer.size() < typeAt + 4 || !footer.startsWith("conectix"))
        return refuse(u"it is no VHD"_s);
    if (qFromBigEndian<quint32>(footer.data() + typeAt) == differencing)
        return refuse(u"it only has the difference to another image"_s);
    return {};
}

} // namespace

QString ForeignImage::imageOptions() const
{
    const QString name = escaped(path);
    if (sizeBytes == 0)
        return u"driver=%1,file.driver=file,file.filename=%2"_s.arg(format, name);
    // QEMU counts in sectors; the archive is padded to them.
    const qint64 size = (sizeBytes + 511) / 512 * 512;
    return u"driver=%1,file.driver=raw,file.offset=%2,file.size=%3,file.file.driver=file,"
           "file.file.filename=%4"_s.arg(format)
               .arg(offset)
               .arg(size)
               .arg(name);
}

QString imageFormatOf(const QString &fileName)
{
    static const QHash<QString, QString> formats{{u"qcow2"_s, u"qcow2"_s}, {u"raw"_s, u"raw"_s},
                                                 {u"img"_s, u"raw"_s},     {u"vmdk"_s, u"vmdk"_s},
                                                 {u"vhdx"_s, u"vhdx"_s},   {u"vhd"_s, u"vpc"_s},
                                                 {u"vdi"_s, u"vdi"_s}};
    return formats.value(fileName.section(u'.', -1).toLower());
}

Result<void> checkImageBytes(const QString &format, QByteArrayView first, QByteArrayView last)
{
    if (format == u"vmdk")
        return checkVmdk(first);
    if (format == u"vpc")
        return checkVhd(first, last);
    if (format == u"qcow2" && !first.startsWith("QFI\xfb"))
        return refuse(u"it is no qcow2 image"_s);
    if (format == u"vhdx" && !first.startsWith("vhdxfile"))
        return refuse(u"it is no VHDX"_s);
    if (format == u"vdi" && (first.size() < 68 || first.sliced(64, 4) != "\x7f\x10\xda\xbe"))
        return refuse(u"it is no VDI"_s);
    return {};
}

Result<qint64> ImageConverter::inspect(const ForeignImage &image) const
{
    QFile file(image.path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::EngineFailed,
                    u"cannot read %1: %2"_s.arg(image.path, file.errorString()));
    const qint64 end = image.sizeBytes ? image.offset + image.sizeBytes : file.size();
    const auto part = [&](qint64 from) {
        return file.seek(from) ? file.read(std::min<qint64>(512, end - from)) : QByteArray();
    };
    const QByteArray first = part(image.offset);
    const QByteArray last = part(std::max(image.offset, end - 512));
    if (const auto ok = checkImageBytes(image.format, first, last); !ok)
        return fail(ok.error());
    const auto said = info(image);
    if (!said)
        return fail(said.error());
    if (const auto other = foreignFile(*said))
        return refuse(u"it needs other files (%1)"_s.arg(*other));
    const qint64 size = said->value("virtual-size"_L1).toInteger(-1);
    if (size <= 0 || size > kMaximumDisk)
        return refuse(u"its size is impossible"_s);
    return size;
}

Result<ImageConverter::Layers> ImageConverter::layers(const ForeignImage &image) const
{
    const auto said = info(image);
    if (!said)
        return fail(said.error());
    return Layers{!said->value("snapshots"_L1).toArray().isEmpty(),
                  !said->value("backing-filename"_L1).toString().isEmpty()};
}

Result<QJsonObject> ImageConverter::info(const ForeignImage &image) const
{
    ProcessSpec spec{u"qemu-img"_s};
    spec.arguments = QStringList{u"info"_s, u"-U"_s, u"--output=json"_s, u"--image-opts"_s,
                                 image.imageOptions()};
    spec.timeout = kInfoDeadline;
    spec.outputLimitBytes = kInfoBytes;
    spec.memoryLimitBytes = kMemory;
    const auto done = m_runner.runOrFail(spec);
    if (!done)
        return fail(done.error());
    return parseObject(done->output, kInfoBytes, kInfoDepth);
}

Result<qint64> ImageConverter::measure(const ForeignImage &image, const QString &format) const
{
    ProcessSpec spec{u"qemu-img"_s};
    spec.arguments =
        QStringList{u"measure"_s, u"-U"_s, u"--output=json"_s, u"-O"_s, format, u"--image-opts"_s};
    if (!image.snapshot.isEmpty())
        spec.arguments += {u"-l"_s, u"snapshot.name="_s + escaped(image.snapshot)};
    spec.arguments += image.imageOptions();
    spec.timeout = std::chrono::minutes(10);
    spec.memoryLimitBytes = kMemory;
    const auto done = m_runner.runOrFail(spec);
    if (!done)
        return fail(done.error());
    const auto answer = parseObject(done->output, kInfoBytes, kInfoDepth);
    const qint64 bytes = answer ? answer->value("required"_L1).toInteger(-1) : -1;
    if (bytes < 0)
        return fail(ErrorCode::EngineFailed, u"cannot read what qemu-img says"_s);
    return bytes;
}

Result<void> ImageConverter::convert(const ForeignImage &image, const QString &target,
                                     const QString &format, std::stop_token stop,
                                     const Progress &progress) const
{
    ProcessSpec spec{u"qemu-img"_s};
    spec.arguments =
        QStringList{u"convert"_s, u"-p"_s, u"-U"_s, u"-t"_s, u"writeback"_s, u"-O"_s, format};
    if (format == u"vmdk")
        spec.arguments += {u"-o"_s, u"subformat=streamOptimized"_s};
    if (!image.snapshot.isEmpty())
        spec.arguments += {u"-l"_s, u"snapshot.name="_s + escaped(image.snapshot)};
    spec.arguments += {u"--image-opts"_s, image.imageOptions(), target};
    spec.timeout = std::chrono::milliseconds(0);
    spec.outputLimitBytes = 64 * units::MiB;
    spec.stop = std::move(stop);
    // "    (12.50/100%)\r" again and again
    spec.onOutput = [&progress](QByteArrayView bytes) {
        const QByteArray text = bytes.toByteArray();
        const qsizetype close = text.lastIndexOf("/100%");
        const qsizetype open = close < 0 ? -1 : text.lastIndexOf('(', close);
        if (open >= 0 && progress)
            progress(text.mid(open + 1, close - open - 1).toDouble() / 100);
    };
    const auto done = m_runner.runOrFail(spec);
    if (!done) {
        Error error = done.error();
        if (error.text.contains("No space left"_L1) || error.text.contains("quota exceeded"_L1))
            error.code = ErrorCode::NoSpace;
        return fail(error);
    }
    return {};
}

} // namespace Atoll
