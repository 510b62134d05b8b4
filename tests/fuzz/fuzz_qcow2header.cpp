// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzzinput.h"

#include <storage/qcow2header.h>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const auto header = Atoll::Qcow2Header::parse(fuzzInput(data, size));
    if (header && header->sizeBytes < 0) {
        qFatal("an image cannot have a negative size");
    }
    return 0;
}
