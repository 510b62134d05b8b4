// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzzinput.h"

#include <rpc/frame.h>

using namespace Atoll;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    constexpr qint64 kMaximumBytes = 1 << 20;
    const auto bytes = fuzzInput(data, size);
    const auto frame = Rpc::decodeFrame(bytes);
    if (!frame) {
        return 0;
    }
    if (frame->type == Rpc::FrameType::Acknowledge) {
        (void)Rpc::acknowledgedBytes(*frame);
    }
    if (frame->type == Rpc::FrameType::CompressedText) {
        const auto text = Rpc::decompress(frame->payload, kMaximumBytes);
        if (text && text->size() > kMaximumBytes) {
            qFatal("unpacked beyond the limit");
        }
    }
    if (Rpc::encodeFrame(frame->type, frame->channel, frame->payload) != bytes) {
        qFatal("a frame does not survive encoding");
    }
    return 0;
}
