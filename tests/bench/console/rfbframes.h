// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "frames.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace Atoll::Bench {

//! Updates of a whole 1080p screen, encoded once, so that a source costs nothing while it plays.
struct RfbFrames
{
    QByteArray first;         //!< opens what later ones refer to
    QList<QByteArray> looped; //!< frames 0, 1, …: may be played over and over in this order
};

//! "tight": half JPEG (photo), a quarter palette (user interface), a quarter lossless; "zrle";
//! "raw".
RfbFrames makeFrames(const QString &encoding, int count = kFrames);

} // namespace Atoll::Bench
