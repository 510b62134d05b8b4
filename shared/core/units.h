// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "result.h"

#include <QString>

//! Binary units, the same in every program. Locale-free: the desktop has its own wording on top.
namespace Atoll::units {

inline constexpr qint64 KiB = 1024;
inline constexpr qint64 MiB = 1024 * KiB;
inline constexpr qint64 GiB = 1024 * MiB;

//! "16 GiB", "1.5 TiB", "512 B"; at most three significant digits.
QString formatBytes(qint64 bytes);
//! Reads "8G", "8GiB", "512 MiB", "1.5T", "4096" (bytes). Refuses what does not fit qint64.
Result<qint64> parseBytes(const QString &text);
//! "12 d 4 h", "3 min", "42 s": the two largest units.
QString formatDuration(qint64 seconds);

} // namespace Atoll::units
