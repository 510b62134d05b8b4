// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/error.h>

namespace Atoll {

//! "what: No such file or directory" with the code that suits the errno value.
Error systemError(const QString &what, int number);

} // namespace Atoll
