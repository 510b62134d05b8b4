// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "deadlylibvirt.h"
#include "snapshotbench.h"

#include <guest/kvm/xml.h>
#include <support/inworker.h>
#include <support/privatelibvirt.h>

#include <QStandardPaths>

using namespace Atoll;
using namespace Atoll::snapshotbench;
using namespace Qt::StringLiterals;
using Api::GuestState;

namespace {

constexpr int kPatience = 120'000;

Kvm::LibvirtHypervisor::Options optionsFor(const QString &uri)
{
    Kvm::LibvirtHypervisor::Options options;
    options.uri = uri;
    options.isEmulationForced = true;
    return options;
}

//! An agent with the real libvirt on a folder that outlives it; dies at a step of its work.
struct RealAgent
{
    RealAgent(const QString &folder, const QString &uri, const QString &point = {})
        : hypervisor(optionsFor(uri), point)
    {
        StorageConfig config;
        config.name = u"local"_s;
        config.path = folder + u"/images"_s;
        QDir().mkpath(config.path);
        auto storage = DirStorage::create(config, runner);
        (void)(*storage)->activate();
        storages.storages = {
            {u"local"_s, std::make_shared<DeadlyStorage>(std::move(*storage), point)}};
        bench = std::make_unique<GuestBench>(folder, hypervisor, storages);
        (void)QTest::qWaitFor([this] { return hypervisor.engine().isAvailable; }, kPatience);
        bench->tasks().resume();
    }
    ~RealAgent() { bench.reset(); }

    LocalProcessRunner runner;
    DeadlyLibvirt hypervisor;
    FakeStorageLookup storages;
    std::unique_ptr<GuestBench> bench;
};

int beKilled(const QString &folder, const QString &uri, const QString &point)
{
    RealAgent agent(folder, uri, point);
    (void)agent.bench->change(u"guest.snapshot.rollback"_s, wish(u"first"_s));
    return 0; // not reached
}

} // namespace

//! An agent is killed in the middle of going back to a snapshot, under the real libvirt and QEMU.
class TestEngineRollback : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void killedRollbackLeavesOldOrNew_data();
    void killedRollbackLeavesOldOrNew();

private:
    void prepare(RealAgent &agent, const QString &format, bool isRunning, bool isUefi);
    QString diskOf(RealAgent &agent);
    QString variables(RealAgent &agent);
    QByteArray firstByte(const QString &path) const;

    std::unique_ptr<Support::PrivateLibvirt> m_libvirt;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestEngineRollback::initTestCase()
{
    if (QStandardPaths::findExecutable(u"qemu-io"_s).isEmpty())
        QSKIP("qemu-io (package qemu-utils) is not installed");
    auto libvirt = Support::PrivateLibvirt::create();
    if (!libvirt && libvirt.error().code == ErrorCode::Unsupported)
        QSKIP(qPrintable(libvirt.error().sentence()));
    ATOLL_VERIFY(libvirt);
    m_libvirt = std::move(*libvirt);
}

void TestEngineRollback::cleanup()
{
    if (!m_folder)
        return;
    {
        RealAgent agent(m_folder->path(), m_libvirt->uri());
        const QString uuid = agent.bench->info(kGuest).uuid;
        if (!uuid.isEmpty()) {
            (void)inWorker([&] { return agent.hypervisor.destroy(uuid); });
            for (const EngineSnapshot &one :
                 inWorker([&] {
                     return agent.hypervisor.snapshotEngine().snapshots(uuid);
                 }).value_or(QList<EngineSnapshot>()))
                (void)inWorker([&] {
                    return agent.hypervisor.snapshotEngine().removeSnapshot(uuid, one.name);
                });
            (void)inWorker([&] { return agent.hypervisor.undefine(uuid); });
        }
    }
    m_folder.reset();
}

QString TestEngineRollback::diskOf(RealAgent &agent)
{
    const QString uuid = agent.bench->info(kGuest).uuid;
    const auto xml = inWorker([&] { return agent.hypervisor.xml(uuid, XmlKind::Definition); });
    const auto read = Kvm::readDomain(xml.value_or(QString()));
    return read && !read->config.disks.isEmpty() ? read->config.disks.first().path : QString();
}

