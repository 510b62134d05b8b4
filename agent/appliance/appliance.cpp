// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "appliance.h"

#include "tararchive.h"

#include <storage/storagelookup.h>
#include <storage/volumename.h>
#include <tasks/taskcontext.h>

#include <QCryptographicHash>
#include <QFile>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr qint64 kPiece = 4 << 20;

bool endsWith(const QString &name, QLatin1StringView ending)
{
    return name.endsWith(ending, Qt::CaseInsensitive);
}

Result<QByteArray> readPart(const QString &path, qint64 offset, qint64 size)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || !file.seek(offset))
        return fail(ErrorCode::EngineFailed, u"cannot read %1: %2"_s.arg(path, file.errorString()));
    return file.read(size);
}

//! A text of a package, which must be small.
Result<QByteArray> readText(const QString &path, qint64 offset, qint64 size)
{
    if (size > ovf::kMaximumBytes)
        return fail(ErrorCode::LimitExceeded, u"the description in the package is too large"_s);
    return readPart(path, offset, size);
}

Result<ForeignImage> imageOf(const ovf::Disk &disk, const QString &path, qint64 offset, qint64 size)
{
    if (disk.isCompressed)
        return fail(ErrorCode::Unsupported,
                    u"the disk %1 is compressed as a whole"_s.arg(disk.file),
                    u"Unpack it with gunzip where it comes from"_s);
    const QString format = imageFormatOf(disk.file);
    if (format.isEmpty())
        return fail(ErrorCode::Unsupported, u"the file %1 is of an unknown kind"_s.arg(disk.file),
                    u"Images that end in .vmdk, .qcow2, .raw, .img, .vhdx, .vhd or .vdi can be "
                    "imported"_s);
    return ForeignImage{path, format, offset, size};
}

QCryptographicHash::Algorithm algorithmOf(const QString &name)
{
    return name == u"SHA1"     ? QCryptographicHash::Sha1
           : name == u"SHA512" ? QCryptographicHash::Sha512
                               : QCryptographicHash::Sha256;
}

} // namespace

Result<QString> ApplianceReader::pathOf(const Api::VolumeRef &source) const
{
    const auto storage = m_storages.storage(source.storage);
    if (!storage)
        return fail(storage.error());
    const auto found = (*storage)->source(source.volume);
    if (!found)
        return fail(found.error());
    if (found->kind != VolumeSource::Kind::File)
        return fail(ErrorCode::Unsupported,
                    u"volume %1 is no file: import from a directory storage"_s.arg(source.volume));
    return found->path;
}

Result<Appliance> ApplianceReader::open(const QList<Api::VolumeRef> &sources) const
{
    if (sources.isEmpty())
        return fail(invalidField(u"sources"_s, u"must name a volume"_s));
    const QString &first = sources.first().volume;
    const bool isPackage = endsWith(first, ".ova"_L1) || endsWith(first, ".ovf"_L1);
    if (isPackage && sources.size() > 1)
        return fail(invalidField(u"sources"_s, u"must be one package, or images"_s));
    auto appliance = endsWith(first, ".ova"_L1)   ? openOva(sources.first())
                     : endsWith(first, ".ovf"_L1) ? openOvf(sources.first())
                                                  : openImages(sources);
    if (!appliance)
        return appliance;
    if (const auto ok = inspect(*appliance); !ok)
        return fail(ok.error());
    return appliance;
}

Result<Appliance> ApplianceReader::openOva(const Api::VolumeRef &source) const
{
    const auto path = pathOf(source);
    if (!path)
        return fail(path.error());
    const auto members =
        readTarIndex([&](qint64 offset, qint64 size) { return readPart(*path, offset, size); },
                     QFile(*path).size());
    if (!members)
        return fail(members.error().prefixed(source.volume + u": "_s));
    QHash<QString, TarMember> byName;
    const TarMember *descriptor = nullptr;
    const TarMember *manifest = nullptr;
    for (const TarMember &member : *members) {
        byName.insert(member.name, member);
        if (!descriptor && endsWith(member.name, ".ovf"_L1))
            descriptor = &member;
        if (!manifest && endsWith(member.name, ".mf"_L1))
            manifest = &member;
    }
    if (!descriptor)
        return fail(ErrorCode::InvalidParams,
                    u"the package %1 has no OVF description"_s.arg(source.volume));
    const auto xml = readText(*path, descriptor->offset, descriptor->sizeBytes);
    const auto machine = xml ? ovf::read(*xml) : fail(xml.error());
    if (!machine)
        return fail(machine.error().prefixed(source.volume + u": "_s));
    Appliance appliance{*machine, true, {}, {}, {}};
    for (const ovf::Disk &disk : machine->disks) {
        const auto member = byName.constFind(disk.file);
        if (member == byName.constEnd() || member->sizeBytes == 0)
            return fail(ErrorCode::InvalidParams,
                        u"%1: the disk %2 is not in it"_s.arg(source.volume, disk.file));
        const auto image = imageOf(disk, *path, member->offset, member->sizeBytes);
        if (!image)
            return fail(image.error());
        appliance.images.append(*image);
    }
    if (!manifest)
        return appliance;
    const auto text = readText(*path, manifest->offset, manifest->sizeBytes);
    const auto hashes = text ? ovf::readManifest(*text) : fail(text.error());
    if (!hashes)
        return fail(hashes.error());
    for (auto it = hashes->begin(); it != hashes->end(); ++it) {
        const auto member = byName.constFind(it.key());
        if (member == byName.constEnd())
            return fail(ErrorCode::InvalidParams,
                        u"%1: %2 is in the manifest, but not there"_s.arg(source.volume, it.key()));
        appliance.checked.append({it.key(), *path, member->offset, member->sizeBytes, it.value()});
    }
    return appliance;
}

