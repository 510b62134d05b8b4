// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzzinput.h"

#include <rpc/message.h>

using namespace Atoll;

// Whatever is read can be written, and reads as the same again.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const auto message = Rpc::decode(fuzzInput(data, size));
    if (!message) {
        return 0;
    }
    if (const auto *request = std::get_if<Rpc::Request>(&*message)) {
        const auto text = request->id < 0
                              ? Rpc::encodeNotification(request->method, request->params)
                              : Rpc::encodeRequest(request->id, request->method, request->params);
        const auto again = Rpc::decode(text);
        if (!again || std::get<Rpc::Request>(*again).method != request->method
            || std::get<Rpc::Request>(*again).params != request->params) {
            qFatal("a request does not survive encoding");
        }
    }
    return 0;
}
