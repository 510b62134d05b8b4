// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakebench.h"

#include <support/expect.h>

#include <guest/kvm/domain.h>
#include <guest/mediateddevices.h>

#include <QDir>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;
using Api::GuestState;

//! Names stand for devices of nodes; guests are given the names.
class TestDeviceMappings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void guestGetsWhatTheNameStandsForHere();
    void nextStartTakesUpAnotherDevice();
    void lostMappingStopsTheStartAndNothingElse();
    void usedMappingIsNotDeleted();
    void wrongMappingsNameTheField_data();
    void wrongMappingsNameTheField();
    void guestIsToldWhichMappingIsWrong_data();
    void guestIsToldWhichMappingIsWrong();
    void secondOfTwoChangesIsRefused();
    void partsOfAGuestThatStartsAreNotGivenBack();

private:
    static QJsonObject gpu(const QString &device, qint64 version = 0)
    {
        return {{u"name"_s, u"gpu"_s},
                {u"kind"_s, u"pci"_s},
                {u"description"_s, u"For the render farm"_s},
                {u"version"_s, version},
                {u"devices"_s,
                 QJsonArray{QJsonObject{{u"node"_s, u"reef-1"_s}, {u"device"_s, device}}}}};
    }
    static QJsonObject guestWith(const QJsonObject &devices)
    {
        return {{u"config"_s, QJsonObject{{u"name"_s, u"render-1"_s},
                                          {u"memoryBytes"_s, 1LL << 30},
                                          {u"devices"_s, devices}}}};
    }
    static QJsonObject pci(const QString &mapping)
    {
        return {{u"pci"_s, QJsonArray{QJsonObject{{u"mapping"_s, mapping}}}}};
    }
    Api::Mapping mapping()
    {
        const auto list = m_bench->call(u"mapping.list"_s, {});
        const auto all = list ? fromJson<QList<Api::Mapping>>(*list) : fail(list.error());
        return all ? all->value(0) : Api::Mapping{};
    }

    std::unique_ptr<FakeBench> m_fake;
    GuestBench *m_bench = nullptr;
};

void TestDeviceMappings::init()
{
    m_fake = std::make_unique<FakeBench>();
    m_bench = m_fake->guests.get();
}

void TestDeviceMappings::cleanup() { m_fake.reset(); }

void TestDeviceMappings::guestGetsWhatTheNameStandsForHere()
{
    ATOLL_VERIFY(m_bench->change(u"mapping.set"_s, gpu(u"0000:41:00.0"_s)));
    // Who has no right on the node may give a name, not a device.
    ATOLL_VERIFY(m_bench->change(u"guest.create"_s, guestWith(pci(u"gpu"_s))));
    const QString xml = m_fake->hypervisor.definition(m_bench->info(u"render-1"_s).uuid);
    QVERIFY2(xml.contains(u"bus=\"0x41\""_s), qPrintable(xml));
    const auto read = Kvm::readDomain(xml);
    ATOLL_VERIFY(read);
    QCOMPARE(read->config.devices.pci.value(0).mapping, u"gpu"_s);
    QCOMPARE(read->config.devices.pci.value(0).address, QString());
    QCOMPARE(mapping().usedBy, QStringList{u"render-1"_s});
}

void TestDeviceMappings::nextStartTakesUpAnotherDevice()
{
    ATOLL_VERIFY(m_bench->change(u"mapping.set"_s, gpu(u"0000:41:00.0"_s)));
    ATOLL_VERIFY(m_bench->change(u"guest.create"_s, guestWith(pci(u"gpu"_s))));
    const QString uuid = m_bench->info(u"render-1"_s).uuid;
    ATOLL_VERIFY(m_bench->change(u"mapping.set"_s, gpu(u"0000:42:00.0"_s, mapping().version)));
    QVERIFY(m_fake->hypervisor.definition(uuid).contains(u"bus=\"0x41\""_s));
    ATOLL_VERIFY(m_bench->change(u"guest.start"_s, {{u"guest"_s, uuid}}));
    QVERIFY(m_fake->hypervisor.definition(uuid).contains(u"bus=\"0x42\""_s));
    QVERIFY(!m_fake->hypervisor.definition(uuid).contains(u"bus=\"0x41\""_s));
}

