// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "caller.h"

#include <api/guest.h>

#include <QHash>
#include <QObject>
#include <QPointer>

#include <memory>

namespace Atoll {

class ConsoleHolds;

//! A wish for a console that only one viewer can have.
struct ConsoleWish
{
    QString console; //!< what is held: "/guests/<uuid>/serial"
    QString name;    //!< for people: "the serial console of web-1"
    QString viewer;  //!< who it is of the user's programs; empty: the connection itself
    bool takesOver = false;
    bool hasManyStreams = false; //!< SPICE has one for each of its channels
};

//! One stream of a held console. The console is free when the last one goes.
class ConsoleLease : public QObject
{
    Q_OBJECT

public:
    ~ConsoleLease() override;

Q_SIGNALS:
    //! Another viewer has it now, or this viewer over another connection.
    void revoked(const Atoll::Error &why);

private:
    friend class ConsoleHolds;
    ConsoleLease(ConsoleHolds *holds, QString console, const Session *session);

    const QPointer<ConsoleHolds> m_holds;
    const QString m_console;
    const Session *const m_session; //!< to compare only
};

//! Who has each console that only one viewer can have. A viewer that lost its connection takes its
//! own console back at once; another user's only when it says that it takes over. Kept in memory:
//! the streams end with the agent, too. Event-loop thread.
class ConsoleHolds : public QObject
{
    Q_OBJECT

public:
    using Lease = std::shared_ptr<ConsoleLease>;

    //! Busy, with the Api::ConsoleHolder in `details.holder`.
    Result<void> check(const Caller &caller, const ConsoleWish &wish) const;
    Result<Lease> claim(const Caller &caller, const ConsoleWish &wish);
    //! Whom a viewer that takes over will take it from.
    std::optional<Api::ConsoleHolder> otherHolder(const Caller &caller,
                                                  const ConsoleWish &wish) const;

private:
    friend class ConsoleLease;
    struct Hold
    {
        Api::ConsoleHolder holder;
        QString viewer;
        QList<ConsoleLease *> leases;
    };

    static bool isSame(const Hold &hold, const Caller &caller, const ConsoleWish &wish);
    void forget(ConsoleLease *lease);

    QHash<QString, Hold> m_holds;
};

} // namespace Atoll
