// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "atollstyle.h"

#include "theme.h"

#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>

using namespace Qt::StringLiterals;

namespace Atoll {

AtollStyle::AtollStyle(const Theme &theme)
    : QProxyStyle(QStyleFactory::create(u"Fusion"_s))
    , m_theme(theme)
{}

int AtollStyle::pixelMetric(PixelMetric metric, const QStyleOption *option,
                            const QWidget *widget) const
{
    switch (metric) {
    case PM_SmallIconSize:
    case PM_ToolBarIconSize:
    case PM_ButtonIconSize:
    case PM_TabBarIconSize:
    case PM_ListViewIconSize:
        return 16;
    case PM_ScrollBarExtent:
        return 12;
    case PM_TreeViewIndentation:
        return 16;
    case PM_DockWidgetSeparatorExtent:
    case PM_SplitterWidth:
        return 5;
    case PM_DockWidgetTitleMargin:
        return 4;
    case PM_ToolBarItemSpacing:
        return 2;
    case PM_DockWidgetFrameWidth:
        return 0;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int AtollStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                          QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_ItemView_ShowDecorationSelected:
    case SH_Menu_SubMenuPopupDelay:
        return hint == SH_Menu_SubMenuPopupDelay ? 120 : 1;
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_EtchDisabledText:
    case SH_UnderlineShortcut:
        return hint == SH_UnderlineShortcut;
    case SH_ToolTip_WakeUpDelay:
        return 400;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

void AtollStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option,
                               QPainter *painter, const QWidget *widget) const
{
    const auto arrow = [&](const QString &name) {
        const int side = qMin(16, qMin(option->rect.width(), option->rect.height()));
        QRect rect(0, 0, side, side);
        rect.moveCenter(option->rect.center());
        m_theme.icons().paint(painter, rect, name, Overlay::None,
                              option->state & State_Enabled ? Token::Text2 : Token::Text3);
    };
    switch (element) {
    case PE_IndicatorBranch:
        if (option->state & State_Children)
            arrow(option->state & State_Open ? u"chevron-down"_s : u"chevron-right"_s);
        return; // no lines: the indentation says it
    case PE_IndicatorArrowDown:
        return arrow(u"chevron-down"_s);
    case PE_IndicatorArrowRight:
        return arrow(u"chevron-right"_s);
    case PE_FrameFocusRect:
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(m_theme.color(Token::Accent));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
        painter->restore();
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void AtollStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                             const QWidget *widget) const
{
    if (element == CE_Splitter) {
        QRect line = option->rect;
        if (option->state & State_Horizontal)
            line = QRect(line.center().x(), line.top(), 1, line.height());
        else
            line = QRect(line.left(), line.center().y(), line.width(), 1);
        painter->fillRect(line, m_theme.color(Token::Line));
        return;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

QIcon AtollStyle::standardIcon(StandardPixmap pixmap, const QStyleOption *option,
                               const QWidget *widget) const
{
    switch (pixmap) {
    case SP_TitleBarCloseButton:
    case SP_DockWidgetCloseButton:
    case SP_LineEditClearButton:
    case SP_TabCloseButton:
        return m_theme.icon(u"close"_s);
    case SP_TitleBarNormalButton:
        return m_theme.icon(u"detach"_s);
    case SP_ToolBarHorizontalExtensionButton:
        return m_theme.icon(u"more"_s);
    case SP_MessageBoxWarning:
        return m_theme.icon(u"warning"_s, Overlay::None, Token::Warning);
    case SP_MessageBoxCritical:
        return m_theme.icon(u"error"_s, Overlay::None, Token::Error);
    case SP_MessageBoxInformation:
        return m_theme.icon(u"info"_s, Overlay::None, Token::Info);
    case SP_MessageBoxQuestion:
        return m_theme.icon(u"help"_s, Overlay::None, Token::Accent);
    default:
        return QProxyStyle::standardIcon(pixmap, option, widget);
    }
}

} // namespace Atoll
