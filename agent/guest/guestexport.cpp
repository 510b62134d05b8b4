// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestexport.h"

#include "guestdocuments.h"

#include <appliance/ovf.h>
#include <appliance/tararchive.h>
#include <core/units.h>
#include <tasks/taskcontext.h>

#include <QCryptographicHash>
#include <QFile>
#include <QRegularExpression>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr qint64 kPiece = 1 << 20;

//! Counts and hashes what goes out.
class Outlet
{
public:
    Outlet(const GuestExport::Sink &sink, TaskContext &context, qint64 total)
        : m_sink(sink)
        , m_context(context)
        , m_total(total)
    {}

    Result<void> write(QByteArrayView bytes)
    {
        m_hash.addData(bytes);
        m_done += bytes.size();
        if (const auto sent = m_sink(bytes); !sent)
            return sent;
        m_context.setBytes(m_done, std::max(m_total, m_done));
        return {};
    }
    //! A whole file; its SHA-256 is the answer.
    Result<QByteArray> writeFile(const QString &path, qint64 size)
    {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return fail(ErrorCode::EngineFailed,
                        u"cannot read the converted disk: %1"_s.arg(file.errorString()));
        QCryptographicHash hash(QCryptographicHash::Sha256);
        for (qint64 left = size; left > 0;) {
            if (const auto go = m_context.mayGoOn(); !go)
                return fail(go.error());
            const QByteArray bytes = file.read(std::min(kPiece, left));
            if (bytes.isEmpty())
                return fail(ErrorCode::EngineFailed, u"the converted disk ends too early"_s);
            hash.addData(bytes);
            left -= bytes.size();
            if (const auto sent = write(bytes); !sent)
                return fail(sent.error());
        }
        return hash.result();
    }

    qint64 sizeBytes() const { return m_done; }
    QString sha256() const { return QString::fromLatin1(m_hash.result().toHex()); }

private:
    const GuestExport::Sink &m_sink;
    TaskContext &m_context;
    qint64 m_total;
    qint64 m_done = 0;
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
};

//! Names inside of the package: what every file system takes.
QString packageName(const QString &guest)
{
    static const QRegularExpression odd(u"[^A-Za-z0-9._-]+"_s);
    const QString name = QString(guest).replace(odd, u"-"_s).left(60);
    return name.isEmpty() || name.startsWith(u'.') || name == u"-" ? u"vm"_s : name;
}

QByteArray manifestLine(const QString &file, const QByteArray &digest)
{
    return "SHA256(" + file.toUtf8() + ")= " + digest.toHex() + '\n';
}

} // namespace

Result<Api::GuestConfig> GuestExport::configFor(const QString &uuid,
                                                const Api::GuestExport &wish) const
{
    const auto document = GuestDocuments(m_parts).managed(uuid);
    if (!document)
        return fail(document.error());
    if (wish.snapshot.isEmpty()) {
        const auto domain = m_parts.hypervisor.domain(uuid);
        if (!domain && domain.error().code != ErrorCode::NotFound)
            return fail(domain.error());
        if (domain && domain->state != Api::GuestState::Stopped
            && domain->state != Api::GuestState::Crashed)
            return fail(ErrorCode::InvalidState,
                        u"“%1” is %2, and its disks change"_s.arg(document->config.name,
                                                                  nameOf(domain->state)),
                        u"Shut it down, or export one of its snapshots"_s);
    }
    Api::GuestConfig config = document->config;
    config.disks.removeIf([&](const Api::DiskConfig &disk) {
        return disk.kind != Api::DiskKind::Disk
               || (wish.kind == Api::ExportKind::Qcow2 && !wish.target.isEmpty()
                   && disk.target != wish.target);
    });
    if (wish.kind == Api::ExportKind::Qcow2 && config.disks.size() > 1)
        config.disks.resize(1);
    if (config.disks.isEmpty() && wish.kind == Api::ExportKind::Qcow2)
        return fail(invalidField(u"target"_s, u"is no disk of the guest"_s));
    return config;
}

Result<ForeignImage> GuestExport::imageOf(const Api::DiskConfig &disk,
                                          const QString &snapshot) const
{
    if (disk.storage.isEmpty())
        return fail(ErrorCode::Unsupported,
                    u"the disk %1 is in no storage, so it cannot be exported"_s.arg(disk.target));
    const auto storage = m_parts.storages.storage(disk.storage);
    const auto source = storage ? (*storage)->source(disk.volume) : fail(storage.error());
    if (!source)
        return fail(source.error());
    if (!snapshot.isEmpty() && source->format != Api::VolumeFormat::Qcow2)
        return fail(ErrorCode::Unsupported,
                    u"the disk %1 is raw and has no snapshot inside"_s.arg(disk.target));
    return ForeignImage{source->path, nameOf(source->format), 0, 0, snapshot};
}

