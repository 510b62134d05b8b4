// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <crypto/identity.h>
#include <rpc/link.h>

#include <QSignalSpy>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QtEndian>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketServer>

using namespace Qt::StringLiterals;
using namespace Atoll;

namespace {

constexpr int kWait = 8000;

//! A masked client frame (RFC 6455, 5.2) with a mask of zeros; its header may claim another length.
QByteArray frame(char opcode, const QByteArray &payload, qint64 claimed = -1)
{
    const qint64 length = claimed < 0 ? payload.size() : claimed;
    QByteArray bytes(1, char(0x80 | opcode));
    char octets[8];
    if (length < 126) {
        bytes.append(char(0x80 | length));
    } else if (length < 65536) {
        bytes.append(char(0x80 | 126));
        qToBigEndian(quint16(length), octets);
        bytes.append(octets, 2);
    } else {
        bytes.append(char(0x80 | 127));
        qToBigEndian(quint64(length), octets);
        bytes.append(octets, 8);
    }
    return bytes + QByteArray(4, '\0') + payload;
}

} // namespace

#define WAIT_FOR(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, kWait)

//! The agent's end of a Link over real TLS; the other end is a bare socket that says what it likes.
class tst_Link : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void messagesGoBothWays();
    void largeTextIsCompressed();
    void frameOfTwoGibibytesIsRefusedByItsHeader();
    void beforeLoginMessagesAreSmall();
    void invalidUtf8EndsTheConnection();
    void aMillionNestedArraysAreRefusedAndTheLinkLivesOn();
    void compressionBombEndsTheConnection();
    void unknownFrameTypeEndsTheConnection();
    void dataOfAnUnknownChannelIsIgnored();
    void sendingMoreThanTheWindowEndsTheChannel();
    void acknowledgingWhatWasNotSentEndsTheChannel();
    void backlogOfAClientThatDoesNotReadIsSeen();

private:
    QByteArray heard() { return m_client->readAll(); }

    Identity m_identity;
    std::unique_ptr<QWebSocketServer> m_server;
    std::unique_ptr<QSslSocket> m_client;
    std::unique_ptr<Rpc::Link> m_link;
    QList<Rpc::Message> m_received;
    QList<Error> m_misunderstood;
    QList<Error> m_closed;
};

void tst_Link::initTestCase()
{
    const QTemporaryDir folder;
    const auto identity = loadOrCreateIdentity(folder.path(), u"test"_s);
    QVERIFY(identity);
    m_identity = *identity;
}

