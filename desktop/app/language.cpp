// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "language.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

// Outside the namespace: the macro declares a function of the global one.
static void initTranslationResources() { Q_INIT_RESOURCE(atoll_translations); }

using namespace Qt::StringLiterals;

namespace Atoll {

void installLanguage(QApplication &application, const QString &language)
{
    initTranslationResources();
    const QLocale locale = language.isEmpty() ? QLocale::system() : QLocale(language);
    QLocale::setDefault(locale);
    auto *qt = new QTranslator(&application);
    if (qt->load(locale, u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QApplication::installTranslator(qt);
    // English too: it holds the plurals.
    auto *own = new QTranslator(&application);
    if (own->load(locale, u"atoll"_s, u"_"_s, u":/atoll/i18n"_s)
        || own->load(u":/atoll/i18n/atoll_en.qm"_s))
        QApplication::installTranslator(own);
}

} // namespace Atoll
