// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "options.h"

#include <QCommandLineParser>

using namespace Qt::StringLiterals;

namespace Atoll {

Options parseOptions(const QCoreApplication &application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Clusters of virtual machines and containers, live and native"_s);
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption connectTo(u"connect"_s, u"Add the cluster at this address."_s,
                                       u"HOST:PORT"_s);
    const QCommandLineOption fingerprint(
        u"fingerprint"_s, u"Trust this certificate of --connect without asking."_s, u"SHA256"_s);
    const QCommandLineOption user(u"user"_s, u"Log in to --connect as this user."_s, u"NAME"_s);
    const QCommandLineOption passwordFile(
        u"password-file"_s, u"Read the password of --user from this file."_s, u"FILE"_s);
    const QCommandLineOption shots(u"shots"_s, u"Save pictures of every page here, then end."_s,
                                   u"DIR"_s);
    const QCommandLineOption language(u"lang"_s, u"Language: en or ko."_s, u"LANGUAGE"_s);
    const QCommandLineOption theme(u"theme"_s, u"Theme: system, light or dark."_s, u"THEME"_s);
    const QCommandLineOption profile(u"profile"_s,
                                     u"Keep settings and cache in this directory; secrets in "
                                     u"memory, or in secrets.json if it is "
                                     u"there."_s,
                                     u"DIR"_s);
    parser.addOptions(
        {connectTo, fingerprint, user, passwordFile, shots, language, theme, profile});
    parser.addPositionalArgument(u"FILE.vv"_s, u"Show the console of this file only."_s,
                                 u"[FILE.vv]"_s);
    parser.process(application);

    Options options;
    options.connectTo = parser.value(connectTo);
    options.fingerprint = parser.value(fingerprint);
    options.user = parser.value(user);
    options.passwordFile = parser.value(passwordFile);
    options.shots = parser.value(shots);
    options.language = parser.value(language);
    options.profile = parser.value(profile);
    options.viewerFile = parser.positionalArguments().value(0);
    if (parser.isSet(theme)) {
        const QString name = parser.value(theme);
        options.theme = name == "dark"_L1    ? ThemeChoice::Dark
                        : name == "light"_L1 ? ThemeChoice::Light
                                             : ThemeChoice::System;
    }
    return options;
}

} // namespace Atoll
