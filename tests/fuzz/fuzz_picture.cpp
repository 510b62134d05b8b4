// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzzinput.h"

#include <guest/kvm/png.h>

using namespace Atoll;

// What a hypervisor gives as a picture: it is refused, or becomes a PNG that is no wider than
// asked.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const auto png = Kvm::toPng(fuzzInput(data, size), 16);
    if (png && !png->startsWith("\x89PNG"))
        qFatal("something that is no picture was accepted");
    return 0;
}
