// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "agentandctl.h"

#include <support/debianguest.h>
#include <support/expect.h>
#include <support/privatelibvirt.h>

#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QRandomGenerator>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

namespace {

constexpr int kBootMs = 480'000; // a minute on a quiet machine, under TCG
const QString kMac = u"52:54:00:aa:00:01"_s;
const QString kKey =
    u"ssh-ed25519 "
    "AAAAC3NzaC1lZDI1NTE5AAAAIJ1m8mJ9y3o2xkq7bQ0u3gqk4c8pZ5r7s9t1v3x5z7A1 jo@home"_s;

} // namespace

//! A Debian guest from its creation on: real agent, real libvirt and QEMU, real cloud-init. The
//! steps stand in the order in which they run.
class TestDebianGuest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void isMadeWithACloudInitDrive();
    void bootsAndCloudInitDoesItsWork();
    void guestAgentTellsOfIt();
    void filesAndPasswordsGoInside();
    void filesAreSentIntoIt();
    void fileSystemsFreezeThawAndTrim();
    void rollsBackToASnapshotWithMemory();
    void fullCloneHasItsOwnIdentity();
    void linkedCloneBootsAsAnother();
    void isTheSameAfterExportAndImport();
    void cleanupTestCase();

private:
    Result<QJsonValue> change(const QString &method, const QJsonObject &params);
    QString inside(const QStringList &command, const QString &guest = QStringLiteral("deb-1"));
    bool answers(const QString &guest);

    std::unique_ptr<Support::PrivateLibvirt> m_libvirt;
    std::unique_ptr<AgentAndCtl> m_agent;
    QString m_images;
    bool m_isUp = false;
};

#define NEED_GUEST()                                                                               \
    if (!m_isUp)                                                                                   \
    QSKIP("the guest is not up")

//! The task's result.
Result<QJsonValue> TestDebianGuest::change(const QString &method, const QJsonObject &params)
{
    const auto task = m_agent->ctl(method.split(u'.'), params);
    return task.map([](const QJsonValue &value) { return value.toObject().value("result"_L1); });
}

//! Standard output of a program in the guest; what went wrong instead.
QString TestDebianGuest::inside(const QStringList &command, const QString &guest)
{
    const auto ran =
        change(u"guest.agent.exec"_s, {{u"guest"_s, guest},
                                       {u"command"_s, QJsonArray::fromStringList(command)},
                                       {u"timeoutSeconds"_s, 300}});
    if (!ran)
        return u"FAILED "_s + ran.error().text;
    const QJsonObject result = ran->toObject();
    if (result.value("exitCode"_L1).toInt(-1) != 0)
        return u"EXIT %1 %2"_s.arg(result.value("exitCode"_L1).toInt(-1))
            .arg(result.value("errorOutput"_L1).toString());
    return result.value("output"_L1).toString();
}

bool TestDebianGuest::answers(const QString &guest)
{
    const QDeadlineTimer deadline(kBootMs);
    while (!m_agent->ctl({u"guest"_s, u"agent"_s, u"ping"_s, guest})) {
        if (deadline.hasExpired())
            return false;
        QTest::qWait(2000);
    }
    return true;
}

void TestDebianGuest::initTestCase()
{
    const auto images = Support::DebianGuest::images();
    if (!images && images.error().code == ErrorCode::Unsupported)
        QSKIP(qPrintable(images.error().sentence()));
    ATOLL_VERIFY(images);
    m_images = *images;
    auto libvirt = Support::PrivateLibvirt::create();
    if (!libvirt && libvirt.error().code == ErrorCode::Unsupported)
        QSKIP(qPrintable(libvirt.error().sentence()));
    ATOLL_VERIFY(libvirt);
    m_libvirt = std::move(*libvirt);
    auto agent = AgentAndCtl::start(m_libvirt->uri(), m_libvirt->directory());
    ATOLL_VERIFY(agent);
    m_agent = std::move(*agent);
}

