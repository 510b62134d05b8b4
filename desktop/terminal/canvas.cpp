// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "canvas.h"

#include <theme/theme.h>

#include <QGuiApplication>
#include <QResizeEvent>
#include <QScreen>
#include <QScrollBar>
#include <QStyleHints>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace Atoll::Terminal {
namespace {

constexpr std::chrono::milliseconds kBell{120};
//! Wrapping a long history again for every pixel of a drag would be felt.
constexpr std::chrono::milliseconds kResizeRest{40};
constexpr std::chrono::milliseconds kAutoScroll{50};

} // namespace

Canvas::Canvas(Emulator &emulator, Search &search, const Theme &theme, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_emulator(emulator)
    , m_search(search)
    , m_theme(theme)
    , m_palette(std::make_unique<Palette>(theme))
{
    setObjectName(QStringLiteral("terminalCanvas"));
    setAccessibleName(tr("Terminal"));
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_InputMethodEnabled);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    viewport()->setMouseTracking(true);
    viewport()->setCursor(Qt::IBeamCursor);

    m_nextPaint.setSingleShot(true);
    m_nextPaint.setTimerType(Qt::PreciseTimer);
    m_resizeSoon.setSingleShot(true);
    m_resizeSoon.setInterval(kResizeRest);
    m_bell.setSingleShot(true);
    m_autoScroll.setInterval(kAutoScroll);
    connect(&m_nextPaint, &QTimer::timeout, this, &Canvas::showChanges);
    connect(&m_resizeSoon, &QTimer::timeout, this, &Canvas::applySize);
    connect(&m_bell, &QTimer::timeout, viewport(), [this] { viewport()->update(); });
    connect(&m_blink, &QTimer::timeout, this, [this] {
        m_isCursorOn = !m_isCursorOn;
        updateCursor();
        updateBlinking();
    });
    connect(&m_autoScroll, &QTimer::timeout, this, [this] { extendSelection(m_dragAt); });
    connect(&emulator, &Emulator::changed, this, &Canvas::emulatorChanged);
    connect(&emulator, &Emulator::bellRang, this, &Canvas::ring);
    connect(&search, &Search::changed, viewport(), [this] { viewport()->update(); });
    connect(&theme, &Theme::changed, this, [this] {
        m_palette = std::make_unique<Palette>(m_theme);
        fontChanged();
    });
    const int flash = QGuiApplication::styleHints()->cursorFlashTime();
    m_blink.setInterval(flash > 0 ? flash / 2 : 0);
    fontChanged();
    m_top = emulator.screen().topLine();
    updateScrollBar();
}

Canvas::~Canvas() = default;

QSize Canvas::sizeHint() const
{
    const QSizeF cell = m_glyphs->cellSize();
    return QSizeF(cell.width() * 80 + 2 * Theme::kStep + verticalScrollBar()->sizeHint().width(),
                  cell.height() * 24 + 2 * Theme::kStep)
        .toSize();
}

void Canvas::setZoom(int steps)
{
    constexpr int kMost = 10;
    m_zoom = std::clamp(steps, -kMost / 2, kMost);
    fontChanged();
}

void Canvas::fontChanged()
{
    QFont font = m_theme.fixedFont();
    font.setPointSizeF(std::max(font.pointSizeF() + m_zoom, 4.0));
    m_glyphs = std::make_unique<GlyphCache>(font, devicePixelRatioF());
    applySize();
    viewport()->update();
}

void Canvas::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    m_resizeSoon.start();
}

void Canvas::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    m_resizeSoon.start();
    emulatorChanged();
}

void Canvas::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fontChanged();
}

void Canvas::applySize()
{
    m_resizeSoon.stop();
    if (!isVisible())
        return; // not laid out: no size to tell a program
    const QSizeF cell = m_glyphs->cellSize();
    const int columns = int((viewport()->width() - 2 * Theme::kStep) / cell.width());
    const int rows = int((viewport()->height() - 2 * Theme::kStep) / cell.height());
    const Screen &screen = m_emulator.screen();
    if (columns < 4 || rows < 1 || (columns == screen.columns() && rows == screen.rows()))
        return;
    if (columns != screen.columns())
        m_selection.clear(); // its cells are elsewhere now
    qint64 watched = m_top;
    m_emulator.resize(rows, columns, &watched);
    m_top =
        m_follows ? screen.topLine() : std::clamp(watched, screen.firstLine(), screen.topLine());
    updateScrollBar();
    viewport()->update();
    Q_EMIT resized();
}

