// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <rpc/link.h>
#include <rpc/relaydevice.h>

#include <QSignalSpy>
#include <QTest>
#include <QThread>
#include <QWebSocket>
#include <QWebSocketServer>

using namespace Qt::StringLiterals;
using namespace Atoll;

namespace {

constexpr int kWait = 10000;

QByteArray pattern(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (qsizetype i = 0; i < size; ++i)
        bytes[i] = char(i * 31 + i / 253);
    return bytes;
}

} // namespace

#define WAIT_FOR(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, kWait)

//! Two links joined by a real socket; on one side the channel is used from another thread.
class tst_Channel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void bytesArriveWholeAndInOrder();
    void writerIsHeldBackByAReaderThatDoesNotRead();
    void relayHoldsTheSenderBackToo();
    void relayCarriesBothWays();
    void endComesAfterTheBytes();
    void reasonOfTheEndIsTold();
    void lostConnectionEndsTheRelay();
    void droppedRelayClosesTheChannel();

private:
    std::unique_ptr<QWebSocketServer> m_server;
    std::unique_ptr<Rpc::Link> m_near;
    std::unique_ptr<Rpc::Link> m_far;
};

void tst_Channel::init()
{
    m_server = std::make_unique<QWebSocketServer>(u"test"_s, QWebSocketServer::NonSecureMode);
    QVERIFY(m_server->listen(QHostAddress::LocalHost));
    auto socket = std::make_unique<QWebSocket>();
    socket->open(QUrl(u"ws://127.0.0.1:%1"_s.arg(m_server->serverPort())));
    WAIT_FOR(m_server->hasPendingConnections());
    WAIT_FOR(socket->state() == QAbstractSocket::ConnectedState);
    m_near = std::make_unique<Rpc::Link>(std::move(socket));
    std::unique_ptr<QWebSocket> accepted(m_server->nextPendingConnection());
    accepted->setParent(nullptr);
    m_far = std::make_unique<Rpc::Link>(std::move(accepted));
    m_near->setTrusted(true);
    m_far->setTrusted(true);
}

void tst_Channel::cleanup()
{
    m_near.reset();
    m_far.reset();
    m_server.reset();
}

void tst_Channel::bytesArriveWholeAndInOrder()
{
    const auto near = m_near->addChannel(1);
    const auto far = m_far->addChannel(1);
    const QByteArray sent = pattern(3 * limits::kChannelWindow);
    QByteArray heard;
    connect(far.get(), &QIODevice::readyRead, this, [&] { heard += far->readAll(); });
    near->write(sent);
    WAIT_FOR(heard.size() == sent.size());
    QVERIFY(heard == sent);
}

void tst_Channel::writerIsHeldBackByAReaderThatDoesNotRead()
{
    const auto near = m_near->addChannel(1);
    const auto far = m_far->addChannel(1);
    near->write(pattern(2 * limits::kChannelWindow));
    WAIT_FOR(far->bytesAvailable() == limits::kChannelWindow);
    QTest::qWait(100);
    QCOMPARE(far->bytesAvailable(), limits::kChannelWindow);
    QCOMPARE(near->bytesToWrite(), limits::kChannelWindow);
    QByteArray heard;
    connect(far.get(), &QIODevice::readyRead, this, [&] { heard += far->readAll(); });
    heard += far->readAll();
    WAIT_FOR(heard.size() == 2 * limits::kChannelWindow);
    QCOMPARE(near->bytesToWrite(), 0);
}

void tst_Channel::relayHoldsTheSenderBackToo()
{
    const auto near = m_near->addChannel(1);
    const auto device = Rpc::RelayDevice::create(m_far->addChannel(1), QThread::currentThread());
    const qsizetype size = 4 * limits::kChannelWindow;
    near->write(pattern(size));
    QTest::qWait(300);
    QVERIFY(near->bytesToWrite() > 0); // nobody reads the device
    QVERIFY(device->bytesAvailable() <= limits::kChannelWindow);
    QByteArray heard;
    connect(device.get(), &QIODevice::readyRead, this, [&] { heard += device->readAll(); });
    heard += device->readAll();
    WAIT_FOR(heard.size() == size);
    QVERIFY(heard == pattern(size));
}

void tst_Channel::relayCarriesBothWays()
{
    // As the desktop has it: the connection in one thread, the console in another.
    QThread thread;
    thread.start();
    auto near = m_near->addChannel(1);
    auto device = Rpc::RelayDevice::create(m_far->addChannel(1), &thread);
    QByteArray echoed;
    const QByteArray sent = pattern(limits::kChannelWindow * 2);
    connect(near.get(), &QIODevice::readyRead, this, [&] { echoed += near->readAll(); });
    auto *echo = device.get();
    connect(echo, &QIODevice::readyRead, echo, [echo] { echo->write(echo->readAll()); });
    near->write(sent);
    WAIT_FOR(echoed.size() == sent.size());
    QVERIFY(echoed == sent);
    device.reset(); // the last owner is in another thread than the device
    thread.quit();
    QVERIFY(thread.wait(kWait));
}

void tst_Channel::endComesAfterTheBytes()
{
    auto near = m_near->addChannel(1);
    const auto device = Rpc::RelayDevice::create(m_far->addChannel(1), QThread::currentThread());
    QSignalSpy ended(device.get(), &QIODevice::readChannelFinished);
    const QByteArray sent = pattern(500'000);
    near->write(sent);
    near->finish();
    WAIT_FOR(ended.size() == 1);
    QByteArray heard = device->readAll();
    QVERIFY(heard == sent);
}

void tst_Channel::reasonOfTheEndIsTold()
{
    auto near = m_near->addChannel(1);
    const auto far = m_far->addChannel(1);
    QSignalSpy finished(far.get(), &Rpc::Channel::finished);
    near->finish(Error{ErrorCode::InvalidState, u"the guest was stopped"_s});
    WAIT_FOR(finished.size() == 1);
    const auto error = finished.first().first().value<std::optional<Error>>();
    QVERIFY(error);
    QCOMPARE(error->text, u"the guest was stopped"_s);
}

void tst_Channel::lostConnectionEndsTheRelay()
{
    const auto device = Rpc::RelayDevice::create(m_near->addChannel(1), QThread::currentThread());
    QSignalSpy ended(device.get(), &QIODevice::readChannelFinished);
    m_far->abort();
    WAIT_FOR(ended.size() == 1);
    QVERIFY(device->write("x") < 0);
}

void tst_Channel::droppedRelayClosesTheChannel()
{
    const auto far = m_far->addChannel(1);
    auto device = Rpc::RelayDevice::create(m_near->addChannel(1), QThread::currentThread());
    QSignalSpy finished(far.get(), &Rpc::Channel::finished);
    device.reset();
    WAIT_FOR(finished.size() == 1);
    QVERIFY(!finished.first().first().value<std::optional<Error>>());
}

QTEST_GUILESS_MAIN(tst_Channel)
#include "tst_channel.moc"
