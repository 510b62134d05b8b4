// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/result.h>

#include <QList>

#include <functional>

namespace Atoll {

//! A plain file inside of a tar archive. Its name is only ever compared, never used as a path.
struct TarMember
{
    QString name;
    qint64 offset = 0; //!< of its first byte in the archive
    qint64 sizeBytes = 0;

    bool operator==(const TarMember &) const = default;
};

//! Reads some bytes of an archive at an offset; fewer at its end.
using TarReader = std::function<Result<QByteArray>(qint64 offset, qint64 size)>;

//! The plain files of an archive of `sizeBytes` (ustar, GNU long names, pax path and size): how an
//! OVA is packed. Headers come from strangers: numbers are checked against the archive.
//! Format: https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html
Result<QList<TarMember>> readTarIndex(const TarReader &read, qint64 sizeBytes);

//! The header of a plain file; its name has at most 100 bytes.
QByteArray tarHeader(const QString &name, qint64 sizeBytes);
//! Zeros that follow the content, up to the next block.
QByteArray tarPadding(qint64 sizeBytes);
//! Two empty blocks.
QByteArray tarEnd();

} // namespace Atoll
