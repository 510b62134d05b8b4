// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sequenceguard.h"

namespace Atoll::Terminal {
namespace {

constexpr int kMostArguments = 15;
constexpr int kMostOctets = 128;

constexpr char kRepeat = 'b';
constexpr char kCancel = '\x18';
constexpr char kEscape = '\x1b';

bool isControl(char octet) { return quint8(octet) < 0x20 || octet == '\x7f'; }

} // namespace

//! Of an octet outside of plain text.
bool SequenceGuard::isKept(char octet)
{
    if (octet == kEscape) {
        m_state = Escape;
        return true;
    }
    if (isControl(octet))
        return true; // acts at once and ends nothing
    if (m_state == Escape && octet >= ' ' && octet < '0')
        return true; // "ESC % [" begins a sequence too
    if (m_state == Escape) {
        m_state = octet == '[' ? Sequence : Text;
        m_arguments = m_octets = 0;
        return true;
    }
    if (quint8(octet) >= 0x40) {
        m_state = Text;
        return true;
    }
    if (octet == ';' || octet == ':')
        ++m_arguments;
    return m_arguments < kMostArguments && ++m_octets < kMostOctets;
}

void SequenceGuard::filter(QByteArrayView bytes, const Pass &pass,
                           const std::function<bool()> &mayRepeat)
{
    qsizetype begin = 0;
    for (qsizetype at = 0; at < bytes.size(); ++at) {
        if (m_state == Text) {
            at = bytes.indexOf(kEscape, at);
            if (at < 0)
                break;
        }
        const bool repeats = m_state == Sequence && bytes[at] == kRepeat;
        if (isKept(bytes[at]) && !repeats)
            continue;
        if (at > begin)
            pass(bytes.sliced(begin, at - begin));
        begin = at + 1;
        if (repeats)
            pass(mayRepeat() ? QByteArrayView(&kRepeat, 1) : QByteArrayView(&kCancel, 1));
    }
    if (begin < bytes.size())
        pass(bytes.sliced(begin));
}

} // namespace Atoll::Terminal
