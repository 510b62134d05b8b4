// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "discimage.h"

#include <system/processrunner.h>

using namespace Qt::StringLiterals;

namespace Atoll {

Result<void> makeDiscImage(ProcessRunner &processes, const DiscImage &image)
{
    ProcessSpec spec{.program = u"xorriso"_s};
    spec.arguments = {u"-as"_s,          u"mkisofs"_s,        u"-quiet"_s,  u"-volid"_s,
                      image.label,       u"-iso-level"_s,     u"3"_s,       u"-joliet"_s,
                      u"-joliet-long"_s, u"-rational-rock"_s, u"-output"_s, image.target,
                      image.folder};
    spec.timeout = image.timeout;
    spec.stop = image.stop;
    const auto ran = processes.runOrFail(spec);
    return ran ? Result<void>() : fail(ran.error());
}

} // namespace Atoll
