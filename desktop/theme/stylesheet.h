// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Atoll {

class Theme;

//! The style sheet of bars, tabs, fields and menus, with the theme's colours filled in.
QString styleSheet(const Theme &theme);

} // namespace Atoll
