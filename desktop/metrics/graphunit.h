// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Atoll {

enum class GraphUnit : quint8 { Percent, Bytes, BytesPerSecond, Number };

QString formatValue(double value, GraphUnit unit);

} // namespace Atoll
