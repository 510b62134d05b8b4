// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <guest/kvm/configdiff.h>

#include <support/expect.h>

#include <QTest>

using namespace Atoll;
using namespace Atoll::Kvm;
using namespace Qt::StringLiterals;
using Kind = LiveStep::Kind;

namespace {

QString domain(const QString &head, const QString &devices)
{
    return u"<domain type='kvm'>"_s + head + u"<devices>"_s + devices + u"</devices></domain>"_s;
}

QString emulated(const QString &head, const QString &devices)
{
    return domain(head, devices).replace(u"'kvm'"_s, u"'qemu'"_s);
}

const QString kMemory = u"<memory unit='MiB'>512</memory><currentMemory unit='MiB'>512"
                        "</currentMemory>"_s;
const QString kSlots = u"<maxMemory slots='4' unit='MiB'>2048</maxMemory>"_s;
const QString kBalloon = u"<memballoon model='virtio'/>"_s;
const QString kVirtioDisk = u"<disk type='file' device='disk'><source file='/a'/>"
                            "<target dev='vda' bus='virtio'/></disk>"_s;
const QString kScsiDisk = u"<controller type='scsi' index='1' model='virtio-scsi'/>"
                          "<disk type='file' device='disk'><source file='/b'/>"
                          "<target dev='sda' bus='scsi'/><address type='drive' controller='1'/>"
                          "</disk>"_s;
const QString kSataCd = u"<disk type='file' device='cdrom'>%1<target dev='sdb' bus='sata'/>"
                        "</disk>"_s;

QString nic(const QString &type, const QString &inner)
{
    return u"<interface type='%1'><mac address='52:54:00:00:00:01'/><model type='virtio'/>%2"
           "</interface>"_s.arg(type, inner);
}

} // namespace

class TestLiveSteps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void featuresThatLibvirtAddsDoNotWait();
    void stepsAreWhatQemuCan_data();
    void stepsAreWhatQemuCan();
    void onlyTheScopeIsTouched();
    void stepsEndAtTheWish_data();
    void stepsEndAtTheWish();
    void keysOfTheConfigurationAreNamed();
    void valuesAreSetByKey();
    void pinnedCpusAreAnAffinity();
};

