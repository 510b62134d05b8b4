// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <support/expect.h>
#include <support/privatelibvirt.h>
#include <support/testdriver.h>
#include <support/tinyguest.h>

#include <guest/kvm/domain.h>
#include <guest/kvm/libvirthypervisor.h>
#include <system/filedescriptor.h>

#include <core/units.h>

#include <QFutureWatcher>
#include <QSignalSpy>
#include <QtConcurrent>
#include <QTest>

#include <poll.h>
#include <signal.h>

using namespace Atoll;
using namespace Atoll::Kvm;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Api::GuestState;

namespace {

//! What the hypervisor told so far, as an inventory would hold it.
class Mirror : public QObject
{
    Q_OBJECT

public:
    explicit Mirror(Hypervisor &hypervisor)
    {
        connect(&hypervisor, &Hypervisor::listed, this, [this](const QList<DomainInfo> &all) {
            domains.clear();
            for (const DomainInfo &domain : all)
                domains.insert(domain.uuid, domain);
            ++lists;
        });
        connect(&hypervisor, &Hypervisor::domainsChanged, this,
                [this](const QList<DomainInfo> &some) {
                    for (const DomainInfo &domain : some)
                        domains.insert(domain.uuid, domain);
                });
        connect(&hypervisor, &Hypervisor::domainRemoved, this,
                [this](const QString &uuid) { domains.remove(uuid); });
    }

    GuestState state(const QString &uuid) const { return domains.value(uuid).state; }

    QHash<QString, DomainInfo> domains;
    int lists = 0;
};

//! Blocking functions are for workers; the test's thread must go on turning its loop.
template <class F>
auto inWorker(F work)
{
    auto future = QtConcurrent::run(work);
    while (!future.isFinished())
        QTest::qWait(1);
    return future.result();
}

LibvirtHypervisor::Options optionsFor(const QString &uri)
{
    LibvirtHypervisor::Options options;
    options.uri = uri;
    options.isEmulationForced = true; // also on a machine with KVM: the same everywhere
    return options;
}

QByteArray readFrom(int descriptor, const QByteArray &text, std::chrono::milliseconds patience)
{
    QByteArray seen;
    const QDeadlineTimer deadline(patience);
    while (!deadline.hasExpired() && !seen.contains(text)) {
        pollfd wait{descriptor, POLLIN, 0};
        if (poll(&wait, 1, 100) <= 0)
            continue;
        char buffer[4096];
        const ssize_t size = read(descriptor, buffer, sizeof(buffer));
        if (size <= 0)
            break;
        seen.append(buffer, size);
    }
    return seen;
}

//! True when the stream ends in time, after whatever was still under way.
bool endsWithin(int descriptor, std::chrono::milliseconds patience)
{
    const QDeadlineTimer deadline(patience);
    while (!deadline.hasExpired()) {
        pollfd wait{descriptor, POLLIN, 0};
        char buffer[4096];
        if (poll(&wait, 1, 100) > 0 && read(descriptor, buffer, sizeof(buffer)) <= 0)
            return true;
    }
    return false;
}

} // namespace

class TestLibvirtHypervisor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void thousandDomainsOfTheTestDriverAreListed();
    void testDriverTellsEvents();
    void missingDaemonIsExplained();
    void guestsOfOtherToolsAppearAtOnce();
    void guestLivesItsWholeLife();
    void displayAndConsoleNeedNoPort();
    void spiceNeedsNoPortAndStandsBesideVnc();
    void hungGuestHoldsUpNobody();
    void stoppedDaemonHealsByItself();

private:
    Result<QString> defineTiny(LibvirtHypervisor &hypervisor, const QString &name,
                               const Api::DisplayConfig &display = {});

    std::unique_ptr<Support::PrivateLibvirt> m_libvirt;
    std::optional<Error> m_reason;
};

#define NEED_LIBVIRT()                                                                             \
    if (m_reason)                                                                                  \
    QSKIP(qPrintable(m_reason->sentence()))

