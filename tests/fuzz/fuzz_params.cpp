// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzzinput.h"

#include <api/guest.h>
#include <api/metrics.h>
#include <core/limits.h>

using namespace Atoll;

namespace {

// What is accepted is written as something that is accepted again and is the same.
template <class T>
void check(const QJsonObject &object, UnknownFields unknown)
{
    const auto value = fromJson<T>(object, unknown);
    if (!value) {
        return;
    }
    const QJsonValue written = toJson(*value);
    const auto again = fromJson<T>(written, UnknownFields::Ignore);
    if (!again || toJson(*again) != written) {
        qFatal("parameters do not survive writing");
    }
}

} // namespace

// Parameters of calls that carry the most: strict as requests, lenient as answers.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const auto object = parseObject(fuzzInput(data, size), limits::kFrameBytes, limits::kJsonDepth);
    if (!object) {
        return 0;
    }
    for (const UnknownFields unknown : {UnknownFields::Refuse, UnknownFields::Ignore}) {
        check<Api::GuestCreate>(*object, unknown);
        check<Api::GuestSet>(*object, unknown);
        check<Api::MetricsWatch>(*object, unknown);
        check<Api::MetricsHistoryRequest>(*object, unknown);
    }
    return 0;
}
