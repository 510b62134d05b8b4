// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cellpainter.h"
#include "emulator.h"
#include "search.h"
#include "selection.h"

#include <QAbstractScrollArea>
#include <QElapsedTimer>
#include <QTimer>

namespace Atoll::Terminal {

//! Shows an Emulator: paints what changed at most once a frame of the screen, scrolls through its
//! history, selects, and leads keys, input methods and the mouse into it. GUI thread.
class Canvas final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    Canvas(Emulator &emulator, Search &search, const Theme &theme, QWidget *parent = nullptr);
    ~Canvas() override;

    //! The line in the first row.
    qint64 topLine() const { return m_top; }
    //! It stays at the newest output.
    bool follows() const { return m_follows; }
    void scrollTo(qint64 line);
    void reveal(const Span &span);

    int zoom() const { return m_zoom; }
    void setZoom(int steps);
    QSizeF cellSize() const { return m_glyphs->cellSize(); }
    QRect cellRect(const Spot &spot) const;

    const Selection &selection() const { return m_selection; }
    void selectAll();
    QString selectedText() const { return m_selection.text(m_emulator.screen()); }
    quint64 framesPainted() const { return m_framesPainted; }
    QSize sizeHint() const override;

Q_SIGNALS:
    //! Middle button or key: of the selection's or the ordinary clipboard.
    void pasteRequested(const QString &text);
    void contextMenuRequested(const QPoint &globalPosition);
    void linkActivated(const QString &address);
    void selectionChanged();
    //! Rows and columns.
    void resized();

protected:
    bool event(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    QVariant inputMethodQuery(Qt::InputMethodQuery query) const override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    bool focusNextPrevChild(bool next) override;

private:
    bool isKept(const QKeyEvent &event) const;
    void emulatorChanged();
    void showChanges();
    void updateScrollBar();
    void updateRows(int from, int to);
    void updateCursor();
    void updateBlinking();
    void ring();
    void fontChanged();
    void applySize();
    void typed();

    void paintLine(QPainter &painter, CellPainter &cells, int row);
    void paintMarks(QPainter &painter, qint64 line, int row);
    void paintCursor(QPainter &painter, CellPainter &cells);
    void paintPreedit(QPainter &painter);

    QPointF origin(int row) const;
    Spot spotAt(const QPointF &position, bool isBoundary = false) const;
    Place placeAt(const QPointF &position) const;
    bool mouseGoesIn(const QMouseEvent &event) const;
    void pressSelection(const QMouseEvent &event);
    void extendSelection(const QPointF &position);
    void followLink(const QPointF &position);

    Emulator &m_emulator;
    Search &m_search;
    const Theme &m_theme;
    std::unique_ptr<GlyphCache> m_glyphs;
    std::unique_ptr<Palette> m_palette;
    int m_zoom = 0;

    qint64 m_top = 0;
    bool m_follows = true;
    bool m_isSettingBar = false;
    Selection m_selection;
    std::optional<Link> m_link;
    Place m_shownCursor;
    QString m_preedit;

    QTimer m_nextPaint;
    QElapsedTimer m_sincePaint;
    quint64 m_framesPainted = 0;
    QTimer m_resizeSoon;
    QTimer m_blink;
    bool m_isCursorOn = true;        //!< and so is text that blinks
    std::vector<int> m_blinkingRows; //!< as painted last
    QTimer m_bell;
    QTimer m_autoScroll;
    QPointF m_dragAt;
    QElapsedTimer m_sinceClick;
    QPointF m_clickAt;
    int m_clicks = 0;
    bool m_isSelecting = false;
    Qt::MouseButton m_heldIn = Qt::NoButton; //!< pressed within the program
    int m_wheel = 0;
};

} // namespace Atoll::Terminal
