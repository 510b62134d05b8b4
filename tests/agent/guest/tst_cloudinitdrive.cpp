// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestbench.h"

#include <support/expect.h>
#include <support/fakehypervisor.h>
#include <support/inworker.h>

#include <system/localprocessrunner.h>

#include <QDir>
#include <QJsonDocument>
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace Atoll;
using namespace Qt::StringLiterals;

namespace {

const QString kPassword = u"very-secret-word"_s;
const QString kVolume = u"vm-100-cloudinit.iso"_s;

} // namespace

class TestCloudInitDrive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void newGuestHasItsDrive();
    void passwordIsNowhereButOnTheDrive();
    void changeTakesEffectAtNextStart();
    void textsAreForWhoMayChangeTheGuest();
    void passwordCanBeTakenAway();
    void newInstanceOnlyWhenAsked();
    void driveGoesWithTheGuest();
    void failedCreationLeavesNothing();
    void dumpOfSettingsThatAreNotSavedYet();
    void guestWithoutDriveSaysSo();

private:
    QJsonObject config(const QJsonObject &cloudInit) const;
    void makeGuest();
    QByteArray fileOnDrive(const QString &name);
    bool isAnywhere(const QByteArray &bytes) const;
    qint64 version();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeHypervisor> m_hypervisor;
    FakeStorageLookup m_storages;
    std::shared_ptr<FakeStorage> m_storage;
    LocalProcessRunner m_processes;
    std::unique_ptr<GuestBench> m_bench;
};

void TestCloudInitDrive::init()
{
    if (QStandardPaths::findExecutable(u"xorriso"_s).isEmpty())
        QSKIP("xorriso is not installed");
    m_folder = std::make_unique<QTemporaryDir>();
    m_hypervisor = std::make_unique<FakeHypervisor>();
    m_storage = std::make_shared<FakeStorage>(u"local"_s);
    m_storages.storages = {{u"local"_s, m_storage}};
    m_bench = std::make_unique<GuestBench>(m_folder->path(), *m_hypervisor, m_storages, true,
                                           &m_processes);
    m_hypervisor->connectNow();
}

void TestCloudInitDrive::cleanup()
{
    m_bench.reset();
    m_hypervisor.reset();
}

QJsonObject TestCloudInitDrive::config(const QJsonObject &cloudInit) const
{
    return {{u"name"_s, u"web-1"_s},
            {u"memoryBytes"_s, 256 * units::MiB},
            {u"disks"_s,
             QJsonArray{QJsonObject{{u"storage"_s, u"local"_s}, {u"sizeBytes"_s, 8 * units::MiB}}}},
            {u"nics"_s, QJsonArray{QJsonObject{{u"mac"_s, u"52:54:00:00:00:01"_s}}}},
            {u"cloudInit"_s, cloudInit}};
}

void TestCloudInitDrive::makeGuest()
{
    const auto made = m_bench->change(
        u"guest.create"_s,
        {{u"config"_s,
          config({{u"isEnabled"_s, true}, {u"user"_s, u"admin"_s}, {u"password"_s, kPassword}})}});
    QVERIFY2(made, made ? "" : qPrintable(made.error().sentence()));
    QVERIFY(m_bench->shows(u"web-1"_s, Api::GuestState::Stopped));
}

