// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "consoleholds.h"

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

Error busy(const QString &text, const QString &hint, const Api::ConsoleHolder &holder, bool isLost)
{
    return {
        ErrorCode::Busy, text, hint, {{u"holder"_s, toJson(holder)}, {u"isTakenOver"_s, isLost}}};
}

QString nameOf(const Api::ConsoleHolder &holder)
{
    return u"%1 at %2"_s.arg(holder.user, holder.address);
}

Error heldBy(const Api::ConsoleHolder &holder, const ConsoleWish &wish)
{
    const QString since = holder.since.toString(u"yyyy-MM-dd HH:mm"_s);
    return busy(u"%1 is in use by %2 since %3 UTC"_s.arg(wish.name, nameOf(holder), since),
                u"Ask them to close it, or take it over"_s, holder, false);
}

Error takenBy(const Api::ConsoleHolder &holder, const ConsoleWish &wish)
{
    return busy(u"%1 was taken over by %2"_s.arg(wish.name, nameOf(holder)),
                u"Take it back if you need it"_s, holder, true);
}

} // namespace

ConsoleLease::ConsoleLease(ConsoleHolds *holds, QString console, const Session *session)
    : m_holds(holds)
    , m_console(std::move(console))
    , m_session(session)
{}

ConsoleLease::~ConsoleLease()
{
    if (m_holds)
        m_holds->forget(this);
}

bool ConsoleHolds::isSame(const Hold &hold, const Caller &caller, const ConsoleWish &wish)
{
    if (hold.holder.user != caller.user || hold.viewer != wish.viewer)
        return false;
    return !wish.viewer.isEmpty() || hold.leases.first()->m_session == caller.session;
}

std::optional<Api::ConsoleHolder> ConsoleHolds::otherHolder(const Caller &caller,
                                                            const ConsoleWish &wish) const
{
    const auto hold = m_holds.constFind(wish.console);
    if (hold == m_holds.cend() || isSame(*hold, caller, wish))
        return {};
    return hold->holder;
}

Result<void> ConsoleHolds::check(const Caller &caller, const ConsoleWish &wish) const
{
    const auto holder = otherHolder(caller, wish);
    return holder && !wish.takesOver ? fail(heldBy(*holder, wish)) : Result<void>();
}

Result<ConsoleHolds::Lease> ConsoleHolds::claim(const Caller &caller, const ConsoleWish &wish)
{
    if (const auto free = check(caller, wish); !free)
        return fail(free.error());
    const bool isTaken = otherHolder(caller, wish).has_value();
    Hold &hold = m_holds[wish.console];
    if (isTaken || hold.leases.isEmpty())
        hold.holder.since = QDateTime::currentDateTimeUtc();
    hold.holder.user = caller.user;
    hold.holder.address = caller.address;
    hold.viewer = wish.viewer;
    // What this viewer has over another connection is dead, or will be.
    QList<QPointer<ConsoleLease>> old;
    hold.leases.removeIf([&](ConsoleLease *lease) {
        const bool stays = !isTaken && wish.hasManyStreams && lease->m_session == caller.session;
        if (!stays)
            old.append(lease);
        return !stays;
    });
    const Lease lease(new ConsoleLease(this, wish.console, caller.session));
    hold.leases.append(lease.get());
    const Error why = takenBy(hold.holder, wish); // who hears of it may change the holds
    for (const QPointer<ConsoleLease> &each : std::as_const(old)) {
        if (each)
            Q_EMIT each->revoked(why);
    }
    return lease;
}

void ConsoleHolds::forget(ConsoleLease *lease)
{
    const auto hold = m_holds.find(lease->m_console);
    if (hold == m_holds.end())
        return;
    hold->leases.removeOne(lease);
    if (hold->leases.isEmpty())
        m_holds.erase(hold);
}

} // namespace Atoll