void TestDebianGuest::isMadeWithACloudInitDrive()
{
    const QString volume = m_agent->storagePath() + u"/debian-root.qcow2"_s;
    QVERIFY(QFile::copy(m_images + u"/root.qcow2"_s, volume));
    const QJsonObject disk{{u"target"_s, u"vda"_s},
                           {u"bus"_s, u"virtio"_s},
                           {u"storage"_s, u"local"_s},
                           {u"volume"_s, u"debian-root.qcow2"_s}};
    const QJsonObject card{{u"mac"_s, kMac}, {u"kind"_s, u"user"_s}};
    const QJsonObject addresses{{u"address4"_s, u"10.0.2.77/24"_s},
                                {u"gateway4"_s, u"10.0.2.2"_s},
                                {u"address6"_s, u"2001:db8::77/64"_s}};
    const QJsonObject cloudInit{{u"isEnabled"_s, true},
                                {u"user"_s, u"admin"_s},
                                {u"password"_s, u"a very secret word"_s},
                                {u"sshKeys"_s, QJsonArray{kKey}},
                                {u"dnsServers"_s, QJsonArray{u"10.0.2.3"_s}},
                                {u"searchDomain"_s, u"example.org"_s},
                                {u"nics"_s, QJsonArray{addresses}}};
    const QJsonObject config{{u"name"_s, u"deb-1"_s},
                             {u"memoryBytes"_s, 384LL << 20},
                             {u"disks"_s, QJsonArray{disk}},
                             {u"nics"_s, QJsonArray{card}},
                             {u"kernel"_s, m_images + u"/vmlinuz"_s},
                             {u"initrd"_s, m_images + u"/initrd.gz"_s},
                             {u"kernelArguments"_s, Support::DebianGuest::kernelArguments()},
                             {u"cloudInit"_s, cloudInit}};
    const auto made =
        change(u"guest.create"_s, {{u"config"_s, config}, {u"startsAfterwards"_s, true}});
    ATOLL_VERIFY(made);
    QVERIFY(QFile::exists(m_agent->storagePath() + u"/vm-100-cloudinit.iso"_s));
    const auto dump = m_agent->ctl({u"guest"_s, u"cloudinit"_s, u"dump"_s, u"deb-1"_s});
    ATOLL_VERIFY(dump);
    const QString text = dump->toObject().value("text"_L1).toString();
    QVERIFY(text.contains(u"(hidden)"_s) && !text.contains(u"$6$"_s));
    m_isUp = true;
}

void TestDebianGuest::bootsAndCloudInitDoesItsWork()
{
    NEED_GUEST();
    m_isUp = false;
    QVERIFY2(answers(u"deb-1"_s), m_agent->log().constData());
    const QString status = inside({u"/usr/bin/cloud-init"_s, u"status"_s, u"--wait"_s});
    QVERIFY2(status.contains(u"status: done"_s), qPrintable(status));
    m_isUp = true;
    QCOMPARE(inside({u"/bin/hostname"_s}).trimmed(), u"deb-1"_s);
    QCOMPARE(inside({u"/bin/hostname"_s, u"-f"_s}).trimmed(), u"deb-1.example.org"_s);
    QVERIFY(inside({u"/usr/bin/id"_s, u"admin"_s}).contains(u"(admin)"_s));
    QVERIFY(inside({u"/bin/cat"_s, u"/home/admin/.ssh/authorized_keys"_s}).contains(kKey));
    QVERIFY(inside({u"/bin/grep"_s, u"^admin:"_s, u"/etc/shadow"_s}).startsWith(u"admin:$6$"_s));
    const QString addresses = inside({u"/bin/ip"_s, u"-o"_s, u"addr"_s});
    QVERIFY2(addresses.contains(u"10.0.2.77/24"_s), qPrintable(addresses));
    QVERIFY2(addresses.contains(u"2001:db8::77/64"_s), qPrintable(addresses));
    QVERIFY(inside({u"/bin/ip"_s, u"route"_s}).contains(u"default via 10.0.2.2"_s));
}

void TestDebianGuest::guestAgentTellsOfIt()
{
    NEED_GUEST();
    const auto info = m_agent->ctl({u"guest"_s, u"agent"_s, u"info"_s, u"deb-1"_s});
    ATOLL_VERIFY(info);
    const QJsonObject facts = info->toObject();
    QVERIFY(facts.value("isAnswering"_L1).toBool());
    QVERIFY(facts.value("osName"_L1).toString().startsWith(u"Debian GNU/Linux"_s));
    QCOMPARE(facts.value("hostName"_L1).toString(), u"deb-1"_s);
    const QJsonObject root = facts.value("filesystems"_L1).toArray().first().toObject();
    QCOMPARE(root.value("mountPoint"_L1).toString(), u"/"_s);
    QVERIFY(root.value("usedBytes"_L1).toInteger() > (100 << 20));
}

