// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestshell.h"
#include "livebench.h"

#include <support/expect.h>
#include <support/inworker.h>

#include <QProcess>
#include <QStandardPaths>

using namespace Atoll;
using namespace Qt::StringLiterals;
using Api::GuestState;

//! Chains of volumes under real guests: what is frozen, and what a deletion in the middle leaves.
class TestEngineChains : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void quiescedSnapshotIsAWholeFileSystem();
    void agentThatHangsLeavesNothingBehind();
    void savingMemoryTellsHowFarItIs();
    void deletionInTheMiddleMergesWhileItRuns();
    void deletionInTheMiddleMergesWhileItIsOff();

private:
    Result<QJsonValue> snapshot(const QString &verb, const QString &name, QJsonObject more = {})
    {
        more.insert("guest"_L1, m_bench->uuid());
        more.insert("name"_L1, name);
        return m_bench->guests().change(u"guest.snapshot."_s + verb, more);
    }
    std::unique_ptr<GuestShell> shell()
    {
        const auto descriptor = inWorker([this] {
            return m_bench->hypervisor().openConsole(m_bench->uuid(), Api::ConsoleKind::Serial);
        });
        return descriptor ? std::make_unique<GuestShell>(*descriptor) : nullptr;
    }
    QString path(const QString &volume) const { return m_folder + u'/' + volume; }
    QStringList images() const { return QDir(m_folder).entryList(QDir::Files); }
    QString activeVolume() const
    {
        return m_bench->config()["disks"_L1][0]["volume"_L1].toString();
    }
    static QByteArray output(const QString &program, const QStringList &arguments)
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(program, arguments);
        process.waitForFinished();
        return process.readAll();
    }
    //! The letters at the beginning of the disk, 64 KiB each; a dot where nothing was written.
    QByteArray letters(const QString &volume) const
    {
        const QString format = volume.endsWith(u".qcow2") ? u"qcow2"_s : u"raw"_s;
        QByteArray seen;
        for (int i = 0; i < 5; ++i) {
            const QByteArray said =
                output(u"qemu-io"_s, {u"-r"_s, u"-f"_s, format, u"-c"_s,
                                      u"read -v %1 512"_s.arg(i << 16), path(volume)});
            const char code =
                QByteArray::fromHex(said.mid(said.indexOf(":  ") + 3, 2)).append('\0').at(0);
            seen += code == '\0' ? '.' : code;
        }
        return seen;
    }

    std::unique_ptr<LiveBench> m_bench;
    QString m_folder;
};

void TestEngineChains::initTestCase()
{
    if (QStandardPaths::findExecutable(u"debugfs"_s, {u"/usr/sbin"_s}).isEmpty())
        QSKIP("debugfs (package e2fsprogs) is not installed");
    auto bench = LiveBench::create();
    if (!bench && bench.error().code == ErrorCode::Unsupported)
        QSKIP(qPrintable(bench.error().sentence()));
    ATOLL_VERIFY(bench);
    m_bench = std::move(*bench);
    m_folder = m_bench->storage().config().path;
}

void TestEngineChains::cleanup()
{
    if (!m_bench || m_bench->uuid().isEmpty())
        return;
    const QString name = m_bench->guests().info(m_bench->uuid()).name;
    (void)inWorker([this] { return m_bench->hypervisor().destroy(m_bench->uuid()); });
    (void)m_bench->guests().shows(m_bench->uuid(), GuestState::Stopped);
    (void)m_bench->guests().change(
        u"guest.delete"_s,
        {{u"guest"_s, m_bench->uuid()}, {u"confirmName"_s, name}, {u"purges"_s, true}});
    QCOMPARE(images(), QStringList());
}

void TestEngineChains::quiescedSnapshotIsAWholeFileSystem()
{
    const auto tiny = Support::TinyGuest::images();
    ATOLL_VERIFY(tiny);
    const QString base = u"vm-100-disk-0.raw"_s; // the init mounts it
    QCOMPARE(QProcess::execute(u"qemu-img"_s, {u"convert"_s, u"-O"_s, u"raw"_s,
                                               *tiny + u"/disk.qcow2"_s, path(base)}),
             0);
    const QJsonObject disk{{u"target"_s, u"vda"_s},
                           {u"bus"_s, u"virtio"_s},
                           {u"storage"_s, u"local"_s},
                           {u"volume"_s, base}};
    ATOLL_VERIFY(
        m_bench->boot(u"calm"_s, {{u"memoryBytes"_s, 96LL << 20}, {u"disks"_s, QJsonArray{disk}}}));
    const auto console = shell();
    // In memory only: nothing asks the guest to write it.
    QVERIFY(console && console->ask("echo quiet-$((1+1)) >/mnt/note; cat /mnt/note", "quiet-2"));
    ATOLL_VERIFY(snapshot(u"create"_s, u"calm"_s, {{u"quiesces"_s, true}}));
    QVERIFY(
        output(u"/usr/sbin/debugfs"_s, {u"-R"_s, u"cat /note"_s, path(base)}).contains("quiet-2"));
    const QByteArray head = output(u"/usr/sbin/dumpe2fs"_s, {u"-h"_s, path(base)});
    QVERIFY2(head.contains("has_journal") && !head.contains("needs_recovery"), head.constData());
    // And it writes again.
    QVERIFY(console->ask("echo on-$((40+2)) >/mnt/note; sync; cat /mnt/note", "on-42"));
    // Without freezing it is as after a power cut: the journal tells.
    const QString second = activeVolume();
    ATOLL_VERIFY(snapshot(u"create"_s, u"as it is"_s));
    QCOMPARE(QProcess::execute(u"qemu-img"_s, {u"convert"_s, u"-U"_s, u"-O"_s, u"raw"_s,
                                               path(second), path(u"check.img"_s)}),
             0);
    const QByteArray dirty = output(u"/usr/sbin/dumpe2fs"_s, {u"-h"_s, path(u"check.img"_s)});
    QFile::remove(path(u"check.img"_s));
    QVERIFY2(dirty.contains("needs_recovery"), dirty.constData());
}

