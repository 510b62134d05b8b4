// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>

#include <functional>

namespace Atoll::Terminal {

//! Cuts control sequences to what libvterm has room for: it counts the arguments of one but not
//! that there are too many (16), and so a guest could write over our memory. Remembers a sequence
//! that comes in pieces.
class SequenceGuard
{
public:
    using Pass = std::function<void(QByteArrayView)>;
    //! Calls `pass` with all of it, but for arguments that are too many.
    void filter(QByteArrayView bytes, const Pass &pass);

private:
    enum State { Text, Escape, Sequence };
    bool isKept(char octet);

    State m_state = Text;
    int m_arguments = 0;
    int m_octets = 0;
};

} // namespace Atoll::Terminal
