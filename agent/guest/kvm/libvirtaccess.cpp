// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "libvirtaccess.h"

using namespace Qt::StringLiterals;

namespace Atoll::Kvm {

void LibvirtAccess::connected(std::shared_ptr<LibvirtConnection> connection,
                              std::shared_ptr<LibvirtConnection> forAgents)
{
    const std::lock_guard lock(m_mutex);
    m_connection = std::move(connection);
    m_agentConnection = std::move(forAgents);
}

void LibvirtAccess::away(const Error &problem)
{
    QList<std::shared_ptr<LibvirtConnection>> former;
    const std::lock_guard lock(m_mutex);
    for (auto *connection : {&m_connection, &m_agentConnection}) {
        if (*connection)
            former.append(std::exchange(*connection, {}));
    }
    m_problem = problem;
    // Closing may wait for the daemon: not in this thread.
    if (!former.isEmpty())
        std::thread([former = std::move(former)]() mutable { former.clear(); }).detach();
}

void LibvirtAccess::forget(const QString &uuid)
{
    const std::lock_guard lock(m_mutex);
    m_lanes.remove(uuid);
    m_agentLanes.remove(uuid);
}

Result<std::shared_ptr<LibvirtConnection>> LibvirtAccess::connection() const
{
    const std::lock_guard lock(m_mutex);
    if (!m_connection)
        return fail(m_problem);
    return m_connection;
}

Result<std::shared_ptr<LibvirtConnection>> LibvirtAccess::agentConnection() const
{
    const std::lock_guard lock(m_mutex);
    if (!m_agentConnection)
        return fail(m_problem);
    return m_agentConnection;
}

std::shared_ptr<Lane> LibvirtAccess::agentLaneOf(const QString &uuid)
{
    const std::lock_guard lock(m_mutex);
    std::shared_ptr<Lane> &lane = m_agentLanes[uuid];
    if (!lane)
        lane = std::make_shared<Lane>(u"the guest agent"_s, 1);
    return lane;
}

std::shared_ptr<Lane> LibvirtAccess::laneOf(const QString &uuid)
{
    const std::lock_guard lock(m_mutex);
    std::shared_ptr<Lane> &lane = m_lanes[uuid];
    if (!lane)
        lane = std::make_shared<Lane>(u"the guest"_s, 2);
    return lane;
}

} // namespace Atoll::Kvm
