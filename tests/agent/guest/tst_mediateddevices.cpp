// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <guest/mediateddevices.h>
#include <support/expect.h>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

//! Parts of a device are made when a guest needs them. A folder stands for the kernel's sysfs.
class TestMediatedDevices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void partIsMadeOnce();
    void refusalTellsWhatThereIs();
    void partsAreOnesOfTheGuest();
    void partIsGivenBack();

private:
    QString path(const QString &below) const { return m_folder->path() + u'/' + below; }
    QByteArray read(const QString &below) const
    {
        QFile file(path(below));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("missing");
    }
    void write(const QString &below, const QByteArray &text) const
    {
        QDir().mkpath(QFileInfo(path(below)).path());
        QFile file(path(below));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    static MediatedDevices::Part part(const QString &type)
    {
        return {u"48ce4188-20d6-5fc0-add9-99d23f971e28"_s, u"0000:41:00.0"_s, type,
                u"devices.pci[0].mediatedType"_s};
    }
    const QString m_type = u"bus/pci/devices/0000:41:00.0/mdev_supported_types/nvidia-35"_s;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestMediatedDevices::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    write(m_type + u"/available_instances"_s, "2\n");
    write(m_type + u"/create"_s, {});
}

void TestMediatedDevices::partIsMadeOnce()
{
    const MediatedDevices devices(m_folder->path());
    ATOLL_VERIFY(devices.create(part(u"nvidia-35"_s)));
    QCOMPARE(read(m_type + u"/create"_s), part({}).uuid.toLatin1());
    write(m_type + u"/create"_s, {});
    QDir().mkpath(path(u"bus/mdev/devices/"_s + part({}).uuid)); // as the kernel does
    ATOLL_VERIFY(devices.create(part(u"nvidia-35"_s)));
    QCOMPARE(read(m_type + u"/create"_s), QByteArray());
}

void TestMediatedDevices::refusalTellsWhatThereIs()
{
    const MediatedDevices devices(m_folder->path());
    const auto unknown = devices.create(part(u"nvidia-99"_s));
    QCOMPARE(unknown.error().code, ErrorCode::Unsupported);
    QVERIFY(unknown.error().hint.contains(u"nvidia-35"_s));
    QCOMPARE(unknown.error().details["field"_L1].toString(), u"devices.pci[0].mediatedType"_s);
    write(m_type + u"/available_instances"_s, "0\n");
    QCOMPARE(devices.create(part(u"nvidia-35"_s)).error().code, ErrorCode::LimitExceeded);
    MediatedDevices::Part plain = part(u"nvidia-35"_s);
    plain.parent = u"0000:00:01.0"_s;
    QCOMPARE(devices.create(plain).error().code, ErrorCode::Unsupported);
}

void TestMediatedDevices::partsAreOnesOfTheGuest()
{
    Api::GuestConfig config;
    config.uuid = u"6f1f4d0e-6a6d-4d39-9a2f-1b2c3d4e5f60"_s;
    config.devices.pci = {{u"0000:01:00.0"_s, {}, false, true, {}},
                          {u"0000:41:00.0"_s, {}, false, true, u"nvidia-35"_s},
                          {{}, u"gpu"_s, false, true, u"nvidia-35"_s}};
    const auto parts = MediatedDevices::partsOf(config, {{u"gpu"_s, u"0000:42:00.0"_s}});
    QCOMPARE(parts.size(), 2);
    QCOMPARE(parts.at(0).parent, u"0000:41:00.0"_s);
    QCOMPARE(parts.at(1).parent, u"0000:42:00.0"_s);
    QVERIFY(parts.at(0).uuid != parts.at(1).uuid);
}

void TestMediatedDevices::partIsGivenBack()
{
    const MediatedDevices devices(m_folder->path());
    ATOLL_VERIFY(devices.remove(part({}).uuid)); // not there: nothing to do
    const QString device = u"bus/mdev/devices/"_s + part({}).uuid;
    write(device + u"/remove"_s, {});
    ATOLL_VERIFY(devices.remove(part({}).uuid));
    QCOMPARE(read(device + u"/remove"_s), QByteArray("1"));
}

QTEST_GUILESS_MAIN(TestMediatedDevices)
#include "tst_mediateddevices.moc"
