// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <client/offlinecache.h>

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Atoll;

namespace {

StateSnapshot sample(int guests)
{
    StateSnapshot state{.cluster = {u"id"_s, u"prod"_s, u"Seoul"_s}, .epoch = u"e"_s};
    state.revision = 42;
    state.lastSeen = QDateTime::fromMSecsSinceEpoch(1790000000123, Qt::UTC);
    state.nodes.put({.name = u"n1"_s,
                     .state = Api::NodeState::Online,
                     .memoryBytes = 1LL << 40,
                     .engines = {{.name = u"libvirt"_s, .isAvailable = true}}});
    for (int i = 0; i < guests; ++i) {
        state.guests.put({.uuid = u"uuid-%1"_s.arg(i),
                          .id = 100 + i,
                          .name = u"größe-가상-%1"_s.arg(i),
                          .node = u"n1"_s,
                          .state = Api::GuestState::Running,
                          .stateSince = state.lastSeen.addSecs(-i),
                          .memoryBytes = -1,
                          .addresses = {u"10.0.0.%1"_s.arg(i % 250)},
                          .tags = {u"prod"_s}});
    }
    state.storages.put({.name = u"local"_s, .node = u"n1"_s});
    state.networks.put({.name = u"br0"_s, .node = u"n1"_s});
    return state;
}

} // namespace

class tst_OfflineCache : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasWrittenIsRead();
    void aDamagedFileIsPutAsideAndIgnored_data();
    void aDamagedFileIsPutAsideAndIgnored();
    void noCutOfAFileIsTakenForWhole();
    void onlyTheUserMayReadIt();
    void aFolderThatCannotBeWrittenSaysSo();
};

void tst_OfflineCache::whatWasWrittenIsRead()
{
    const StateSnapshot state = sample(3000);
    const auto read = OfflineCache::decode(OfflineCache::encode(state));
    QVERIFY(read.has_value());
    QCOMPARE(read->cluster, state.cluster);
    QCOMPARE(read->epoch, state.epoch);
    QCOMPARE(read->revision, state.revision);
    QCOMPARE(read->lastSeen, state.lastSeen);
    QCOMPARE(read->guests.size(), 3000);
    for (const int index : state.guests.indexes()) {
        const Api::GuestInfo &guest = state.guests.at(index);
        const int found = read->guests.find(guest.uuid);
        QVERIFY(found >= 0);
        QVERIFY(read->guests.at(found) == guest);
    }
    QVERIFY(read->nodes.at(0) == state.nodes.at(0));
    QCOMPARE(read->storages.size(), 1);
    QCOMPARE(read->networks.size(), 1);
}

void tst_OfflineCache::aDamagedFileIsPutAsideAndIgnored_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray good = OfflineCache::encode(sample(10));
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("foreign") << QByteArray("PNG and so on, much longer than any header is, really");
    QByteArray flipped = good;
    flipped[flipped.size() / 2] = char(flipped.at(flipped.size() / 2) ^ 1);
    QTest::newRow("one bit") << flipped;
    QByteArray older = good;
    older[9] = char(older.at(9) ^ 0x55);
    QTest::newRow("other version") << older;
    QTest::newRow("cut") << good.left(good.size() - 1);
}

void tst_OfflineCache::aDamagedFileIsPutAsideAndIgnored()
{
    QFETCH(QByteArray, bytes);
    const QTemporaryDir dir;
    const QString path = dir.filePath(u"x.inventory"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    file.close();
    const auto state = OfflineCache::load(path);
    QVERIFY(!state);
    QCOMPARE(state.error().code, ErrorCode::ParseError);
    QVERIFY(!QFile::exists(path));
    QVERIFY(QFile::exists(path + u".bad"_s));
    QCOMPARE(OfflineCache::load(path).error().code, ErrorCode::NotFound);
}

void tst_OfflineCache::noCutOfAFileIsTakenForWhole()
{
    const QByteArray good = OfflineCache::encode(sample(3));
    for (qsizetype size = 0; size < good.size(); ++size)
        QVERIFY(!OfflineCache::decode(good.left(size)));
}

void tst_OfflineCache::onlyTheUserMayReadIt()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(u"x.inventory"_s);
    QVERIFY(OfflineCache::save(path, sample(1)).has_value());
    QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther),
             QFile::Permissions());
    QVERIFY(OfflineCache::load(path).has_value());
}

void tst_OfflineCache::aFolderThatCannotBeWrittenSaysSo()
{
    const auto saved = OfflineCache::save(u"/proc/nowhere/x.inventory"_s, sample(1));
    QVERIFY(!saved);
    QVERIFY(saved.error().text.contains(u"/proc/nowhere"));
}

QTEST_GUILESS_MAIN(tst_OfflineCache)
#include "tst_offlinecache.moc"