void TestDeviceMappings::lostMappingStopsTheStartAndNothingElse()
{
    ATOLL_VERIFY(m_bench->change(u"mapping.set"_s, gpu(u"0000:41:00.0"_s)));
    ATOLL_VERIFY(m_bench->change(u"guest.create"_s, guestWith(pci(u"gpu"_s))));
    QVERIFY(m_bench->shows(u"render-1"_s, GuestState::Stopped));
    QJsonObject elsewhere = gpu(u"0000:41:00.0"_s, mapping().version);
    elsewhere.insert(u"devices"_s, QJsonArray{});
    ATOLL_VERIFY(m_bench->change(u"mapping.set"_s, elsewhere));
    ATOLL_VERIFY(m_bench->change(u"guest.set"_s,
                                 {{u"guest"_s, u"render-1"_s},
                                  {u"version"_s, m_bench->info(u"render-1"_s).version},
                                  {u"changes"_s, QJsonObject{{u"memoryBytes"_s, 2LL << 30}}}}));
    const auto started = m_bench->change(u"guest.start"_s, {{u"guest"_s, u"render-1"_s}});
    QVERIFY(!started);
    QCOMPARE(started.error().details["field"_L1].toString(), u"devices.pci[0].mapping"_s);
    QCOMPARE(m_bench->info(u"render-1"_s).state, GuestState::Stopped);
}

void TestDeviceMappings::usedMappingIsNotDeleted()
{
    ATOLL_VERIFY(m_bench->change(u"mapping.set"_s, gpu(u"0000:41:00.0"_s)));
    ATOLL_VERIFY(m_bench->change(u"guest.create"_s, guestWith(pci(u"gpu"_s))));
    const auto refused = m_bench->change(u"mapping.delete"_s, {{u"name"_s, u"gpu"_s}});
    QVERIFY(!refused);
    QVERIFY(refused.error().text.contains(u"render-1"_s));
    QVERIFY(m_bench->shows(u"render-1"_s, GuestState::Stopped));
    ATOLL_VERIFY(m_bench->change(u"guest.set"_s,
                                 {{u"guest"_s, u"render-1"_s},
                                  {u"version"_s, m_bench->info(u"render-1"_s).version},
                                  {u"changes"_s, QJsonObject{{u"devices"_s, QJsonObject{}}}}}));
    ATOLL_VERIFY(m_bench->change(u"mapping.delete"_s, {{u"name"_s, u"gpu"_s}}));
    QCOMPARE(mapping().name, QString());
}

void TestDeviceMappings::wrongMappingsNameTheField_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QJsonObject>("wish");
    const auto with = [](const QString &key, const QJsonValue &value) {
        QJsonObject wish = gpu(u"0000:41:00.0"_s);
        wish.insert(key, value);
        return wish;
    };
    const auto device = [](const QString &name) {
        return QJsonObject{{u"node"_s, u"reef-1"_s}, {u"device"_s, name}};
    };
    QTest::newRow("name") << u"name"_s << with(u"name"_s, u"a/b"_s);
    QTest::newRow("address") << u"devices[0].device"_s << gpu(u"41:00.0"_s);
    QTest::newRow("kind") << u"devices[0].device"_s << with(u"kind"_s, u"usb"_s);
    QTest::newRow("path") << u"devices[0].device"_s << with(u"kind"_s, u"directory"_s);
    QTest::newRow("node twice") << u"devices[1].node"_s
                                << with(u"devices"_s, QJsonArray{device(u"0000:41:00.0"_s),
                                                                 device(u"0000:42:00.0"_s)});
}

void TestDeviceMappings::wrongMappingsNameTheField()
{
    QFETCH(const QString, field);
    QFETCH(const QJsonObject, wish);
    const auto made = m_bench->change(u"mapping.set"_s, wish);
    QVERIFY(!made);
    QCOMPARE(made.error().details.value("field"_L1).toString(), field);
    QCOMPARE(mapping().name, QString());
}

void TestDeviceMappings::guestIsToldWhichMappingIsWrong_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QJsonObject>("devices");
    QTest::newRow("none such") << u"devices.pci[0].mapping"_s << pci(u"gpu-2"_s);
    QTest::newRow("nothing on this node") << u"devices.pci[0].mapping"_s << pci(u"elsewhere"_s);
    QTest::newRow("another kind")
        << u"devices.shares[0].mapping"_s
        << QJsonObject{{u"shares"_s,
                        QJsonArray{QJsonObject{{u"tag"_s, u"data"_s}, {u"mapping"_s, u"gpu"_s}}}}};
}

