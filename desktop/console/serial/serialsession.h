// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "../consolesession.h"

#include <terminal/emulator.h>
#include <terminal/terminalstream.h>

namespace Atoll::Console {

//! The connection to a guest's serial port, with the terminal that shows it: what was printed
//! stays when the connection or the widget goes. GUI thread.
class SerialSession final : public ConsoleSession
{
    Q_OBJECT

public:
    explicit SerialSession(ConsoleTransport transport, QObject *parent = nullptr);
    ~SerialSession() override;

    Terminal::Emulator &emulator() { return m_emulator; }
    quint64 receivedBytes() const { return m_stream.receivedBytes(); }

private:
    void attach(const ConsoleDevice &device) override;
    void detach() override;

    Terminal::Emulator m_emulator;
    Terminal::TerminalStream m_stream;
};

} // namespace Atoll::Console
