// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestparts.h"

#include <api/guestconfig.h>
#include <storage/imageconverter.h>

namespace Atoll {

class Rollback;
class TaskContext;

//! Copies an image into a new volume of a guest, in the format that its disk wants. For workers.
class GuestImageCopy
{
public:
    explicit GuestImageCopy(const GuestParts &parts)
        : m_parts(parts)
    {}

    //! `disk` names the storage and the format; its volume is written into it. Undone by the
    //! rollback.
    Result<void> run(const ForeignImage &image, Api::DiskConfig &disk, int guestId,
                     TaskContext &context, Rollback &rollback,
                     const ImageConverter::Progress &progress) const;

private:
    GuestParts m_parts;
};

} // namespace Atoll
