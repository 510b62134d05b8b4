// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <theme/theme.h>

#include <QSettings>
#include <QSize>

#include <memory>

namespace Atoll {

//! One setting: its key and its default stand in one place. Reads are cached.
template <class T>
class Setting
{
public:
    Setting(QSettings &store, const char *key, T fallback)
        : m_store(store)
        , m_key(QString::fromLatin1(key))
        , m_value(m_store.value(m_key, QVariant::fromValue(fallback)).template value<T>())
    {}
    const T &value() const { return m_value; }
    void set(const T &value)
    {
        if (value == m_value)
            return;
        m_value = value;
        m_store.setValue(m_key, QVariant::fromValue(value));
    }

private:
    QSettings &m_store;
    QString m_key;
    T m_value;
};

//! Everything the desktop remembers, except secrets. With a profile directory, settings and cache
//! live there and nowhere else. GUI thread.
class Settings
{
public:
    explicit Settings(const QString &profileDirectory = {});

    //! Where offline copies of inventories are kept.
    const QString &cacheDirectory() const { return m_cacheDirectory; }

    ThemeChoice themeChoice() const { return ThemeChoice(m_theme.value()); }
    void setThemeChoice(ThemeChoice choice) { m_theme.set(int(choice)); }
    Density density() const { return Density(m_density.value()); }
    void setDensity(Density density) { m_density.set(int(density)); }

private:
    std::unique_ptr<QSettings> m_store;
    QString m_cacheDirectory;
    Setting<int> m_theme;
    Setting<int> m_density;

public:
    Setting<QString> language; //!< "en", "ko"; empty: the system's
    Setting<QByteArray> windowGeometry;
    Setting<QByteArray> windowState;
    Setting<QByteArray> clusters; //!< JSON list of known clusters, without secrets
    Setting<QStringList> openTabs;
    Setting<bool> rememberPasswords;
    Setting<bool> confirmPowerActions;
    Setting<bool> showsAllHardware;
    Setting<QByteArray> guestViews;      //!< JSON list of saved views of the guest list
    Setting<QStringList> dockedConsoles; //!< UUIDs of guests; the latest first
    Setting<QStringList> consoleChoices; //!< "spice UUID" where somebody chose; the latest first
    Setting<QByteArray> consoleLayouts;  //!< JSON: windows of consoles, by UUID of guests
    Setting<QByteArray> keys;            //!< JSON: keys that a person chose, by action
    Setting<int> wallTileWidth;
    Setting<int> wallOrder;             //!< a GuestListModel::Column
    Setting<QStringList> notifications; //!< kinds that the desktop tells of
    Setting<QByteArray> layouts;        //!< JSON: places of windows, by set of screens
    Setting<bool> isTourSeen;
    Setting<QStringList> dismissedTasks; //!< failed ones that no longer ask for attention
};

} // namespace Atoll
