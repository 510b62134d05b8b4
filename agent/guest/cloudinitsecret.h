// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/result.h>

namespace Atoll {

//! crypt(5), sha512crypt: what systems of every age take. Takes a tenth of a second; for workers.
Result<QString> cloudInitPasswordHash(const QString &password);

} // namespace Atoll
