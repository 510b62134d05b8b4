// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "screen.h"
#include "sequenceguard.h"

#include <QObject>

#include <memory>

namespace Atoll::Terminal {

enum class CursorShape { Block, Underline, Bar };

struct Cursor
{
    Place place;
    bool isVisible = true;
    bool blinks = true;
    CursorShape shape = CursorShape::Block;
};

enum class MouseMode { None, Click, Drag, Move };

enum class Key {
    Enter,
    Tab,
    Backspace,
    Escape,
    Up,
    Down,
    Left,
    Right,
    Insert,
    Delete,
    Home,
    End,
    PageUp,
    PageDown,
    F1,
    F2,
    F3,
    F4,
    F5,
    F6,
    F7,
    F8,
    F9,
    F10,
    F11,
    F12,
};

//! A terminal without a surface: bytes of the program in, cells out; keys in, bytes for the program
//! out. libvterm reads the escape sequences, the cells are ours (Screen). Not bound to a thread.
class Emulator final : public QObject
{
    Q_OBJECT

public:
    explicit Emulator(int rows = 24, int columns = 80, QObject *parent = nullptr);
    ~Emulator() override;

    const Screen &screen() const { return m_screen; }
    Screen &screen() { return m_screen; }
    const Cursor &cursor() const { return m_cursor; }
    MouseMode mouseMode() const { return m_mouseMode; }
    const QString &title() const { return m_title; }
    bool isReversed() const { return m_isReversed; }

    void write(QByteArrayView bytes);
    //! Within 2 … 1000 columns and 1 … 500 rows. `watched`: see Screen::resize().
    void resize(int rows, int columns, qint64 *watched = nullptr);
    void clearScrollback();

    void sendText(QStringView text, Qt::KeyboardModifiers modifiers = {});
    void sendKey(Key key, Qt::KeyboardModifiers modifiers);
    //! Of the lines only Return is left, and nothing that would end the paste early.
    void paste(const QString &text);
    void sendMouse(Place place, int button, bool isPressed, Qt::KeyboardModifiers modifiers);
    void sendMouseMove(Place place, Qt::KeyboardModifiers modifiers);
    void sendFocus(bool hasFocus);

Q_SIGNALS:
    //! Cells or cursor changed; once for each write().
    void changed();
    //! For the program.
    void output(const QByteArray &bytes);
    void titleChanged(const QString &title);
    void bellRang();
    //! Mouse mode or alternate screen.
    void modeChanged();

private:
    class Callbacks;
    void tell(QByteArrayView sequence); //!< to the parser
    void print(QByteArrayView plain);
    void flushOutput();

    struct Parser;
    std::unique_ptr<Parser> m_parser;
    SequenceGuard m_guard;
    SequenceGuard::Passes m_passes;
    Screen m_screen;
    Cursor m_cursor;
    Style m_pen;
    MouseMode m_mouseMode = MouseMode::None;
    QByteArray m_titleBytes;
    QString m_title;
    QByteArray m_out;
    int m_lastWidth = 0; //!< of what was printed last
    bool m_isReversed = false;
    bool m_rang = false;
    bool m_titleMoved = false;
    bool m_modeMoved = false;
};

} // namespace Atoll::Terminal
