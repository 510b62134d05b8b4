// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/result.h>

#include <QByteArrayView>

namespace Atoll {

//! What a list of volumes needs from an image, without running a program per file.
//! Layout: docs/interop/qcow2.txt of QEMU.
struct Qcow2Header
{
    qint64 sizeBytes = 0; //!< as a guest sees it
    bool hasBackingFile = false;
    bool hasDataFile = false;

    static constexpr qsizetype kBytes = 104; //!< of a version 3 header; enough to read

    //! Reads the start of a file; EngineFailed when it is no qcow2 image.
    static Result<Qcow2Header> parse(QByteArrayView bytes);

    bool operator==(const Qcow2Header &) const = default;
};

} // namespace Atoll
