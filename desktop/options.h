// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <theme/theme.h>

#include <QString>

#include <optional>

QT_BEGIN_NAMESPACE
class QCoreApplication;
QT_END_NAMESPACE

namespace Atoll {

//! What the command line asks for.
struct Options
{
    QString connectTo; //!< "host:port"
    QString fingerprint;
    QString user;
    QString passwordFile;
    QString shots; //!< directory for pictures of every page; the program ends after them
    QString language;
    QString profile; //!< directory for settings and cache instead of the user's
    std::optional<ThemeChoice> theme;
    QString viewerFile; //!< of virt-viewer: only this console is shown
};

//! Ends the program on --help, --version and mistakes.
Options parseOptions(const QCoreApplication &application);

} // namespace Atoll
