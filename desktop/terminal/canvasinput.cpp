// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "canvas.h"
#include "keys.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QScrollBar>

namespace Atoll::Terminal {

bool Canvas::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && !isKept(*static_cast<QKeyEvent *>(event))) {
        event->accept(); // Ctrl+W, Ctrl+C, Delete: the program's
        return true;
    }
    if (event->type() == QEvent::ScreenChangeInternal)
        fontChanged(); // another pixel ratio
    return QAbstractScrollArea::event(event);
}

//! Ours in any case, or the key of an action of what the canvas is in.
bool Canvas::isKept(const QKeyEvent &event) const
{
    if (isOurs(event))
        return true;
    const auto bare = event.modifiers() & ~(Qt::KeypadModifier | Qt::GroupSwitchModifier);
    const QKeySequence key(QKeyCombination(bare, Qt::Key(event.key())));
    for (const QWidget *widget = parentWidget(); widget; widget = widget->parentWidget()) {
        for (const QAction *action : widget->actions()) {
            if (action->shortcutContext() == Qt::WidgetWithChildrenShortcut
                && action->shortcuts().contains(key))
                return true;
        }
    }
    return false;
}

void Canvas::keyPressEvent(QKeyEvent *event)
{
    if (isKept(*event)) {
        QScrollBar *bar = verticalScrollBar();
        const int page = bar->pageStep();
        switch (event->modifiers() & Qt::ShiftModifier ? event->key() : 0) {
        case Qt::Key_PageUp:
            return bar->setValue(bar->value() - page);
        case Qt::Key_PageDown:
            return bar->setValue(bar->value() + page);
        case Qt::Key_Home:
            return bar->setValue(0);
        case Qt::Key_End:
            return bar->setValue(bar->maximum());
        case Qt::Key_Insert:
            Q_EMIT pasteRequested(QGuiApplication::clipboard()->text());
            return;
        default:
            event->ignore(); // an action's
            return;
        }
    }
    if (sendKey(m_emulator, *event))
        typed();
    else
        event->ignore();
}

void Canvas::inputMethodEvent(QInputMethodEvent *event)
{
    if (!event->commitString().isEmpty()) {
        m_emulator.sendText(event->commitString());
        typed();
    }
    m_preedit = event->preeditString();
    viewport()->update();
    event->accept();
}

QVariant Canvas::inputMethodQuery(Qt::InputMethodQuery query) const
{
    switch (query) {
    case Qt::ImEnabled:
        return true;
    case Qt::ImCursorRectangle: {
        const Place place = m_emulator.cursor().place;
        return cellRect({m_emulator.screen().topLine() + place.row, place.column});
    }
    case Qt::ImHints:
        return int(Qt::ImhNoAutoUppercase | Qt::ImhNoPredictiveText);
    default:
        return QAbstractScrollArea::inputMethodQuery(query);
    }
}

void Canvas::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    m_isCursorOn = true;
    if (m_blink.interval() > 0)
        m_blink.start();
    updateBlinking();
    m_emulator.sendFocus(true);
    updateCursor();
}

void Canvas::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    m_blink.stop();
    updateBlinking();
    m_emulator.sendFocus(false);
    updateCursor();
}

bool Canvas::focusNextPrevChild(bool next)
{
    Q_UNUSED(next)
    return false; // Tab is the program's
}

} // namespace Atoll::Terminal
