// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "livebench.h"

#include <support/expect.h>
#include <support/inworker.h>

#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

//! Processors, memory and limits of a real guest change while it runs. What QEMU without KVM
//! cannot do waits for the next start.
class TestLiveHardware : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void processorsWaitWithoutKvm();
    void processorsMoveToOthersOfTheHost();
    void memoryIsPluggedIn();
    void disksAreLimitedAndFreed();
    void whatTheNodeCannotDoIsRefused_data();
    void whatTheNodeCannotDoIsRefused();
    void planTellsWhatReallyHappens();
    void diskComesWithAThreadOfItsOwn();
    void enginePlugsProcessorsIn();

private:
    QString inside(const QString &path);

    std::unique_ptr<LiveBench> m_live;
};

void TestLiveHardware::initTestCase()
{
    auto live = LiveBench::create();
    if (!live && live.error().code == ErrorCode::Unsupported)
        QSKIP(qPrintable(live.error().sentence()));
    ATOLL_VERIFY(live);
    ATOLL_VERIFY((*live)->boot(
        u"live-2"_s, {{u"cpu"_s, QJsonObject{{u"sockets"_s, 1}, {u"cores"_s, 4}, {u"online"_s, 1}}},
                      {u"memoryBytes"_s, 256LL << 20},
                      {u"memory"_s, QJsonObject{{u"maximumBytes"_s, 1LL << 30}}},
                      {u"disks"_s, QJsonArray{QJsonObject{{u"storage"_s, u"local"_s},
                                                          {u"bus"_s, u"virtio"_s},
                                                          {u"sizeBytes"_s, 64LL << 20}}}},
                      {u"nics"_s, QJsonArray{QJsonObject{{u"mac"_s, u"52:54:00:00:00:01"_s}}}}}));
    m_live = std::move(*live);
    QCOMPARE(m_live->pending().join(u' '), QString());
}

void TestLiveHardware::cleanupTestCase() { m_live.reset(); }

#define NEED_GUEST()                                                                               \
    if (!m_live)                                                                                   \
    QSKIP("there is no guest")

//! A file as the guest sees it, through its agent.
QString TestLiveHardware::inside(const QString &path)
{
    const auto read = m_live->guests().call(u"guest.agent.file.read"_s,
                                            {{u"guest"_s, m_live->uuid()}, {u"path"_s, path}});
    if (!read)
        return read.error().sentence();
    return QString::fromUtf8(
               QByteArray::fromBase64(read->toObject()["data"_L1].toString().toLatin1()))
        .trimmed();
}

//! An emulating QEMU ends when its code buffer is full, which a guest fills while it boots.
void TestLiveHardware::processorsWaitWithoutKvm()
{
    NEED_GUEST();
    QCOMPARE(inside(u"/sys/devices/system/cpu/present"_s), u"0"_s);
    ATOLL_VERIFY(m_live->set(u"cpu"_s, u"online"_s, 3));
    QCOMPARE(m_live->pending().join(u' '), u"cpu.online"_s);
    QCOMPARE(inside(u"/sys/devices/system/cpu/present"_s), u"0"_s); // it lives
    ATOLL_VERIFY(m_live->set(u"cpu"_s, u"online"_s, 1));
    QCOMPARE(m_live->pending().join(u' '), QString());
}

void TestLiveHardware::processorsMoveToOthersOfTheHost()
{
    NEED_GUEST();
    ATOLL_VERIFY(m_live->set(u"cpu"_s, u"affinity"_s, u"0"_s));
    QVERIFY(m_live->live().contains(u"<vcpupin vcpu='0' cpuset='0'/>"_s));
    QCOMPARE(m_live->pending().join(u' '), QString());
    ATOLL_VERIFY(m_live->set(u"cpu"_s, u"affinity"_s, QString()));
    QVERIFY(!m_live->live().contains(u"<vcpupin vcpu='0' cpuset='0'/>"_s));
    QCOMPARE(m_live->pending().join(u' '), QString());
}

void TestLiveHardware::memoryIsPluggedIn()
{
    NEED_GUEST();
    ATOLL_VERIFY(m_live->set({{u"memoryBytes"_s, 512LL << 20}}));
    QVERIFY(m_live->live().contains(u"<memory model='dimm'>"_s));
    QVERIFY(m_live->live().contains(u"<memory unit='KiB'>524288</memory>"_s));
    QCOMPARE(m_live->pending().join(u' '), QString());
    // More than was reserved at start needs another start.
    ATOLL_VERIFY(m_live->set(u"memory"_s, u"maximumBytes"_s, 2LL << 30));
    QCOMPARE(m_live->pending().join(u' '), u"memory.maximumBytes"_s);
    ATOLL_VERIFY(m_live->set(u"memory"_s, u"maximumBytes"_s, 1LL << 30));
    QCOMPARE(m_live->pending().join(u' '), QString());
}

