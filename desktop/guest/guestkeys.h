// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Atoll {

class KeyMap;

//! Takes an entry out of a small list.
inline const QString kRemoveEntryKey = QStringLiteral("form.remove");

//! The keys of guests' verbs and of the pages of a guest, which are made later than the list of
//! keys is shown. More than once does nothing.
void defineGuestKeys(KeyMap &keys);

} // namespace Atoll
