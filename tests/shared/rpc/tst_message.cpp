// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <rpc/message.h>

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Atoll;
using namespace Atoll::Rpc;

class tst_Message : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requestsAndAnswersComeThrough();
    void errorsKeepCodeHintAndDetails();
    void badMessagesAreRefused_data();
    void badMessagesAreRefused();
    void limitsStandBeforeParsing();
    void theIdIsKeptWhereItCanBeRead();
};

void tst_Message::requestsAndAnswersComeThrough()
{
    const auto request = decode(encodeRequest(5, u"guest.start"_s, {{u"guest"_s, u"a"_s}}));
    QVERIFY(request);
    QCOMPARE(std::get<Request>(*request).id, 5);
    QCOMPARE(std::get<Request>(*request).params.value(u"guest"_s).toString(), u"a"_s);
    const auto notification = decode(encodeNotification(u"task.changed"_s, {}));
    QVERIFY(notification);
    QVERIFY(std::get<Request>(*notification).id < 0);
    const auto result = decode(encodeResult(5, QJsonValue(17)));
    QVERIFY(result);
    QCOMPARE(std::get<Response>(*result).result.value().toInt(), 17);
}

void tst_Message::errorsKeepCodeHintAndDetails()
{
    const Error error{ErrorCode::Busy, u"it is busy"_s, u"Wait"_s, {{u"task"_s, u"t1"_s}}};
    const auto answer = decode(encodeError(9, error));
    QVERIFY(answer);
    QCOMPARE(std::get<Response>(*answer).result.error(), error);
    const auto unreadable = decode(encodeError(-1, error));
    QVERIFY(unreadable);
    QVERIFY(std::get<Response>(*unreadable).id < 0);
}

void tst_Message::badMessagesAreRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("nothing") << QByteArray() << ErrorCode::ParseError;
    QTest::newRow("no JSON") << QByteArray("hello") << ErrorCode::ParseError;
    QTest::newRow("half") << QByteArray("{\"jsonrpc\":\"2.0\"") << ErrorCode::ParseError;
    QTest::newRow("batch") << QByteArray("[]") << ErrorCode::InvalidRequest;
    QTest::newRow("no version") << QByteArray("{\"method\":\"a\"}") << ErrorCode::InvalidRequest;
    QTest::newRow("version 1") << QByteArray("{\"jsonrpc\":\"1.0\",\"method\":\"a\"}")
                               << ErrorCode::InvalidRequest;
    QTest::newRow("neither") << QByteArray("{\"jsonrpc\":\"2.0\",\"id\":1}")
                             << ErrorCode::InvalidRequest;
    QTest::newRow("id is text") << QByteArray("{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"a\"}")
                                << ErrorCode::InvalidRequest;
    QTest::newRow("negative id") << QByteArray("{\"jsonrpc\":\"2.0\",\"id\":-1,\"method\":\"a\"}")
                                 << ErrorCode::InvalidRequest;
    QTest::newRow("method is a number")
        << QByteArray("{\"jsonrpc\":\"2.0\",\"method\":1}") << ErrorCode::InvalidRequest;
    QTest::newRow("params is a list")
        << QByteArray("{\"jsonrpc\":\"2.0\",\"method\":\"a\",\"params\":[1]}")
        << ErrorCode::InvalidParams;
    QTest::newRow("invalid UTF-8")
        << QByteArray("{\"jsonrpc\":\"2.0\",\"method\":\"\xc3\x28\"}") << ErrorCode::ParseError;
    QTest::newRow("too deep") << QByteArray(1'000'000, '[') << ErrorCode::LimitExceeded;
    QTest::newRow("too deep, objects")
        << QByteArray("{\"a\":").repeated(200'000) << ErrorCode::LimitExceeded;
}

void tst_Message::badMessagesAreRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(ErrorCode, code);
    const auto message = decode(text);
    QVERIFY(!message);
    QCOMPARE(message.error().error.code, code);
}

void tst_Message::limitsStandBeforeParsing()
{
    const auto message = decode(QByteArray(2000, ' '), 1000);
    QVERIFY(!message);
    QCOMPARE(message.error().error.code, ErrorCode::LimitExceeded);
    QCOMPARE(message.error().error.details.value(u"limit"_s).toString(), u"messageBytes"_s);
}

void tst_Message::theIdIsKeptWhereItCanBeRead()
{
    const auto message = decode("{\"jsonrpc\":\"2.0\",\"id\":77,\"method\":3}");
    QVERIFY(!message);
    QCOMPARE(message.error().id, 77);
}

QTEST_GUILESS_MAIN(tst_Message)
#include "tst_message.moc"
