// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestparts.h"

#include <api/guestagent.h>

#include <QObject>
#include <QThreadPool>

#include <memory>
#include <mutex>

namespace Atoll {

//! What is known from the programs inside of guests, and how long it is since they answered. One
//! that does not answer is left alone for a while: whoever asks meanwhile hears so at once. Lives
//! in the event-loop thread; what blocks says so.
class GuestAgents : public QObject
{
    Q_OBJECT

public:
    enum class Patience {
        Normal, //!< while it is known to be silent, fail at once
        Probe,  //!< ask all the same
    };
    using Ping = std::function<void(Result<Api::AgentPing>)>;
    using Facts = std::function<void(Result<Api::AgentInfo>)>;

    //! The parts outlive it.
    explicit GuestAgents(const GuestParts &parts, QObject *parent = nullptr);
    ~GuestAgents() override;

    // Event-loop thread; the answer comes there, later.
    void ping(const Api::GuestInfo &guest, const Ping &reply);
    //! A guest that does not answer is no error: the facts say so.
    void facts(const Api::GuestInfo &guest, std::chrono::seconds maximumAge, const Facts &reply);

    //! Does blocking work in one of the few threads for agents, and answers in the event loop.
    template <class R>
    void inWorker(std::function<Result<R>()> work, std::function<void(Result<R>)> reply)
    {
        m_workers.start([this, work = std::move(work), reply = std::move(reply)] {
            const Result<R> result = work();
            QMetaObject::invokeMethod(
                this, [reply, result] { reply(result); }, Qt::QueuedConnection);
        });
    }

    //! Blocks; for workers. The answer's "return".
    Result<QJsonValue> ask(const Api::GuestInfo &guest, const QString &command,
                           const QJsonObject &arguments = {},
                           std::chrono::seconds timeout = kTimeout,
                           Patience patience = Patience::Normal);

    //! Blocks. Frozen file systems are thawed at `until`, also after a restart of the agent.
    Result<void> willFreeze(const QString &uuid, const QDateTime &until);
    void isThawed(const QString &uuid); //!< blocks

    static constexpr std::chrono::seconds kTimeout{4};

private:
    struct Entry;

    std::shared_ptr<Entry> entryOf(const Api::GuestInfo &guest);
    Result<void> mayAsk(const Api::GuestInfo &guest, Entry &entry, Patience patience);
    void note(Entry &entry, const Result<QByteArray> &answer);
    Api::AgentInfo refresh(const Api::GuestInfo &guest);
    Api::AgentInfo snapshot(const Api::GuestInfo &guest, Entry &entry);
    Error silent(const Api::GuestInfo &guest, const Entry &entry) const;
    void thawLater(const QString &uuid, std::chrono::milliseconds delay);
    void thawNow(const QString &uuid);

    GuestParts m_parts;
    std::mutex m_mutex; //!< of all entries
    QHash<QString, std::shared_ptr<Entry>> m_entries;
    QHash<QString, QDateTime> m_frozen;
    QThreadPool m_workers;
};

} // namespace Atoll
