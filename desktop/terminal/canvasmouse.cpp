// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "canvas.h"

#include <theme/theme.h>

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QStyleHints>

#include <algorithm>
#include <cmath>

namespace Atoll::Terminal {
namespace {

//! As X and programs number them.
int buttonNumber(Qt::MouseButton button)
{
    return button == Qt::LeftButton ? 1 : button == Qt::MiddleButton ? 2 : 3;
}

} // namespace

Spot Canvas::spotAt(const QPointF &position, bool isBoundary) const
{
    const QSizeF cell = m_glyphs->cellSize();
    const Screen &screen = m_emulator.screen();
    const double x = (position.x() - origin(0).x()) / cell.width() + (isBoundary ? 0.5 : 0);
    const int row = int(std::floor((position.y() - origin(0).y()) / cell.height()));
    const int most = screen.columns() - (isBoundary ? 0 : 1);
    return {std::clamp(m_top + row, screen.firstLine(), screen.endLine() - 1),
            std::clamp(int(std::floor(x)), 0, most)};
}

Place Canvas::placeAt(const QPointF &position) const
{
    const Spot spot = spotAt(position);
    return {int(std::max<qint64>(spot.line - m_emulator.screen().topLine(), 0)), spot.column};
}

//! A program that wants the mouse gets it, unless Shift keeps it here.
bool Canvas::mouseGoesIn(const QMouseEvent &event) const
{
    return m_emulator.mouseMode() != MouseMode::None && m_follows
           && !(event.modifiers() & Qt::ShiftModifier);
}

void Canvas::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && event->modifiers() & Qt::ControlModifier && m_link) {
        Q_EMIT linkActivated(m_link->address);
        return;
    }
    if (mouseGoesIn(*event)) {
        m_heldIn = event->button();
        m_emulator.sendMouse(placeAt(event->position()), buttonNumber(event->button()), true,
                             event->modifiers());
    } else if (event->button() == Qt::LeftButton) {
        pressSelection(*event);
    } else if (event->button() == Qt::MiddleButton) {
        QClipboard *clipboard = QGuiApplication::clipboard();
        Q_EMIT pasteRequested(clipboard->text(
            clipboard->supportsSelection() ? QClipboard::Selection : QClipboard::Clipboard));
    }
}

void Canvas::pressSelection(const QMouseEvent &event)
{
    const Screen &screen = m_emulator.screen();
    const bool isNear =
        (event.position() - m_clickAt).manhattanLength() < QApplication::startDragDistance();
    const bool isQuick =
        m_sinceClick.isValid()
        && m_sinceClick.elapsed() < QGuiApplication::styleHints()->mouseDoubleClickInterval();
    m_clicks = isNear && isQuick ? m_clicks % 3 + 1 : 1;
    m_sinceClick.start();
    m_clickAt = event.position();
    m_isSelecting = true;
    if (event.modifiers() & Qt::ShiftModifier && !m_selection.isEmpty()) {
        m_selection.extend(screen, spotAt(event.position(), true));
    } else {
        const Selection::Mode mode = m_clicks == 2                         ? Selection::Words
                                     : m_clicks == 3                       ? Selection::Lines
                                     : event.modifiers() & Qt::AltModifier ? Selection::Block
                                                                           : Selection::Cells;
        m_selection.begin(screen, mode, spotAt(event.position(), m_clicks == 1));
    }
    viewport()->update();
    Q_EMIT selectionChanged();
}

void Canvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    m_clicks = 1; // the first is over, and this press is the second
    m_clickAt = event->position();
    m_sinceClick.start();
    mousePressEvent(event);
}

