// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <core/units.h>
#include <find/querycomplete.h>

#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

namespace {

QByteArray textOf(const Api::GuestInfo &guest)
{
    return foldedText(guest.name + u'\t' + guest.tags.join(u'\t') + u'\t'
                      + guest.addresses.join(u'\t'));
}

Api::GuestInfo web()
{
    Api::GuestInfo guest;
    guest.uuid = u"6f1c0000-1111-2222-3333-444455556666"_s;
    guest.id = 101;
    guest.name = u"Web-1"_s;
    guest.node = u"node-7"_s;
    guest.state = Api::GuestState::Running;
    guest.isManaged = true;
    guest.cpus = 4;
    guest.memoryBytes = 8 * units::GiB;
    guest.osName = u"Debian 12"_s;
    guest.addresses = {u"10.1.2.3"_s, u"fe80::1"_s};
    guest.tags = {u"prod"_s, u"two words"_s};
    guest.macs = {u"52:54:00:12:ab:cd"_s};
    guest.notes = u"Rack 7\nasks Kim before it reboots"_s;
    guest.displayKind = u"vnc"_s;
    return guest;
}

bool finds(const QString &text, const Api::GuestInfo &guest = web(), const Usage &usage = {})
{
    const Query query = Query::parse(text);
    return query.matches({&guest, &usage, guest.node, u"Seoul prod", u"Seoul"},
                         query.words().foundIn(textOf(guest)));
}

QStringList completions(const QString &text)
{
    return completeQuery(text, text.size(),
                         [](QueryKey key) {
                             return key == QueryKey::Tag
                                        ? QStringList{u"prod"_s, u"two words"_s, u"old"_s}
                                        : QStringList();
                         })
        .candidates;
}

} // namespace

class TestQuery : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsWhatItNames_data();
    void findsWhatItNames();
    void usageIsComparedWhileItRuns();
    void whatIsNotUnderstoodIsSaidInWords_data();
    void whatIsNotUnderstoodIsSaidInWords();
    void whatIsNotUnderstoodFindsNothing();
    void whatIsStillBeingTypedFiltersNothing();
    void nodesAreFoundByTheirNameButNotByWhatTheyAreNot();
    void completesKeysThenValues();
};

void TestQuery::findsWhatItNames_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isFound");
    const auto row = [](const char *text, bool isFound) {
        QTest::newRow(text) << QString::fromUtf8(text) << isFound;
    };
    row("web", true);
    row("WEB prod", true);
    row("web staging", false);
    row("-staging web", true);
    row("-prod", false);
    row("staging or web", true);
    row("staging,web", true);
    row("staging or nothing", false);
    row("fe80::1", true);
    row("10.1.2", true);
    row("\"two words\"", true);
    row("name:web", true);
    row("name=web", false);
    row("name=web-1", true);
    row("id:101", true);
    row("id:10", false);
    row("uuid:6f1c", true);
    row("tag:prod", true);
    row("tag:old", false);
    row("tag:old,prod", true);
    row("-tag:old", true);
    row("-tag:old,prod", false);
    row("tag:\"two words\"", true);
    row("tag:old or node:node-7", true);
    row("node:NODE-7 cluster:seoul site=seoul", true);
    row("node:node-8", false);
    row("state:running", true);
    row("state:run", true);
    row("state=paused,stopped", false);
    row("-state:running", false);
    row("is:managed -is:template -is:protected", true);
    row("is:template", false);
    row("kind:vm display:vnc os:debian", true);
    row("address:10.1.", true);
    row("ip=10.1.2.3", true);
    row("mac:52:54:00:12:AB:CD", true);
    row("mac:5254.0012.abcd", true);
    row("mac:12-ab", true);
    row("mac:52:54:00:99", false);
    row("notes:kim", true);
    row("note:\"rack 7\"", true);
    row("notes:lee", false);
    row("vcpus>=4 vcpus<5 vcpus:4", true);
    row("vcpus>4", false);
    row("memory:>4G", true);
    row("memory>=8G memory<=8GiB memory=8", true);
    row("memory>8G", false);
    row("memory<512M", false);
    row("cpu>1%", false); // not known
}

void TestQuery::findsWhatItNames()
{
    QFETCH(QString, text);
    QTEST(finds(text), "isFound");
    QVERIFY(!Query::parse(text).problem());
}

