// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <metrics/rrdstore.h>

#include <QDir>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace Atoll;
using namespace Qt::StringLiterals;
using R = Api::MetricsRange;

namespace {

const QString kGuest = u"/guests/5e6d4c2a-0000-4000-8000-000000000001"_s;

Api::UsageSample sample(double cpu, qint64 read)
{
    Api::UsageSample one;
    one.object = kGuest;
    one.cpu = cpu;
    one.memoryTotalBytes = 1 << 30;
    one.diskReadBytesPerSecond = read;
    return one;
}

} // namespace

//! With the real librrd.
class TestRrdStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_store = std::make_unique<RrdStore>(m_dir->path());
    }

    void keepsEveryRangeWithAverageAndMaximum_data();
    void keepsEveryRangeWithAverageAndMaximum();
    void unknownValuesAndGapsAreNull();
    void neverMeasuredIsAllNull();
    void damagedFilesAreSetAsideAndBegunAnew_data();
    void damagedFilesAreSetAsideAndBegunAnew();
    void aClockThatWasSetBackHarmsNothing();
    void deletedGuestsLoseTheirHistory();
    void objectsNeverLeadOutOfTheDirectory();

private:
    QString file() const { return m_dir->path() + u"/v1"_s + kGuest + u".rrd"_s; }
    static Api::MetricsSeries series(const Api::MetricsHistory &history, const QString &name)
    {
        for (const Api::MetricsSeries &one : history.series) {
            if (one.name == name)
                return one;
        }
        return {};
    }
    static int measured(const QJsonArray &values)
    {
        return int(std::count_if(values.begin(), values.end(),
                                 [](const QJsonValue &value) { return !value.isNull(); }));
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<RrdStore> m_store;
    const QDateTime m_start = QDateTime::fromSecsSinceEpoch(1'700'000'100, Qt::UTC);
};

void TestRrdStore::keepsEveryRangeWithAverageAndMaximum_data()
{
    QTest::addColumn<R>("range");
    QTest::addColumn<qint64>("stepSeconds");
    QTest::addColumn<int>("count");
    QTest::newRow("hour") << R::Hour << qint64(30) << 120;
    QTest::newRow("day") << R::Day << qint64(120) << 720;
    QTest::newRow("week") << R::Week << qint64(900) << 672;
    QTest::newRow("month") << R::Month << qint64(3600) << 744;
    QTest::newRow("year") << R::Year << qint64(43200) << 732;
}

void TestRrdStore::keepsEveryRangeWithAverageAndMaximum()
{
    QFETCH(R, range);
    QFETCH(qint64, stepSeconds);
    QFETCH(int, count);
    constexpr int rounds = 2 * 1440 + 60; // a day and half an hour
    for (int i = 0; i < rounds; ++i)
        m_store->update(m_start.addSecs(30 * i), {sample(i % 2 ? 0.5 : 0.25, 1000 * (i % 2))});
    const QDateTime now = m_start.addSecs(30 * rounds);
    const auto history = m_store->history({kGuest, range}, now);
    QVERIFY(history);
    QCOMPARE(history->stepSeconds, stepSeconds);
    QCOMPARE(history->series.size(), 7);
    const Api::MetricsSeries cpu = series(*history, u"cpu"_s);
    QVERIFY2(std::abs(cpu.average.size() - count) <= 1,
             qPrintable(QString::number(cpu.average.size())));
    QCOMPARE(cpu.maximum.size(), cpu.average.size());
    QVERIFY(history->start.secsTo(now) <= (count + 2) * stepSeconds);
    QVERIFY(measured(cpu.average) >= 1);
    const double maximum =
        series(*history, u"diskReadBytesPerSecond"_s)
            .maximum.at(cpu.average.size() - 1 - (measured(cpu.average) > 2 ? 2 : 0))
            .toDouble();
    QVERIFY2(maximum >= 0 && maximum <= 1001, qPrintable(QString::number(maximum)));
    for (const QJsonValue &value : cpu.average)
        QVERIFY(value.isNull() || (value.toDouble() > 0.24 && value.toDouble() < 0.51));
}

void TestRrdStore::unknownValuesAndGapsAreNull()
{
    for (int i = 0; i < 20; ++i)
        m_store->update(m_start.addSecs(30 * i), {sample(0.5, 0)});
    for (int i = 40; i < 60; ++i)
        m_store->update(m_start.addSecs(30 * i), {sample(0.5, 0)});
    const auto history = m_store->history({kGuest, R::Hour}, m_start.addSecs(60 * 30));
    QCOMPARE(measured(series(*history, u"memoryUsedBytes"_s).average), 0);
    const int cpu = measured(series(*history, u"cpu"_s).average);
    QVERIFY2(cpu >= 37 && cpu <= 41, qPrintable(QString::number(cpu)));
}

void TestRrdStore::neverMeasuredIsAllNull()
{
    const auto history = m_store->history({u"/nodes/none"_s, R::Day}, m_start);
    QCOMPARE(history->series.size(), 7);
    QCOMPARE(history->series.first().average.size(), 720);
    QCOMPARE(measured(history->series.first().average), 0);
    QVERIFY(!QDir(m_dir->path()).exists(u"v1/nodes"_s));
}

void TestRrdStore::damagedFilesAreSetAsideAndBegunAnew_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("text") << QByteArray("not a database\n").repeated(100);
    QTest::newRow("cut") << QByteArray("RRD\0000003\0\0\0\0", 12);
}

