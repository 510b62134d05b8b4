// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/access.h>
#include <api/guestlifecycle.h>

#include <QKeySequence>

#include <optional>

namespace Atoll {

//! What a person can do to guests.
enum class GuestVerb : quint8 {
    Start,
    StartAnew, //!< without the memory that hibernating saved
    Shutdown,
    Reboot,
    Pause,
    Resume,
    Hibernate,
    Stop,
    Reset,
    Console,
    Adopt,
    Disks,
    Export,
    Snapshot,
    Clone,
    MakeTemplate,
    UnmakeTemplate,
    ChangeMany, //!< the same for several, chosen in a dialog
    Delete,
};
inline constexpr int kGuestVerbCount = int(GuestVerb::Delete) + 1;

struct GuestVerbInfo
{
    GuestVerb verb;
    QString method; //!< of the catalogue; empty: handled here
    QString text;
    QString icon;
    QString remark; //!< what it does, one sentence
    QKeySequence shortcut;
    Privilege privilege;
};

//! In the user's language.
GuestVerbInfo verbInfo(GuestVerb verb);

//! The verb's name in the key map.
QString verbKey(GuestVerb verb);

//! All that decides whether a verb can be used on a guest now.
struct GuestSituation
{
    Api::GuestInfo guest;
    QString clusterName;
    bool isLive = false;   //!< connected and logged in
    QString pendingMethod; //!< asked and not done yet
    std::optional<Api::SessionInfo> session;
};

//! Why the verb cannot be used, as a sentence; empty: it can.
QString whyNot(GuestVerb verb, const GuestSituation &situation);

} // namespace Atoll