void TestQuery::usageIsComparedWhileItRuns()
{
    Usage usage;
    usage.cpu = 0.85F;
    usage.memoryUsedBytes = 95;
    usage.memoryTotalBytes = 100;
    usage.atMs = 1;
    QVERIFY(finds(u"cpu>80% memory>90%"_s, web(), usage));
    QVERIFY(finds(u"cpu:85"_s, web(), usage));
    QVERIFY(!finds(u"cpu<80"_s, web(), usage));
    Api::GuestInfo stopped = web();
    stopped.state = Api::GuestState::Stopped;
    QVERIFY(!finds(u"cpu>80%"_s, stopped, usage));
    QVERIFY(Query::parse(u"memory>90%"_s).usesUsage());
    QVERIFY(!Query::parse(u"memory>8G"_s).usesUsage());
}

void TestQuery::whatIsNotUnderstoodIsSaidInWords_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words");
    QTest::newRow("swapped letters")
        << u"web tga:x"_s << u"Unknown key “tga”. Did you mean “tag”?"_s;
    QTest::newRow("no such key") << u"colour:red"_s << u"There are: name, tag"_s;
    QTest::newRow("no such state") << u"state:runing"_s << u"Did you mean “running”?"_s;
    QTest::newRow("no such flag") << u"is:blue"_s << u"There are: running"_s;
    QTest::newRow("no number") << u"cpu>much"_s << u"cpu>80%"_s;
    QTest::newRow("no size") << u"memory>8X"_s << u"memory>8G"_s;
    QTest::newRow("not compared") << u"tag>5"_s << u"“tag” is no number"_s;
    QTest::newRow("too many words") << u"a b c d e f g h i"_s << u"8"_s;
    QTest::newRow("too long") << QString(2000, u'x') << u"longer"_s;
}

void TestQuery::whatIsNotUnderstoodIsSaidInWords()
{
    QFETCH(QString, text);
    QFETCH(QString, words);
    const Query query = Query::parse(text);
    QVERIFY(query.problem());
    QVERIFY2(query.problem()->text.contains(words), qPrintable(query.problem()->text));
}

void TestQuery::whatIsNotUnderstoodFindsNothing()
{
    QVERIFY(!Query::parse(u"tga:x"_s).isEmpty());
    QVERIFY(!finds(u"tga:prod web"_s));
    QCOMPARE(Query::parse(u"web tga:x"_s).problem()->start, 4);
}

void TestQuery::whatIsStillBeingTypedFiltersNothing()
{
    for (const QString &text : {u""_s, u"tag:"_s, u"-tag:"_s, u"memory>"_s, u"\""_s, u"tag:,"_s}) {
        QVERIFY2(Query::parse(text).isEmpty(), qPrintable(text));
        QVERIFY(finds(text));
    }
    QVERIFY(finds(u"web or"_s));
    QVERIFY(!Query::parse(u"or"_s).isEmpty()); // a word, for who looks for "oracle"
}

void TestQuery::nodesAreFoundByTheirNameButNotByWhatTheyAreNot()
{
    const auto findsNode = [](const QString &text) {
        const Query query = Query::parse(text);
        return query.matches({.node = u"node-7", .cluster = u"prod", .site = u"Seoul"},
                             query.words().foundIn("node-7"));
    };
    QVERIFY(findsNode(u"node-7"_s));
    QVERIFY(findsNode(u"node:7"_s));
    QVERIFY(!findsNode(u"tag:old"_s));
    QVERIFY(!findsNode(u"-tag:old"_s));
}

void TestQuery::completesKeysThenValues()
{
    QCOMPARE(completions(u"web ta"_s), QStringList{u"tag:"_s});
    QCOMPARE(completions(u"-nod"_s), QStringList{u"node:"_s});
    QCOMPARE(completions(u"vc"_s), QStringList{u"vcpus>"_s});
    QCOMPARE(completions(u"tag:"_s), (QStringList{u"prod"_s, u"\"two words\""_s, u"old"_s}));
    QCOMPARE(completions(u"tag:prod,o"_s), (QStringList{u"old"_s, u"prod"_s, u"\"two words\""_s}));
    QCOMPARE(completions(u"tag:old"_s), QStringList());
    QCOMPARE(completions(u"state:ru"_s), QStringList{u"running"_s});
    QCOMPARE(completions(u"cpu>"_s), QStringList());
    const QueryCompletion middle =
        completeQuery(u"tag:ol web"_s, 6, [](QueryKey) { return QStringList{u"old"_s}; });
    QCOMPARE(middle.start, 4);
    QCOMPARE(middle.length, 2);
    QCOMPARE(middle.candidates, QStringList{u"old"_s});
}

QTEST_GUILESS_MAIN(TestQuery)
#include "tst_query.moc"
