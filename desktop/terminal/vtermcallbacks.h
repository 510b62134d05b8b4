// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "emulator.h"
#include "vtermcompat.h"

namespace Atoll::Terminal {

//! What libvterm's state tells, done to the emulator's screen.
class Emulator::Callbacks
{
public:
    explicit Callbacks(Emulator &emulator)
        : m_emulator(emulator)
    {}
    static const VTermStateCallbacks &table();

    void scrollbackCleared() { m_emulator.m_screen.scrollback().clear(); }

    void put(const VTermGlyphInfo &glyph, VTermPos place);
    void setPen(VTermAttr attribute, const VTermValue &value);
    bool setProperty(VTermProp property, const VTermValue &value);
    Emulator &emulator() { return m_emulator; }

private:
    Emulator &m_emulator;
};

struct Emulator::Parser
{
    explicit Parser(Emulator &emulator)
        : callbacks(emulator)
    {}
    Callbacks callbacks;
    VTerm *terminal = nullptr;
    VTermState *state = nullptr;
};

} // namespace Atoll::Terminal