void Canvas::mouseMoveEvent(QMouseEvent *event)
{
    const MouseMode mode = m_emulator.mouseMode();
    if (m_isSelecting) {
        const bool isOutside =
            event->position().y() < 0 || event->position().y() > viewport()->height();
        m_dragAt = event->position();
        if (isOutside && !m_autoScroll.isActive())
            m_autoScroll.start();
        else if (!isOutside)
            m_autoScroll.stop();
        extendSelection(event->position());
    } else if (m_heldIn != Qt::NoButton || (mode == MouseMode::Move && mouseGoesIn(*event))) {
        m_emulator.sendMouseMove(placeAt(event->position()), event->modifiers());
    } else {
        followLink(event->position());
    }
}

void Canvas::extendSelection(const QPointF &position)
{
    if (position.y() < 0)
        verticalScrollBar()->setValue(verticalScrollBar()->value() - 1);
    else if (position.y() > viewport()->height())
        verticalScrollBar()->setValue(verticalScrollBar()->value() + 1);
    // A click that trembles selects nothing.
    if (m_clicks == 1 && m_selection.isEmpty()
        && (position - m_clickAt).manhattanLength() < m_glyphs->cellSize().width() / 2)
        return;
    m_selection.extend(m_emulator.screen(), spotAt(position, m_clicks == 1));
    viewport()->update();
    Q_EMIT selectionChanged();
}

void Canvas::followLink(const QPointF &position)
{
    const std::optional<Link> link = linkAt(m_emulator.screen(), spotAt(position));
    viewport()->setCursor(link ? Qt::PointingHandCursor : Qt::IBeamCursor);
    if ((link ? link->span : Span()) == (m_link ? m_link->span : Span()))
        return;
    m_link = link;
    viewport()->setToolTip(link ? tr("Ctrl+click opens %1").arg(link->address) : QString());
    viewport()->update();
}

void Canvas::mouseReleaseEvent(QMouseEvent *event)
{
    m_autoScroll.stop();
    if (event->button() == m_heldIn) {
        m_heldIn = Qt::NoButton;
        m_emulator.sendMouse(placeAt(event->position()), buttonNumber(event->button()), false,
                             event->modifiers());
    }
    if (!std::exchange(m_isSelecting, false))
        return;
    QClipboard *clipboard = QGuiApplication::clipboard();
    if (!m_selection.isEmpty() && clipboard->supportsSelection())
        clipboard->setText(selectedText(), QClipboard::Selection);
}

void Canvas::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers() & Qt::ControlModifier) {
        setZoom(m_zoom + (event->angleDelta().y() > 0 ? 1 : -1));
        return;
    }
    const bool goesIn = m_emulator.mouseMode() != MouseMode::None
                        && !(event->modifiers() & Qt::ShiftModifier) && m_follows;
    if (!goesIn && !m_emulator.screen().isAlternate()) {
        QAbstractScrollArea::wheelEvent(event);
        return;
    }
    constexpr int kStepsPerNotch = 3;
    m_wheel += event->angleDelta().y();
    const int notches = m_wheel / QWheelEvent::DefaultDeltasPerStep;
    m_wheel -= notches * QWheelEvent::DefaultDeltasPerStep;
    for (int i = 0; i < std::abs(notches); ++i) {
        if (goesIn) {
            m_emulator.sendMouse(placeAt(event->position()), notches > 0 ? 4 : 5, true,
                                 event->modifiers());
            continue;
        }
        // Programs that fill the screen have no history here; most scroll by these keys.
        for (int step = 0; step < kStepsPerNotch; ++step)
            m_emulator.sendKey(notches > 0 ? Key::Up : Key::Down, {});
    }
    event->accept();
}

void Canvas::contextMenuEvent(QContextMenuEvent *event)
{
    const bool isTaken = m_emulator.mouseMode() != MouseMode::None && m_follows
                         && event->reason() == QContextMenuEvent::Mouse
                         && !(event->modifiers() & Qt::ShiftModifier);
    if (!isTaken)
        Q_EMIT contextMenuRequested(event->globalPos());
}

void Canvas::selectAll()
{
    m_selection.selectAll(m_emulator.screen());
    viewport()->update();
    Q_EMIT selectionChanged();
}

} // namespace Atoll::Terminal
