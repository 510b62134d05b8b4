// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sequenceguard.h"

#include <algorithm>

namespace Atoll::Terminal {
namespace {

constexpr int kMostArguments = 15;
constexpr int kMostOctets = 128;

constexpr char kRepeat = 'b';
constexpr char kBell = '\x07';
constexpr char kShiftOut = '\x0e';
constexpr char kShiftIn = '\x0f';
constexpr char kCancel = '\x18';
constexpr char kEscape = '\x1b';

bool isControl(char octet) { return quint8(octet) < 0x20 || octet == '\x7f'; }
bool isPrintable(char octet) { return octet >= ' ' && octet < '\x7f'; }

} // namespace

void SequenceGuard::control(char octet)
{
    // Whether it ends what was begun is not the same in all versions of libvterm.
    if (m_state != Text)
        m_isOdd = true;
    else if (octet == kShiftOut)
        m_isShifted = true;
    else if (octet == kShiftIn && m_string == 0)
        m_isShifted = false;
    else if (octet == kBell && m_string == ']')
        m_string = 0;
}

void SequenceGuard::escapeEnds(char octet)
{
    switch (m_intermediate) {
    case 0:
        break;
    case '(':
        m_isAscii = octet == 'B' && m_string == 0;
        return;
    case ')':
    case '*':
    case '+':
        return; // sets that only count once they are shifted to
    default:
        m_isOdd = true;
        return;
    }
    switch (octet) {
    case ']':
    case 'P':
    case 'X':
    case '^':
    case '_':
        m_string = octet;
        break;
    case '\\':
        m_string = 0;
        break;
    case 'n':
    case 'o':
        m_isShifted = true;
        break;
    case 'N':
    case 'O':
        m_isOdd = true;
        break;
    case 'c':
        if (m_string == 0) {
            m_isAscii = true;
            m_isShifted = m_inserts = false;
        }
        break;
    default:
        break;
    }
}

void SequenceGuard::sequenceEnds(char octet)
{
    const bool isPrivate = m_octets > 0 && m_first >= '<' && m_first <= '?';
    if (octet == 'h' && isPrivate)
        m_isOdd = m_isOdd || m_hasSix || m_number == 6; // places count from the margins
    else if (octet == 'h')
        m_inserts = true; // or another mode, which is as rare
    else if (octet == 'l' && m_octets == 1 && m_first == '4' && m_string == 0)
        m_inserts = false;
    else if (octet == 's' && m_octets > 0)
        m_isOdd = true; // margins at left and right hold the cursor back
}

//! Of an octet outside of plain text.
bool SequenceGuard::isKept(char octet)
{
    if (octet == kEscape) {
        m_isOdd = m_isOdd || m_state != Text;
        m_state = Escape;
        m_intermediate = 0;
        return true;
    }
    if (isControl(octet)) {
        control(octet);
        return true; // acts at once and ends nothing
    }
    if (m_state == Escape && octet >= ' ' && octet < '0') {
        m_isOdd = m_isOdd || m_intermediate != 0;
        m_intermediate = octet;
        return true; // "ESC % [" begins a sequence too
    }
    if (m_state == Escape && quint8(octet) >= 0x80) {
        m_isOdd = true;
        return true; // and so does ESC, half a letter, "["
    }
    if (m_state == Escape) {
        m_state = octet == '[' ? Sequence : Text;
        m_arguments = m_octets = m_number = 0;
        m_hasSix = false;
        escapeEnds(octet);
        return true;
    }
    if (quint8(octet) >= 0x40) {
        m_state = Text;
        sequenceEnds(octet);
        return true;
    }
    if (octet >= '0' && octet <= '9')
        m_number = std::min(m_number, 1000) * 10 + (octet - '0');
    if (octet == ';' || octet == ':') {
        ++m_arguments;
        m_hasSix = m_hasSix || m_number == 6;
        m_number = 0;
    }
    if (m_octets == 0)
        m_first = octet;
    return m_arguments < kMostArguments && ++m_octets < kMostOctets;
}

void SequenceGuard::filter(QByteArrayView bytes, const Passes &passes)
{
    const char *const data = bytes.data();
    const qsizetype size = bytes.size();
    qsizetype begin = 0; // of what was not passed yet
    const auto passUntil = [&](qsizetype end) {
        if (end > begin)
            passes.all(bytes.sliced(begin, end - begin));
        begin = end;
    };
    for (qsizetype at = 0; at < size;) {
        if (m_state == Text && !isControl(data[at])) {
            const qsizetype start = at;
            while (at < size && isPrintable(data[at]))
                ++at;
            if (at - start >= kLongRun && isPlain()) {
                // After half a letter in UTF-8 the next octet is libvterm's.
                const bool isWhole = start > 0 && quint8(data[start - 1]) < 0x80;
                const qsizetype from = isWhole ? start : start + 1;
                passUntil(from);
                passes.plain(bytes.sliced(from, at - from));
                begin = at;
            }
            while (at < size && quint8(data[at]) >= 0x80)
                ++at;
            continue;
        }
        const bool repeats = m_state == Sequence && data[at] == kRepeat;
        if (!isKept(data[at]) || repeats) {
            passUntil(at);
            begin = at + 1;
        }
        if (repeats)
            passes.all(passes.mayRepeat() ? QByteArrayView(&kRepeat, 1)
                                          : QByteArrayView(&kCancel, 1));
        ++at;
    }
    passUntil(size);
}

} // namespace Atoll::Terminal
