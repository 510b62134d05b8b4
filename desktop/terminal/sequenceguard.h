// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>

#include <functional>

namespace Atoll::Terminal {

//! Keeps from libvterm what it cannot bear. It does not see that a control sequence has more than
//! its 16 arguments, and so a guest could write over our memory; and told to repeat a letter where
//! none was, it never ends. Remembers a sequence that comes in pieces.
//!
//! It also tells long runs of plain text, which are most of what programs print, from all else:
//! text that is certainly printed as it is, letter by letter. Where it is not certain (within a
//! title, with another set of characters, while inserting) it tells nothing of it.
class SequenceGuard
{
public:
    struct Passes
    {
        std::function<void(QByteArrayView)> all;   //!< everything else, in order
        std::function<void(QByteArrayView)> plain; //!< at least kLongRun of printable ASCII
        std::function<bool()> mayRepeat;           //!< a letter was printed before
    };
    static constexpr qsizetype kLongRun = 24;

    void filter(QByteArrayView bytes, const Passes &passes);

private:
    enum State { Text, Escape, Sequence };
    bool isKept(char octet);
    void control(char octet);
    void escapeEnds(char octet);
    void sequenceEnds(char octet);
    bool isPlain() const
    {
        return m_isAscii && !m_isShifted && !m_inserts && m_string == 0 && !m_isOdd;
    }

    State m_state = Text;
    int m_arguments = 0;
    int m_octets = 0;
    int m_number = 0;
    bool m_hasSix = false;   //!< among its numbers
    char m_first = 0;        //!< octet of the sequence
    char m_intermediate = 0; //!< between ESC and its end
    char m_string = 0;       //!< what began the title or the like that we are in
    bool m_isAscii = true;   //!< G0
    bool m_isShifted = false;
    bool m_inserts = false;
    bool m_isOdd = false; //!< something came that is not followed here; stays so
};

} // namespace Atoll::Terminal
