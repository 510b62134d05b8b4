// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace Atoll {

class KeyMap;

//! The keys of guests' verbs and of the pages of a guest, which are made later than the list of
//! keys is shown. More than once does nothing.
void defineGuestKeys(KeyMap &keys);

} // namespace Atoll
