// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <app/objectref.h>
#include <client/usagewatch.h>

#include <QList>

#include <map>

namespace Atoll {

class Clusters;

//! Has the agents send the usage of the guests that a page shows now. GUI thread.
class UsageWatches
{
public:
    explicit UsageWatches(Clusters &clusters)
        : m_clusters(clusters)
    {}

    //! These, and no others.
    void watch(const QList<ObjectRef> &guests);
    void clear() { m_watches.clear(); }

private:
    Clusters &m_clusters;
    std::map<QString, UsageWatch> m_watches; //!< by cluster and guest
};

} // namespace Atoll
