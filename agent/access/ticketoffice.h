// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/clock.h>
#include <core/result.h>

#include <QHash>

namespace Atoll {

//! One-time tickets that let a user open one channel: made by a call that checked the privilege,
//! redeemed by `channel.open`. Kept in memory only. Event-loop thread.
class TicketOffice
{
public:
    //! What a ticket is good for.
    struct Claim
    {
        QString user;
        QString guest;
        QString kind; //!< of the channel: "console"
        bool operator==(const Claim &) const = default;
    };

    explicit TicketOffice(const Clock &clock);

    Result<QString> issue(const Claim &claim);
    //! What the ticket is good for; it is used up, also when `user` or `kind` is wrong.
    //! TicketInvalid.
    Result<Claim> redeem(const QString &ticket, const QString &user, const QString &kind);
    void revokeUser(const QString &user);

private:
    struct Ticket
    {
        Claim claim;
        std::chrono::milliseconds expires;
    };

    const Clock &m_clock;
    QHash<QString, Ticket> m_tickets; //!< by hash
};

} // namespace Atoll