void tst_Link::init()
{
    m_server = std::make_unique<QWebSocketServer>(u"test"_s, QWebSocketServer::SecureMode);
    m_server->setSslConfiguration(serverConfiguration(m_identity));
    QVERIFY(m_server->listen(QHostAddress::LocalHost));
    m_client = std::make_unique<QSslSocket>();
    m_client->setSslConfiguration(clientConfiguration());
    m_client->connectToHostEncrypted(u"127.0.0.1"_s, m_server->serverPort());
    connect(m_client.get(), &QSslSocket::encrypted, this, [this] {
        m_client->write("GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
                        "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    });
    WAIT_FOR(m_server->hasPendingConnections());
    std::unique_ptr<QWebSocket> socket(m_server->nextPendingConnection());
    socket->setParent(nullptr);
    m_link = std::make_unique<Rpc::Link>(std::move(socket));
    m_link->setTrusted(true);
    connect(m_link.get(), &Rpc::Link::received, this,
            [this](const Rpc::Message &message) { m_received.append(message); });
    connect(m_link.get(), &Rpc::Link::misunderstood, this,
            [this](const Rpc::BadMessage &bad) { m_misunderstood.append(bad.error); });
    connect(m_link.get(), &Rpc::Link::closed, this,
            [this](const Error &why) { m_closed.append(why); });
    WAIT_FOR(m_client->bytesAvailable() > 0);
    QVERIFY(heard().contains("101"));
}

void tst_Link::cleanup()
{
    m_link.reset();
    m_client.reset();
    m_server.reset();
    m_received.clear();
    m_misunderstood.clear();
    m_closed.clear();
}

void tst_Link::messagesGoBothWays()
{
    m_client->write(frame(1, Rpc::encodeRequest(7, u"guest.list"_s, {})));
    WAIT_FOR(m_received.size() == 1);
    QCOMPARE(std::get<Rpc::Request>(m_received.first()).method, u"guest.list"_s);
    m_link->sendText("{}");
    WAIT_FOR(m_client->bytesAvailable() > 0);
    QVERIFY(heard().endsWith("{}"));
}

void tst_Link::largeTextIsCompressed()
{
    m_link->sendText(QByteArray(1'000'000, ' '));
    WAIT_FOR(m_client->bytesAvailable() > 0);
    QTest::qWait(50);
    const QByteArray bytes = heard();
    QVERIFY(bytes.size() < 10'000);
    QCOMPARE(bytes.at(0), char(0x82)); // binary
}

void tst_Link::frameOfTwoGibibytesIsRefusedByItsHeader()
{
    m_client->write(frame(2, "the rest never comes", 2LL << 30));
    WAIT_FOR(m_closed.size() == 1);
}

void tst_Link::beforeLoginMessagesAreSmall()
{
    m_link->setTrusted(false);
    m_client->write(frame(1, QByteArray(limits::kFrameBytesBeforeLogin + 1, ' ')));
    WAIT_FOR(m_closed.size() == 1);
    QVERIFY(m_received.isEmpty());
}

void tst_Link::invalidUtf8EndsTheConnection()
{
    m_client->write(frame(1, "{\"jsonrpc\":\"2.0\",\"method\":\"\xff\xfe\"}"));
    WAIT_FOR(m_closed.size() == 1);
    QVERIFY(m_received.isEmpty());
}

void tst_Link::aMillionNestedArraysAreRefusedAndTheLinkLivesOn()
{
    m_client->write(frame(1, QByteArray(1'000'000, '[')));
    WAIT_FOR(m_misunderstood.size() == 1);
    QCOMPARE(m_misunderstood.first().code, ErrorCode::LimitExceeded);
    QCOMPARE(m_misunderstood.first().details.value(u"limit"_s).toString(), u"jsonDepth"_s);
    m_client->write(frame(1, Rpc::encodeRequest(1, u"guest.list"_s, {})));
    WAIT_FOR(m_received.size() == 1);
}

void tst_Link::compressionBombEndsTheConnection()
{
    const QByteArray bomb = Rpc::compress(QByteArray(limits::kMessageBytes + 1, ' '));
    QVERIFY(bomb.size() < 10'000);
    m_client->write(frame(2, Rpc::encodeFrame(Rpc::FrameType::CompressedText, 0, bomb)));
    WAIT_FOR(m_closed.size() == 1);
    QCOMPARE(m_closed.first().code, ErrorCode::LimitExceeded);
}

void tst_Link::unknownFrameTypeEndsTheConnection()
{
    m_client->write(frame(2, QByteArray("\x09\0\0\0\1x", 6)));
    WAIT_FOR(m_closed.size() == 1);
    QCOMPARE(m_closed.first().code, ErrorCode::InvalidRequest);
}

void tst_Link::dataOfAnUnknownChannelIsIgnored()
{
    m_client->write(frame(2, Rpc::encodeFrame(Rpc::FrameType::Data, 99, "x")));
    m_client->write(frame(1, Rpc::encodeRequest(1, u"guest.list"_s, {})));
    WAIT_FOR(m_received.size() == 1);
    QVERIFY(m_closed.isEmpty());
}

void tst_Link::sendingMoreThanTheWindowEndsTheChannel()
{
    const auto channel = m_link->addChannel(1);
    QSignalSpy finished(channel.get(), &Rpc::Channel::finished);
    const QByteArray piece(1'000'000, 'x');
    for (int i = 0; i < 12; ++i) // nobody reads
        m_client->write(frame(2, Rpc::encodeFrame(Rpc::FrameType::Data, 1, piece)));
    WAIT_FOR(finished.size() == 1);
    const auto error = finished.first().first().value<std::optional<Error>>();
    QVERIFY(error);
    QCOMPARE(error->code, ErrorCode::LimitExceeded);
    QVERIFY(m_closed.isEmpty());
    QCOMPARE(m_link->channelCount(), 0);
}

void tst_Link::acknowledgingWhatWasNotSentEndsTheChannel()
{
    const auto channel = m_link->addChannel(1);
    QSignalSpy finished(channel.get(), &Rpc::Channel::finished);
    channel->write("abc");
    m_client->write(frame(2, Rpc::encodeAcknowledge(1, 4)));
    WAIT_FOR(finished.size() == 1);
    QVERIFY(finished.first().first().value<std::optional<Error>>());
}

void tst_Link::backlogOfAClientThatDoesNotReadIsSeen()
{
    QWebSocket reader;
    reader.setSslConfiguration(clientConfiguration());
    reader.open(QUrl(u"wss://127.0.0.1:%1"_s.arg(m_server->serverPort())));
    WAIT_FOR(m_server->hasPendingConnections());
    std::unique_ptr<QWebSocket> socket(m_server->nextPendingConnection());
    socket->setParent(nullptr);
    Rpc::Link toReader(std::move(socket));
    m_client->setReadBufferSize(1); // the other one does not read

    QString noise;
    quint32 random = 1;
    while (noise.size() < 10'000)
        noise.append(QString::number(random = random * 1664525 + 1013904223));
    const QByteArray text = noise.toLatin1();
    for (int i = 0; i < 4000; ++i) {
        m_link->sendText(text);
        toReader.sendText(text);
        if (i % 20 == 0)
            QTest::qWait(1);
    }
    QVERIFY2(m_link->backlogBytes() > limits::kListenerBacklog,
             qPrintable(QString::number(m_link->backlogBytes())));
    WAIT_FOR(toReader.backlogBytes() < 1'000'000);
}

QTEST_GUILESS_MAIN(tst_Link)
#include "tst_link.moc"
