// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "theme.h"

#include "atollstyle.h"
#include "stylesheet.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPalette>
#include <QToolTip>

// Outside the namespace: the macro declares a function of the global one.
static void initIconResources() { Q_INIT_RESOURCE(atoll_icons); }

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

QPalette paletteOf(const Theme &theme)
{
    using enum Token;
    QPalette palette;
    const auto set = [&](QPalette::ColorRole role, Token token) {
        palette.setColor(role, theme.color(token));
    };
    set(QPalette::Window, Surface0);
    set(QPalette::WindowText, Text1);
    set(QPalette::Base, Surface1);
    set(QPalette::AlternateBase, Surface0);
    set(QPalette::Text, Text1);
    set(QPalette::PlaceholderText, Text3);
    set(QPalette::Button, Surface2);
    set(QPalette::ButtonText, Text1);
    set(QPalette::BrightText, OnAccent);
    set(QPalette::ToolTipBase, Surface2);
    set(QPalette::ToolTipText, Text1);
    set(QPalette::Highlight, Selection);
    set(QPalette::HighlightedText, Text1);
    set(QPalette::Link, Accent);
    set(QPalette::LinkVisited, Accent);
    set(QPalette::Light, Surface1);
    set(QPalette::Midlight, Surface2);
    set(QPalette::Mid, Line);
    set(QPalette::Dark, Surface3);
    palette.setColor(QPalette::Shadow, theme.color(Line).darker(150));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, theme.color(Text3, 0.7));
    return palette;
}

bool isDarkPalette(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness()
           < palette.color(QPalette::WindowText).lightness();
}

} // namespace

Theme::Theme(QObject *parent)
    : QObject(parent)
    , m_colors(std::make_shared<Colors>(lightColors()))
    , m_icons(m_colors)
{
    initIconResources();
}

void Theme::setChoice(ThemeChoice choice)
{
    m_choice = choice;
    update();
}

void Theme::setDensity(Density density)
{
    m_density = density;
    update();
}

QColor Theme::color(Token token, double opacity) const
{
    QColor result = color(token);
    result.setAlphaF(float(opacity));
    return result;
}

Token Theme::series(int number) { return Token(int(Token::Series1) + number % 8); }

Token Theme::forLoad(double fraction)
{
    return fraction >= 0.92 ? Token::Error : fraction >= 0.80 ? Token::Warning : Token::Accent;
}

QFont Theme::titleFont() const
{
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() * 1.25);
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont Theme::smallFont() const
{
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() * 0.9);
    return font;
}

QFont Theme::boldFont() const
{
    QFont font = QApplication::font();
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont Theme::fixedFont() const
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(QApplication::font().pointSizeF());
    return font;
}

void Theme::apply(QApplication &application)
{
    m_isSystemDark = isDarkPalette(QApplication::palette());
    m_application = &application;
    QApplication::setStyle(new AtollStyle(*this));
    update();
}

void Theme::systemChanged()
{
    if (m_choice != ThemeChoice::System || !m_application)
        return;
    QApplication::setPalette(QPalette()); // the system's again, to look at it
    m_isSystemDark = isDarkPalette(QApplication::palette());
    update();
}

void Theme::update()
{
    m_isDark = m_choice == ThemeChoice::Dark || (m_choice == ThemeChoice::System && m_isSystemDark);
    *m_colors = m_isDark ? darkColors() : lightColors();
    if (m_application) {
        const QPalette palette = paletteOf(*this);
        QApplication::setPalette(palette);
        QToolTip::setPalette(palette);
        m_application->setStyleSheet(styleSheet(*this));
    }
    Q_EMIT changed();
}

} // namespace Atoll
