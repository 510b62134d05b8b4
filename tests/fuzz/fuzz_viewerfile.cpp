// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzzinput.h"

#include <console/viewer/viewerfile.h>

using namespace Atoll;

// What the web hands out as a console: it names a host and a port, or it is refused in words.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const auto file = Console::ViewerFile::parse(fuzzInput(data, size));
    if (file ? file->host.isEmpty() || (!file->port && !file->tlsPort)
             : file.error().text.isEmpty())
        qFatal("neither a console nor a reason");
    return 0;
}
