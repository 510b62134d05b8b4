// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "usagewatches.h"

#include <client/clusters.h>

using namespace Qt::StringLiterals;

namespace Atoll {

void UsageWatches::watch(const QList<ObjectRef> &guests)
{
    std::map<QString, UsageWatch> watches;
    for (const ObjectRef &guest : guests) {
        const QString key = guest.cluster + u'\n' + guest.id;
        const auto known = m_watches.find(key);
        // One whose session is gone stays as it is, until it is seen no more.
        if (known != m_watches.end())
            watches.emplace(key, std::move(known->second));
        else if (ClusterSession *session = m_clusters.session(guest.cluster))
            watches.emplace(key, session->watchUsage(u"/guests/"_s + guest.id));
    }
    m_watches = std::move(watches);
}

} // namespace Atoll
