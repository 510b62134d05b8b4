// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients.h"

#include "rfbframes.h"

#ifdef ATOLL_HAS_SPICE_SERVER
#include <console/spice/spiceview.h>
#endif
#include <console/vnc/rfbclient.h>
#include <console/vnc/vncview.h>
#include <theme/theme.h>

#include <QApplication>
#include <QPromise>
#include <QTcpSocket>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <thread>

namespace Atoll::Bench {

namespace {

using namespace Console;

ConsoleTransport tcpTransport(int port)
{
    return [port](Claim) {
        auto promise = std::make_shared<QPromise<Result<ConsoleDevice>>>();
        promise->start();
        auto socket = std::make_shared<QTcpSocket>();
        QObject::connect(
            socket.get(), &QTcpSocket::connected, socket.get(),
            [promise, weak = std::weak_ptr(socket), keep = socket]() mutable {
                promise->addResult(ConsoleDevice(weak.lock()));
                promise->finish();
                keep.reset();
            },
            Qt::QueuedConnection);
        socket->setReadBufferSize(4 << 20);
        socket->connectToHost(QStringLiteral("127.0.0.1"), quint16(port));
        return promise->future();
    };
}

int connectTo(int port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(quint16(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return ::connect(socket, reinterpret_cast<sockaddr *>(&address), sizeof address) ? -1 : socket;
}

//! Sends at once and shows nothing.
class SilentSink final : public RfbSink
{
public:
    explicit SilentSink(int socket)
        : m_socket(socket)
    {}
    void send(const QByteArray &bytes) override
    {
        [[maybe_unused]] const ssize_t sent =
            ::send(m_socket, bytes.constData(), size_t(bytes.size()), MSG_NOSIGNAL);
    }
    void updateBegun() override { send(rfb::updateRequest({kWidth, kHeight}, true)); }
    void desktop(const QImage &) override {}
    void beforePixels() override {}
    void frame(const std::vector<QRect> &) override {}
    void cursor(const QImage &, const QPoint &) override {}
    void name(const QString &) override {}
    void bell() override {}
    void leds(int) override {}
    void pointerMode(bool) override {}
    void extendedKeys() override {}
    void extendedClipboard() override {}
    void clipboardOffered(bool) override {}
    void clipboardWanted() override {}
    void clipboardText(const QString &) override {}
    void clipboardRefused(qint64) override {}

private:
    const int m_socket;
};

template <class View>
int show(int argc, char **argv, int port)
{
    QApplication application(argc, argv);
    Theme theme;
    View view(tcpTransport(port), theme);
    view.setScaling(Scaling::ActualSize);
    view.setGeometry(0, 0, kWidth, kHeight);
    view.setWindowFlag(Qt::FramelessWindowHint);
    view.show();
    return QApplication::exec();
}

} // namespace

int runView(int argc, char **argv, int port) { return show<VncView>(argc, argv, port); }

#ifdef ATOLL_HAS_SPICE_SERVER
int runSpiceView(int argc, char **argv, int port) { return show<SpiceView>(argc, argv, port); }
#endif

int runDecoder(int port)
{
    const int socket = connectTo(port);
    if (socket < 0)
        return 1;
    ByteStream stream;
    SilentSink sink(socket);
    std::thread decoder([&] { RfbClient(stream, sink, {}).run(); });
    // As the view's reader: chunks are handed over whole.
    constexpr qsizetype kChunk = 256 * 1024;
    while (true) {
        QByteArray chunk = stream.spare(kChunk);
        const ssize_t got = ::recv(socket, chunk.data(), size_t(chunk.size()), 0);
        if (got <= 0)
            break;
        chunk.truncate(got);
        stream.push(std::move(chunk));
    }
    stream.close();
    decoder.join();
    return 0;
}

} // namespace Atoll::Bench
