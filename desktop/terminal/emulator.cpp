// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "emulator.h"

#include "vtermcallbacks.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace Atoll::Terminal {
namespace {

constexpr int kMostRows = 500;
constexpr int kMostColumns = 1000;

VTermModifier vtermModifiers(Qt::KeyboardModifiers modifiers)
{
    int bits = VTERM_MOD_NONE;
    if (modifiers.testFlag(Qt::ShiftModifier))
        bits |= VTERM_MOD_SHIFT;
    if (modifiers.testFlag(Qt::AltModifier))
        bits |= VTERM_MOD_ALT;
    if (modifiers.testFlag(Qt::ControlModifier))
        bits |= VTERM_MOD_CTRL;
    return VTermModifier(bits);
}

VTermKey vtermKey(Key key)
{
    if (key >= Key::F1)
        return VTermKey(VTERM_KEY_FUNCTION(int(key) - int(Key::F1) + 1));
    // The same order, one further: libvterm has "none" before.
    static_assert(int(Key::PageDown) + 1 == VTERM_KEY_PAGEDOWN);
    return VTermKey(int(key) + 1);
}

//! libvterm puts a cursor back where it was saved, be that outside of a screen that has shrunk
//! meanwhile, and then reads what it knows of that row and column. So every piece of memory that it
//! takes has room for the largest screen behind it.
void *takeWithRoom(size_t size, void *)
{
    constexpr size_t kRoom = kMostRows * sizeof(VTermLineInfo) + kMostColumns;
    return std::calloc(1, size + kRoom);
}

void giveBack(void *memory, void *) { std::free(memory); }

} // namespace

Emulator::Emulator(int rows, int columns, QObject *parent)
    : QObject(parent)
    , m_parser(std::make_unique<Parser>(*this))
    , m_passes{.all = [this](QByteArrayView piece) { tell(piece); },
               .plain = [this](QByteArrayView text) { print(text); },
               .mayRepeat = [this] { return m_lastWidth > 0; }}
    , m_screen(rows, columns)
{
    static VTermAllocatorFunctions allocator{takeWithRoom, giveBack};
    m_parser->terminal = vterm_new_with_allocator(rows, columns, &allocator, nullptr);
    m_parser->state = vterm_obtain_state(m_parser->terminal);
    vterm_set_utf8(m_parser->terminal, 1);
    vterm_output_set_callback(
        m_parser->terminal,
        [](const char *bytes, size_t size, void *user) {
            static_cast<Emulator *>(user)->m_out.append(bytes, qsizetype(size));
        },
        this);
    vterm_state_set_callbacks(m_parser->state, &Callbacks::table(), &m_parser->callbacks);
    vterm_state_reset(m_parser->state, 1);
}

Emulator::~Emulator() { vterm_free(m_parser->terminal); }

void Emulator::write(QByteArrayView bytes)
{
    // libvterm takes four times the size of what it is given from the stack.
    constexpr qsizetype kPiece = 8192;
    for (qsizetype at = 0; at < bytes.size(); at += kPiece)
        m_guard.filter(bytes.sliced(at, std::min(kPiece, bytes.size() - at)), m_passes);
    if (std::exchange(m_titleMoved, false)) {
        m_title = QString::fromUtf8(m_titleBytes);
        Q_EMIT titleChanged(m_title);
    }
    if (std::exchange(m_rang, false))
        Q_EMIT bellRang();
    if (std::exchange(m_modeMoved, false))
        Q_EMIT modeChanged();
    flushOutput();
    Q_EMIT changed();
}

void Emulator::flushOutput()
{
    if (!m_out.isEmpty())
        Q_EMIT output(std::exchange(m_out, {}));
}

