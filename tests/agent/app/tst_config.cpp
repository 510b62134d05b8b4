// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <app/config.h>

#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

class ConfigTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyFileIsAWorkingConfiguration()
    {
        const auto config = Config::parse({}, u"agent.toml"_s);
        QVERIFY(config.has_value());
        QCOMPARE(config->port, quint16(7443));
        QVERIFY(!config->nodeName.isEmpty());
        QVERIFY(config->storagePath.startsWith(config->stateDirectory));
    }
    void everyKeyIsRead()
    {
        const auto config = Config::parse("[agent]\n"
                                          "state_dir = '/srv/atoll'\n"
                                          "listen = '[::1]:1234'\n"
                                          "name = 'node-7'\n"
                                          "task_workers = 3\n"
                                          "[cluster]\n"
                                          "name = 'prod'\n"
                                          "site = '서울'\n"
                                          "[libvirt]\n"
                                          "uri = 'test:///default'\n"
                                          "emulation = 'always'\n"
                                          "[storage]\n"
                                          "path = '/srv/volumes'\n",
                                          u"agent.toml"_s);
        QVERIFY2(config.has_value(), config ? "" : qPrintable(config.error().text));
        QCOMPARE(config->listenAddress, QHostAddress(QHostAddress::LocalHostIPv6));
        QCOMPARE(config->port, quint16(1234));
        QCOMPARE(config->nodeName, u"node-7"_s);
        QCOMPARE(config->site, u"서울"_s);
        QCOMPARE(config->emulation, Emulation::Always);
        QCOMPARE(config->storagePath, u"/srv/volumes"_s);
    }
    void anErrorNamesLineAndKey_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("said");
        QTest::newRow("syntax") << QByteArray("[agent]\nname = \n") << u"agent.toml:2:"_s;
        QTest::newRow("unknown key") << QByteArray("[agent]\n\nlisten_on = 'x'\n")
                                     << u"agent.toml:3: unknown key “agent.listen_on”"_s;
        QTest::newRow("type") << QByteArray("[agent]\nname = 7\n")
                              << u"agent.toml:2: agent.name must be"_s;
        QTest::newRow("value") << QByteArray("[agent]\nlisten = 'everywhere'\n")
                               << u"agent.toml:2: agent.listen must be"_s;
        QTest::newRow("not a time")
            << QByteArray("[agent]\nname = 1979-05-27Ttask\n") << u"agent.toml:2:"_s;
        QTest::newRow("letters outside of quotes")
            << QByteArray("[agent]\nname = 'x' é\n") << u"agent.toml:2:"_s;
        QTest::newRow("no section") << QByteArray("name = 'x'\n") << u"agent.toml:1:"_s;
    }
    void anErrorNamesLineAndKey()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, said);
        const auto config = Config::parse(text, u"agent.toml"_s);
        QVERIFY(!config);
        QVERIFY2(config.error().text.startsWith(said), qPrintable(config.error().text));
    }
};

QTEST_GUILESS_MAIN(ConfigTest)
#include "tst_config.moc"
