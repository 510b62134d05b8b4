// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>

#include <functional>

namespace Atoll::Terminal {

//! Keeps from libvterm what it cannot bear. It does not see that a control sequence has more than
//! its 16 arguments, and so a guest could write over our memory; and told to repeat a letter where
//! none was, it never ends. Remembers a sequence that comes in pieces.
class SequenceGuard
{
public:
    using Pass = std::function<void(QByteArrayView)>;
    //! Calls `pass` with all that is well. `mayRepeat`: a letter was printed before.
    void filter(QByteArrayView bytes, const Pass &pass, const std::function<bool()> &mayRepeat);

private:
    enum State { Text, Escape, Sequence };
    bool isKept(char octet);

    State m_state = Text;
    int m_arguments = 0;
    int m_octets = 0;
};

} // namespace Atoll::Terminal
