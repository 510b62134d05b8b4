// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestverbs.h"

#include <app/notices.h>
#include <client/statestore.h>
#include <theme/icons.h>

//! Guests in the user's language. GUI thread.
namespace Atoll::GuestWords {

QString state(Api::GuestState state); //!< "Running"
Overlay overlay(Api::GuestState state, bool isPending);
Token color(Api::GuestState state);
//! "Running for 12 d 4 h", "Starting…", "Switched off since …"
QString stateLine(const Api::GuestInfo &guest, const PendingAction *pending);
QString iconName(const Api::GuestInfo &guest);

//! One thing that a person should know about a guest, and what can be done at once.
struct Finding
{
    Severity severity = Severity::Info;
    QString title;
    QString text;
    std::optional<GuestVerb> remedy;
};
//! Is it well, and if not why. Worst first; empty: it is well.
QList<Finding> findings(const Api::GuestInfo &guest, const StateStore &store);

} // namespace Atoll::GuestWords
