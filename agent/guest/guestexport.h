// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestparts.h"

#include <api/guesttransfer.h>
#include <storage/imageconverter.h>
#include <storage/volumedraft.h>

#include <memory>

namespace Atoll {

class TaskContext;

//! guest.export: a guest as an OVA (description, stream-optimized disks, manifest), or one disk as
//! qcow2. Sizes stand in front of the bytes, so disks are first converted beside themselves,
//! hidden, and gone afterwards. For workers.
class GuestExport
{
public:
    //! Where the bytes go, in order.
    using Sink = std::function<Result<void>(QByteArrayView)>;

    explicit GuestExport(const GuestParts &parts)
        : m_parts(parts)
    {}

    Result<Api::TransferResult> run(TaskContext &context, const Api::GuestExport &wish,
                                    const Sink &sink) const;

private:
    struct Piece
    {
        Api::DiskConfig disk;
        std::unique_ptr<VolumeDraft> copy;
        qint64 sizeBytes = 0;
    };

    Result<Api::GuestConfig> configFor(const QString &uuid, const Api::GuestExport &wish) const;
    Result<ForeignImage> imageOf(const Api::DiskConfig &disk, const QString &snapshot) const;
    Result<std::vector<Piece>> convert(const QList<Api::DiskConfig> &disks,
                                       const Api::GuestExport &wish, const QString &format,
                                       TaskContext &context) const;

    GuestParts m_parts;
};

} // namespace Atoll