void TestEngineChains::agentThatHangsLeavesNothingBehind()
{
    const QJsonObject disk{{u"storage"_s, u"local"_s},
                           {u"format"_s, u"raw"_s},
                           {u"bus"_s, u"virtio"_s},
                           {u"sizeBytes"_s, 16LL << 20}};
    ATOLL_VERIFY(
        m_bench->boot(u"deaf"_s, {{u"memoryBytes"_s, 96LL << 20}, {u"disks"_s, QJsonArray{disk}}}));
    const auto console = shell();
    QVERIFY(console
            && console->ask("kill -STOP $(cat /run/qemu-ga.pid); echo off-$((40+2))", "off-42"));
    const auto refused = snapshot(u"create"_s, u"calm"_s, {{u"quiesces"_s, true}});
    QVERIFY(!refused);
    QVERIFY2(refused.error().hint.contains(u"without freezing"_s),
             qPrintable(refused.error().sentence()));
    QCOMPARE(images(), QStringList{u"vm-100-disk-0.raw"_s});
    QVERIFY(console->ask("echo on >/dev/vda; sync; echo on-$((40+2))", "on-42"));
    ATOLL_VERIFY(snapshot(u"create"_s, u"as it is"_s));
}

void TestEngineChains::savingMemoryTellsHowFarItIs()
{
    const QJsonObject disk{
        {u"storage"_s, u"local"_s}, {u"format"_s, u"raw"_s}, {u"sizeBytes"_s, 16LL << 20}};
    ATOLL_VERIFY(m_bench->boot(u"large"_s,
                               {{u"memoryBytes"_s, 640LL << 20}, {u"disks"_s, QJsonArray{disk}}}));
    const auto console = shell();
    QVERIFY(console
            && console->ask("dd if=/dev/urandom of=/run/x bs=1M count=256; echo at-$((40+2))",
                            "at-42"));
    const QJsonObject guest{{u"guest"_s, m_bench->uuid()}};
    const QList<std::pair<QString, QJsonObject>> ways{
        {u"guest.snapshot.create"_s,
         {{u"guest"_s, m_bench->uuid()}, {u"name"_s, u"whole"_s}, {u"withMemory"_s, true}}},
        {u"guest.hibernate"_s, guest}};
    for (const auto &[method, wish] : ways) {
        const auto task = m_bench->guests().begin(method, wish);
        ATOLL_VERIFY(task);
        const Api::TaskInfo end = m_bench->guests().finish(*task, GuestShell::kPatienceMs);
        QCOMPARE(end.state, Api::TaskState::Succeeded);
        QVERIFY2(end.progress.doneBytes > 0 && end.progress.totalBytes >= (600LL << 20),
                 qPrintable(method));
    }
    ATOLL_VERIFY(m_bench->guests().change(u"guest.start"_s, guest));
    // Cancelled, it runs on and nothing is left.
    const auto before = images();
    QJsonObject wish = ways.first().second;
    wish.insert(u"name"_s, u"never"_s);
    const auto task = m_bench->guests().begin(ways.first().first, wish);
    ATOLL_VERIFY(task);
    QVERIFY(QTest::qWaitFor(
        [&] {
            return m_bench->guests().tasks().info(*task)->progress.stage == u"Saving the memory";
        },
        60'000));
    QVERIFY(m_bench->guests().tasks().cancel(*task, u"admin@builtin"_s));
    QCOMPARE(m_bench->guests().finish(*task).state, Api::TaskState::Cancelled);
    QCOMPARE(images(), before);
    QVERIFY(m_bench->guests().shows(m_bench->uuid(), GuestState::Running));
}

void TestEngineChains::deletionInTheMiddleMergesWhileItRuns()
{
    const QJsonObject disk{{u"storage"_s, u"local"_s},
                           {u"format"_s, u"raw"_s},
                           {u"bus"_s, u"virtio"_s},
                           {u"sizeBytes"_s, 16LL << 20}};
    ATOLL_VERIFY(m_bench->boot(u"chain"_s,
                               {{u"memoryBytes"_s, 96LL << 20}, {u"disks"_s, QJsonArray{disk}}}));
    const auto console = shell();
    QVERIFY(console);
    // Each time writes the beginning and a place of its own.
    const auto write = [&console](char letter, int place) {
        QByteArray line;
        for (const int at : {0, place}) {
            line += "head -c 65536 /dev/zero | tr '\\0' " + QByteArray(1, letter)
                    + " | dd of=/dev/vda bs=64k seek=" + QByteArray::number(at)
                    + " conv=notrunc,fsync 2>/dev/null; ";
        }
        return console->ask(line + "echo wrote-$((" + QByteArray::number(place) + "+40))",
                            "wrote-" + QByteArray::number(place + 40));
    };
    QVERIFY(write('a', 1));
    ATOLL_VERIFY(snapshot(u"create"_s, u"first"_s));
    QVERIFY(write('b', 2));
    ATOLL_VERIFY(snapshot(u"create"_s, u"second"_s));
    QVERIFY(write('c', 3));
    ATOLL_VERIFY(snapshot(u"create"_s, u"third"_s));
    QVERIFY(write('d', 4));
    QCOMPARE(images().size(), 4);

    ATOLL_VERIFY(snapshot(u"delete"_s, u"second"_s));
    QCOMPARE(images().size(), 3);
    QVERIFY(console->ask("echo 3 >/proc/sys/vm/drop_caches; for i in 0 1 2 3 4; do "
                         "dd if=/dev/vda bs=64k skip=$i count=1 2>/dev/null | head -c 1; done; "
                         "echo .",
                         "dabcd."));
    QVERIFY(m_bench->guests().shows(m_bench->uuid(), GuestState::Running));

    ATOLL_VERIFY(snapshot(u"rollback"_s, u"third"_s));
    QCOMPARE(letters(activeVolume()), QByteArray("cabc."));
    ATOLL_VERIFY(snapshot(u"rollback"_s, u"first"_s));
    QCOMPARE(letters(activeVolume()), QByteArray("aa..."));
    ATOLL_VERIFY(snapshot(u"rollback"_s, u"third"_s));
    QCOMPARE(letters(activeVolume()), QByteArray("cabc."));
}

void TestEngineChains::deletionInTheMiddleMergesWhileItIsOff()
{
    const QJsonObject disk{
        {u"storage"_s, u"local"_s}, {u"format"_s, u"raw"_s}, {u"sizeBytes"_s, 16LL << 20}};
    ATOLL_VERIFY(m_bench->make(u"still"_s,
                               {{u"memoryBytes"_s, 96LL << 20}, {u"disks"_s, QJsonArray{disk}}}));
    const auto write = [this](char letter, int place) {
        const QString volume = activeVolume();
        const QString format = volume.endsWith(u".qcow2") ? u"qcow2"_s : u"raw"_s;
        QStringList arguments{u"-f"_s, format};
        for (const int at : {0, place})
            arguments += {u"-c"_s, u"write -q -P %1 %2 64k"_s.arg(int(letter)).arg(at << 16)};
        return QProcess::execute(u"qemu-io"_s, arguments << path(volume)) == 0;
    };
    QVERIFY(write('a', 1));
    ATOLL_VERIFY(snapshot(u"create"_s, u"first"_s));
    QVERIFY(write('b', 2));
    ATOLL_VERIFY(snapshot(u"create"_s, u"second"_s));
    QVERIFY(write('c', 3));
    ATOLL_VERIFY(snapshot(u"create"_s, u"third"_s));
    QVERIFY(write('d', 4));

    ATOLL_VERIFY(snapshot(u"delete"_s, u"second"_s));
    QCOMPARE(images().size(), 3);
    QCOMPARE(letters(activeVolume()), QByteArray("dabcd"));
    // It starts with what was merged.
    ATOLL_VERIFY(m_bench->guests().change(u"guest.start"_s, {{u"guest"_s, m_bench->uuid()}}));
    ATOLL_VERIFY(m_bench->guests().change(u"guest.stop"_s, {{u"guest"_s, m_bench->uuid()}}));
    ATOLL_VERIFY(snapshot(u"rollback"_s, u"third"_s));
    QCOMPARE(letters(activeVolume()), QByteArray("cabc."));
    ATOLL_VERIFY(snapshot(u"rollback"_s, u"first"_s));
    QCOMPARE(letters(activeVolume()), QByteArray("aa..."));
}

QTEST_GUILESS_MAIN(TestEngineChains)
#include "tst_enginechains.moc"
