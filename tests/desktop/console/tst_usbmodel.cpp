// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <console/spice/usberror.h>
#include <console/spice/usbmodel.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace Atoll::Console {

using State = UsbDevice::State;

//! The list of USB devices beside a console, and its words.
class TestUsbModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void devicesComeChangeAndGo();
    void aTickAsksAndTheStateAnswers();
    void whatIsOnItsWayCannotBeAskedAgain();
    void errorsSayWhatToDo_data();
    void errorsSayWhatToDo();

private:
    static UsbDevice device(quint32 id, State state = State::Here)
    {
        return {id, u"Stick %1"_s.arg(id), u"0951:1666"_s, 1, int(id), false, false, state, {}};
    }
};

void TestUsbModel::devicesComeChangeAndGo()
{
    UsbModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy changed(&model, &UsbModel::dataChanged);
    QSignalSpy reset(&model, &UsbModel::modelReset);
    model.setDevices({device(1), device(3), device(4)});
    QCOMPARE(model.rowCount(), 3);
    model.setDevices({device(5), device(4), device(2)}); // in any order
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.at(0).id, 2u);
    QCOMPARE(model.at(2).id, 5u);
    QCOMPARE(changed.size(), 0);
    model.setDevices({device(2), device(4, State::InGuest), device(5)});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 1);
    model.setDevices({});
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(reset.size(), 0);
}

void TestUsbModel::aTickAsksAndTheStateAnswers()
{
    UsbModel model;
    QSignalSpy wanted(&model, &UsbModel::wanted);
    model.setDevices({device(7)});
    const QModelIndex tick = model.index(0, UsbModel::Device);
    QVERIFY(model.setData(tick, Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(wanted, (QList<QVariantList>{{7u, true}}));
    QCOMPARE(tick.data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked)); // not there yet
    model.setDevices({device(7, State::InGuest)});
    QCOMPARE(tick.data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
    QVERIFY(model.setData(tick, Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(wanted.last(), (QVariantList{7u, false}));
}

void TestUsbModel::whatIsOnItsWayCannotBeAskedAgain()
{
    UsbModel model;
    QSignalSpy wanted(&model, &UsbModel::wanted);
    UsbDevice blocked = device(3, State::Blocked);
    blocked.why = u"the guest has no free USB port"_s;
    model.setDevices({device(1, State::Going), device(2, State::Returning), blocked});
    for (int row = 0; row < 3; ++row) {
        QVERIFY(!model.setData(model.index(row, 0), Qt::Checked, Qt::CheckStateRole));
        QVERIFY(!model.setData(model.index(row, 0), Qt::Unchecked, Qt::CheckStateRole));
    }
    QCOMPARE(wanted.size(), 0);
    QCOMPARE(model.index(2, UsbModel::State).data().toString(), blocked.why);
}

void TestUsbModel::errorsSayWhatToDo_data()
{
    QTest::addColumn<QString>("reason");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("advice");
    QTest::newRow("permission") << u"Could not open usb device: Access denied [-3]"_s
                                << ErrorCode::PermissionDenied << u"udev"_s;
    QTest::newRow("polkit said no") << u"Error setting USB device node ACL: 'Not authorized'"_s
                                    << ErrorCode::PermissionDenied << u"polkit"_s;
    QTest::newRow("a driver has it")
        << u"Could not claim: Resource busy [-6]"_s << ErrorCode::Busy << u"Unmount"_s;
    QTest::newRow("all ports are taken")
        << u"There are no free USB channels"_s << ErrorCode::LimitExceeded << u"hardware"_s;
    QTest::newRow("no ports") << u"The connected VM is not configured for USB redirection"_s
                              << ErrorCode::Unsupported << u"hardware"_s;
    QTest::newRow("anything else") << u"the moon is full"_s << ErrorCode::EngineFailed << QString();
}

void TestUsbModel::errorsSayWhatToDo()
{
    QFETCH(QString, reason);
    QFETCH(ErrorCode, code);
    QFETCH(QString, advice);
    const Error error = usbError(u"Stick"_s, reason);
    QCOMPARE(error.code, code);
    QVERIFY(error.text.startsWith(u"Stick: "_s));
    QVERIFY(error.hint.contains(advice));
    QCOMPARE(error.hint.isEmpty(), advice.isEmpty());
    QCOMPARE(error.details.value("reason"_L1).toString(), reason);
}

} // namespace Atoll::Console

QTEST_GUILESS_MAIN(Atoll::Console::TestUsbModel)
#include "tst_usbmodel.moc"