Result<Appliance> ApplianceReader::openOvf(const Api::VolumeRef &source) const
{
    const auto path = pathOf(source);
    if (!path)
        return fail(path.error());
    const auto xml = readText(*path, 0, QFile(*path).size());
    const auto machine = xml ? ovf::read(*xml) : fail(xml.error());
    if (!machine)
        return fail(machine.error().prefixed(source.volume + u": "_s));
    Appliance appliance{*machine, true, {}, {}, {}};
    for (const ovf::Disk &disk : machine->disks) {
        // The storage refuses names that lead elsewhere.
        const auto file = pathOf({source.storage, disk.file});
        if (!file)
            return fail(file.error().prefixed(u"the disk of the package: "_s));
        const auto image = imageOf(disk, *file, 0, 0);
        if (!image)
            return fail(image.error());
        appliance.images.append(*image);
    }
    const auto manifest = pathOf({source.storage, source.volume.chopped(4) + u".mf"_s});
    if (!manifest)
        return appliance;
    const auto text = readText(*manifest, 0, QFile(*manifest).size());
    const auto hashes = text ? ovf::readManifest(*text) : fail(text.error());
    if (!hashes)
        return fail(hashes.error());
    for (auto it = hashes->begin(); it != hashes->end(); ++it) {
        const auto file = pathOf({source.storage, it.key()});
        if (!file)
            return fail(file.error());
        appliance.checked.append({it.key(), *file, 0, QFile(*file).size(), it.value()});
    }
    return appliance;
}

Result<Appliance> ApplianceReader::openImages(const QList<Api::VolumeRef> &sources) const
{
    Appliance appliance;
    for (const Api::VolumeRef &source : sources) {
        const auto path = pathOf(source);
        if (!path)
            return fail(path.error());
        const ovf::Disk disk{source.volume, 0, false, Api::DiskBus::Scsi};
        const auto image = imageOf(disk, *path, 0, 0);
        if (!image)
            return fail(image.error());
        appliance.machine.disks.append(disk);
        appliance.images.append(*image);
    }
    return appliance;
}

Result<void> ApplianceReader::inspect(Appliance &appliance) const
{
    const ImageConverter converter(m_runner);
    for (qsizetype i = 0; i < appliance.images.size(); ++i) {
        const auto size = converter.inspect(appliance.images.at(i));
        if (!size)
            return fail(size.error().prefixed(appliance.machine.disks.at(i).file + u": "_s));
        appliance.sizes.append(*size);
    }
    return {};
}

Result<void> ApplianceReader::verify(const Appliance &appliance, TaskContext &context)
{
    qint64 total = 0;
    qint64 done = 0;
    for (const Appliance::Checked &part : appliance.checked)
        total += part.sizeBytes;
    for (const Appliance::Checked &part : appliance.checked) {
        context.setStage(u"Checking %1"_s.arg(part.name));
        QFile file(part.path);
        if (!file.open(QIODevice::ReadOnly) || !file.seek(part.offset))
            return fail(ErrorCode::EngineFailed,
                        u"cannot read %1: %2"_s.arg(part.name, file.errorString()));
        QCryptographicHash hash(algorithmOf(part.hash.algorithm));
        for (qint64 left = part.sizeBytes; left > 0;) {
            if (const auto go = context.mayGoOn(); !go)
                return go;
            const QByteArray bytes = file.read(std::min(kPiece, left));
            if (bytes.isEmpty())
                return fail(ErrorCode::EngineFailed, u"cannot read %1"_s.arg(part.name));
            hash.addData(bytes);
            left -= bytes.size();
            done += bytes.size();
            context.setBytes(done, total);
        }
        if (hash.result() != part.hash.digest)
            return fail(ErrorCode::InvalidParams,
                        u"%1 is not what the manifest says: its checksum differs"_s.arg(part.name),
                        u"Get the package again"_s);
    }
    return {};
}

} // namespace Atoll
