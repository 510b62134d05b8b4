// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <metrics/metricsmethods.h>
#include <metrics/rrdstore.h>
#include <server/registry.h>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Atoll;
using namespace Qt::StringLiterals;

//! The rows metrics.* that the store answers, as a client's calls arrive, with the real librrd.
class TestMetricsMethods : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void historyComesAsTheCatalogueSays_data();
    void historyComesAsTheCatalogueSays();
    void theLastHourIsTheDefault();
    void whatWasNeverMeasuredIsAllNull();
    void badInputNamesTheField_data();
    void badInputNamesTheField();
    void onlyWhoMayLookGetsNumbers();
    void damagedHistoryIsAnErrorOfTheEngine();

private:
    Result<QJsonValue> history(const QJsonObject &params)
    {
        std::optional<Result<QJsonValue>> answer;
        m_registry->dispatch({.user = u"admin@builtin"_s}, u"metrics.history"_s, params,
                             [&](const Result<QJsonValue> &result) { answer = result; });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(answer, 30'000); }();
        return answer ? *answer : fail(ErrorCode::Timeout, u"no answer"_s);
    }
    static QJsonObject series(const QJsonValue &history, const QString &name)
    {
        for (const QJsonValue &one : history.toObject().value("series"_L1).toArray()) {
            if (one.toObject().value("name"_L1) == name)
                return one.toObject();
        }
        return {};
    }
    static qsizetype measured(const QJsonArray &values)
    {
        return std::count_if(values.begin(), values.end(),
                             [](const QJsonValue &value) { return value.isDouble(); });
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<RrdStore> m_store;
    std::unique_ptr<Registry> m_registry;
    std::optional<QString> m_refusedPath; //!< of the ACL
    QString m_askedPath;
    const QString m_guest = u"/guests/5e6d4c2a-0000-4000-8000-000000000001"_s;
};

void TestMetricsMethods::init()
{
    m_registry.reset();
    m_dir = std::make_unique<QTemporaryDir>();
    m_store = std::make_unique<RrdStore>(m_dir->path());
    m_refusedPath.reset();
    m_registry = std::make_unique<Registry>(
        nullptr,
        [this](const QString &, Privilege, const QString &path) -> Result<void> {
            m_askedPath = path;
            if (path == m_refusedPath)
                return fail(ErrorCode::PermissionDenied, u"no"_s);
            return {};
        },
        [](const Api::AuditRecord &) {},
        [](const Caller &, const ChannelGrant &) { return Result<Api::ConsoleTicket>(); });
    registerMetricsMethods(*m_registry, *m_store);
    Api::UsageSample sample;
    sample.object = m_guest;
    sample.cpu = 0.5;
    sample.memoryTotalBytes = 1 << 30;
    sample.diskReadBytesPerSecond = 4096;
    const QDateTime start = QDateTime::currentDateTimeUtc().addSecs(-40 * RrdStore::kStepSeconds);
    for (int i = 0; i < 40; ++i)
        m_store->update(start.addSecs(i * RrdStore::kStepSeconds), {sample});
}

void TestMetricsMethods::historyComesAsTheCatalogueSays_data()
{
    QTest::addColumn<QString>("range");
    QTest::addColumn<int>("stepSeconds");
    QTest::newRow("hour") << u"hour"_s << 30;
    QTest::newRow("day") << u"day"_s << 120;
    QTest::newRow("week") << u"week"_s << 900;
    QTest::newRow("month") << u"month"_s << 3600;
    QTest::newRow("year") << u"year"_s << 43200;
}

void TestMetricsMethods::historyComesAsTheCatalogueSays()
{
    QFETCH(QString, range);
    QFETCH(int, stepSeconds);
    const auto answer = history({{u"object"_s, m_guest}, {u"range"_s, range}});
    QVERIFY2(answer, answer ? "" : qPrintable(answer.error().sentence()));
    QCOMPARE(answer->toObject().value("stepSeconds"_L1).toInt(), stepSeconds);
    const auto read = fromJson<Api::MetricsHistory>(*answer);
    QVERIFY2(read, read ? "" : qPrintable(read.error().sentence()));
    QVERIFY(read->start.isValid() && read->start < QDateTime::currentDateTimeUtc());
    QCOMPARE(m_askedPath, m_guest); // the ACL is that of the object
    for (const QString &name : {u"cpu"_s, u"memoryUsedBytes"_s, u"diskReadBytesPerSecond"_s,
                                u"networkOutBytesPerSecond"_s}) {
        const QJsonObject one = series(*answer, name);
        QVERIFY2(!one.isEmpty(), qPrintable(name));
        QCOMPARE(one.value("maximum"_L1).toArray().size(),
                 one.value("average"_L1).toArray().size());
    }
}

void TestMetricsMethods::theLastHourIsTheDefault()
{
    const auto answer = history({{u"object"_s, m_guest}});
    QCOMPARE(answer->toObject().value("stepSeconds"_L1).toInt(), 30);
    const QJsonArray cpu = series(*answer, u"cpu"_s).value("average"_L1).toArray();
    QVERIFY2(measured(cpu) >= 37, qPrintable(QString::number(measured(cpu))));
    for (const QJsonValue &value : cpu)
        QVERIFY(value.isNull() || qAbs(value.toDouble() - 0.5) < 0.001);
    // The guest did not tell how much of its memory it uses: null, and not a number.
    QCOMPARE(measured(series(*answer, u"memoryUsedBytes"_s).value("average"_L1).toArray()), 0);
}

void TestMetricsMethods::whatWasNeverMeasuredIsAllNull()
{
    const auto answer = history({{u"object"_s, u"/nodes/n9"_s}, {u"range"_s, u"day"_s}});
    const QJsonArray cpu = series(*answer, u"cpu"_s).value("average"_L1).toArray();
    QCOMPARE(cpu.size(), 720);
    QCOMPARE(measured(cpu), 0);
}

void TestMetricsMethods::badInputNamesTheField_data()
{
    QTest::addColumn<QJsonObject>("params");
    QTest::addColumn<QString>("field");
    const auto object = [](const QJsonValue &value) { return QJsonObject{{u"object"_s, value}}; };
    QTest::newRow("no object") << QJsonObject() << u"object"_s;
    QTest::newRow("empty") << object(QString()) << u"object"_s;
    QTest::newRow("a number") << object(7) << u"object"_s;
    QTest::newRow("too long") << object(u"/guests/"_s + QString(300, u'a')) << u"object"_s;
    QTest::newRow("neither guest nor node") << object(u"/storages/local"_s) << u"object"_s;
    QTest::newRow("leads elsewhere") << object(u"/guests/../../etc/passwd"_s) << u"object"_s;
    QTest::newRow("no name") << object(u"/nodes/"_s) << u"object"_s;
    QTest::newRow("unknown range")
        << QJsonObject{{u"object"_s, u"/nodes/n1"_s}, {u"range"_s, u"decade"_s}} << u"range"_s;
    QTest::newRow("range is no text")
        << QJsonObject{{u"object"_s, u"/nodes/n1"_s}, {u"range"_s, 3}} << u"range"_s;
    QTest::newRow("unknown member")
        << QJsonObject{{u"object"_s, u"/nodes/n1"_s}, {u"from"_s, 3}} << u"from"_s;
}

void TestMetricsMethods::badInputNamesTheField()
{
    QFETCH(QJsonObject, params);
    QFETCH(QString, field);
    const auto answer = history(params);
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::InvalidParams);
    QCOMPARE(answer.error().details.value("field"_L1).toString(), field);
    QCOMPARE(QDir(m_dir->path() + u"/v1"_s).entryList(QDir::NoDotAndDotDot | QDir::Dirs),
             QStringList{u"guests"_s});
}

void TestMetricsMethods::onlyWhoMayLookGetsNumbers()
{
    m_refusedPath = m_guest;
    QCOMPARE(history({{u"object"_s, m_guest}}).error().code, ErrorCode::PermissionDenied);
    QVERIFY(history({{u"object"_s, u"/nodes/n1"_s}}));
}

void TestMetricsMethods::damagedHistoryIsAnErrorOfTheEngine()
{
    QFile file(m_dir->path() + u"/v1"_s + m_guest + u".rrd"_s);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write("not a database\n");
    file.close();
    QCOMPARE(history({{u"object"_s, m_guest}}).error().code, ErrorCode::EngineFailed);
}

QTEST_GUILESS_MAIN(TestMetricsMethods)
#include "tst_metricsmethods.moc"