void TestDebianGuest::filesAndPasswordsGoInside()
{
    NEED_GUEST();
    const QByteArray text = "written from outside\n";
    ATOLL_VERIFY(
        change(u"guest.agent.file.write"_s, {{u"guest"_s, u"deb-1"_s},
                                             {u"path"_s, u"/root/note"_s},
                                             {u"data"_s, QString::fromLatin1(text.toBase64())}}));
    QCOMPARE(inside({u"/bin/cat"_s, u"/root/note"_s}).toUtf8(), text);
    const auto piece = m_agent->ctl({u"guest"_s, u"agent"_s, u"file"_s, u"read"_s, u"deb-1"_s,
                                     u"/root/note"_s, u"--offset"_s, u"8"_s});
    ATOLL_VERIFY(piece);
    QCOMPARE(QByteArray::fromBase64(piece->toObject().value("data"_L1).toString().toLatin1()),
             text.mid(8));
    const QString before = inside({u"/bin/grep"_s, u"^admin:"_s, u"/etc/shadow"_s});
    ATOLL_VERIFY(change(
        u"guest.agent.password"_s,
        {{u"guest"_s, u"deb-1"_s}, {u"user"_s, u"admin"_s}, {u"password"_s, u"another word"_s}}));
    QVERIFY(inside({u"/bin/grep"_s, u"^admin:"_s, u"/etc/shadow"_s}) != before);
}

void TestDebianGuest::filesAreSentIntoIt()
{
    NEED_GUEST();
    QByteArray bytes(3 << 20, Qt::Uninitialized);
    QRandomGenerator::global()->fillRange(reinterpret_cast<quint32 *>(bytes.data()),
                                          bytes.size() / qsizetype(sizeof(quint32)));
    QFile file(m_libvirt->directory() + u"/ein Bild ü.bin"_s);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    file.close();
    const QStringList push{u"guest"_s, u"push"_s, u"deb-1"_s, file.fileName()};
    const auto paths = [](const Result<QJsonValue> &sent) {
        return sent ? sent->toObject().value("paths"_L1).toArray() : QJsonArray();
    };
    const auto sent = m_agent->ctl(push);
    ATOLL_VERIFY(sent);
    QCOMPARE(paths(sent), QJsonArray{u"/tmp/ein Bild ü.bin"_s});
    const QString sum =
        QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    QVERIFY(inside({u"/usr/bin/sha256sum"_s, u"/tmp/ein Bild ü.bin"_s}).contains(sum));
    const auto again = m_agent->ctl(push); // what is there is not replaced
    ATOLL_VERIFY(again);
    QCOMPARE(paths(again), QJsonArray{u"/tmp/ein Bild ü (2).bin"_s});
}