void TestLibvirtHypervisor::initTestCase()
{
    auto libvirt = Support::PrivateLibvirt::create();
    if (libvirt)
        m_libvirt = std::move(*libvirt);
    else if (libvirt.error().code == ErrorCode::Unsupported)
        m_reason = libvirt.error();
    else
        QFAIL(qPrintable(libvirt.error().sentence()));
}

//! Our own rendering of a guest that boots the tiny Linux.
Result<QString> TestLibvirtHypervisor::defineTiny(LibvirtHypervisor &hypervisor,
                                                  const QString &name,
                                                  const Api::DisplayConfig &display)
{
    const auto images = Support::TinyGuest::images();
    const auto guest = Support::TinyGuest::create(m_libvirt->directory(), name);
    if (!images || !guest)
        return fail(images ? guest.error() : images.error());
    const auto host = inWorker([&] { return hypervisor.capabilities(); });
    if (!host)
        return fail(host.error());
    Api::GuestConfig config;
    config.id = 100;
    config.uuid = QUuid::createUuid().toString(QUuid::WithoutBraces);
    config.name = name;
    config.memoryBytes = 128 * units::MiB;
    config.display = display;
    config.kernel = *images + u"/vmlinuz"_s;
    config.initrd = *images + u"/initrd.gz"_s;
    config.kernelArguments = u"console=tty0 console=ttyS0 quiet tiny.dhcp=1"_s;
    Api::DiskConfig disk;
    disk.target = u"vda"_s;
    disk.bus = Api::DiskBus::Virtio;
    config.disks = {disk};
    config.nics = {{u"52:54:00:00:00:01"_s, u"virtio"_s, Api::NetworkKind::User, {}, true}};
    const auto xml = renderDomain(
        config, {*host, {{u"vda"_s, {guest->diskPath(), Api::VolumeFormat::Qcow2, false, false}}}});
    if (!xml)
        return fail(xml.error());
    const auto defined = inWorker([&] { return hypervisor.define(*xml); });
    if (!defined)
        return fail(defined.error());
    return config.uuid;
}