//! Gathers: however much a program prints, it is painted once a frame.
void Canvas::emulatorChanged()
{
    if (m_nextPaint.isActive() || !isVisible())
        return;
    const double rate = screen() ? std::max(screen()->refreshRate(), 24.0) : 60.0;
    const auto pauseMs = qint64(1000 / rate);
    const qint64 since = m_sincePaint.isValid() ? m_sincePaint.elapsed() : pauseMs;
    m_nextPaint.start(std::chrono::milliseconds(std::max<qint64>(pauseMs - since, 0)));
}

void Canvas::showChanges()
{
    Screen &screen = m_emulator.screen();
    const qint64 before = m_top;
    if (m_follows)
        m_top = screen.topLine();
    m_top = std::clamp(m_top, screen.firstLine(), screen.topLine());
    updateScrollBar();
    const std::vector<quint8> dirty = screen.takeDirty();
    m_palette->setReversed(m_emulator.isReversed());
    if (m_top != before || m_link || m_search.hasText()) {
        m_link.reset();
        viewport()->update();
    } else {
        const auto shift = int(screen.topLine() - m_top);
        for (int row = 0; row + shift < screen.rows(); ++row) {
            if (dirty[size_t(row)])
                updateRows(row + shift, row + shift + 1);
        }
    }
    if (m_shownCursor != m_emulator.cursor().place) {
        m_isCursorOn = true;
        updateCursor();
        m_shownCursor = m_emulator.cursor().place;
        updateCursor();
        updateMicroFocus(Qt::ImCursorRectangle);
    }
    m_sincePaint.start();
}

void Canvas::updateRows(int from, int to)
{
    const double height = m_glyphs->cellSize().height();
    // Letters may reach a little over their line.
    const QRectF rect(0, origin(from).y() - 1, viewport()->width(), height * (to - from) + 2);
    viewport()->update(rect.toAlignedRect());
}

void Canvas::updateCursor()
{
    const auto shift = int(m_emulator.screen().topLine() - m_top);
    updateRows(m_shownCursor.row + shift, m_shownCursor.row + shift + 1);
}

void Canvas::updateScrollBar()
{
    const Screen &screen = m_emulator.screen();
    const auto most = int(screen.topLine() - screen.firstLine());
    m_isSettingBar = true;
    verticalScrollBar()->setPageStep(screen.rows());
    verticalScrollBar()->setRange(0, most);
    verticalScrollBar()->setValue(int(m_top - screen.firstLine()));
    m_isSettingBar = false;
}

void Canvas::scrollContentsBy(int, int)
{
    if (m_isSettingBar)
        return;
    m_top = m_emulator.screen().firstLine() + verticalScrollBar()->value();
    m_follows = verticalScrollBar()->value() == verticalScrollBar()->maximum();
    m_link.reset();
    viewport()->update();
}

void Canvas::scrollTo(qint64 line)
{
    verticalScrollBar()->setValue(int(line - m_emulator.screen().firstLine()));
}

void Canvas::reveal(const Span &span)
{
    const int rows = m_emulator.screen().rows();
    if (span.begin.line < m_top || span.begin.line >= m_top + rows)
        scrollTo(span.begin.line - rows / 2);
}

void Canvas::ring()
{
    m_bell.start(kBell);
    viewport()->update();
}

//! Typing shows where one types.
void Canvas::typed()
{
    m_isCursorOn = true;
    if (m_blink.isActive())
        m_blink.start();
    updateBlinking();
    if (!m_selection.isEmpty()) {
        m_selection.clear();
        viewport()->update();
        Q_EMIT selectionChanged();
    }
    verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

QPointF Canvas::origin(int row) const
{
    return {double(Theme::kStep), Theme::kStep + row * m_glyphs->cellSize().height()};
}

QRect Canvas::cellRect(const Spot &spot) const
{
    const QSizeF cell = m_glyphs->cellSize();
    const QPointF corner = origin(int(spot.line - m_top));
    return QRectF(corner + QPointF(spot.column * cell.width(), 0), cell).toAlignedRect();
}

bool Canvas::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave && m_link) {
        m_link.reset();
        viewport()->update();
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace Atoll::Terminal
