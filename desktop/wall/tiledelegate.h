// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tilestate.h"

#include <QStyledItemDelegate>

namespace Atoll {

class Theme;

//! A picture of a display with what stands over it: what is said of it, and how old it is. Also
//! for the peek.
void paintScreen(QPainter *painter, const QRect &rect, const Thumbnail *thumbnail,
                 const TileState &state, const Theme &theme);

class GuestListModel;

//! Paints a guest as a tile: picture, name, load. GUI thread.
class TileDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    TileDelegate(const Theme &theme, const GuestListModel &model, const Thumbnails &thumbnails,
                 QObject *parent);

    void setEverySeconds(int seconds) { m_everySeconds = seconds; }
    static int captionHeight(const Theme &theme, const QFontMetrics &metrics);
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    void paintCaption(QPainter *painter, const QRect &rect, const QModelIndex &index,
                      const QFont &font) const;

    const Theme &m_theme;
    const GuestListModel &m_model;
    const Thumbnails &m_thumbnails;
    int m_everySeconds = 2;
};

} // namespace Atoll