Result<std::vector<GuestExport::Piece>> GuestExport::convert(const QList<Api::DiskConfig> &disks,
                                                             const Api::GuestExport &wish,
                                                             const QString &format,
                                                             TaskContext &context) const
{
    const ImageConverter converter(*m_parts.processes);
    std::vector<Piece> pieces;
    double before = 0;
    for (const Api::DiskConfig &disk : disks) {
        if (const auto go = context.mayGoOn(); !go)
            return fail(go.error());
        context.setStage(u"Converting disk %1"_s.arg(disk.target));
        const auto image = imageOf(disk, wish.snapshot);
        if (!image)
            return fail(image.error());
        const auto needed = converter.measure(*image, u"qcow2"_s);
        if (!needed)
            return fail(needed.error());
        const auto storage = m_parts.storages.storage(disk.storage);
        auto draft = (*storage)->draft(
            {u"export-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces), {}, *needed});
        if (!draft)
            return fail(draft.error());
        std::stop_source stop;
        const auto hook = context.onCancel([&stop] { stop.request_stop(); });
        const auto done = converter.convert(
            *image, (*draft)->path(), format, stop.get_token(), [&](double fraction) {
                context.setFraction((before + fraction) / double(disks.size()));
            });
        if (!done)
            return fail(done.error().prefixed(u"cannot convert %1"_s.arg(disk.target)));
        before += 1;
        const qint64 size = QFile((*draft)->path()).size();
        pieces.push_back({disk, std::move(*draft), size});
    }
    return pieces;
}

Result<Api::TransferResult> GuestExport::run(TaskContext &context, const Api::GuestExport &wish,
                                             const Sink &sink) const
{
    const auto config = configFor(uuidOfObject(context.object()), wish);
    if (!config)
        return fail(config.error());
    const bool isOva = wish.kind == Api::ExportKind::Ova;
    const auto pieces = convert(config->disks, wish, isOva ? u"vmdk"_s : u"qcow2"_s, context);
    if (!pieces)
        return fail(pieces.error());
    qint64 total = 0;
    for (const Piece &piece : *pieces)
        total += piece.sizeBytes;
    context.setStage(u"Sending"_s);
    Outlet out(sink, context, total);
    const auto result = [&] {
        return Api::TransferResult{{}, config->name, out.sizeBytes(), out.sha256()};
    };
    if (!isOva) {
        const auto sent = out.writeFile(pieces->front().copy->path(), pieces->front().sizeBytes);
        return sent ? Result<Api::TransferResult>(result()) : fail(sent.error());
    }
    const QString name = packageName(config->name);
    QList<ovf::PackedDisk> disks;
    for (const Piece &piece : *pieces)
        disks.append({u"%1-disk%2.vmdk"_s.arg(name).arg(disks.size() + 1), piece.sizeBytes,
                      piece.disk.sizeBytes, piece.disk.bus});
    const QByteArray descriptor = ovf::write(*config, disks);
    QByteArray manifest = manifestLine(
        name + u".ovf"_s, QCryptographicHash::hash(descriptor, QCryptographicHash::Sha256));
    const auto writeText = [&out](const QString &file, const QByteArray &text) {
        return out.write(tarHeader(file, text.size()) + text + tarPadding(text.size()));
    };
    if (const auto sent = writeText(name + u".ovf"_s, descriptor); !sent)
        return fail(sent.error());
    for (qsizetype i = 0; i < disks.size(); ++i) {
        const ovf::PackedDisk &disk = disks.at(i);
        if (const auto sent = out.write(tarHeader(disk.file, disk.fileBytes)); !sent)
            return fail(sent.error());
        const auto digest = out.writeFile(pieces->at(size_t(i)).copy->path(), disk.fileBytes);
        if (!digest)
            return fail(digest.error());
        if (const auto sent = out.write(tarPadding(disk.fileBytes)); !sent)
            return fail(sent.error());
        manifest += manifestLine(disk.file, *digest);
    }
    if (const auto sent = writeText(name + u".mf"_s, manifest); !sent)
        return fail(sent.error());
    if (const auto sent = out.write(tarEnd()); !sent)
        return fail(sent.error());
    context.log(u"Exported %1"_s.arg(units::formatBytes(out.sizeBytes())));
    return result();
}

} // namespace Atoll
