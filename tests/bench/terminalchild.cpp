// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "terminalchild.h"

#include <terminal/terminalstream.h>
#include <terminal/terminalview.h>
#include <theme/theme.h>

#include <QApplication>
#include <QSocketNotifier>

#include <fcntl.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <array>

namespace Atoll::Bench {
namespace {

//! The terminal's end of a pseudo terminal.
class Pty final : public QIODevice
{
public:
    explicit Pty(int fd)
        : m_fd(fd)
        , m_readable(fd, QSocketNotifier::Read)
    {
        fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
        connect(&m_readable, &QSocketNotifier::activated, this, &Pty::take);
        open(ReadWrite | Unbuffered);
    }
    ~Pty() override { ::close(m_fd); }
    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override { return m_in.size(); }

protected:
    qint64 readData(char *to, qint64 size) override
    {
        const qint64 part = std::min<qint64>(size, m_in.size());
        std::copy_n(m_in.constData(), part, to);
        m_in.remove(0, part);
        m_readable.setEnabled(true);
        return part;
    }
    qint64 writeData(const char *from, qint64 size) override
    {
        return ::write(m_fd, from, size_t(size));
    }

private:
    void take()
    {
        constexpr qsizetype kMost = 256 * 1024;
        std::array<char, 65536> piece{};
        ssize_t size = 0;
        while (m_in.size() < kMost && (size = ::read(m_fd, piece.data(), piece.size())) > 0)
            m_in.append(piece.data(), size);
        if (m_in.size() >= kMost)
            m_readable.setEnabled(false);
        Q_EMIT readyRead();
        if (size == 0 || (size < 0 && errno == EIO)) { // the command has ended
            m_readable.setEnabled(false);
            QCoreApplication::quit();
        }
    }

    const int m_fd;
    QSocketNotifier m_readable;
    QByteArray m_in;
};

} // namespace

int runTerminal(int argc, char **argv, const QStringList &command)
{
    QApplication application(argc, argv);
    Theme theme;
    theme.apply(application);
    Terminal::Emulator emulator;
    Terminal::TerminalView view(emulator, theme);
    const QSizeF cell = view.canvas().cellSize();
    const QSize around =
        view.canvas().sizeHint() - QSizeF(cell.width() * 80, cell.height() * 24).toSize();
    view.resize(QSizeF(cell.width() * 160, cell.height() * 50).toSize() + around);
    view.show();
    int fd = -1;
    winsize size{50, 160, 0, 0};
    if (forkpty(&fd, nullptr, nullptr, &size) == 0) {
        std::vector<QByteArray> words;
        for (const QString &word : command)
            words.push_back(word.toLocal8Bit());
        std::vector<char *> pointers;
        for (QByteArray &word : words)
            pointers.push_back(word.data());
        pointers.push_back(nullptr);
        execvp(pointers.front(), pointers.data());
        _exit(127);
    }
    Terminal::TerminalStream stream(emulator);
    stream.attach(std::make_shared<Pty>(fd));
    return QApplication::exec();
}

} // namespace Atoll::Bench
