// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "listener.h"

#include <access/authenticator.h>
#include <access/ticketoffice.h>
#include <inventory/inventory.h>

#include <QThreadPool>

namespace Atoll {

//! Answers what belongs to a connection: greeting, login, subscriptions, channels. Tells sessions
//! what they follow. Event-loop thread.
class SessionService : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        Authenticator &authenticator;
        Sessions &sessions;
        TicketOffice &tickets;
        Inventory &inventory;
        TaskRunner &tasks;
        AuditLog &audit;
        QString nodeName;
    };

    explicit SessionService(const Parts &parts, QObject *parent = nullptr);
    ~SessionService() override;

    //! Registers session.*, inventory.*, metrics.watch, channel.open and the task queries.
    void registerMethods(Registry &registry);
    void attach(Listener &listener);

    //! For Registry: keeps the grant until its ticket is redeemed on the same connection.
    Result<Api::ConsoleTicket> makeTicket(const Caller &caller, const ChannelGrant &grant);

    //! Samples of the slow round go to all who watch, those of the fast round to who named the
    //! object.
    void tellSamples(const Api::UsageSamples &samples, bool isFastRound);

Q_SIGNALS:
    //! All objects that any session watches closely.
    void watchedObjectsChanged(const QSet<QString> &objects);
    //! A session has begun to watch; it wants the last samples now.
    void watchBegan(Atoll::Session *session);

private:
    struct PendingChannel
    {
        ChannelGrant grant;
        const Session *session = nullptr;
    };

    void registerSession(Registry &registry);
    void registerSubscriptions(Registry &registry);
    void registerTasks(Registry &registry);
    void openChannel(Session &session, const QString &ticket,
                     const std::function<void(Result<Api::ChannelOpened>)> &reply);
    Result<ConsoleHolds::Lease> leaseFor(const Session &session, const ChannelGrant &grant);
    void tellTask(const Api::TaskInfo &task);
    void collectWatched();

    Parts m_parts;
    Listener *m_listener = nullptr;
    QHash<QString, PendingChannel> m_channels; //!< by ticket
    ConsoleHolds m_holds;
    //! What goes on when a worker has opened the stream.
    QHash<quint64, std::function<void(const Result<int> &)>> m_opening;
    quint64 m_lastOpening = 0;
    QThreadPool m_openers;
};

} // namespace Atoll
