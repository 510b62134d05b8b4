// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "desktop.h"
#include "options.h"
#include "viewer.h"

#include <app/language.h>
#include <app/settings.h>
#include <core/log.h>

#include <QApplication>

using namespace Qt::StringLiterals;

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setOrganizationName(u"Atoll"_s);
    QApplication::setApplicationName(u"atoll"_s);
    QApplication::setApplicationDisplayName(u"Atoll"_s);
    QApplication::setApplicationVersion(QStringLiteral(ATOLL_VERSION));
    QApplication::setDesktopFileName(u"atoll"_s);
    Atoll::installLogHandler();

    const Atoll::Options options = Atoll::parseOptions(application);
    Atoll::Settings settings(options.profile);
    Atoll::installLanguage(application, options.language.isEmpty() ? settings.language.value()
                                                                   : options.language);
    if (!options.viewerFile.isEmpty())
        return Atoll::showViewer(application, settings, options);
    Atoll::Desktop desktop(application, settings, options);
    desktop.start();
    return QApplication::exec();
}
