// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "libvirtconnection.h"

#include <system/lane.h>

#include <QHash>

namespace Atoll::Kvm {

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

    void connected(std::shared_ptr<LibvirtConnection> connection);
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

private:
    Result<std::shared_ptr<LibvirtConnection>> connection() const;
    std::shared_ptr<Lane> laneOf(const QString &uuid);

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
};

} // namespace Atoll::Kvm
