// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

#include <memory>
#include <mutex>

namespace Atoll {

//! Which guests are being started: the engine still calls them off, but what was made for them must
//! stay. Any thread.
class StartingGuests
{
public:
    //! The guest is starting for as long as this lives.
    class Claim
    {
    public:
        Claim(StartingGuests &guests, QString uuid)
            : m_guests(guests)
            , m_uuid(std::move(uuid))
        {
            const std::lock_guard lock(m_guests.m_mutex);
            m_guests.m_uuids.append(m_uuid);
        }
        ~Claim()
        {
            const std::lock_guard lock(m_guests.m_mutex);
            m_guests.m_uuids.removeOne(m_uuid);
        }
        Q_DISABLE_COPY_MOVE(Claim)

    private:
        StartingGuests &m_guests;
        const QString m_uuid;
    };

    //! Does `work` unless the guest is starting; nobody begins to start it meanwhile.
    template <class F>
    void unlessStarting(const QString &uuid, F work)
    {
        const std::lock_guard lock(m_mutex);
        if (!m_uuids.contains(uuid))
            work();
    }

private:
    std::mutex m_mutex;
    QStringList m_uuids;
};

} // namespace Atoll
