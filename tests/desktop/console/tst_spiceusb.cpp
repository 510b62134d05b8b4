// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "qemuguest.h"

#include <console/spice/spicesession.h>
#include <console/spice/spiceview.h>
#include <console/spice/usbpanel.h>
#include <theme/theme.h>

#include <QAction>
#include <QFile>
#include <QSignalSpy>
#include <QtEndian>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Atoll::Console {

using State = UsbDevice::State;

//! USB devices that go through a SPICE console into a real QEMU. An image of a CD needs no device
//! of the machine that tests.
class TestSpiceUsb : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nothingIsLookedAtUntilSomebodyAsks();
    void anImageOfThisComputerIsACdOfTheGuest();
    void theGuestBootsFromAnImageOfThisComputer();
    void devicesComeBackWhenTheConsoleEnds();
    void aFullGuestTakesNoMore();
    void whatCannotBeReadIsRefusedInWords();
    void aGuestWithoutPortsSaysSo();

private:
    static std::unique_ptr<QemuGuest> guestWithPorts(int ports, const QString &more = {})
    {
        QStringList extra{u"-device"_s, u"qemu-xhci"_s};
        for (int i = 0; i < ports; ++i)
            extra += {u"-chardev"_s, u"spicevmc,name=usbredir,id=port%1"_s.arg(i), u"-device"_s,
                      u"usb-redir,chardev=port%1,id=redir%1"_s.arg(i) + more};
        return QemuGuest::withSpice(u"std"_s, extra);
    }
    //! How many of its ports hold a disc, as QEMU itself sees it.
    static qsizetype discs(QemuGuest &guest)
    {
        const QByteArray answer = guest.qmp(
            R"({"execute":"human-monitor-command","arguments":{"command-line":"info usb"}})");
        return answer.count("Device ") - answer.count("Speed 1.5 Mb/s");
    }
    QString image(const QString &name) const;

    QTemporaryDir m_folder;
    QString m_missing;
};

#define NEED_QEMU()                                                                                \
    if (!m_missing.isEmpty())                                                                      \
    QSKIP(qPrintable(m_missing))

void TestSpiceUsb::initTestCase() { m_missing = QemuGuest::missingSpice(); }

