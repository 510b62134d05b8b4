// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "listdock.h"

#include <theme/theme.h>

#include <QHeaderView>
#include <QPainter>

namespace Atoll {

ListDock::ListDock(const Theme &theme, QAbstractItemModel *model, const QString &emptyText,
                   QWidget *parent)
    : QTreeView(parent)
    , m_theme(theme)
    , m_emptyText(emptyText)
{
    setModel(model);
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setTextElideMode(Qt::ElideRight);
    setProperty("borderless", true);
    setAllColumnsShowFocus(true);
    setAccessibleName(emptyText);
}

void ListDock::paintEvent(QPaintEvent *event)
{
    QTreeView::paintEvent(event);
    if (model()->rowCount() > 0)
        return;
    QPainter painter(viewport());
    painter.setPen(m_theme.color(Token::Text3));
    painter.drawText(viewport()->rect(), Qt::AlignCenter, m_emptyText);
}

} // namespace Atoll