void Emulator::resize(int rows, int columns, qint64 *watched)
{
    qint64 nobody = 0;
    rows = std::clamp(rows, 1, kMostRows);
    columns = std::clamp(columns, 2, kMostColumns);
    const Place place = m_screen.resize(rows, columns, m_cursor.place, watched ? *watched : nobody);
    // The margins go: libvterm does not look whether they are still within the screen.
    tell("\x1b[r\x1b[s");
    vterm_set_size(m_parser->terminal, rows, columns);
    tell("\x1b[" + QByteArray::number(place.row + 1) + ';' + QByteArray::number(place.column + 1)
         + 'H');
    VTermPos now;
    vterm_state_get_cursorpos(m_parser->state, &now);
    m_cursor.place = m_screen.nearest({now.row, now.col});
    Q_EMIT changed();
}

void Emulator::tell(QByteArrayView sequence)
{
    vterm_input_write(m_parser->terminal, sequence.data(), size_t(sequence.size()));
}

//! Of what is neither the last of the text nor reaches the edge of the screen libvterm need not
//! know more than how far the cursor went; most output is that. The last letter is left to it, for
//! it may be repeated or get an accent.
void Emulator::print(QByteArrayView text)
{
    while (!text.isEmpty()) {
        VTermPos at;
        vterm_state_get_cursorpos(m_parser->state, &at);
        const bool isInside = Place{at.row, at.col} == m_screen.nearest({at.row, at.col});
        const qsizetype room = isInside ? m_screen.columns() - 1 - at.col : 0;
        const qsizetype own = std::min(text.size() - 1, room);
        if (own > 0) {
            m_screen.put({at.row, at.col}, text.first(own), m_pen);
            std::array<char, 16> forward{};
            forward[0] = '\x1b';
            forward[1] = '[';
            char *end = std::to_chars(&forward[2], &forward.back(), own).ptr;
            *end++ = 'C';
            tell({forward.data(), end - forward.data()});
            text = text.sliced(own);
        }
        // The letter at the edge, and the one that goes to the next row.
        constexpr qsizetype kAcross = 2;
        const qsizetype few = std::min(text.size(), kAcross);
        tell(text.first(few));
        text = text.sliced(few);
    }
}

void Emulator::clearScrollback()
{
    m_screen.scrollback().clear();
    Q_EMIT changed();
}

void Emulator::sendText(QStringView text, Qt::KeyboardModifiers modifiers)
{
    if (modifiers.testFlag(Qt::AltModifier))
        m_out += '\x1b';
    m_out += text.toUtf8();
    flushOutput();
}

void Emulator::sendKey(Key key, Qt::KeyboardModifiers modifiers)
{
    vterm_keyboard_key(m_parser->terminal, vtermKey(key), vtermModifiers(modifiers));
    flushOutput();
}

void Emulator::paste(const QString &text)
{
    QString clean = text;
    clean.replace(u"\r\n"_s, u"\r"_s).replace(u'\n', u'\r').remove(u"\x1b[201~"_s);
    vterm_keyboard_start_paste(m_parser->terminal);
    m_out += clean.toUtf8();
    vterm_keyboard_end_paste(m_parser->terminal);
    flushOutput();
}

void Emulator::sendMouse(Place place, int button, bool isPressed, Qt::KeyboardModifiers modifiers)
{
    if (m_mouseMode == MouseMode::None)
        return;
    vterm_mouse_move(m_parser->terminal, place.row, place.column, vtermModifiers(modifiers));
    vterm_mouse_button(m_parser->terminal, button, isPressed, vtermModifiers(modifiers));
    flushOutput();
}

void Emulator::sendMouseMove(Place place, Qt::KeyboardModifiers modifiers)
{
    vterm_mouse_move(m_parser->terminal, place.row, place.column, vtermModifiers(modifiers));
    flushOutput();
}

void Emulator::sendFocus(bool hasFocus)
{
    if (hasFocus)
        vterm_state_focus_in(m_parser->state);
    else
        vterm_state_focus_out(m_parser->state);
    flushOutput();
}

} // namespace Atoll::Terminal
