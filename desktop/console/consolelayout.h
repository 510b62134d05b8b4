// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/result.h>

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace Atoll::Console {

//! Where one monitor of a console stands.
struct WindowPlace
{
    enum Kind { Page, Window, FullScreen };

    int monitor = 0;
    Kind kind = Page;
    QByteArray geometry; //!< of QWidget::saveGeometry()
    QString screen;      //!< the name of the one that it fills

    bool operator==(const WindowPlace &) const = default;
};

//! What the windows of a guest's console were: to be had again.
struct ConsoleLayout
{
    QString console; //!< "spice", "vnc", "serial"
    bool isFitted = true;
    bool followsSize = true;
    QList<WindowPlace> windows; //!< the first one is the console's own; no monitor twice

    QJsonObject toJson() const;
    //! A sentence about what is wrong in it.
    static Result<ConsoleLayout> fromJson(const QJsonObject &json);
    bool operator==(const ConsoleLayout &) const = default;
};

} // namespace Atoll::Console
