// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "usagewatch.h"

#include "clustersession.h"

namespace Atoll {

UsageWatch::UsageWatch(ClusterSession *session, const QString &object)
    : m_session(session)
    , m_object(object)
{
    m_session->addWatch(m_object);
}

void UsageWatch::release()
{
    if (m_session)
        m_session->removeWatch(m_object);
    m_session.clear();
}

} // namespace Atoll