//! A CD (El Torito) whose program writes "CD" to the serial port.
QString TestSpiceUsb::image(const QString &name) const
{
    constexpr int kSector = 2048;
    QByteArray disc(64 * kSector, '\0');
    const auto put = [&](int sector, int at, const QByteArray &bytes) {
        disc.replace(sector * kSector + at, bytes.size(), bytes);
    };
    put(16, 0,
        QByteArray("\x01"
                   "CD001\x01",
                   7)); // primary volume
    put(17, 0,
        QByteArray("\x00"
                   "CD001\x01"
                   "EL TORITO SPECIFICATION",
                   30));
    put(17, 0x47, QByteArray("\x13\0\0\0", 4)); // its catalogue is sector 19
    put(18, 0,
        QByteArray("\xff"
                   "CD001\x01",
                   7));
    QByteArray check("\x01\0\0\0", 4);
    check += QByteArray(24, '\0') + QByteArray("\0\0\x55\xaa", 4);
    quint16 sum = 0;
    for (int i = 0; i < check.size(); i += 2)
        sum = quint16(sum + qFromLittleEndian<quint16>(check.constData() + i));
    qToLittleEndian<quint16>(quint16(-sum), check.data() + 28);
    put(19, 0, check);
    put(19, 32, QByteArray("\x88\0\0\0\0\0\x04\0\x14\0\0\0", 12)); // no emulation, sector 20
    put(20, 0, QByteArray("\xba\xf8\x03\xb0\x43\xee\xb0\x44\xee\xfa\xf4\xeb\xfd", 13));
    QFile file(m_folder.filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(disc) == disc.size() ? file.fileName()
                                                                              : QString();
}

void TestSpiceUsb::nothingIsLookedAtUntilSomebodyAsks()
{
    NEED_QEMU();
    const auto guest = guestWithPorts(2);
    QVERIFY(guest->start());
    int streams = 0;
    const ConsoleTransport direct = localTransport(guest->spicePath());
    SpiceSession session([&](Claim claim) {
        ++streams;
        return direct(claim);
    });
    session.start();
    QTRY_COMPARE_WITH_TIMEOUT(session.usb().channels, 2, 10000);
    QTRY_VERIFY_WITH_TIMEOUT(!session.picture().isNull(), 10000);
    const int before = streams;
    QVERIFY(!session.usb().isListed);
    session.listUsb();
    QTRY_VERIFY_WITH_TIMEOUT(session.usb().isListed, 10000);
    QTRY_COMPARE_WITH_TIMEOUT(streams, before + 2, 10000);
    QTRY_COMPARE_WITH_TIMEOUT(session.usb().freeChannels, 2, 10000);
}

void TestSpiceUsb::anImageOfThisComputerIsACdOfTheGuest()
{
    NEED_QEMU();
    const auto guest = guestWithPorts(2);
    QVERIFY(guest->start());
    SpiceSession session(localTransport(guest->spicePath()));
    QSignalSpy failed(&session, &SpiceSession::usbFailed);
    session.start();
    QTRY_COMPARE_WITH_TIMEOUT(session.usb().channels, 2, 10000);
    session.insertUsbImage(image(u"디스크 one.iso"_s));
    QTRY_COMPARE_WITH_TIMEOUT(session.usb().devices.size(), 1, 10000);
    QTRY_COMPARE_WITH_TIMEOUT(session.usb().devices.first().state, State::InGuest, 10000);
    const UsbDevice device = session.usb().devices.first();
    QVERIFY(device.isImage);
    QVERIFY2(device.name.contains(u"디스크 one.iso"_s), qPrintable(device.name));
    QTRY_COMPARE_WITH_TIMEOUT(discs(*guest), 1, 10000);
    QTRY_COMPARE_WITH_TIMEOUT(session.usb().freeChannels, 1, 10000);
    session.redirectUsb(device.id, false);
    QTRY_COMPARE_WITH_TIMEOUT(discs(*guest), 0, 10000);
    QTRY_COMPARE_WITH_TIMEOUT(session.usb().freeChannels, 2, 10000);
    QCOMPARE(failed.size(), 0);
}

void TestSpiceUsb::theGuestBootsFromAnImageOfThisComputer()
{
    NEED_QEMU();
    const auto guest = guestWithPorts(1, u",bootindex=0"_s);
    QVERIFY(guest->start());
    SpiceSession session(localTransport(guest->spicePath()));
    session.start();
    QTRY_COMPARE_WITH_TIMEOUT(session.usb().channels, 1, 10000);
    session.insertUsbImage(image(u"boot.iso"_s));
    QTRY_COMPARE_WITH_TIMEOUT(discs(*guest), 1, 10000);
    guest->qmp(R"({"execute":"system_reset"})");
    QTRY_VERIFY2_WITH_TIMEOUT(guest->serial().contains("CD"), guest->serial().constData(), 30000);
}

void TestSpiceUsb::devicesComeBackWhenTheConsoleEnds()
{
    NEED_QEMU();
    const auto guest = guestWithPorts(1);
    QVERIFY(guest->start());
    SpiceSession session(localTransport(guest->spicePath()));
    QSignalSpy changed(&session, &SpiceSession::usbChanged);
    session.start();
    QTRY_COMPARE_WITH_TIMEOUT(session.usb().channels, 1, 10000);
    session.insertUsbImage(image(u"one.iso"_s));
    QTRY_COMPARE_WITH_TIMEOUT(discs(*guest), 1, 10000);
    session.stop();
    QCOMPARE(session.usb(), UsbState());
    QTRY_COMPARE_WITH_TIMEOUT(discs(*guest), 0, 10000);
    session.start(); // nothing goes back in by itself
    QTRY_COMPARE_WITH_TIMEOUT(session.usb().channels, 1, 10000);
    session.listUsb();
    QTRY_VERIFY_WITH_TIMEOUT(session.usb().isListed, 10000);
    QTest::qWait(500);
    QCOMPARE(discs(*guest), 0);
}

void TestSpiceUsb::aFullGuestTakesNoMore()
{
    NEED_QEMU();
    const auto guest = guestWithPorts(1);
    QVERIFY(guest->start());
    SpiceSession session(localTransport(guest->spicePath()));
    QSignalSpy failed(&session, &SpiceSession::usbFailed);
    session.start();
    QTRY_COMPARE_WITH_TIMEOUT(session.usb().channels, 1, 10000);
    session.insertUsbImage(image(u"one.iso"_s));
    QTRY_COMPARE_WITH_TIMEOUT(discs(*guest), 1, 10000);
    session.insertUsbImage(image(u"two.iso"_s));
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 10000);
    const auto error = failed.at(0).at(0).value<Error>();
    QVERIFY2(error.hint.contains(u"hardware"_s), qPrintable(error.sentence()));
    session.redirectUsb(session.usb().devices.first().id, false);
    QTRY_COMPARE_WITH_TIMEOUT(session.usb().devices.size(), 0, 10000); // an ejected disc is gone
    session.insertUsbImage(image(u"two.iso"_s));
    QTRY_COMPARE_WITH_TIMEOUT(discs(*guest), 1, 10000);
    QCOMPARE(failed.size(), 1);
}

void TestSpiceUsb::whatCannotBeReadIsRefusedInWords()
{
    NEED_QEMU();
    const auto guest = guestWithPorts(1);
    QVERIFY(guest->start());
    SpiceSession session(localTransport(guest->spicePath()));
    QSignalSpy failed(&session, &SpiceSession::usbFailed);
    session.start();
    QTRY_COMPARE_WITH_TIMEOUT(session.usb().channels, 1, 10000);
    session.insertUsbImage(m_folder.filePath(u"missing.iso"_s));
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 10000);
    QVERIFY(failed.at(0).at(0).value<Error>().text.contains(u"missing.iso"_s));
    QVERIFY(session.isConnected());
}

void TestSpiceUsb::aGuestWithoutPortsSaysSo()
{
    NEED_QEMU();
    Theme theme;
    const auto without = QemuGuest::withSpice(u"std"_s);
    const auto with = guestWithPorts(1);
    QVERIFY(without->start() && with->start());
    const auto usbOf = [](const SpiceView &view) {
        const QList<QAction *> actions = view.moreActions();
        return *std::find_if(actions.begin(), actions.end(),
                             [](QAction *action) { return action->text().contains(u"USB"_s); });
    };
    SpiceView poor(localTransport(without->spicePath()), theme);
    SpiceView rich(localTransport(with->spicePath()), theme);
    QTRY_VERIFY_WITH_TIMEOUT(usbOf(rich)->isEnabled(), 10000);
    QTRY_VERIFY_WITH_TIMEOUT(!poor.screenshot().isNull(), 10000);
    QVERIFY(!usbOf(poor)->isEnabled());
    QVERIFY(usbOf(poor)->toolTip().contains(u"hardware"_s));
    usbOf(rich)->trigger();
    const auto panels = rich.window()->findChildren<UsbPanel *>();
    QCOMPARE(panels.size(), 1);
    QVERIFY(!panels.first()->isModal());
}

} // namespace Atoll::Console

QTEST_MAIN(Atoll::Console::TestSpiceUsb)
#include "tst_spiceusb.moc"