void TestRrdStore::damagedFilesAreSetAsideAndBegunAnew()
{
    QFETCH(QByteArray, content);
    QDir().mkpath(QFileInfo(file()).path());
    QFile damaged(file());
    QVERIFY(damaged.open(QIODevice::WriteOnly));
    damaged.write(content);
    damaged.close();
    QVERIFY(!m_store->history({kGuest, R::Hour}, m_start));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"is damaged and begun anew"_s));
    for (int i = 0; i < 5; ++i)
        m_store->update(m_start.addSecs(30 * i), {sample(0.5, 0)});
    QVERIFY(QFile::exists(file() + u".damaged"_s));
    const auto history = m_store->history({kGuest, R::Hour}, m_start.addSecs(150));
    QVERIFY(measured(series(*history, u"cpu"_s).average) >= 3);
}

void TestRrdStore::aClockThatWasSetBackHarmsNothing()
{
    for (int i = 0; i < 5; ++i)
        m_store->update(m_start.addSecs(30 * i), {sample(0.5, 0)});
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"cannot add to"_s));
    m_store->update(m_start.addSecs(-1000), {sample(0.5, 0)});
    QVERIFY(!QFile::exists(file() + u".damaged"_s));
    const auto history = m_store->history({kGuest, R::Hour}, m_start.addSecs(150));
    QVERIFY(measured(series(*history, u"cpu"_s).average) >= 3);
}

void TestRrdStore::deletedGuestsLoseTheirHistory()
{
    m_store->update(m_start, {sample(0.5, 0)});
    QVERIFY(QFile::exists(file()));
    m_store->remove(kGuest);
    QVERIFY(!QFile::exists(file()));
    m_store->remove(kGuest);
}

void TestRrdStore::objectsNeverLeadOutOfTheDirectory()
{
    for (const QString &object : {u"/guests/../../x"_s, u"/guests/"_s, u"/etc/x"_s, u"/nodes/a/b"_s,
                                  u"/nodes/.x"_s, u"/guests/a\n"_s, QString()}) {
        QCOMPARE(m_store->history({object, R::Hour}, m_start).error().code,
                 ErrorCode::InvalidParams);
        Api::UsageSample bad = sample(0.5, 0);
        bad.object = object;
        m_store->update(m_start, {bad});
        m_store->remove(object);
    }
    QVERIFY(QDir(m_dir->path()).isEmpty());
}

QTEST_GUILESS_MAIN(TestRrdStore)
#include "tst_rrdstore.moc"
