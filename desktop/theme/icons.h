// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tokens.h"

#include <QIcon>

#include <memory>

namespace Atoll {

//! What an object is doing, drawn in the lower right corner of its icon.
enum class Overlay : quint8 {
    None,
    Running,
    Paused,
    Stopped,
    Busy,
    Ok,
    Warning,
    Error,
    Unknown,
};

//! Makes icons from the SVG family in resources/icons. An icon keeps the shared colours, so that it
//! is drawn in the new theme's at the next paint, without being made again. GUI thread.
class IconFactory
{
public:
    explicit IconFactory(std::shared_ptr<const Colors> colors);

    QIcon icon(const QString &name, Overlay overlay = Overlay::None,
               Token tint = Token::Text2) const;
    //! The same, painted at once and cached; for delegates.
    void paint(QPainter *painter, const QRect &rect, const QString &name,
               Overlay overlay = Overlay::None, Token tint = Token::Text2,
               bool isFaded = false) const;

    static bool exists(const QString &name);

private:
    std::shared_ptr<const Colors> m_colors;
};

} // namespace Atoll
