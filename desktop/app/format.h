// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <QString>

//! Numbers and times as the desktop writes them: binary units, three significant digits, the
//! locale's signs. A number that is not known is an en dash.
namespace Atoll::Format {

QString percent(double fraction);      //!< 0.38: "38 %"
QString wholePercent(double fraction); //!< for columns and narrow places
QString bytes(double bytes);           //!< "16 GiB"
QString rate(double bytesPerSecond);
QString number(double value);
QString duration(qint64 seconds); //!< "12 d 4 h"
QString ago(const QDateTime &time, const QDateTime &now = QDateTime::currentDateTimeUtc());
QString dateTime(const QDateTime &time); //!< exact, for tool tips
QString unknown();

} // namespace Atoll::Format
