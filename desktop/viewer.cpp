// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewer.h"

#include <app/settings.h>
#include <console/consolewindow.h>
#include <console/viewer/viewerwindow.h>

#include <QApplication>
#include <QMessageBox>

namespace Atoll {

int showViewer(QApplication &application, Settings &settings, const Options &options)
{
    Theme theme;
    theme.setChoice(options.theme.value_or(settings.themeChoice()));
    theme.setDensity(settings.density());
    theme.apply(application);
    const auto window = Console::openViewer(options.viewerFile, theme);
    if (window)
        return QApplication::exec();
    QMessageBox message(QMessageBox::Critical, QApplication::applicationDisplayName(),
                        window.error().sentence());
    message.show();
    QApplication::exec();
    return EXIT_FAILURE;
}

} // namespace Atoll
