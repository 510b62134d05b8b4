// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "icons.h"
#include "tokens.h"

#include <QFont>
#include <QObject>

QT_BEGIN_NAMESPACE
class QApplication;
QT_END_NAMESPACE

namespace Atoll {

enum class ThemeChoice : quint8 { System, Light, Dark };
enum class Density : quint8 { Comfortable, Dense };

//! Colours, icons, fonts and measures of the desktop, and their application to Qt's palette and
//! style. One per program, owned by the composition root. GUI thread.
class Theme : public QObject
{
    Q_OBJECT
public:
    static constexpr int kStep = 4; //!< all spacing is a multiple

    explicit Theme(QObject *parent = nullptr);

    ThemeChoice choice() const { return m_choice; }
    void setChoice(ThemeChoice choice);
    Density density() const { return m_density; }
    void setDensity(Density density);
    bool isDark() const { return m_isDark; }

    const QColor &color(Token token) const { return (*m_colors)[size_t(token)]; }
    QColor color(Token token, double opacity) const;
    //! 0 … 15, as programs in a terminal number them.
    const QColor &terminalColor(int number) const
    {
        return (m_isDark ? darkTerminalColors() : lightTerminalColors())[size_t(number)];
    }
    //! Series1 … Series8, again from the start after that.
    static Token series(int number);
    static Token forLoad(double fraction); //!< Accent, Warning from 80 %, Error from 92 %

    const IconFactory &icons() const { return m_icons; }
    QIcon icon(const QString &name, Overlay overlay = Overlay::None,
               Token tint = Token::Text2) const
    {
        return m_icons.icon(name, overlay, tint);
    }

    int rowHeight() const { return m_density == Density::Comfortable ? 24 : 20; }
    QFont titleFont() const; //!< one step larger, half bold
    QFont smallFont() const;
    QFont boldFont() const;
    QFont fixedFont() const; //!< tabular, for ids, addresses, logs

    //! Sets style, palette and style sheet; later choices are applied to the same application.
    void apply(QApplication &application);
    //! Called by the composition root when the system's palette has changed.
    void systemChanged();

Q_SIGNALS:
    void changed();

private:
    void update();

    std::shared_ptr<Colors> m_colors;
    IconFactory m_icons;
    ThemeChoice m_choice = ThemeChoice::System;
    Density m_density = Density::Comfortable;
    bool m_isDark = false;
    bool m_isSystemDark = false;
    QApplication *m_application = nullptr;
};

} // namespace Atoll
