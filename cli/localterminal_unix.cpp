// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "localterminal.h"

#include <QSocketNotifier>

#include <array>
#include <cerrno>
#include <cstdlib>

#include <poll.h>
#include <signal.h>
#include <termios.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Atoll::Cli {
namespace {

constexpr char kLeave = 0x1d; // Ctrl+], as in virsh console and telnet
constexpr qint64 kPiece = 16 * 1024;
constexpr qint64 kMostUnsent = 64 * 1024; //!< of input that the guest does not take

termios before{};

void restore() { tcsetattr(STDIN_FILENO, TCSANOW, &before); }

//! Both calls may be made in a handler (signal-safety(7)); the signal then does what it always did.
void restoreAndEnd(int signal)
{
    restore();
    ::raise(signal);
}

void restoreAtSignals()
{
    struct sigaction action
    {};
    action.sa_handler = restoreAndEnd;
    action.sa_flags = int(SA_RESETHAND | SA_NODEFER);
    for (const int signal : {SIGTERM, SIGHUP, SIGINT, SIGQUIT})
        sigaction(signal, &action, nullptr);
}

} // namespace

struct LocalTerminal::State
{
    QSocketNotifier input{STDIN_FILENO, QSocketNotifier::Read};
    QSocketNotifier output{STDOUT_FILENO, QSocketNotifier::Write};
};

Result<std::unique_ptr<LocalTerminal>> LocalTerminal::create()
{
    if (!isatty(STDIN_FILENO) || tcgetattr(STDIN_FILENO, &before) != 0)
        return fail(ErrorCode::Unsupported, u"a console needs a terminal as its input"_s);
    termios raw = before;
    cfmakeraw(&raw);
    if (tcsetattr(STDIN_FILENO, TCSANOW, &raw) != 0)
        return fail(ErrorCode::Unsupported, u"cannot set the terminal to raw"_s);
    std::atexit(restore); // also when something else ends the program
    restoreAtSignals();
    return std::unique_ptr<LocalTerminal>(new LocalTerminal);
}

LocalTerminal::LocalTerminal()
    : m_state(std::make_unique<State>())
{
    m_state->output.setEnabled(false);
    connect(&m_state->input, &QSocketNotifier::activated, this, &LocalTerminal::takeInput);
    connect(&m_state->output, &QSocketNotifier::activated, this, &LocalTerminal::showOutput);
}

LocalTerminal::~LocalTerminal() { restore(); }

void LocalTerminal::join(std::shared_ptr<QIODevice> channel)
{
    m_channel = std::move(channel);
    connect(m_channel.get(), &QIODevice::readyRead, this, &LocalTerminal::showOutput);
    connect(m_channel.get(), &QIODevice::bytesWritten, this,
            [this] { m_state->input.setEnabled(m_channel->bytesToWrite() < kMostUnsent); });
    showOutput();
}

void LocalTerminal::takeInput()
{
    std::array<char, 4096> piece{};
    const ssize_t size = ::read(STDIN_FILENO, piece.data(), piece.size());
    if (size < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    const QByteArrayView typed(piece.data(), std::max<ssize_t>(size, 0));
    const qsizetype leave = typed.indexOf(kLeave);
    const QByteArrayView before = leave < 0 ? typed : typed.first(leave);
    if (m_channel && !before.isEmpty())
        m_channel->write(before.data(), before.size());
    if (m_channel && m_channel->bytesToWrite() >= kMostUnsent)
        m_state->input.setEnabled(false);
    if (size <= 0 || leave >= 0) {
        m_state->input.setEnabled(false);
        Q_EMIT left();
    }
}

//! What the local terminal does not take waits here, the rest in the channel, which holds the agent
//! back.
void LocalTerminal::showOutput()
{
    while (m_channel) {
        if (m_unshown.isEmpty())
            m_unshown = m_channel->read(kPiece);
        if (m_unshown.isEmpty())
            break;
        pollfd room{STDOUT_FILENO, POLLOUT, 0};
        if (::poll(&room, 1, 0) == 0) {
            m_state->output.setEnabled(true);
            return;
        }
        const ssize_t size =
            ::write(STDOUT_FILENO, m_unshown.constData(), size_t(m_unshown.size()));
        if (size < 0 && errno != EAGAIN && errno != EINTR) {
            Q_EMIT left();
            return;
        }
        m_unshown.remove(0, std::max<ssize_t>(size, 0));
    }
    m_state->output.setEnabled(false);
}

} // namespace Atoll::Cli
