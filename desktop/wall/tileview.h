// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractItemView>

namespace Atoll {

//! Rows of a model's first column as tiles of one size, side by side. Where a tile stands is
//! reckoned, not kept, so that the number of rows costs nothing. GUI thread.
class TileView : public QAbstractItemView
{
    Q_OBJECT
public:
    explicit TileView(QWidget *parent = nullptr);

    //! The least width; tiles are stretched until they fill the line.
    void setTileWidth(int width);
    int tileWidth() const { return m_wishedWidth; }
    //! What a tile needs below its picture, which is 16:9.
    void setCaptionHeight(int height);

    QRect visualRect(const QModelIndex &index) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    QModelIndex indexAt(const QPoint &point) const override;
    //! All that are at least partly on the screen.
    QModelIndexList seen() const;
    void setModel(QAbstractItemModel *model) override;
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                     const QList<int> &roles = {}) override;

Q_SIGNALS:
    void seenChanged();

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    int horizontalOffset() const override { return 0; }
    int verticalOffset() const override;
    bool isIndexHidden(const QModelIndex &) const override { return false; }
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command) override;
    QRegion visualRegionForSelection(const QItemSelection &selection) const override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void updateGeometries() override;
    void scrollContentsBy(int dx, int dy) override;

private:
    int count() const { return model() ? model()->rowCount(rootIndex()) : 0; }
    void refresh();
    QRect rectOf(int row) const; //!< in the whole content

    int m_wishedWidth = 240;
    int m_captionHeight = 40;
    int m_columns = 1;
    int m_width = 240;
    int m_height = 180;
};

} // namespace Atoll