void TestLiveSteps::stepsAreWhatQemuCan_data()
{
    QTest::addColumn<QString>("live");
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QList<int>>("kinds");
    const auto kinds = [](std::initializer_list<Kind> list) {
        QList<int> numbers;
        for (const Kind kind : list)
            numbers.append(int(kind));
        return numbers;
    };
    const auto row = [&](const char *name, const QString &live, const QString &wanted,
                         std::initializer_list<Kind> list) {
        QTest::newRow(name) << live << wanted << kinds(list);
    };
    const QString plain = domain(kMemory, {});
    row("nothing", plain, plain, {});
    row("virtio disk added", plain, domain(kMemory, kVirtioDisk), {Kind::Attach});
    row("virtio disk removed", domain(kMemory, kVirtioDisk), plain, {Kind::Detach});
    row("scsi disk with its controller", plain, domain(kMemory, kScsiDisk),
        {Kind::Attach, Kind::Attach});
    row("scsi disk goes with its controller", domain(kMemory, kScsiDisk), plain,
        {Kind::Detach, Kind::Detach});
    row("sata drives are not plugged", plain, domain(kMemory, kSataCd.arg(u""_s)), {});
    row("medium in", domain(kMemory, kSataCd.arg(u""_s)),
        domain(kMemory, kSataCd.arg(u"<source file='/iso'/>"_s)), {Kind::Medium});
    row("medium out", domain(kMemory, kSataCd.arg(u"<source file='/iso'/>"_s)),
        domain(kMemory, kSataCd.arg(u""_s)), {Kind::Medium});
    row("limits", domain(kMemory, kVirtioDisk),
        domain(kMemory, QString(kVirtioDisk)
                            .replace(u"</disk>"_s, u"<iotune><read_iops_sec>100</read_iops_sec>"
                                                   "</iotune></disk>"_s)),
        {Kind::DiskLimits});
    row("cable", domain(kMemory, nic(u"user"_s, {})),
        domain(kMemory, nic(u"user"_s, u"<link state='down'/>"_s)), {Kind::Update});
    row("another bridge", domain(kMemory, nic(u"bridge"_s, u"<source bridge='br0'/>"_s)),
        domain(kMemory, nic(u"bridge"_s, u"<source bridge='br1'/>"_s)), {Kind::Update});
    row("rate", domain(kMemory, nic(u"bridge"_s, u"<source bridge='br0'/>"_s)),
        domain(kMemory, nic(u"bridge"_s, u"<source bridge='br0'/><bandwidth><inbound "
                                         "average='100'/></bandwidth>"_s)),
        {Kind::Update});
    row("another backend waits", domain(kMemory, nic(u"user"_s, {})),
        domain(kMemory, nic(u"bridge"_s, u"<source bridge='br1'/>"_s)), {});
    const QString threaded =
        QString(kVirtioDisk).replace(u"<target"_s, u"<driver name='qemu' iothread='2'/><target"_s);
    row("a disk's thread comes before it", domain(u"<iothreads>1</iothreads>"_s + kMemory, {}),
        domain(u"<iothreads>2</iothreads>"_s + kMemory, threaded), {Kind::IoThread, Kind::Attach});
    row("a thread that is there is used", domain(u"<iothreads>2</iothreads>"_s + kMemory, {}),
        domain(u"<iothreads>2</iothreads>"_s + kMemory, threaded), {Kind::Attach});
    row("cpus are plugged", domain(u"<vcpu current='1'>4</vcpu>"_s + kMemory, {}),
        domain(u"<vcpu current='3'>4</vcpu>"_s + kMemory, {}), {Kind::Cpus});
    row("cpus are not plugged without KVM", emulated(u"<vcpu current='1'>4</vcpu>"_s + kMemory, {}),
        emulated(u"<vcpu current='3'>4</vcpu>"_s + kMemory, {}), {});
    row("cpus are not unplugged", domain(u"<vcpu current='3'>4</vcpu>"_s + kMemory, {}),
        domain(u"<vcpu current='1'>4</vcpu>"_s + kMemory, {}), {});
    row("sockets wait", domain(u"<vcpu>2</vcpu>"_s + kMemory, {}),
        domain(u"<vcpu>4</vcpu>"_s + kMemory, {}), {});
    row("limit and weight", domain(kMemory, {}),
        domain(u"<cputune><shares>200</shares><global_quota>50000</global_quota></cputune>"_s
                   + kMemory,
               {}),
        {Kind::Scheduler});
    row("affinity", domain(u"<vcpu>2</vcpu>"_s + kMemory, {}),
        domain(u"<vcpu cpuset='0'>2</vcpu>"_s + kMemory, {}), {Kind::Affinity});
    row("balloon", domain(kMemory, kBalloon),
        domain(u"<memory unit='MiB'>256</memory><currentMemory unit='MiB'>256</currentMemory>"_s,
               kBalloon),
        {Kind::Memory});
    row("memory waits without slots", domain(kMemory, kBalloon),
        domain(u"<memory unit='MiB'>1024</memory><currentMemory unit='MiB'>1024"
               "</currentMemory>"_s,
               kBalloon),
        {});
    row("memory module", domain(kSlots + kMemory, kBalloon),
        domain(kSlots
                   + u"<memory unit='MiB'>1024</memory><currentMemory unit='MiB'>1024"
                     "</currentMemory>"_s,
               kBalloon),
        {Kind::Attach});
}

void TestLiveSteps::stepsAreWhatQemuCan()
{
    QFETCH(QString, live);
    QFETCH(QString, wanted);
    QFETCH(QList<int>, kinds);
    const auto steps = liveSteps(live, wanted, {.isWhole = true});
    ATOLL_VERIFY(steps);
    QList<int> found;
    for (const LiveStep &step : *steps) {
        found.append(int(step.kind));
        QVERIFY(!step.words.isEmpty());
    }
    QCOMPARE(found, kinds);
}

void TestLiveSteps::stepsEndAtTheWish_data() { stepsAreWhatQemuCan_data(); }

//! After the steps nothing is left that steps could do: so a forecast and an undo are right.
void TestLiveSteps::stepsEndAtTheWish()
{
    QFETCH(QString, live);
    QFETCH(QString, wanted);
    QString now = live;
    const auto steps = liveSteps(now, wanted, {.isWhole = true});
    ATOLL_VERIFY(steps);
    for (const LiveStep &step : *steps) {
        const auto next = afterStep(now, step);
        ATOLL_VERIFY(next);
        now = *next;
        if (step.kind == Kind::Detach)
            QVERIFY(isDetached(now, step));
    }
    auto rest = liveSteps(now, wanted,
                          {.disks = {u"vda"_s, u"sda"_s, u"sdb"_s},
                           .nics = {u"52:54:00:00:00:01"_s},
                           .hasCpu = true,
                           .hasMemory = true});
    ATOLL_VERIFY(rest);
    QVERIFY2(rest->isEmpty(), qPrintable(rest->isEmpty() ? QString() : rest->first().words));
}

