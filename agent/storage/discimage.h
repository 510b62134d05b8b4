// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/result.h>

#include <chrono>
#include <stop_token>

namespace Atoll {

class ProcessRunner;

struct DiscImage
{
    QString folder; //!< what is in it will be on the disc
    QString target; //!< the new file
    QString label;
    std::chrono::milliseconds timeout{60'000};
    std::stop_token stop = {};
};

//! Makes an image of a CD that Linux (Rock Ridge) and Windows (Joliet) read. For workers.
Result<void> makeDiscImage(ProcessRunner &processes, const DiscImage &image);

} // namespace Atoll
