// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzzinput.h"

#include <console/spice/spicelimits.h>

using namespace Atoll;

// What a display says on a channel: in one piece or byte by byte, the verdict is the same.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    using Limits = Console::SpiceLimits;
    const auto bytes = fuzzInput(data, size);
    for (const auto channel : {Limits::Channel::Any, Limits::Channel::Usb}) {
        Limits whole(channel);
        Limits pieces(channel);
        const bool passes = bool(whole.read(bytes));
        bool passesInPieces = true;
        for (qsizetype i = 0; i < bytes.size() && passesInPieces; ++i)
            passesInPieces = bool(pieces.read(QByteArrayView(bytes).sliced(i, 1)));
        if (passes != passesInPieces)
            qFatal("the pieces decide");
    }
    return 0;
}
