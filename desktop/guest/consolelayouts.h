// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <console/consolelayout.h>

#include <QJsonObject>
#include <QStringList>

#include <functional>
#include <optional>

namespace Atoll {

class Settings;

//! The layouts of a guest's consoles: the last one with each set of screens, and those that a
//! person named. GUI thread.
class ConsoleLayouts
{
public:
    static constexpr int kMostGuests = 200;
    static constexpr int kMostSets = 8;
    static constexpr int kMostNames = 20;
    static constexpr qsizetype kMaxBytes = 4 << 20;

    //! `screens` names the set that is there now.
    ConsoleLayouts(Settings &settings, const QString &uuid, std::function<QString()> screens);

    std::optional<Console::ConsoleLayout> last() const;
    void keepLast(const Console::ConsoleLayout &layout);

    QStringList names() const;
    std::optional<Console::ConsoleLayout> named(const QString &name) const;
    //! Replaces one of that name. Refused: too many, or no name.
    Result<void> save(const QString &name, const Console::ConsoleLayout &layout);
    Result<void> rename(const QString &from, const QString &to);
    void remove(const QString &name);

private:
    QJsonObject all() const;
    QJsonObject own() const { return all().value(m_uuid).toObject(); }
    QJsonObject namedOnes() const;
    void keep(QJsonObject own);
    void keepNamed(const QJsonObject &named);

    Settings &m_settings;
    const QString m_uuid;
    const std::function<QString()> m_screens;
};

} // namespace Atoll
