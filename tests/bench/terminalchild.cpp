// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "terminalchild.h"

#include <terminal/terminalstream.h>
#include <terminal/terminalview.h>
#include <theme/theme.h>

#include <QApplication>

#include <pty.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <array>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace Atoll::Bench {
namespace {

//! The terminal's end of a pseudo terminal. It is read in a thread of its own, as the desktop's
//! connections are: a pseudo terminal holds 4 KiB, and the command waits whenever it is full.
class Pty final : public QIODevice
{
public:
    explicit Pty(int fd)
        : m_fd(fd)
    {
        open(ReadWrite | Unbuffered);
        m_thread = std::thread([this] { receive(); });
    }
    ~Pty() override
    {
        m_thread.join();
        ::close(m_fd);
    }
    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override
    {
        const std::lock_guard lock(m_mutex);
        return m_in.size() - m_taken;
    }

protected:
    qint64 readData(char *to, qint64 size) override
    {
        const std::lock_guard lock(m_mutex);
        const qint64 part = std::min<qint64>(size, m_in.size() - m_taken);
        std::copy_n(m_in.constData() + m_taken, part, to);
        m_taken += part;
        if (m_taken == m_in.size()) {
            m_in.resize(0);
            m_taken = 0;
            m_room.notify_one();
        }
        return part;
    }
    qint64 writeData(const char *from, qint64 size) override
    {
        return ::write(m_fd, from, size_t(size));
    }

private:
    void receive()
    {
        constexpr qsizetype kMost = 256 * 1024;
        std::array<char, 65536> piece{};
        ssize_t size = 0;
        while ((size = ::read(m_fd, piece.data(), piece.size())) > 0) {
            std::unique_lock lock(m_mutex);
            m_room.wait(lock, [this] { return m_in.size() < kMost; });
            if (m_in.isEmpty())
                QMetaObject::invokeMethod(this, &QIODevice::readyRead, Qt::QueuedConnection);
            m_in.append(piece.data(), size);
        }
        QMetaObject::invokeMethod(qApp, &QCoreApplication::quit, Qt::QueuedConnection);
    }

    const int m_fd;
    std::thread m_thread;
    mutable std::mutex m_mutex;
    std::condition_variable m_room;
    QByteArray m_in;
    qsizetype m_taken = 0;
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
