// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keyboardcontroller.h"

#include <QKeyEvent>
#include <QKeySequence>
#include <QWidget>
#include <QWindow>

namespace Atoll::Console {

namespace {

Qt::KeyboardModifier modifierOf(int qtKey)
{
    switch (qtKey) {
    case Qt::Key_Control:
        return Qt::ControlModifier;
    case Qt::Key_Alt:
        return Qt::AltModifier;
    case Qt::Key_Shift:
        return Qt::ShiftModifier;
    case Qt::Key_Meta:
        return Qt::MetaModifier;
    default:
        return Qt::NoModifier;
    }
}

} // namespace

KeyboardController::KeyboardController(QWidget *surface, Send send,
                                       std::unique_ptr<PlatformKeyboard> platform)
    : QObject(surface)
    , m_surface(surface)
    , m_send(std::move(send))
    , m_platform(std::move(platform))
{
    surface->installEventFilter(this);
}

KeyboardController::~KeyboardController()
{
    if (m_grabbed && m_window)
        m_platform->release(*m_window);
}

QString KeyboardController::releaseChordText() const
{
    QString text = QKeySequence(int(m_chord)).toString(QKeySequence::NativeText);
    while (text.endsWith(u'+'))
        text.chop(1);
    return text;
}

void KeyboardController::grab()
{
    QWindow *window = m_surface->window()->windowHandle();
    if (m_grabbed || !window)
        return;
    m_window = window;
    m_grabbed = true;
    m_chordSpoiled = m_chordComplete = false;
    m_held = {};
    m_surface->setFocus(Qt::OtherFocusReason);
    m_platform->grab(*window); // where it cannot, our own shortcuts still go to the guest
    Q_EMIT grabChanged(true);
}

void KeyboardController::release()
{
    if (!m_grabbed)
        return;
    m_grabbed = false;
    if (m_window)
        m_platform->release(*m_window);
    Q_EMIT grabChanged(false);
}

bool KeyboardController::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::ShortcutOverride:
        if (!m_grabbed)
            return false;
        event->accept();
        return true;
    case QEvent::KeyPress:
        return key(*static_cast<QKeyEvent *>(event), true);
    case QEvent::KeyRelease:
        return key(*static_cast<QKeyEvent *>(event), false);
    case QEvent::FocusOut:
    case QEvent::Hide:
        release();
        Q_EMIT focusLost();
        return false;
    default:
        return QObject::eventFilter(watched, event);
    }
}

bool KeyboardController::key(const QKeyEvent &event, bool down)
{
    // The guest repeats keys itself; a release in between would make it type the key again.
    if (event.isAutoRepeat() && !down)
        return true;
    const KeyCode code = m_platform->keyCode(event);
    if (code.scancode || code.keysym)
        m_send(code.keysym, code.scancode, down);
    if (!event.isAutoRepeat())
        followChord(event.key(), down);
    return true;
}

void KeyboardController::followChord(int qtKey, bool down)
{
    const Qt::KeyboardModifier modifier = modifierOf(qtKey);
    m_chordSpoiled = m_chordSpoiled || (down && modifier == Qt::NoModifier);
    m_held.setFlag(modifier, down);
    m_chordComplete = m_chordComplete || (down && m_held == m_chord);
    if (down || modifier == Qt::NoModifier)
        return;
    const bool chord = m_chordComplete && !m_chordSpoiled && m_chord.testFlag(modifier);
    if (m_held == Qt::NoModifier || chord)
        m_chordComplete = m_chordSpoiled = false;
    if (chord)
        release();
}

} // namespace Atoll::Console