void TestLiveHardware::disksAreLimitedAndFreed()
{
    NEED_GUEST();
    const QJsonArray before = m_live->config()["disks"_L1].toArray();
    QJsonObject disk = before.first().toObject();
    disk.insert(u"limits"_s, QJsonObject{{u"readIops"_s, 500},
                                         {u"readIopsBurst"_s, 900},
                                         {u"writeBytesPerSecond"_s, 10LL << 20},
                                         {u"burstSeconds"_s, 20}});
    ATOLL_VERIFY(m_live->set({{u"disks"_s, QJsonArray{disk}}}));
    for (const QString &text :
         {u"<read_iops_sec>500<"_s, u"<read_iops_sec_max>900<"_s,
          u"<read_iops_sec_max_length>20<"_s, u"<write_bytes_sec>10485760<"_s})
        QVERIFY2(m_live->live().contains(text), qPrintable(text + m_live->live()));
    QCOMPARE(m_live->pending().join(u' '), QString());
    ATOLL_VERIFY(m_live->set({{u"disks"_s, before}}));
    QVERIFY2(!m_live->live().contains(u"iops_sec"_s), qPrintable(m_live->live()));
    QCOMPARE(m_live->pending().join(u' '), QString());
}

void TestLiveHardware::whatTheNodeCannotDoIsRefused_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<int>("value");
    // The test's libvirt has no control groups, as that of an ordinary user: no start would
    // succeed.
    QTest::newRow("a limit of CPU time") << u"limitPercent"_s << 50;
    QTest::newRow("a share of CPU time") << u"weight"_s << 200;
}

void TestLiveHardware::whatTheNodeCannotDoIsRefused()
{
    NEED_GUEST();
    QFETCH(const QString, key);
    QFETCH(const int, value);
    const QJsonObject before = m_live->config();
    const auto changed = m_live->set(u"cpu"_s, key, value);
    QVERIFY(!changed);
    QCOMPARE(changed.error().code, ErrorCode::InvalidState);
    QVERIFY2(changed.error().hint.contains(u"control group"_s), qPrintable(changed.error().hint));
    QCOMPARE(m_live->config(), before);
    QCOMPARE(m_live->pending().join(u' '), QString());
}

void TestLiveHardware::planTellsWhatReallyHappens()
{
    NEED_GUEST();
    QJsonObject cpu = m_live->config()["cpu"_L1].toObject();
    cpu.insert(u"affinity"_s, u"0"_s);
    cpu.insert(u"model"_s, u"qemu64"_s);
    const auto plan =
        m_live->guests().plan(u"guest.set"_s, {{u"guest"_s, m_live->uuid()},
                                               {u"version"_s, m_live->version()},
                                               {u"changes"_s, QJsonObject{{u"cpu"_s, cpu}}}});
    ATOLL_VERIFY(plan);
    QMap<QString, bool> isNow;
    for (const Api::PlanEffect &effect : plan->effects)
        isNow.insert(effect.path, effect.isNow);
    QCOMPARE(isNow.value(u"cpu.affinity"_s), true);
    QCOMPARE(isNow.value(u"cpu.model"_s, true), false);
}

void TestLiveHardware::diskComesWithAThreadOfItsOwn()
{
    NEED_GUEST();
    QJsonArray disks = m_live->config()["disks"_L1].toArray();
    disks.append(QJsonObject{{u"storage"_s, u"local"_s},
                             {u"target"_s, u"vdb"_s},
                             {u"bus"_s, u"virtio"_s},
                             {u"sizeBytes"_s, 16LL << 20}});
    const auto plan =
        m_live->guests().plan(u"guest.set"_s, {{u"guest"_s, m_live->uuid()},
                                               {u"version"_s, m_live->version()},
                                               {u"changes"_s, QJsonObject{{u"disks"_s, disks}}}});
    ATOLL_VERIFY(plan);
    QCOMPARE(plan->effects.size(), 1);
    QCOMPARE(plan->effects.at(0).path, u"disks[vdb]"_s);
    QVERIFY(plan->effects.at(0).isNow);
    ATOLL_VERIFY(m_live->set({{u"disks"_s, disks}}));
    QCOMPARE(m_live->pending().join(u' '), QString());
    QVERIFY(m_live->live().contains(u"<iothreads>2</iothreads>"_s));
    QVERIFY(m_live->live().contains(u"iothread='2'"_s));
    disks.removeLast();
    ATOLL_VERIFY(m_live->set({{u"disks"_s, disks}}));
    QVERIFY(!m_live->live().contains(u"vdb"_s));
    QCOMPARE(m_live->pending().join(u' '), QString());
}

//! The engine's part of plugging in, with a guest that has run too little to fill that buffer.
void TestLiveHardware::enginePlugsProcessorsIn()
{
    NEED_GUEST();
    const QJsonObject guest{{u"guest"_s, m_live->uuid()}};
    ATOLL_VERIFY(m_live->guests().change(u"guest.stop"_s, guest));
    ATOLL_VERIFY(m_live->guests().change(u"guest.start"_s, guest));
    ATOLL_VERIFY(m_live->guests().change(u"guest.pause"_s, guest));
    const Kvm::LiveStep step{Kvm::LiveStep::Kind::Cpus, u"Plug in CPUs"_s, {}, {}, 3};
    ATOLL_VERIFY(inWorker([&] { return m_live->hypervisor().applyLive(m_live->uuid(), step); }));
    QVERIFY(m_live->live().contains(u"<vcpu placement='static' current='3'>4</vcpu>"_s));
}

QTEST_GUILESS_MAIN(TestLiveHardware)
#include "tst_livehardware.moc"
