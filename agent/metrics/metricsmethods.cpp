// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "metricsmethods.h"

#include "rrdstore.h"

#include <server/registry.h>

namespace Atoll {

void registerMetricsMethods(Registry &registry, RrdStore &history)
{
    registry.queryInWorker<Api::MetricsHistoryRequest, Api::MetricsHistory>(
        Api::metricsHistory, [&history](const Caller &, const Api::MetricsHistoryRequest &request) {
            return history.history(request, QDateTime::currentDateTimeUtc());
        });
}

} // namespace Atoll