//! The file of the UEFI variables.
QString TestEngineRollback::variables(RealAgent &agent)
{
    const QString uuid = agent.bench->info(kGuest).uuid;
    const auto xml = inWorker([&] { return agent.hypervisor.xml(uuid, XmlKind::Definition); });
    const auto document = Kvm::XmlDocument::parse(xml.value_or(QString()));
    return document ? document->root().child(u"os/nvram"_s).text() : QString();
}

QByteArray TestEngineRollback::firstByte(const QString &path) const
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(1) : QByteArray();
}

//! 'a' on the disk at the snapshot, 'b' afterwards; the guest runs or is off.
void TestEngineRollback::prepare(RealAgent &agent, const QString &format, bool isRunning,
                                 bool isUefi)
{
    QJsonObject order = createWish(format);
    QJsonObject config = order["config"_L1].toObject();
    if (isUefi)
        config.insert("firmware"_L1, u"uefi"_s);
    order.insert("config"_L1, config);
    const QJsonObject guest{{u"guest"_s, kGuest}};
    const auto power = [&](const QString &verb, GuestState state) {
        ATOLL_VERIFY(agent.bench->change(u"guest."_s + verb, guest));
        QVERIFY(agent.bench->shows(kGuest, state, kPatience));
    };
    ATOLL_VERIFY(agent.bench->change(u"guest.create"_s, order));
    QVERIFY(agent.bench->shows(kGuest, GuestState::Stopped, kPatience));
    if (isUefi) {
        // Beside the guest, because libvirt's own folder is not the one that this process sees.
        const QString uuid = agent.bench->info(kGuest).uuid;
        QString xml =
            *inWorker([&] { return agent.hypervisor.xml(uuid, XmlKind::DefinitionWithSecrets); });
        xml.replace(u"</os>"_s, u"<nvram>%1/vars.fd</nvram></os>"_s.arg(m_folder->path()));
        ATOLL_VERIFY(inWorker([&] { return agent.hypervisor.define(xml); }));
        // the first start makes the variables
        power(u"start"_s, GuestState::Running);
        power(u"stop"_s, GuestState::Stopped);
        QVERIFY2(QFile::exists(variables(agent)), qPrintable(variables(agent)));
    }
    mark(diskOf(agent), 'a');
    const QByteArray before = isUefi ? firstByte(variables(agent)) : QByteArray();
    if (isRunning)
        power(u"start"_s, GuestState::Running);
    ATOLL_VERIFY(agent.bench->change(u"guest.snapshot.create"_s,
                                     wish(u"first"_s, {{u"withMemory"_s, isRunning}})));
    if (isRunning)
        power(u"stop"_s, GuestState::Stopped);
    mark(diskOf(agent), 'b');
    if (isUefi) {
        QFile file(variables(agent));
        QVERIFY(file.open(QIODevice::ReadWrite) && file.write("N") == 1);
        QVERIFY(before != "N");
    }
    const auto detail = agent.bench->call(u"guest.get"_s, guest);
    ATOLL_VERIFY(agent.bench->change(
        u"guest.set"_s, {{u"guest"_s, kGuest},
                         {u"version"_s, (*detail)["version"_L1]},
                         {u"changes"_s, QJsonObject{{u"memoryBytes"_s, 128LL << 20}}}}));
    if (isRunning)
        power(u"start"_s, GuestState::Running);
}