void TestDebianGuest::fileSystemsFreezeThawAndTrim()
{
    NEED_GUEST();
    ATOLL_VERIFY(change(u"guest.agent.trim"_s, {{u"guest"_s, u"deb-1"_s}}));
    const auto frozen =
        change(u"guest.agent.freeze"_s, {{u"guest"_s, u"deb-1"_s}, {u"limitSeconds"_s, 600}});
    ATOLL_VERIFY(frozen);
    QCOMPARE(frozen->toObject().value("filesystems"_L1).toInt(), 1);
    ATOLL_VERIFY(change(u"guest.agent.thaw"_s, {{u"guest"_s, u"deb-1"_s}}));
    ATOLL_VERIFY(
        change(u"guest.agent.freeze"_s, {{u"guest"_s, u"deb-1"_s}, {u"limitSeconds"_s, 2}}));
    // It thaws by itself: a program that writes ends.
    QTRY_COMPARE_WITH_TIMEOUT(inside({u"/bin/sh"_s, u"-c"_s, u"echo x >/root/y && sync"_s}),
                              QString(), 120'000);
}

void TestDebianGuest::rollsBackToASnapshotWithMemory()
{
    NEED_GUEST();
    QCOMPARE(inside({u"/bin/sh"_s, u"-c"_s,
                     u"echo before >/root/disk; echo before >/run/memory; sync"_s}),
             QString());
    ATOLL_VERIFY(
        change(u"guest.snapshot.create"_s,
               {{u"guest"_s, u"deb-1"_s}, {u"name"_s, u"one"_s}, {u"withMemory"_s, true}}));
    QCOMPARE(
        inside({u"/bin/sh"_s, u"-c"_s, u"echo after >/root/disk; echo after >/run/memory; sync"_s}),
        QString());
    ATOLL_VERIFY(
        change(u"guest.snapshot.rollback"_s, {{u"guest"_s, u"deb-1"_s}, {u"name"_s, u"one"_s}}));
    QVERIFY2(answers(u"deb-1"_s), m_agent->log().constData());
    // It did not boot: what was in memory only is there.
    QTRY_COMPARE_WITH_TIMEOUT(inside({u"/bin/cat"_s, u"/root/disk"_s, u"/run/memory"_s}),
                              u"before\nbefore\n"_s, 60'000);
}

void TestDebianGuest::fullCloneHasItsOwnIdentity()
{
    NEED_GUEST();
    ATOLL_VERIFY(
        change(u"guest.shutdown"_s, {{u"guest"_s, u"deb-1"_s}, {u"stopsAfterTimeout"_s, true}}));
    const auto made =
        change(u"guest.clone"_s, {{u"guest"_s, u"deb-1"_s}, {u"name"_s, u"deb-full"_s}});
    ATOLL_VERIFY(made);
    const QString id = made->toObject().value("guest"_L1).toString();
    QVERIFY(QFile::exists(m_agent->storagePath() + u"/vm-%1-cloudinit.iso"_s.arg(id)));
    const auto meta = m_agent->ctl(
        {u"guest"_s, u"cloudinit"_s, u"dump"_s, u"deb-full"_s, u"--part"_s, u"meta"_s});
    ATOLL_VERIFY(meta);
    QVERIFY(meta->toObject().value("text"_L1).toString().contains(u"\"deb-full\""_s));
    ATOLL_VERIFY(change(u"guest.delete"_s,
                        {{u"guest"_s, u"deb-full"_s}, {u"confirmName"_s, u"deb-full"_s}}));
}

void TestDebianGuest::linkedCloneBootsAsAnother()
{
    NEED_GUEST();
    ATOLL_VERIFY(
        change(u"guest.snapshot.delete"_s, {{u"guest"_s, u"deb-1"_s}, {u"name"_s, u"one"_s}}));
    ATOLL_VERIFY(change(u"guest.template.make"_s, {{u"guest"_s, u"deb-1"_s}}));
    ATOLL_VERIFY(change(u"guest.clone"_s, {{u"guest"_s, u"deb-1"_s},
                                           {u"name"_s, u"deb-linked"_s},
                                           {u"isLinked"_s, true},
                                           {u"startsAfterwards"_s, true}}));
    QVERIFY2(answers(u"deb-linked"_s), m_agent->log().constData());
    const QString status =
        inside({u"/usr/bin/cloud-init"_s, u"status"_s, u"--wait"_s}, u"deb-linked"_s);
    QVERIFY2(status.contains(u"status: done"_s), qPrintable(status));
    // A new instance of the same disk: its own name, and what the original wrote is there.
    QCOMPARE(inside({u"/bin/hostname"_s}, u"deb-linked"_s).trimmed(), u"deb-linked"_s);
    QCOMPARE(inside({u"/bin/cat"_s, u"/root/disk"_s}, u"deb-linked"_s), u"before\n"_s);
    ATOLL_VERIFY(change(u"guest.stop"_s, {{u"guest"_s, u"deb-linked"_s}}));
}

void TestDebianGuest::isTheSameAfterExportAndImport()
{
    NEED_GUEST();
    const auto disk = [this](const QString &guest) {
        const auto detail = m_agent->ctl({u"guest"_s, u"get"_s, guest});
        const QJsonArray disks = detail.value_or(QJsonValue())
                                     .toObject()
                                     .value("config"_L1)
                                     .toObject()
                                     .value("disks"_L1)
                                     .toArray();
        return m_agent->storagePath() + u'/'
               + disks.first().toObject().value("volume"_L1).toString();
    };
    const auto exported = change(u"guest.export.file"_s, {{u"guest"_s, u"deb-linked"_s},
                                                          {u"kind"_s, u"ova"_s},
                                                          {u"storage"_s, u"local"_s},
                                                          {u"name"_s, u"deb.ova"_s}});
    ATOLL_VERIFY(exported);
    const QJsonObject package{{u"storage"_s, u"local"_s}, {u"volume"_s, u"deb.ova"_s}};
    ATOLL_VERIFY(change(u"guest.import"_s, {{u"sources"_s, QJsonArray{package}},
                                            {u"name"_s, u"deb-back"_s},
                                            {u"storage"_s, u"local"_s}}));
    QProcess compare;
    compare.start(u"qemu-img"_s, {u"compare"_s, disk(u"deb-linked"_s), disk(u"deb-back"_s)});
    QVERIFY(compare.waitForFinished(300'000));
    const QByteArray words = compare.readAllStandardOutput() + compare.readAllStandardError();
    QVERIFY2(compare.exitCode() == 0, words.constData());
}

void TestDebianGuest::cleanupTestCase()
{
    m_agent.reset();
    m_libvirt.reset();
}

QTEST_GUILESS_MAIN(TestDebianGuest)
#include "tst_debianguest.moc"
