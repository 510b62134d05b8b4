// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ticketoffice.h"

#include "randomtoken.h"

#include <core/limits.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr qsizetype kOutstanding = 4096;

} // namespace

TicketOffice::TicketOffice(const Clock &clock)
    : m_clock(clock)
{}

Result<QString> TicketOffice::issue(const Claim &claim)
{
    const auto now = m_clock.uptime();
    m_tickets.removeIf([&](QHash<QString, Ticket>::iterator it) { return it->expires <= now; });
    if (m_tickets.size() >= kOutstanding) {
        return fail(ErrorCode::LimitExceeded, u"too many tickets wait to be used"_s,
                    u"Try again in a minute"_s,
                    {{u"limit"_s, u"tickets"_s}, {u"maximum"_s, qint64(kOutstanding)}});
    }
    const QString ticket = RandomToken::create();
    m_tickets.insert(RandomToken::hashOf(ticket), {claim, now + limits::kTicketLife});
    return ticket;
}

Result<TicketOffice::Claim> TicketOffice::redeem(const QString &ticket, const QString &user,
                                                 const QString &kind)
{
    const auto it = m_tickets.constFind(RandomToken::hashOf(ticket));
    if (it != m_tickets.constEnd()) {
        const Ticket found = *it;
        m_tickets.erase(it);
        if (found.expires > m_clock.uptime() && found.claim.user == user
            && found.claim.kind == kind)
            return found.claim;
    }
    return fail(ErrorCode::TicketInvalid,
                u"the ticket was used before, has expired or is for something else"_s,
                u"Open it again"_s);
}

void TicketOffice::revokeUser(const QString &user)
{
    m_tickets.removeIf([&](QHash<QString, Ticket>::iterator it) { return it->claim.user == user; });
}

} // namespace Atoll
