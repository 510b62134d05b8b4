// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "volumedraft.h"

#include <system/filedescriptor.h>

#include <QCryptographicHash>

#include <memory>

namespace Atoll {

class StorageDriver;

//! Hashes that the bytes of a new volume must have; hexadecimal, empty: any.
struct WantedHashes
{
    QString sha256;
    QString sha512;

    //! InvalidParams that names the field.
    Result<void> check() const;
};

//! Writes bytes that come one after the other into a new volume, which appears only when it is
//! whole and its hashes are right. Destroyed before finish(), it leaves nothing. A worker's.
class VolumeWriter
{
public:
    static Result<std::unique_ptr<VolumeWriter>>
    create(StorageDriver &storage, const DraftSpec &spec, const WantedHashes &wanted);

    Result<void> write(QByteArrayView bytes);
    qint64 sizeBytes() const { return m_size; }
    QString sha256() const { return QString::fromLatin1(m_sha256.result().toHex()); }
    //! Checks the hashes and gives the volume its name.
    Result<Api::VolumeInfo> finish();

private:
    VolumeWriter(std::unique_ptr<VolumeDraft> draft, FileDescriptor file, WantedHashes wanted);

    std::unique_ptr<VolumeDraft> m_draft;
    FileDescriptor m_file;
    WantedHashes m_wanted;
    QCryptographicHash m_sha256{QCryptographicHash::Sha256};
    QCryptographicHash m_sha512{QCryptographicHash::Sha512};
    qint64 m_size = 0;
};

} // namespace Atoll
