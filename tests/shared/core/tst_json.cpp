// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <core/diff.h>
#include <core/json.h>

#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

namespace {

enum class Bus { Virtio, Scsi };
constexpr auto enumNames(Bus)
{
    return std::array{EnumName{Bus::Virtio, "virtio"}, EnumName{Bus::Scsi, "scsi"}};
}

struct Disk
{
    qint64 sizeBytes = 0;
    Bus bus = Bus::Virtio;
    static constexpr auto fields()
    {
        return fieldsOf(field("sizeBytes", &Disk::sizeBytes, "Size").required().range(1, 1LL << 50),
                        field("bus", &Disk::bus));
    }
    bool operator==(const Disk &) const = default;
};

struct Machine
{
    QString name;
    int cpus = 1;
    QList<Disk> disks;
    std::optional<QString> notes;
    QMap<QString, QString> labels;
    static constexpr auto fields()
    {
        return fieldsOf(field("name", &Machine::name).required().length(1, 8),
                        field("cpus", &Machine::cpus).range(1, 64),
                        field("disks", &Machine::disks).length(0, 2),
                        field("notes", &Machine::notes), field("labels", &Machine::labels));
    }
    bool operator==(const Machine &) const = default;
};

QJsonObject parsed(const QByteArray &text) { return QJsonDocument::fromJson(text).object(); }

} // namespace

class JsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aStructComesBackAsItWentOut()
    {
        const Machine machine{u"web"_s, 4, {{1LL << 40, Bus::Scsi}}, u"n"_s, {{u"a"_s, u"b"_s}}};
        QCOMPARE(fromJson<Machine>(toJson(machine)).value(), machine);
    }
    void anErrorNamesTheField_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("field");
        QTest::newRow("missing") << QByteArray("{}") << u"name"_s;
        QTest::newRow("wrong type") << QByteArray(R"({"name":1})") << u"name"_s;
        QTest::newRow("too long") << QByteArray(R"({"name":"123456789"})") << u"name"_s;
        QTest::newRow("NUL") << QByteArray(R"({"name":"a\u0000"})") << u"name"_s;
        QTest::newRow("range") << QByteArray(R"({"name":"a","cpus":65})") << u"cpus"_s;
        QTest::newRow("fraction") << QByteArray(R"({"name":"a","cpus":1.5})") << u"cpus"_s;
        QTest::newRow("nested") << QByteArray(
            R"({"name":"a","disks":[{"sizeBytes":1},{"sizeBytes":1,"bus":"ide"}]})")
                                << u"disks[1].bus"_s;
        QTest::newRow("too many") << QByteArray(R"({"name":"a","disks":[{},{},{}]})") << u"disks"_s;
        QTest::newRow("unknown") << QByteArray(R"({"name":"a","cpu":2})") << u"cpu"_s;
        QTest::newRow("map") << QByteArray(R"({"name":"a","labels":{"k":1}})") << u"labels.k"_s;
    }
    void anErrorNamesTheField()
    {
        QFETCH(QByteArray, text);
        const auto result = fromJson<Machine>(parsed(text));
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::InvalidParams);
        QTEST(result.error().details.value("field"_L1).toString(), "field");
    }
    void answersOfANewerAgentAreUnderstood()
    {
        const auto result =
            fromJson<Machine>(parsed(R"({"name":"a","new":1,"disks":[{"sizeBytes":1,"bus":"x"}]})"),
                              UnknownFields::Ignore);
        QVERIFY(result.has_value());
    }
    void deepNestingIsRefusedBeforeParsing()
    {
        QVERIFY(isTooDeep(QByteArray(1000000, '['), 32));
        QVERIFY(!isTooDeep("{\"a\":\"[[[[\\\"[[[[\"}", 2));
        const auto result = parseObject(QByteArray(100, '['), 1000, 32);
        QCOMPARE(result.error().code, ErrorCode::LimitExceeded);
    }
    void invalidUtf8IsAParseError()
    {
        QCOMPARE(parseObject("{\"a\":\"\xff\xfe\"}", 1000, 32).error().code, ErrorCode::ParseError);
    }
    void aDiffNamesEachChangedLeaf()
    {
        const auto changes = diffJson(parsed(R"({"a":1,"d":[{"c":"x"}],"gone":true})"),
                                      parsed(R"({"a":1,"d":[{"c":"y"},2],"new":0})"));
        QStringList paths;
        for (const Change &change : changes)
            paths += change.path;
        QCOMPARE(paths, (QStringList{u"d[0].c"_s, u"d[1]"_s, u"gone"_s, u"new"_s}));
    }
    void theSchemaShowsLimitsAndRequiredFields()
    {
        const QJsonObject schema = schemaOf<Machine>();
        QCOMPARE(schema.value("required"_L1).toArray(), QJsonArray{u"name"_s});
        QCOMPARE(schema["properties"_L1]["cpus"_L1]["maximum"_L1].toInt(), 64);
    }
};

QTEST_GUILESS_MAIN(JsonTest)
#include "tst_json.moc"