void TestLibvirtHypervisor::thousandDomainsOfTheTestDriverAreListed()
{
    const QTemporaryDir directory;
    const auto uri = Support::TestDriver::writeNode(directory.path(), 1000);
    ATOLL_VERIFY(uri);
    LibvirtHypervisor hypervisor(optionsFor(*uri));
    Mirror mirror(hypervisor);
    QTRY_COMPARE_WITH_TIMEOUT(mirror.lists, 1, 10'000);
    QCOMPARE(mirror.domains.size(), 1000);
    QVERIFY(hypervisor.engine().isAvailable);
    for (const DomainInfo &domain : std::as_const(mirror.domains)) {
        QCOMPARE(domain.state, GuestState::Running);
        QVERIFY(domain.memoryBytes > 0);
    }
    const auto counters = inWorker([&] { return hypervisor.counters(mirror.domains.keys()); });
    ATOLL_VERIFY(counters);
    QCOMPARE(counters->size(), 1000);
}

void TestLibvirtHypervisor::testDriverTellsEvents()
{
    const QTemporaryDir directory;
    const auto uri = Support::TestDriver::writeNode(directory.path(), 2);
    ATOLL_VERIFY(uri);
    LibvirtHypervisor hypervisor(optionsFor(*uri));
    Mirror mirror(hypervisor);
    QTRY_COMPARE(mirror.lists, 1);
    const QString uuid = mirror.domains.constBegin().key();
    ATOLL_VERIFY(inWorker([&] { return hypervisor.pause(uuid); }));
    QTRY_COMPARE(mirror.state(uuid), GuestState::Paused);
    ATOLL_VERIFY(inWorker([&] { return hypervisor.resume(uuid); }));
    QTRY_COMPARE(mirror.state(uuid), GuestState::Running);
    ATOLL_VERIFY(inWorker([&] { return hypervisor.destroy(uuid); }));
    QTRY_COMPARE(mirror.state(uuid), GuestState::Stopped);
    QVERIFY(mirror.domains.value(uuid).stateSince.isValid());

    Api::GuestConfig config;
    config.name = u"ünï \"q\" <&> ' 日本"_s;
    config.uuid = QUuid::createUuid().toString(QUuid::WithoutBraces);
    config.memoryBytes = 64 * units::MiB;
    const auto host = inWorker([&] { return hypervisor.capabilities(); });
    ATOLL_VERIFY(host);
    const auto xml = renderDomain(config, {*host, {}});
    ATOLL_VERIFY(xml);
    ATOLL_VERIFY(inWorker([&] { return hypervisor.define(*xml); }));
    QTRY_COMPARE(mirror.domains.value(config.uuid).name, config.name);
    ATOLL_VERIFY(inWorker([&] { return hypervisor.start(config.uuid); }));
    QTRY_COMPARE(mirror.state(config.uuid), GuestState::Running);
    ATOLL_VERIFY(inWorker([&] { return hypervisor.askToShutDown(config.uuid, GuestPath::Acpi); }));
    QTRY_COMPARE(mirror.state(config.uuid), GuestState::Stopped);
    ATOLL_VERIFY(inWorker([&] { return hypervisor.undefine(config.uuid); }));
    QTRY_VERIFY(!mirror.domains.contains(config.uuid));
    ATOLL_VERIFY(inWorker([&] { return hypervisor.undefine(config.uuid); })); // gone is fine
}

void TestLibvirtHypervisor::missingDaemonIsExplained()
{
    LibvirtHypervisor hypervisor(optionsFor(u"qemu:///system?socket=/nonexistent/socket"_s));
    QTRY_VERIFY(hypervisor.engine().problem.contains(u"/nonexistent/socket"_s));
    QVERIFY(!hypervisor.engine().isAvailable);
    QVERIFY(!hypervisor.engine().advice.isEmpty());
    const auto started = inWorker([&] { return hypervisor.start(u"x"_s); });
    QVERIFY(!started);
    QCOMPARE(started.error().code, ErrorCode::EngineUnavailable);
    QVERIFY(started.error().details.contains("since"_L1));
}

void TestLibvirtHypervisor::guestsOfOtherToolsAppearAtOnce()
{
    NEED_LIBVIRT();
    LibvirtHypervisor hypervisor(optionsFor(m_libvirt->uri()));
    Mirror mirror(hypervisor);
    QTRY_COMPARE_WITH_TIMEOUT(mirror.lists, 1, 20'000);
    const ConnectionHandle other(virConnectOpen(m_libvirt->uri().toUtf8().constData()));
    QVERIFY(other);
    const QByteArray xml =
        "<domain type='qemu'><name>by-virsh</name><memory>65536</memory><os>"
        "<type>hvm</type></os><devices><graphics type='vnc'/></devices></domain>";
    const DomainHandle domain(virDomainDefineXML(other.get(), xml.constData()));
    QVERIFY(domain);
    const QString uuid = LibvirtConnection::uuidOf(domain.get());
    QElapsedTimer timer;
    timer.start();
    QTRY_VERIFY(mirror.domains.contains(uuid));
    QVERIFY(timer.elapsed() < 1000);
    QTRY_COMPARE(mirror.domains.value(uuid).displayKind, u"vnc"_s);
    QVERIFY(!mirror.domains.value(uuid).hasSerial);
    QCOMPARE(virDomainUndefine(domain.get()), 0);
    QTRY_VERIFY(!mirror.domains.contains(uuid));
}

void TestLibvirtHypervisor::guestLivesItsWholeLife()
{
    NEED_LIBVIRT();
    LibvirtHypervisor hypervisor(optionsFor(m_libvirt->uri()));
    Mirror mirror(hypervisor);
    QTRY_COMPARE_WITH_TIMEOUT(mirror.lists, 1, 20'000);
    const auto defined = defineTiny(hypervisor, u"life"_s);
    ATOLL_SKIP_OR_FAIL(defined);
    const QString uuid = *defined;
    QTRY_COMPARE(mirror.state(uuid), GuestState::Stopped);

    ATOLL_VERIFY(inWorker([&] { return hypervisor.start(uuid); }));
    QTRY_COMPARE(mirror.state(uuid), GuestState::Running);
    QTRY_VERIFY_WITH_TIMEOUT(!mirror.domains.value(uuid).addresses.isEmpty(), 90'000);

    ATOLL_VERIFY(inWorker([&] { return hypervisor.pause(uuid); }));
    QTRY_COMPARE(mirror.state(uuid), GuestState::Paused);
    ATOLL_VERIFY(inWorker([&] { return hypervisor.resume(uuid); }));
    QTRY_COMPARE(mirror.state(uuid), GuestState::Running);

    const auto counters = inWorker([&] { return hypervisor.counters({uuid}); });
    ATOLL_VERIFY(counters);
    QCOMPARE(counters->size(), 1);
    QVERIFY(counters->first().cpuNanoseconds > 0);

    const int reboots = hypervisor.watch().seen(uuid).reboots;
    ATOLL_VERIFY(inWorker([&] { return hypervisor.reset(uuid); }));
    QVERIFY(inWorker([&] {
        return hypervisor.watch().wait(
            uuid, [&](const DomainWatch::Seen &seen) { return seen.reboots > reboots; }, 10s);
    }));
    QTRY_VERIFY(mirror.domains.value(uuid).addresses.isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(!mirror.domains.value(uuid).addresses.isEmpty(), 90'000);
    ATOLL_VERIFY(inWorker([&] { return hypervisor.askToShutDown(uuid, GuestPath::Agent); }));
    QVERIFY(inWorker([&] {
        return hypervisor.watch().wait(
            uuid, [](const DomainWatch::Seen &seen) { return seen.state == GuestState::Stopped; },
            60s);
    }));
    QTRY_VERIFY(mirror.domains.value(uuid).addresses.isEmpty());
    ATOLL_VERIFY(inWorker([&] { return hypervisor.undefine(uuid); }));
    QTRY_VERIFY(!mirror.domains.contains(uuid));
}

void TestLibvirtHypervisor::displayAndConsoleNeedNoPort()
{
    NEED_LIBVIRT();
    LibvirtHypervisor hypervisor(optionsFor(m_libvirt->uri()));
    Mirror mirror(hypervisor);
    QTRY_COMPARE_WITH_TIMEOUT(mirror.lists, 1, 20'000);
    const auto defined = defineTiny(hypervisor, u"screen"_s);
    ATOLL_SKIP_OR_FAIL(defined);
    const QString uuid = *defined;
    ATOLL_VERIFY(inWorker([&] { return hypervisor.start(uuid); }));
    const auto live = inWorker([&] { return hypervisor.xml(uuid, XmlKind::Live); });
    ATOLL_VERIFY(live);
    QVERIFY(!live->contains(u"port='59"_s));

    for (int viewer = 0; viewer < 2; ++viewer) {
        const auto display =
            inWorker([&] { return hypervisor.openConsole(uuid, Api::ConsoleKind::Vnc); });
        ATOLL_VERIFY(display);
        const FileDescriptor descriptor(*display);
        QVERIFY(readFrom(descriptor.get(), "RFB 003.", 10s).startsWith("RFB 003."));
    }
    const auto spice =
        inWorker([&] { return hypervisor.openConsole(uuid, Api::ConsoleKind::Spice); });
    QVERIFY(!spice);
    QCOMPARE(spice.error().code, ErrorCode::Unsupported);
    QVERIFY(spice.error().text.contains(u"SPICE"_s));
    QTRY_VERIFY(mirror.domains.value(uuid).hasSerial);
    const auto serial =
        inWorker([&] { return hypervisor.openConsole(uuid, Api::ConsoleKind::Serial); });
    ATOLL_VERIFY(serial);
    const FileDescriptor console(*serial);
    QVERIFY(readFrom(console.get(), "TINY-GUEST-READY", 90s).contains("TINY-GUEST-READY"));
    QVERIFY(write(console.get(), "echo a$((1+1))b\n", 16) == 16);
    QVERIFY(readFrom(console.get(), "a2b", 20s).contains("a2b"));

    const auto picture = inWorker([&] { return hypervisor.screenshot(uuid, 0); });
    ATOLL_VERIFY(picture);
    QVERIFY(picture->startsWith("\x89PNG"));
    QVERIFY(picture->size() > 200);
    const auto small = inWorker([&] { return hypervisor.screenshot(uuid, 160); });
    ATOLL_VERIFY(small);
    QCOMPARE(qFromBigEndian<quint32>(small->constData() + 16), 160U); // IHDR
    ATOLL_VERIFY(inWorker([&] { return hypervisor.destroy(uuid); }));
    QVERIFY(endsWithin(console.get(), 10s)); // it ends with the guest
    ATOLL_VERIFY(inWorker([&] { return hypervisor.undefine(uuid); }));
}

void TestLibvirtHypervisor::spiceNeedsNoPortAndStandsBesideVnc()
{
    NEED_LIBVIRT();
    LibvirtHypervisor hypervisor(optionsFor(m_libvirt->uri()));
    Mirror mirror(hypervisor);
    QTRY_COMPARE_WITH_TIMEOUT(mirror.lists, 1, 20'000);
    const auto host = inWorker([&] { return hypervisor.capabilities(); });
    ATOLL_VERIFY(host);
    if (!host->hasSpice)
        QSKIP("QEMU has no SPICE (package qemu-system-modules-spice)");
    Api::DisplayConfig both;
    both.hasSpice = true;
    const auto defined = defineTiny(hypervisor, u"spicy"_s, both);
    ATOLL_SKIP_OR_FAIL(defined);
    const QString uuid = *defined;
    ATOLL_VERIFY(inWorker([&] { return hypervisor.start(uuid); }));
    const auto live = inWorker([&] { return hypervisor.xml(uuid, XmlKind::Live); });
    ATOLL_VERIFY(live);
    QVERIFY(!live->contains(u"port='59"_s));
    QTRY_VERIFY(mirror.domains.value(uuid).hasSpice);
    QCOMPARE(mirror.domains.value(uuid).displayKind, u"vnc"_s);

    // A greeting for the main channel without capabilities; every channel is such a stream.
    QByteArray greeting("REDQ");
    for (const quint32 number : {2u, 2u, 18u, 0u})
        greeting.append(reinterpret_cast<const char *>(&number), 4);
    greeting += QByteArray("\1\0", 2);
    for (const quint32 number : {0u, 0u, 18u})
        greeting.append(reinterpret_cast<const char *>(&number), 4);
    for (int viewer = 0; viewer < 2; ++viewer) {
        const auto spice =
            inWorker([&] { return hypervisor.openConsole(uuid, Api::ConsoleKind::Spice); });
        ATOLL_VERIFY(spice);
        const FileDescriptor descriptor(*spice);
        QCOMPARE(write(descriptor.get(), greeting.constData(), size_t(greeting.size())),
                 greeting.size());
        QVERIFY(readFrom(descriptor.get(), "REDQ", 10s).startsWith("REDQ"));
    }
    const auto vnc = inWorker([&] { return hypervisor.openConsole(uuid, Api::ConsoleKind::Vnc); });
    ATOLL_VERIFY(vnc);
    const FileDescriptor display(*vnc);
    QVERIFY(readFrom(display.get(), "RFB 003.", 10s).startsWith("RFB 003."));
    ATOLL_VERIFY(inWorker([&] { return hypervisor.destroy(uuid); }));
    ATOLL_VERIFY(inWorker([&] { return hypervisor.undefine(uuid); }));
}

void TestLibvirtHypervisor::hungGuestHoldsUpNobody()
{
    NEED_LIBVIRT();
    LibvirtHypervisor hypervisor(optionsFor(m_libvirt->uri()));
    Mirror mirror(hypervisor);
    QTRY_COMPARE_WITH_TIMEOUT(mirror.lists, 1, 20'000);
    const auto defined = defineTiny(hypervisor, u"hung"_s);
    ATOLL_SKIP_OR_FAIL(defined);
    const QString uuid = *defined;
    ATOLL_VERIFY(inWorker([&] { return hypervisor.start(uuid); }));
    QProcess pgrep;
    pgrep.start(u"pgrep"_s, {u"-f"_s, u"guest=hung,"_s});
    QVERIFY(pgrep.waitForFinished());
    const pid_t qemu = pgrep.readAllStandardOutput().split('\n').first().toInt();
    QVERIFY(qemu > 1);
    QCOMPARE(::kill(qemu, SIGSTOP), 0);

    const auto first = inWorker([&] { return hypervisor.screenshot(uuid, 0); });
    QVERIFY(!first);
    QCOMPARE(first.error().code, ErrorCode::EngineUnavailable);
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 20; ++i)
        QVERIFY(!inWorker([&] { return hypervisor.screenshot(uuid, 0); }));
    QVERIFY(timer.elapsed() < 2000);
    ATOLL_VERIFY(inWorker([&] { return hypervisor.capabilities(); }));
    ::kill(qemu, SIGCONT);
    ATOLL_VERIFY(inWorker([&] { return hypervisor.destroy(uuid); }));
    QTRY_COMPARE(mirror.state(uuid), GuestState::Stopped);
    ATOLL_VERIFY(inWorker([&] { return hypervisor.undefine(uuid); }));
}

void TestLibvirtHypervisor::stoppedDaemonHealsByItself()
{
    NEED_LIBVIRT();
    LibvirtHypervisor hypervisor(optionsFor(m_libvirt->uri()));
    Mirror mirror(hypervisor);
    QTRY_COMPARE_WITH_TIMEOUT(mirror.lists, 1, 20'000);
    const auto defined = defineTiny(hypervisor, u"survivor"_s);
    ATOLL_SKIP_OR_FAIL(defined);
    const QString uuid = *defined;
    ATOLL_VERIFY(inWorker([&] { return hypervisor.start(uuid); }));

    QSignalSpy lost(&hypervisor, &Hypervisor::lost);
    const auto killed = m_libvirt->kill();
    ATOLL_SKIP_OR_FAIL(killed);
    QTRY_COMPARE(lost.size(), 1);
    QVERIFY(!hypervisor.engine().isAvailable);
    QVERIFY(!hypervisor.engine().problem.isEmpty());
    QCOMPARE(hypervisor.watch().seen(uuid).state, GuestState::Unknown);
    const auto started = inWorker([&] { return hypervisor.start(uuid); });
    QCOMPARE(started.error().code, ErrorCode::EngineUnavailable);

    ATOLL_VERIFY(m_libvirt->start());
    QTRY_COMPARE_WITH_TIMEOUT(mirror.lists, 2, 15'000);
    QCOMPARE(mirror.state(uuid), GuestState::Running);
    QVERIFY(hypervisor.engine().isAvailable);
    ATOLL_VERIFY(inWorker([&] { return hypervisor.destroy(uuid); }));
    QTRY_COMPARE(mirror.state(uuid), GuestState::Stopped);
    ATOLL_VERIFY(inWorker([&] { return hypervisor.undefine(uuid); }));
}

QTEST_GUILESS_MAIN(TestLibvirtHypervisor)
#include "tst_libvirthypervisor.moc"