void TestEngineRollback::killedRollbackLeavesOldOrNew_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<bool>("isRunning");
    QTest::addColumn<bool>("isUefi");
    QTest::addColumn<QString>("point");
    QTest::addColumn<bool>("isNew");
    const auto row = [](const QString &format, bool isRunning, bool isUefi, const QString &point,
                        bool isNew) {
        QTest::addRow("%s%s%s, %s", qPrintable(format), isUefi ? " with UEFI" : "",
                      isRunning ? " running" : "", qPrintable(point))
            << format << isRunning << isUefi << point << isNew;
    };
    for (const bool isRunning : {false, true}) {
        row(u"qcow2"_s, isRunning, false, u"revertToSnapshot"_s, true);
        row(u"qcow2"_s, isRunning, false, u"revertToSnapshot+"_s, true);
        row(u"raw"_s, isRunning, false, u"overlay+"_s, false);
        row(u"raw"_s, isRunning, false, u"define"_s, false);
        row(u"raw"_s, isRunning, false, u"define+"_s, true);
        row(u"raw"_s, isRunning, false, u"remove"_s, true);
        row(u"raw"_s, isRunning, false, u"remove+"_s, true);
    }
    row(u"raw"_s, true, false, u"destroy"_s, false);
    row(u"raw"_s, true, false, u"destroy+"_s, false);
    row(u"raw"_s, true, false, u"restoreMemory"_s, true);
    row(u"raw"_s, true, false, u"restoreMemory+"_s, true);
    row(u"qcow2"_s, false, true, u"define"_s, false);
    row(u"qcow2"_s, false, true, u"define+"_s, true);
}

void TestEngineRollback::killedRollbackLeavesOldOrNew()
{
    QFETCH(QString, format);
    QFETCH(bool, isRunning);
    QFETCH(bool, isUefi);
    QFETCH(QString, point);
    QFETCH(bool, isNew);
    m_folder = std::make_unique<QTemporaryDir>(m_libvirt->directory() + u"/agent-XXXXXX"_s);
    {
        RealAgent agent(m_folder->path(), m_libvirt->uri());
        prepare(agent, format, isRunning, isUefi);
        if (QTest::currentTestFailed())
            return;
    }
    QProcess victim;
    victim.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    victim.start(QCoreApplication::applicationFilePath(),
                 {u"--agent"_s, m_folder->path(), m_libvirt->uri(), point});
    QVERIFY(victim.waitForFinished(kPatience));
    QCOMPARE(victim.exitStatus(), QProcess::CrashExit);

    RealAgent agent(m_folder->path(), m_libvirt->uri());
    const Api::TaskInfo task =
        agent.bench->finish(agent.bench->tasks().list({}).first().id, kPatience);
    QCOMPARE(task.state, isNew ? Api::TaskState::Succeeded : Api::TaskState::Failed);
    QVERIFY(QTest::qWaitFor([&] { return !agent.bench->info(kGuest).uuid.isEmpty(); }, kPatience));
    const QString uuid = agent.bench->info(kGuest).uuid;
    const auto detail = agent.bench->call(u"guest.get"_s, {{u"guest"_s, kGuest}});
    ATOLL_VERIFY(detail);
    const qint64 memory = (isNew ? 64LL : 128LL) << 20;
    QCOMPARE((*detail)["config"_L1]["memoryBytes"_L1].toInteger(), memory);
    const auto xml = inWorker([&] { return agent.hypervisor.xml(uuid, XmlKind::Definition); });
    QCOMPARE(Kvm::readDomain(*xml)->config.memoryBytes, memory);
    QCOMPARE(QFileInfo(diskOf(agent)).fileName(),
             (*detail)["config"_L1]["disks"_L1][0]["volume"_L1].toString());
    // It can be read as a whole only when nobody writes.
    (void)inWorker([&] { return agent.hypervisor.destroy(uuid); });
    QVERIFY(agent.bench->shows(kGuest, GuestState::Stopped, kPatience));
    QVERIFY(hasMark(diskOf(agent), isNew ? 'a' : 'b'));
    if (isUefi)
        QCOMPARE(firstByte(variables(agent)) == "N", !isNew);
    // The same once more, now to its end.
    ATOLL_VERIFY(agent.bench->change(u"guest.snapshot.rollback"_s, wish(u"first"_s)));
    const bool isOnAgain = isRunning; // its memory is part of the snapshot
    QVERIFY(agent.bench->shows(kGuest, isOnAgain ? GuestState::Running : GuestState::Stopped,
                               kPatience));
    (void)inWorker([&] { return agent.hypervisor.destroy(uuid); });
    QVERIFY(hasMark(diskOf(agent), 'a'));
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.size() == 5 && arguments.at(1) == u"--agent")
        return beKilled(arguments.at(2), arguments.at(3), arguments.at(4));
    TestEngineRollback test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_enginerollback.moc"
