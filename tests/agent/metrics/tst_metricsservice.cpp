// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <metrics/metricsservice.h>
#include <support/fakegueststats.h>

#include <QFile>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestMetricsService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_store = std::make_unique<RrdStore>(m_dir->path());
        m_guests = std::make_unique<FakeGuestStats>();
        m_guests->set(u"a"_s, 1);
        m_guests->set(u"b"_s, 1);
    }

    void asksOnlyForWhatIsWatchedAndOnlyWhileItIs();
    void slowRoundsCoverEverythingAndAreKept();
    void usageIsKnownSoonAfterTheStart();
    void aHangingEngineDoesNotHoldUpTheNode();
    void silenceOfTheEngineIsLoggedOnce();
    void stoppedGuestsLeaveTheLatestValues();
    void removedGuestsLoseTheirHistory();

private:
    static QSet<QString> objects(const QList<QVariant> &signal)
    {
        QSet<QString> all;
        const auto samples = signal.first().value<Api::UsageSamples>();
        for (const Api::UsageSample &sample : samples.samples)
            all += sample.object;
        return all;
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<RrdStore> m_store;
    std::unique_ptr<FakeGuestStats> m_guests;
};

void TestMetricsService::asksOnlyForWhatIsWatchedAndOnlyWhileItIs()
{
    MetricsService service(u"node"_s, m_guests.get(), m_store.get(), {20ms, 1h});
    QSignalSpy watched(&service, &MetricsService::watchedSampled);
    QTRY_COMPARE(m_guests->questions(), QList<QStringList>{QStringList()});
    QTest::qWait(100);
    QCOMPARE(m_guests->questions().size(), 1);

    service.setWatched({u"/guests/b"_s});
    QTRY_VERIFY(watched.size() >= 2);
    QCOMPARE(objects(watched.first()), QSet<QString>{u"/guests/b"_s});
    const QList<QStringList> questions = m_guests->questions();
    QCOMPARE(questions.at(1), QStringList{u"b"_s});

    service.setWatched({});
    QTest::qWait(100);
    const qsizetype asked = m_guests->questions().size();
    QTest::qWait(100);
    QCOMPARE(m_guests->questions().size(), asked);
}

void TestMetricsService::slowRoundsCoverEverythingAndAreKept()
{
    MetricsService service(u"node"_s, m_guests.get(), m_store.get(), {1h, 30ms});
    QSignalSpy sampled(&service, &MetricsService::sampled);
    QSet<QString> seen;
    const auto all = [&] {
        for (const QList<QVariant> &signal : sampled)
            seen += objects(signal);
        return seen.contains(u"/guests/a"_s) && seen.contains(u"/guests/b"_s)
               && seen.contains(u"/nodes/node"_s);
    };
    QTRY_VERIFY(all());
    QCOMPARE(service.latest().size(), 3);
    QTRY_VERIFY(QFile::exists(m_dir->filePath(u"v1/guests/a.rrd"_s)));
    QTRY_VERIFY(QFile::exists(m_dir->filePath(u"v1/nodes/node.rrd"_s)));
}

void TestMetricsService::usageIsKnownSoonAfterTheStart()
{
    MetricsService service(u"node"_s, m_guests.get(), m_store.get(), {1h, 1h});
    QTRY_COMPARE(service.latest().size(), 3);
}

void TestMetricsService::aHangingEngineDoesNotHoldUpTheNode()
{
    m_guests->setHanging(true);
    {
        MetricsService service(u"node"_s, m_guests.get(), m_store.get(), {20ms, 20ms});
        service.setWatched({u"/guests/a"_s, u"/nodes/node"_s});
        QSignalSpy watched(&service, &MetricsService::watchedSampled);
        QTRY_VERIFY(watched.size() >= 3);
        QCOMPARE(objects(watched.last()), QSet<QString>{u"/nodes/node"_s});
        QVERIFY(m_guests->questions().size() <= 2);
        m_guests->setHanging(false);
    }
}

void TestMetricsService::silenceOfTheEngineIsLoggedOnce()
{
    m_guests->setFailing(true);
    MetricsService service(u"node"_s, m_guests.get(), m_store.get(), {1h, 20ms});
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"no usage of guests"_s));
    QTRY_VERIFY(m_guests->questions().size() >= 4);
    QTest::ignoreMessage(QtInfoMsg, QRegularExpression(u"is measured again"_s));
    m_guests->setFailing(false);
    QTRY_VERIFY(service.latest().contains(u"/guests/a"_s));
}

void TestMetricsService::stoppedGuestsLeaveTheLatestValues()
{
    FakeGuestStats guests;
    guests.set(u"a"_s, 1);
    MetricsService service(u"node"_s, &guests, m_store.get(), {1h, 20ms});
    QTRY_VERIFY(service.latest().contains(u"/guests/a"_s));
    guests.clear();
    QTRY_VERIFY(!service.latest().contains(u"/guests/a"_s));
    QVERIFY(service.latest().contains(u"/nodes/node"_s));
}

void TestMetricsService::removedGuestsLoseTheirHistory()
{
    MetricsService service(u"node"_s, m_guests.get(), m_store.get(), {1h, 20ms});
    const QString file = m_dir->filePath(u"v1/guests/a.rrd"_s);
    QTRY_VERIFY(QFile::exists(file));
    m_guests->clear();
    QTRY_VERIFY(!service.latest().contains(u"/guests/a"_s));
    service.removeObject(u"/guests/a"_s);
    QTRY_VERIFY(!QFile::exists(file));
}

QTEST_GUILESS_MAIN(TestMetricsService)
#include "tst_metricsservice.moc"
