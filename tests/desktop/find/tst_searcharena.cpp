// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <find/query.h>
#include <inventory/naturalorder.h>

#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

class TestSearchArena : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyWordIsFoundInItsOwnObject();
    void changedTextIsFoundByItsNewWords();
    void oneTextIsChangedInItsPlace();
    void foldsCaseOfAllScripts();
    void wordsDoNotReachIntoTheNextObject();
    void namesAreOrderedAsPeopleDo();

private:
    static std::vector<quint8> search(SearchArena &arena, size_t count, const QString &query)
    {
        std::vector<quint8> hits(count);
        arena.search(Query::parse(query).words(), hits);
        return hits;
    }
};

void TestSearchArena::everyWordIsFoundInItsOwnObject()
{
    QStringList texts;
    for (int i = 0; i < 3000; ++i)
        texts += u"web-%1\t10.0.0.%2"_s.arg(i).arg(i % 250);
    SearchArena arena([&texts](int index) { return texts.value(index); });
    for (int i = 0; i < int(texts.size()); ++i)
        arena.markChanged(i);
    const std::vector<quint8> hits = search(arena, 3000, u"web-2999 10.0.0.249"_s);
    QCOMPARE(hits[2999], quint8(0b11));
    QCOMPARE(hits[249], quint8(0b10));
    QCOMPARE(hits[0], quint8(0));
}

void TestSearchArena::changedTextIsFoundByItsNewWords()
{
    QStringList texts{u"old"_s, u"other"_s};
    SearchArena arena([&texts](int index) { return texts.value(index); });
    arena.markChanged(0);
    arena.markChanged(1);
    QCOMPARE(search(arena, 2, u"old"_s)[0], quint8(1));
    texts[0] = u"a much longer name than before"_s;
    arena.markChanged(0);
    QCOMPARE(search(arena, 2, u"old"_s)[0], quint8(0));
    QCOMPARE(search(arena, 2, u"longer"_s)[0], quint8(1));
    QCOMPARE(search(arena, 2, u"other"_s)[1], quint8(1));
}

void TestSearchArena::oneTextIsChangedInItsPlace()
{
    QStringList texts;
    for (int i = 0; i < 1500; ++i)
        texts += u"web-%1."_s.arg(i);
    int reads = 0;
    SearchArena arena([&](int index) {
        ++reads;
        return texts.value(index);
    });
    QVERIFY(arena.update(0)); // nothing is read yet
    for (int i = 1; i < int(texts.size()); ++i)
        arena.markChanged(i);
    search(arena, 1500, u"web"_s);
    reads = 0;
    const QStringList changes{u"Shorter"_s, u"a longer text than it was"_s, u""_s, u"web-1499."_s};
    for (const int index : {0, 700, 1023, 1024, 1499}) {
        for (const QString &text : changes) {
            texts[index] = text;
            QVERIFY(!arena.update(index));
        }
    }
    QCOMPARE(reads, 20);
    texts[700] = u"Needle"_s;
    QVERIFY(!arena.update(700));
    QCOMPARE(search(arena, 1500, u"needle"_s)[700], quint8(1));
    for (int i = 0; i < int(texts.size()); ++i) {
        const auto hits = search(arena, 1500, texts.at(i));
        QVERIFY2(hits[size_t(i)] == 1, qPrintable(texts.at(i)));
    }
    QCOMPARE(reads, 21);
    QVERIFY(arena.update(1500)); // one that is new
}

void TestSearchArena::foldsCaseOfAllScripts()
{
    SearchArena arena([](int) { return u"GRÜN Ωmega 서울"_s; });
    arena.markChanged(0);
    QCOMPARE(search(arena, 1, u"grün ωMEGA 서울"_s)[0], quint8(0b111));
}

void TestSearchArena::wordsDoNotReachIntoTheNextObject()
{
    const QStringList texts{u"ab"_s, u"cd"_s};
    SearchArena arena([&texts](int index) { return texts.value(index); });
    arena.markChanged(0);
    arena.markChanged(1);
    QCOMPARE(search(arena, 2, u"bc"_s), std::vector<quint8>({0, 0}));
}

void TestSearchArena::namesAreOrderedAsPeopleDo()
{
    QVERIFY(naturalCompare(u"web-9", u"web-10") < 0);
    QVERIFY(naturalCompare(u"Web-10", u"web-9") > 0);
    QVERIFY(naturalCompare(u"a", u"B") < 0);
    QVERIFY(naturalCompare(u"a", u"a1") < 0);
    QCOMPARE(naturalCompare(u"db-007", u"DB-7"), 0);
}

QTEST_GUILESS_MAIN(TestSearchArena)
#include "tst_searcharena.moc"
