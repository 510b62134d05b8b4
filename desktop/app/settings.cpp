// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "settings.h"

#include <QDir>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

std::unique_ptr<QSettings> makeStore(const QString &profile)
{
    if (profile.isEmpty())
        return std::make_unique<QSettings>(QSettings::IniFormat, QSettings::UserScope, u"Atoll"_s,
                                           u"atoll"_s);
    QDir().mkpath(profile);
    return std::make_unique<QSettings>(QDir(profile).filePath(u"atoll.ini"_s),
                                       QSettings::IniFormat);
}

QString cacheFor(const QString &profile)
{
    const QString path = profile.isEmpty()
                             ? QStandardPaths::writableLocation(QStandardPaths::CacheLocation)
                             : QDir(profile).filePath(u"cache"_s);
    QDir().mkpath(path);
    return path;
}

} // namespace

Settings::Settings(const QString &profileDirectory)
    : m_store(makeStore(profileDirectory))
    , m_cacheDirectory(cacheFor(profileDirectory))
    , m_theme(*m_store, "look/theme", int(ThemeChoice::System))
    , m_density(*m_store, "look/density", int(Density::Comfortable))
    , language(*m_store, "look/language", QString())
    , windowGeometry(*m_store, "window/geometry", QByteArray())
    , windowState(*m_store, "window/state", QByteArray())
    , clusters(*m_store, "clusters", QByteArray())
    , openTabs(*m_store, "window/tabs", QStringList())
    , rememberPasswords(*m_store, "access/rememberPasswords", true)
    , confirmPowerActions(*m_store, "behaviour/confirmPowerActions", true)
    , showsAllHardware(*m_store, "guest/showsAllHardware", false)
    , guestViews(*m_store, "guest/views", QByteArray())
    , dockedConsoles(*m_store, "window/dockedConsoles", QStringList())
    , consoleChoices(*m_store, "window/consoleChoices", QStringList())
    , consoleLayouts(*m_store, "window/consoleLayouts", QByteArray())
    , keys(*m_store, "keys", QByteArray())
    , wallTileWidth(*m_store, "wall/tileWidth", 240)
    , wallOrder(*m_store, "wall/order", 0)
    , notifications(*m_store, "behaviour/notifications",
                    {u"task"_s, u"guest"_s, u"connection"_s, u"attention"_s})
    , layouts(*m_store, "window/layouts", QByteArray())
    , isTourSeen(*m_store, "window/tourSeen", false)
    , dismissedTasks(*m_store, "attention/dismissedTasks", QStringList())
{}

} // namespace Atoll