void TestLiveSteps::onlyTheScopeIsTouched()
{
    const auto steps = liveSteps(domain(kMemory, {}), domain(kMemory, kVirtioDisk + kScsiDisk),
                                 {.disks = {u"vda"_s}});
    ATOLL_VERIFY(steps);
    QCOMPARE(steps->size(), 1);
    QCOMPARE(steps->first().target, u"vda"_s);
}

void TestLiveSteps::keysOfTheConfigurationAreNamed()
{
    Api::GuestConfig before;
    before.disks = {{.target = u"sda"_s}, {.target = u"sdb"_s}};
    Api::GuestConfig after = before;
    after.disks.removeFirst();
    after.disks.first().limits.readIops = 5;
    after.nics = {{.mac = u"52:54:00:00:00:01"_s}};
    after.cpu.cores = 2;
    const QList<Change> changes = differences(before, after);
    QStringList paths;
    for (const Change &change : changes)
        paths += change.path;
    QCOMPARE(paths, (QStringList{u"cpu.cores"_s, u"disks[sda]"_s, u"disks[sdb].limits.readIops"_s,
                                 u"nics[52:54:00:00:00:01]"_s}));
    const LiveScope scope = scopeOf(changes);
    QCOMPARE(scope.disks, (QSet<QString>{u"sda"_s, u"sdb"_s}));
    QCOMPARE(scope.nics, QSet<QString>{u"52:54:00:00:00:01"_s});
    QVERIFY(scope.hasCpu && !scope.hasMemory);
    QVERIFY(isLiveKey(u"disks[sdb].limits.readIops"_s));
    QVERIFY(!isLiveKey(u"disks[sdb].cache"_s));
    QVERIFY(isLiveKey(u"tags[0]"_s));
    QVERIFY(!isOfMachine(u"disks[sdb].isBackedUp"_s));
}

void TestLiveSteps::valuesAreSetByKey()
{
    Api::GuestConfig config;
    config.disks = {{.target = u"sda"_s}, {.target = u"sdb"_s}};
    QJsonObject document = toJsonObject(config);
    document = *withValue(document, u"disks[sdb].cache"_s, u"none"_s);
    QCOMPARE(valueAt(document, u"disks[sdb].cache"_s).toString(), u"none"_s);
    QCOMPARE(valueAt(document, u"disks[sda].cache"_s).toString(), u"default"_s);
    document = *withValue(document, u"disks[sda]"_s, QJsonValue());
    QCOMPARE(document["disks"_L1].toArray().size(), 1);
    document = *withValue(document, u"cpu.cores"_s, 4);
    QCOMPARE(valueAt(document, u"cpu.cores"_s).toInt(), 4);
    QVERIFY(!withValue(document, u"[x]"_s, 1));
    QVERIFY(!withValue(document, u""_s, 1));
}

void TestLiveSteps::pinnedCpusAreAnAffinity()
{
    const QString wanted = domain(u"<vcpu cpuset='0-1'>2</vcpu>"_s + kMemory, {});
    QString live = domain(u"<vcpu>2</vcpu>"_s + kMemory, {});
    const auto steps = liveSteps(live, wanted, {.hasCpu = true});
    ATOLL_VERIFY(steps);
    for (const LiveStep &step : *steps)
        live = *afterStep(live, step);
    QVERIFY(asDefinition(live).contains(u"cpuset=\"0-1\""_s));
    QVERIFY(!asDefinition(live).contains(u"vcpupin"_s));
}

void TestLiveSteps::featuresThatLibvirtAddsDoNotWait()
{
    Api::GuestConfig wanted;
    wanted.cpu.model = u"qemu64"_s;
    wanted.cpu.flags = {u"+aes"_s};
    Api::GuestConfig running = wanted;
    running.cpu.flags = {u"+hypervisor"_s, u"+aes"_s, u"+lahf_lm"_s};
    QCOMPARE(pendingChanges(running, wanted).size(), 0);
    wanted.cpu.flags += u"-vmx"_s; // what somebody wished since then does
    QVERIFY(!pendingChanges(running, wanted).isEmpty());
}

QTEST_GUILESS_MAIN(TestLiveSteps)
#include "tst_livesteps.moc"
