// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "platformkeyboard.h"

#include <QObject>
#include <QPointer>

#include <functional>

QT_BEGIN_NAMESPACE
class QWidget;
QT_END_NAMESPACE

namespace Atoll::Console {

//! Leads the keys of a widget into a guest, and holds the grab: while grabbed every key belongs to
//! the guest, also those of the window manager and of our own shortcuts, until the release chord
//! (modifiers pressed and let go alone). GUI thread.
class KeyboardController : public QObject
{
    Q_OBJECT

public:
    using Send = std::function<void(quint32 keysym, quint32 scancode, bool down)>;

    KeyboardController(QWidget *surface, Send send,
                       std::unique_ptr<PlatformKeyboard> platform = PlatformKeyboard::create());
    ~KeyboardController() override;

    bool isGrabbed() const { return m_grabbed; }
    QString limits() const { return m_platform->limits(); }
    Qt::KeyboardModifiers releaseChord() const { return m_chord; }
    void setReleaseChord(Qt::KeyboardModifiers chord) { m_chord = chord; }
    //! "Ctrl+Alt"
    QString releaseChordText() const;

public Q_SLOTS:
    void grab();
    void release();

Q_SIGNALS:
    void grabChanged(bool grabbed);
    //! All keys that were held must be let go in the guest.
    void focusLost();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool key(const QKeyEvent &event, bool down);
    void followChord(int qtKey, bool down);

    QWidget *const m_surface;
    const Send m_send;
    const std::unique_ptr<PlatformKeyboard> m_platform;
    QPointer<QWindow> m_window;
    Qt::KeyboardModifiers m_chord = Qt::ControlModifier | Qt::AltModifier;
    Qt::KeyboardModifiers m_held;
    bool m_chordComplete = false;
    bool m_chordSpoiled = false;
    bool m_grabbed = false;
};

} // namespace Atoll::Console
