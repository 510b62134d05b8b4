// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzzinput.h"

#include <storage/qemuimg.h>

using namespace Atoll;

// What qemu-img says of a stranger's image: sizes that are accepted are sizes.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const auto info = parseImageInfo(fuzzInput(data, size));
    if (info && (info->virtualBytes < 0 || info->actualBytes < 0 || info->format.isEmpty())) {
        qFatal("an impossible image was accepted");
    }
    return 0;
}
