// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "libvirtconnection.h"

#include <system/lane.h>

#include <QHash>
#include <QSemaphore>

namespace Atoll::Kvm {

//! Deadlines of calls. A question is patient: a busy disk holds libvirt up although no guest hangs.
inline constexpr std::chrono::seconds kQuestion{30};
inline constexpr std::chrono::seconds kOrder{60};

//! Lets workers call libvirt without being held up: each call has a deadline. Questions about one
//! guest share a lane, so that a guest whose QEMU hangs answers "not answering" at once instead of
//! taking all workers; orders have a lane each, so that pulling the plug always works. Any thread.
class LibvirtAccess
{
public:
    template <class T>
    using OnConnection = std::function<Result<T>(const LibvirtConnection &)>;
    template <class T>
    using OnDomain = std::function<Result<T>(virDomain *)>;

    //! `forAgents` carries what guests' agents are asked: libvirt serves only five calls of a
    //! connection at once, and agents that hang must not be these five.
    void connected(std::shared_ptr<LibvirtConnection> connection,
                   std::shared_ptr<LibvirtConnection> forAgents);
    void away(const Error &problem);
    void forget(const QString &uuid);

    template <class T>
    Result<T> call(std::chrono::milliseconds deadline, OnConnection<T> work)
    {
        Lane lane(QStringLiteral("libvirt"), 1);
        return through<T>(lane, deadline, std::move(work));
    }
    template <class T>
    Result<T> order(const QString &uuid, std::chrono::milliseconds deadline, OnDomain<T> work)
    {
        Lane lane(QStringLiteral("libvirt"), 1);
        return through<T>(lane, deadline, onDomain<T>(uuid, std::move(work)));
    }
    template <class T>
    Result<T> ask(const QString &uuid, std::chrono::milliseconds deadline, OnDomain<T> work)
    {
        return through<T>(*laneOf(uuid), deadline, onDomain<T>(uuid, std::move(work)));
    }
    //! As ask(), of the guest's agent: a lane of its own, few guests at once.
    template <class T>
    Result<T> askAgent(const QString &uuid, std::chrono::milliseconds deadline, OnDomain<T> work)
    {
        const std::shared_ptr<Lane> lane = agentLaneOf(uuid);
        const auto current = agentConnection();
        if (!current)
            return fail(current.error());
        const auto slot = std::make_shared<AgentSlot>(m_agentSlots, deadline);
        if (!slot->isHeld())
            return fail(ErrorCode::Busy, QStringLiteral("other guests' agents answer too slowly"),
                        QStringLiteral("Try again in a moment."));
        return lane->call<T>(deadline, {},
                             [current = *current, slot, work = onDomain<T>(uuid, std::move(work))](
                                 std::stop_token) { return work(*current); });
    }

private:
    //! One of the calls that may be under way at once; held until the call returns, however late.
    class AgentSlot
    {
    public:
        AgentSlot(const std::shared_ptr<QSemaphore> &slots_, std::chrono::milliseconds deadline)
            : m_slots(slots_)
            , m_isHeld(m_slots->tryAcquire(1, int(deadline.count())))
        {}
        ~AgentSlot()
        {
            if (m_isHeld)
                m_slots->release();
        }
        Q_DISABLE_COPY_MOVE(AgentSlot)
        bool isHeld() const { return m_isHeld; }

    private:
        std::shared_ptr<QSemaphore> m_slots;
        bool m_isHeld;
    };
    static constexpr int kAgentsAtOnce = 4;

    Result<std::shared_ptr<LibvirtConnection>> connection() const;
    Result<std::shared_ptr<LibvirtConnection>> agentConnection() const;
    std::shared_ptr<Lane> laneOf(const QString &uuid);
    std::shared_ptr<Lane> agentLaneOf(const QString &uuid);

    template <class T>
    Result<T> through(Lane &lane, std::chrono::milliseconds deadline, OnConnection<T> work)
    {
        const auto current = connection();
        if (!current)
            return fail(current.error());
        return lane.call<T>(deadline, {},
                            [current = *current, work = std::move(work)](std::stop_token) {
                                return work(*current);
                            });
    }
    template <class T>
    static OnConnection<T> onDomain(const QString &uuid, OnDomain<T> work)
    {
        return [uuid, work = std::move(work)](const LibvirtConnection &connection) -> Result<T> {
            const auto domain = connection.find(uuid);
            if (!domain)
                return fail(domain.error());
            return work(domain->get());
        };
    }

    mutable std::mutex m_mutex;
    std::shared_ptr<LibvirtConnection> m_connection;
    Error m_problem{ErrorCode::EngineUnavailable, QStringLiteral("libvirt is not connected yet")};
    QHash<QString, std::shared_ptr<Lane>> m_lanes;
    std::shared_ptr<LibvirtConnection> m_agentConnection;
    QHash<QString, std::shared_ptr<Lane>> m_agentLanes;
    std::shared_ptr<QSemaphore> m_agentSlots = std::make_shared<QSemaphore>(kAgentsAtOnce);
};

} // namespace Atoll::Kvm
