// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/result.h>

#include <QByteArray>
#include <QString>

namespace Atoll::Console {

//! A file of virt-viewer (".vv"): where a display is and what opens it. Other programs hand them
//! out for one use. What names no secret may be shown; the password never is.
struct ViewerFile
{
    static constexpr qsizetype kMaximumBytes = 64 * 1024;

    enum class Kind { Spice, Vnc };
    Kind kind = Kind::Spice;
    QString host;
    quint16 port = 0;    //!< 0: none
    quint16 tlsPort = 0; //!< 0: none; preferred
    QByteArray password;
    QByteArray authority; //!< certificates in PEM; empty: those of the system
    QString subject;      //!< the server's certificate names it; empty: names the host
    QString title;
    bool isForOneUse = false; //!< the file is deleted once it was read
    bool isFullScreen = false;

    static Result<ViewerFile> parse(QByteArrayView text);
    //! Reads, and deletes what is for one use.
    static Result<ViewerFile> load(const QString &path);
};

} // namespace Atoll::Console
