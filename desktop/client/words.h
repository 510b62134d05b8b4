// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/error.h>
#include <rpc/client.h>

#include <QString>

#include <optional>

//! Sentences about connections and actions, in the user's language. GUI thread.
namespace Atoll::Words {

//! "starting…" for guest.start; empty for methods that have no such word.
QString pending(const QString &method);
//! "Start" for guest.start, for tasks and menus; the method's name when there is no word.
QString action(const QString &method);
//! Said of a guest with hardware changes that it does not run with yet.
QString waitsForColdStart();
//! "Connected", "Connecting…", "Not reachable, trying again".
QString connection(Rpc::ClientState state, const std::optional<Error> &problem);

} // namespace Atoll::Words
