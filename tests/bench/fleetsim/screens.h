// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QString>

namespace Atoll {

//! What the displays of simulated guests show: something like text, other for each guest and from
//! time to time. A few pictures are drawn once and given out again and again.
class Screens
{
public:
    //! PNG, base64. Width 0: 1280.
    QString png(const QString &guest, int width);

private:
    QHash<QString, QString> m_known;
};

} // namespace Atoll
