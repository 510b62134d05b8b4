// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "volumewriter.h"

#include "storagedriver.h"

#include <system/systemerror.h>

#include <QFile>
#include <QRegularExpression>

#include <cerrno>
#include <fcntl.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

Result<void> checkHash(const QString &field, const QString &text, int digits)
{
    static const QRegularExpression hexadecimal(u"^[0-9a-fA-F]*$"_s);
    if (text.isEmpty() || (text.size() == digits && hexadecimal.match(text).hasMatch()))
        return {};
    return fail(invalidField(field, u"must be %1 hexadecimal digits"_s.arg(digits)));
}

Result<void> compare(const QString &name, const QString &wanted, const QByteArray &got)
{
    const QString hex = QString::fromLatin1(got.toHex());
    if (wanted.isEmpty() || wanted.compare(hex, Qt::CaseInsensitive) == 0)
        return {};
    return fail(ErrorCode::EngineFailed,
                u"the bytes that came are not those that were meant: %1 is %2, not %3"_s.arg(
                    name, hex, wanted),
                u"Nothing was kept. Check the checksum and where the file comes from"_s,
                {{u"field"_s, name.toLower().remove(u'-')}});
}

} // namespace

Result<void> WantedHashes::check() const
{
    if (const auto ok = checkHash(u"sha256"_s, sha256, 64); !ok)
        return ok;
    return checkHash(u"sha512"_s, sha512, 128);
}

Result<std::unique_ptr<VolumeWriter>>
VolumeWriter::create(StorageDriver &storage, const DraftSpec &spec, const WantedHashes &wanted)
{
    if (const auto ok = wanted.check(); !ok)
        return fail(ok.error());
    auto draft = storage.draft(spec);
    if (!draft)
        return fail(draft.error());
    FileDescriptor file(
        ::open(QFile::encodeName((*draft)->path()).constData(), O_WRONLY | O_NOFOLLOW | O_CLOEXEC));
    if (!file.isValid())
        return fail(systemError(u"cannot open the new volume"_s, errno));
    return std::unique_ptr<VolumeWriter>(
        new VolumeWriter(std::move(*draft), std::move(file), wanted));
}

VolumeWriter::VolumeWriter(std::unique_ptr<VolumeDraft> draft, FileDescriptor file,
                           WantedHashes wanted)
    : m_draft(std::move(draft))
    , m_file(std::move(file))
    , m_wanted(std::move(wanted))
{}

Result<void> VolumeWriter::write(QByteArrayView bytes)
{
    m_sha256.addData(bytes);
    if (!m_wanted.sha512.isEmpty())
        m_sha512.addData(bytes);
    while (!bytes.isEmpty()) {
        const auto written = ::write(m_file.get(), bytes.data(), size_t(bytes.size()));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return fail(systemError(u"cannot write the new volume"_s, errno));
        bytes = bytes.sliced(written);
        m_size += written;
    }
    return {};
}

Result<Api::VolumeInfo> VolumeWriter::finish()
{
    if (const auto same = compare(u"SHA-256"_s, m_wanted.sha256, m_sha256.result()); !same)
        return fail(same.error());
    if (!m_wanted.sha512.isEmpty()) {
        if (const auto same = compare(u"SHA-512"_s, m_wanted.sha512, m_sha512.result()); !same)
            return fail(same.error());
    }
    return m_draft->publish();
}

} // namespace Atoll
