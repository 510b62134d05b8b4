// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "serialsession.h"

namespace Atoll::Console {

SerialSession::SerialSession(ConsoleTransport transport, QObject *parent)
    : ConsoleSession(std::move(transport), parent)
    , m_stream(m_emulator)
{
    connect(&m_stream, &Terminal::TerminalStream::ended, this, &SerialSession::protocolEnded);
}

SerialSession::~SerialSession() { m_stream.detach(); }

void SerialSession::attach(const ConsoleDevice &device)
{
    m_stream.attach(device);
    protocolReady(); // a serial port greets nobody
}

void SerialSession::detach() { m_stream.detach(); }

} // namespace Atoll::Console