//! Reads the drive with the tool that others would use.
QByteArray TestCloudInitDrive::fileOnDrive(const QString &name)
{
    const QTemporaryDir folder;
    QFile image(folder.filePath(u"drive.iso"_s));
    if (!image.open(QIODevice::WriteOnly))
        return {};
    image.write(m_storage->contents.at(kVolume));
    image.close();
    ProcessSpec spec{.program = u"xorriso"_s};
    spec.arguments = {u"-osirrox"_s, u"on"_s,     u"-indev"_s,          image.fileName(),
                      u"-extract"_s, u'/' + name, folder.filePath(name)};
    if (!inWorker([&] { return m_processes.runOrFail(spec); }))
        return {};
    QFile file(folder.filePath(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool TestCloudInitDrive::isAnywhere(const QByteArray &bytes) const
{
    for (const QString &name : QDir(m_folder->path()).entryList(QDir::Files)) {
        QFile file(m_folder->filePath(name));
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(bytes))
            return true;
    }
    return false;
}

qint64 TestCloudInitDrive::version() { return m_bench->info(u"web-1"_s).version; }

void TestCloudInitDrive::newGuestHasItsDrive()
{
    const auto plan =
        m_bench->plan(u"guest.create"_s, {{u"config"_s, config({{u"isEnabled"_s, true}})}});
    QVERIFY(plan && plan->steps.join(u' ').contains(u"cloud-init"_s));
    makeGuest();
    QVERIFY(m_storage->contents.contains(kVolume));
    QCOMPARE(m_storage->contents.at(kVolume).mid(32768 + 40, 6),
             QByteArray("cidata")); // volume descriptor
    const QByteArray user = fileOnDrive(u"user-data"_s);
    QVERIFY(user.startsWith("#cloud-config\nhostname: \"web-1\"\n"));
    QVERIFY(user.contains("password: \"$6$"));
    QVERIFY(fileOnDrive(u"network-config"_s).contains("52:54:00:00:00:01"));
    QVERIFY(fileOnDrive(u"meta-data"_s).contains(m_bench->info(u"web-1"_s).uuid.toUtf8()));
    const QString xml = m_hypervisor->definition(m_bench->info(u"web-1"_s).uuid);
    QVERIFY(xml.contains(kVolume));
    QVERIFY(xml.contains(u"virtio-scsi"_s));
    const auto got = m_bench->call(u"guest.get"_s, {{u"guest"_s, u"web-1"_s}});
    const auto detail = fromJson<Api::GuestDetail>(*got);
    QCOMPARE(detail->config.disks.size(), 1); // the drive is not one of the user's disks
    QVERIFY(detail->config.cloudInit.hasPassword);
    QVERIFY(detail->config.cloudInit.password.isEmpty());
}

void TestCloudInitDrive::passwordIsNowhereButOnTheDrive()
{
    makeGuest();
    QVERIFY(!isAnywhere(kPassword.toUtf8()));
    const QByteArray before = fileOnDrive(u"user-data"_s);
    const QJsonObject settings{{u"isEnabled"_s, true}, {u"password"_s, u"another-secret"_s}};
    const QJsonObject set{{u"guest"_s, u"web-1"_s},
                          {u"version"_s, version()},
                          {u"changes"_s, QJsonObject{{u"cloudInit"_s, settings}}}};
    const auto plan = m_bench->plan(u"guest.set"_s, set);
    QVERIFY(plan);
    QVERIFY(!QJsonDocument(toJsonObject(*plan)).toJson().contains("another-secret"));
    QVERIFY(m_bench->change(u"guest.set"_s, set));
    QVERIFY(!isAnywhere("another-secret"));
    const auto history = m_bench->call(u"guest.history"_s, {{u"guest"_s, u"web-1"_s}});
    QVERIFY(!QJsonDocument(history->toArray()).toJson().contains("$6$"));
    const auto dump = m_bench->call(u"guest.cloudinit.dump"_s, {{u"guest"_s, u"web-1"_s}});
    QVERIFY(dump->toObject().value("text"_L1).toString().contains(u"password: \"(hidden)\""_s));
    QVERIFY(m_bench->change(u"guest.start"_s, {{u"guest"_s, u"web-1"_s}}));
    const QByteArray after = fileOnDrive(u"user-data"_s);
    QVERIFY(after.contains("password: \"$6$") && after != before);
}

void TestCloudInitDrive::changeTakesEffectAtNextStart()
{
    makeGuest();
    const QByteArray first = m_storage->contents.at(kVolume);
    QVERIFY(m_bench->change(u"guest.start"_s, {{u"guest"_s, u"web-1"_s}}));
    QCOMPARE(m_storage->contents.at(kVolume), first); // nothing changed: not made again
    QVERIFY(m_bench->change(u"guest.stop"_s, {{u"guest"_s, u"web-1"_s}}));
    QVERIFY(m_bench->shows(u"web-1"_s, Api::GuestState::Stopped));
    QVERIFY(m_bench->change(
        u"guest.set"_s,
        {{u"guest"_s, u"web-1"_s},
         {u"version"_s, version()},
         {u"changes"_s, QJsonObject{{u"cloudInit"_s, QJsonObject{{u"isEnabled"_s, true},
                                                                 {u"hasPassword"_s, true},
                                                                 {u"user"_s, u"root"_s}}}}}}));
    QVERIFY(m_bench->change(u"guest.start"_s, {{u"guest"_s, u"web-1"_s}}));
    const QByteArray user = fileOnDrive(u"user-data"_s);
    QVERIFY(user.contains("disable_root: false"));
    QVERIFY(user.contains("$6$")); // the password stays when no new one comes
}

void TestCloudInitDrive::textsAreForWhoMayChangeTheGuest()
{
    const QString token = u"#cloud-config\nruncmd: [join --token s3cr3t]\n"_s;
    ATOLL_VERIFY(
        m_bench->change(u"guest.create"_s,
                        {{u"config"_s, config({{u"isEnabled"_s, true}, {u"userData"_s, token}})}}));
    QTRY_VERIFY(!m_bench->info(u"100"_s).uuid.isEmpty());
    const qint64 version = m_bench->info(u"100"_s).version;
    ATOLL_VERIFY(m_bench->change(
        u"guest.set"_s,
        {{u"guest"_s, u"100"_s},
         {u"version"_s, version},
         {u"changes"_s,
          QJsonObject{{u"cloudInit"_s,
                       QJsonObject{{u"isEnabled"_s, true}, {u"userData"_s, token + token}}}}}}));
    const QList<std::pair<QString, QJsonObject>> views{
        {u"guest.get"_s, {{u"guest"_s, u"100"_s}}},
        {u"guest.history"_s, {{u"guest"_s, u"100"_s}}},
        {u"guest.xml"_s, {{u"guest"_s, u"100"_s}}},
        {u"guest.pending"_s, {{u"guest"_s, u"100"_s}}},
        {u"guest.snapshot.list"_s, {{u"guest"_s, u"100"_s}}},
        {u"guest.cloudinit.dump"_s, {{u"guest"_s, u"100"_s}, {u"part"_s, u"user"_s}}},
        {u"guest.list"_s, {}}};
    for (const auto &[method, params] : views) {
        const auto seen = m_bench->call(method, params, u"operator@builtin"_s);
        ATOLL_VERIFY(seen);
        const QByteArray text = QJsonDocument(QJsonArray{*seen}).toJson();
        QVERIFY2(!text.contains("s3cr3t"), qPrintable(method));
    }
    // Who may change them reads them, where they are kept.
    for (const QString &method : {u"guest.get"_s, u"guest.history"_s}) {
        const auto seen = m_bench->call(method, {{u"guest"_s, u"100"_s}});
        QVERIFY(QJsonDocument(QJsonArray{*seen}).toJson().contains("s3cr3t"));
    }
}

void TestCloudInitDrive::passwordCanBeTakenAway()
{
    makeGuest();
    QVERIFY(m_bench->change(
        u"guest.set"_s,
        {{u"guest"_s, u"web-1"_s},
         {u"version"_s, version()},
         {u"changes"_s, QJsonObject{{u"cloudInit"_s, QJsonObject{{u"isEnabled"_s, true}}}}}}));
    QVERIFY(m_bench->change(u"guest.start"_s, {{u"guest"_s, u"web-1"_s}}));
    QVERIFY(!fileOnDrive(u"user-data"_s).contains("password"));
    const auto wrong = m_bench->change(
        u"guest.set"_s,
        {{u"guest"_s, u"web-1"_s},
         {u"version"_s, version()},
         {u"changes"_s,
          QJsonObject{{u"cloudInit"_s, QJsonObject{{u"password"_s, QString(300, u'x')}}}}}});
    QCOMPARE(wrong.error().details.value("field"_L1).toString(), u"changes.cloudInit.password"_s);
}

void TestCloudInitDrive::newInstanceOnlyWhenAsked()
{
    makeGuest();
    const QByteArray uuid = m_bench->info(u"web-1"_s).uuid.toUtf8();
    QVERIFY(m_bench->change(u"guest.cloudinit.regenerate"_s, {{u"guest"_s, u"web-1"_s}}));
    QVERIFY(fileOnDrive(u"meta-data"_s).contains(uuid + '"'));
    QVERIFY(m_bench->change(u"guest.cloudinit.regenerate"_s,
                            {{u"guest"_s, u"web-1"_s}, {u"isNewInstance"_s, true}}));
    QVERIFY(fileOnDrive(u"meta-data"_s).contains(uuid + "-2\""));
}

void TestCloudInitDrive::driveGoesWithTheGuest()
{
    makeGuest();
    QVERIFY(m_bench->change(
        u"guest.delete"_s,
        {{u"guest"_s, u"web-1"_s}, {u"confirmName"_s, u"web-1"_s}, {u"purges"_s, true}}));
    QVERIFY(!m_storage->volume(kVolume));
    QVERIFY(m_bench->store().list(u"/guest-secrets/"_s).isEmpty());
}

void TestCloudInitDrive::failedCreationLeavesNothing()
{
    m_hypervisor->failNext(u"define"_s, {ErrorCode::EngineFailed, u"no"_s});
    QVERIFY(!m_bench->change(
        u"guest.create"_s,
        {{u"config"_s, config({{u"isEnabled"_s, true}, {u"password"_s, kPassword}})}}));
    QVERIFY(m_storage->volumes()->isEmpty());
    QVERIFY(m_bench->store().list(u"/guest-secrets/"_s).isEmpty());
}

void TestCloudInitDrive::dumpOfSettingsThatAreNotSavedYet()
{
    makeGuest();
    const auto dump = m_bench->call(
        u"guest.cloudinit.dump"_s,
        {{u"guest"_s, u"web-1"_s},
         {u"part"_s, u"network"_s},
         {u"settings"_s,
          QJsonObject{{u"nics"_s, QJsonArray{QJsonObject{{u"address4"_s, u"10.0.0.5/24"_s}}}}}}});
    QVERIFY(dump);
    QVERIFY(dump->toObject().value("text"_L1).toString().contains(u"[\"10.0.0.5/24\"]"_s));
    const auto wrong = m_bench->call(
        u"guest.cloudinit.dump"_s,
        {{u"guest"_s, u"web-1"_s}, {u"settings"_s, QJsonObject{{u"user"_s, u"A B"_s}}}});
    QCOMPARE(wrong.error().details.value("field"_L1).toString(), u"cloudInit.user"_s);
}

void TestCloudInitDrive::guestWithoutDriveSaysSo()
{
    QVERIFY(m_bench->change(u"guest.create"_s, {{u"config"_s, config({})}}));
    QVERIFY(m_bench->shows(u"web-1"_s, Api::GuestState::Stopped));
    QVERIFY(!m_storage->volume(kVolume));
    const auto made = m_bench->change(u"guest.cloudinit.regenerate"_s, {{u"guest"_s, u"web-1"_s}});
    QCOMPARE(made.error().code, ErrorCode::InvalidState);
    // Switched on later: the drive is there at the next start.
    QVERIFY(m_bench->change(
        u"guest.set"_s,
        {{u"guest"_s, u"web-1"_s},
         {u"version"_s, version()},
         {u"changes"_s, QJsonObject{{u"cloudInit"_s, QJsonObject{{u"isEnabled"_s, true}}}}}}));
    QVERIFY(m_bench->change(u"guest.start"_s, {{u"guest"_s, u"web-1"_s}}));
    QVERIFY(m_hypervisor->definition(m_bench->info(u"web-1"_s).uuid).contains(kVolume));
}

QTEST_GUILESS_MAIN(TestCloudInitDrive)
#include "tst_cloudinitdrive.moc"