void TestDeviceMappings::guestIsToldWhichMappingIsWrong()
{
    QFETCH(const QString, field);
    QFETCH(const QJsonObject, devices);
    ATOLL_VERIFY(m_bench->change(u"mapping.set"_s, gpu(u"0000:41:00.0"_s)));
    ATOLL_VERIFY(m_bench->change(
        u"mapping.set"_s,
        {{u"name"_s, u"elsewhere"_s},
         {u"kind"_s, u"pci"_s},
         {u"devices"_s,
          QJsonArray{QJsonObject{{u"node"_s, u"reef-2"_s}, {u"device"_s, u"0000:41:00.0"_s}}}}}));
    const auto made = m_bench->change(u"guest.create"_s, guestWith(devices));
    QVERIFY(!made);
    QVERIFY2(made.error().details.value("field"_L1).toString().endsWith(field),
             qPrintable(made.error().sentence()));
    QVERIFY(m_bench->inventory().guests().isEmpty());
}

void TestDeviceMappings::secondOfTwoChangesIsRefused()
{
    ATOLL_VERIFY(m_bench->change(u"mapping.set"_s, gpu(u"0000:41:00.0"_s)));
    const qint64 seen = mapping().version;
    ATOLL_VERIFY(m_bench->change(u"mapping.set"_s, gpu(u"0000:42:00.0"_s, seen)));
    const auto late = m_bench->change(u"mapping.set"_s, gpu(u"0000:43:00.0"_s, seen));
    QVERIFY(!late);
    QCOMPARE(late.error().code, ErrorCode::Conflict);
    QCOMPARE(mapping().devices.value(0).device, u"0000:42:00.0"_s);
}

void TestDeviceMappings::partsOfAGuestThatStartsAreNotGivenBack()
{
    // A device that has one part, which the kernel made for the first guest.
    const QString sysfs = m_fake->folder.filePath(u"sys"_s);
    const auto write = [](const QString &path, const QByteArray &text) {
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    };
    const QString type = sysfs + u"/bus/pci/devices/0000:41:00.0/mdev_supported_types/nvidia-35"_s;
    QVERIFY(write(type + u"/available_instances"_s, "0"));
    const QString script = m_fake->folder.filePath(u"hook"_s);
    QVERIFY(write(script,
                  "#!/bin/sh\ntouch \"$0.ran\"\n"
                  "while [ \"$2\" = pre-start ] && [ ! -e \"$0.go\" ]; do sleep 0.05; done\n"));
    QFile::setPermissions(script, QFile::ReadOwner | QFile::ExeOwner);
    for (const QString &name : {u"first"_s, u"second"_s}) {
        QJsonObject wish =
            guestWith({{u"pci"_s, QJsonArray{QJsonObject{{u"address"_s, u"0000:41:00.0"_s},
                                                         {u"mediatedType"_s, u"nvidia-35"_s}}}}});
        QJsonObject config = wish["config"_L1].toObject();
        config.insert("name"_L1, name);
        if (name == u"first")
            config.insert("hookScript"_L1, script);
        wish.insert("config"_L1, config);
        ATOLL_VERIFY(m_bench->change(u"guest.create"_s, wish));
        QVERIFY(m_bench->shows(name, GuestState::Stopped));
    }
    const auto first = m_bench->roster().document(m_bench->info(u"first"_s).uuid);
    const QString part =
        sysfs + u"/bus/mdev/devices/"_s + MediatedDevices::partsOf(*first, {}).first().uuid;
    QVERIFY(write(part + u"/remove"_s, {}));

    const auto starting = m_bench->begin(u"guest.start"_s, {{u"guest"_s, u"first"_s}});
    ATOLL_VERIFY(starting);
    QTRY_VERIFY(QFile::exists(script + u".ran"_s));
    const auto other = m_bench->change(u"guest.start"_s, {{u"guest"_s, u"second"_s}});
    QCOMPARE(other.error().code, ErrorCode::LimitExceeded);
    QCOMPARE(QFileInfo(part + u"/remove"_s).size(), 0);
    QVERIFY(write(script + u".go"_s, {}));
    QCOMPARE(m_bench->finish(*starting).state, Api::TaskState::Succeeded);
    (void)m_bench->change(u"guest.start"_s, {{u"guest"_s, u"second"_s}});
    QCOMPARE(QFileInfo(part + u"/remove"_s).size(), 0); // it runs

    ATOLL_VERIFY(m_bench->change(u"guest.stop"_s, {{u"guest"_s, u"first"_s}}));
    (void)m_bench->change(u"guest.start"_s, {{u"guest"_s, u"second"_s}});
    QCOMPARE(QFileInfo(part + u"/remove"_s).size(), 1); // now it is free
    const auto users = m_bench->call(u"node.devices"_s, {});
    ATOLL_VERIFY(users); // who has what is told beside each device that is there
}

QTEST_GUILESS_MAIN(TestDeviceMappings)
#include "tst_devicemappings.moc"
