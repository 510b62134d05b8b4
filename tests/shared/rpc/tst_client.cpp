// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <rpc/client.h>

#include <QSslSocket>
#include <QTcpServer>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

//! What a person reads when there is nobody to talk to. Talking itself is tested with agents.
class TestClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(QSslSocket::setActiveBackend(u"openssl"_s)); }
    void aClosedPortIsToldAsRefused();
};

void TestClient::aClosedPortIsToldAsRefused()
{
    quint16 port = 0;
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        port = server.serverPort();
    }
    Rpc::Client client({.endpoints = {*Rpc::Endpoint::parse(u"127.0.0.1:%1"_s.arg(port))}});
    std::optional<Error> problem;
    connect(&client, &Rpc::Client::stateChanged, this,
            [&](Rpc::ClientState state, const std::optional<Error> &why) {
                if (state == Rpc::ClientState::Waiting && !problem)
                    problem = why;
            });
    client.start();
    QTRY_VERIFY(problem);
    QCOMPARE(problem->code, ErrorCode::ConnectionLost);
    QVERIFY2(problem->text.contains(u"refused"_s), qPrintable(problem->text));
}

QTEST_GUILESS_MAIN(TestClient)
#include "tst_client.moc"
