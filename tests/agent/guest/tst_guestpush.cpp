// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestbench.h"

#include <support/fakehypervisor.h>
#include <support/inworker.h>

#include <guest/kvm/domain.h>

#include <QTemporaryDir>

#include <mutex>

#include <sys/socket.h>

using namespace Atoll;
using namespace Qt::StringLiterals;

namespace {

const QString kUuid = u"7d5e4f0c-0000-4000-8000-000000000001"_s;

//! The files of a guest as its agent shows them.
class GuestFiles
{
public:
    Result<QByteArray> answer(const QByteArray &bytes)
    {
        const std::lock_guard lock(m_mutex);
        const QJsonObject message = QJsonDocument::fromJson(bytes).object();
        const auto value = this->value(message.value("execute"_L1).toString(),
                                       message.value("arguments"_L1).toObject());
        const QJsonObject said = value
                                     ? QJsonObject{{u"return"_s, *value}}
                                     : QJsonObject{{u"error"_s, QJsonObject{{u"desc"_s, u"no"_s}}}};
        return QJsonDocument(said).toJson();
    }
    QMap<QString, QByteArray> all() const
    {
        const std::lock_guard lock(m_mutex);
        return files;
    }

    QMap<QString, QByteArray> files;
    bool isWindows = false;
    bool mayRun = true;
    bool isFull = false;

private:
    std::optional<QJsonValue> value(const QString &name, const QJsonObject &with)
    {
        if (name == u"guest-get-osinfo")
            return QJsonObject{{u"id"_s, isWindows ? u"mswindows"_s : u"debian"_s}};
        if (name == u"guest-file-open") {
            const QString path = with.value("path"_L1).toString();
            const bool writes = with.value("mode"_L1) == u"w"_s;
            if (!writes && !files.contains(path))
                return {};
            if (writes)
                files[path].clear();
            m_handles[++m_last] = path;
            return m_last;
        }
        if (name == u"guest-file-write") {
            const QByteArray data =
                QByteArray::fromBase64(with.value("buf-b64"_L1).toString().toLatin1());
            constexpr qsizetype kMostOfACommand = 128 << 10; // larger ones hang a real one
            if (isFull || data.size() > kMostOfACommand)
                return {};
            files[m_handles.value(with.value("handle"_L1).toInt())] += data;
            return QJsonObject{{u"count"_s, data.size()}};
        }
        if (name == u"guest-exec") {
            if (!mayRun)
                return {};
            files.remove(with.value("arg"_L1).toArray().last().toString());
            return QJsonObject{{u"pid"_s, 7}};
        }
        if (name == u"guest-exec-status")
            return QJsonObject{{u"exited"_s, true}, {u"exitcode"_s, 0}};
        return QJsonObject();
    }

    mutable std::mutex m_mutex;
    QMap<int, QString> m_handles;
    int m_last = 1000;
};

} // namespace

//! Files of a client that the guest's agent writes.
class TestGuestPush : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void filesArriveWhole();
    void filesInTheGuestAreNeverReplaced();
    void windowsGetsThemWhereEverybodyFindsThem();
    void halfAFileIsTakenAway_data();
    void halfAFileIsTakenAway();
    void noShellOfWindowsSeesTheNameOfAFile();
    void aFullDiskIsToldInWords();
    void whatCannotBeSentIsRefusedBefore_data();
    void whatCannotBeSentIsRefusedBefore();

private:
    static QJsonObject wish(const QList<QPair<QString, qint64>> &files, const QString &folder = {})
    {
        QJsonArray list;
        for (const auto &[name, size] : files)
            list.append(QJsonObject{{u"name"_s, name}, {u"sizeBytes"_s, size}});
        return {{u"guest"_s, u"web"_s}, {u"folder"_s, folder}, {u"files"_s, list}};
    }
    Api::TaskInfo push(const QJsonObject &params, const QByteArray &bytes, bool hangsUp = true)
    {
        m_bench->grants.clear();
        const auto task = m_bench->begin(u"guest.push"_s, params);
        if (!task || m_bench->grants.isEmpty())
            return {};
        FileDescriptor socket(*m_bench->grants.first().open());
        m_bench->grants.clear();
        inWorker(
            [&] { return ::send(socket.get(), bytes.data(), size_t(bytes.size()), MSG_NOSIGNAL); });
        if (hangsUp)
            socket = FileDescriptor();
        else
            (void)m_bench->tasks().cancel(*task, u"admin@builtin"_s);
        return m_bench->finish(*task);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeHypervisor> m_hypervisor;
    FakeStorageLookup m_storages;
    std::unique_ptr<GuestFiles> m_guest;
    std::unique_ptr<GuestBench> m_bench;
};

void TestGuestPush::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_hypervisor = std::make_unique<FakeHypervisor>();
    m_guest = std::make_unique<GuestFiles>();
    m_hypervisor->setAgent([guest = m_guest.get()](const QString &, const QByteArray &command) {
        return guest->answer(command);
    });
    m_bench = std::make_unique<GuestBench>(m_folder->path(), *m_hypervisor, m_storages);
    m_hypervisor->connectNow();
    Api::GuestConfig config;
    config.name = u"web"_s;
    config.uuid = kUuid;
    config.memoryBytes = 256 * units::MiB;
    m_hypervisor->addByOtherTool(*Kvm::renderDomain(config, {}));
    (void)m_hypervisor->start(kUuid);
    QVERIFY(m_bench->shows(kUuid, Api::GuestState::Running));
}

void TestGuestPush::cleanup()
{
    m_bench.reset();
    m_hypervisor.reset();
}

void TestGuestPush::filesArriveWhole()
{
    const QByteArray first(700'000, 'a');
    const Api::TaskInfo task =
        push(wish({{u"첫째 file.bin"_s, first.size()}, {u"empty"_s, 0}, {u"b.txt"_s, 5}}),
             first + "hello");
    QVERIFY2(task.state == Api::TaskState::Succeeded,
             qPrintable(Error::fromJson(task.error).sentence()));
    QCOMPARE(m_guest->all(), (QMap<QString, QByteArray>{{u"/tmp/첫째 file.bin"_s, first},
                                                        {u"/tmp/empty"_s, {}},
                                                        {u"/tmp/b.txt"_s, "hello"}}));
    QCOMPARE(task.progress.doneBytes, first.size() + 5);
    QCOMPARE(task.result.toObject().value("paths"_L1).toArray().size(), 3);
}

void TestGuestPush::filesInTheGuestAreNeverReplaced()
{
    m_guest->files = {{u"/srv/a.txt"_s, "theirs"}, {u"/srv/a (2).txt"_s, "theirs, too"}};
    const Api::TaskInfo task = push(wish({{u"a.txt"_s, 4}}, u"/srv"_s), "ours");
    QCOMPARE(task.state, Api::TaskState::Succeeded);
    QCOMPARE(m_guest->all().value(u"/srv/a.txt"_s), "theirs");
    QCOMPARE(m_guest->all().value(u"/srv/a (2).txt"_s), "theirs, too");
    QCOMPARE(m_guest->all().value(u"/srv/a (3).txt"_s), "ours");
}

void TestGuestPush::windowsGetsThemWhereEverybodyFindsThem()
{
    m_guest->isWindows = true;
    QCOMPARE(push(wish({{u"a.txt"_s, 4}}), "ours").state, Api::TaskState::Succeeded);
    QCOMPARE(m_guest->all().value(u"C:\\Users\\Public\\Downloads\\a.txt"_s), "ours");
}

void TestGuestPush::halfAFileIsTakenAway_data()
{
    QTest::addColumn<bool>("isCancelled");
    QTest::addColumn<bool>("mayRun");
    QTest::newRow("the connection is cut") << false << true;
    QTest::newRow("cancelled") << true << true;
    QTest::newRow("the guest runs no programs") << true << false;
}

void TestGuestPush::halfAFileIsTakenAway()
{
    QFETCH(bool, isCancelled);
    QFETCH(bool, mayRun);
    m_guest->mayRun = mayRun;
    const Api::TaskInfo task = push(wish({{u"whole"_s, 3}, {u"half"_s, 900'000}}),
                                    "abc" + QByteArray(500'000, 'x'), !isCancelled);
    QVERIFY(task.state != Api::TaskState::Succeeded);
    QVERIFY(task.isEnded());
    QCOMPARE(m_guest->all().value(u"/tmp/half"_s), QByteArray());
    QVERIFY(!mayRun || !m_guest->all().contains(u"/tmp/half"_s));
}

void TestGuestPush::noShellOfWindowsSeesTheNameOfAFile()
{
    m_guest->isWindows = true;
    const Api::TaskInfo task = push(wish({{u"a & calc.exe"_s, 900'000}}), QByteArray(500'000, 'x'));
    QCOMPARE(task.state, Api::TaskState::Failed);
    const QString path = u"C:\\Users\\Public\\Downloads\\a & calc.exe"_s;
    QVERIFY2(m_guest->all().contains(path), "a program ran to delete it");
    QCOMPARE(m_guest->all().value(path), QByteArray());
}

void TestGuestPush::aFullDiskIsToldInWords()
{
    m_guest->isFull = true;
    const Api::TaskInfo task = push(wish({{u"a"_s, 4}}), "ours");
    QCOMPARE(task.state, Api::TaskState::Failed);
    QVERIFY(Error::fromJson(task.error).text.contains(u"did not get into the guest"_s));
    QVERIFY(m_guest->all().isEmpty());
}

void TestGuestPush::whatCannotBeSentIsRefusedBefore_data()
{
    QTest::addColumn<QJsonObject>("params");
    QTest::addColumn<ErrorCode>("code");
    const auto invalid = ErrorCode::InvalidParams;
    QTest::newRow("elsewhere") << wish({{u"../a"_s, 1}}) << invalid;
    QTest::newRow("on another drive") << wish({{u"C:a"_s, 1}}) << invalid;
    QTest::newRow("no name") << wish({{u".."_s, 1}}) << invalid;
    QTest::newRow("twice") << wish({{u"a"_s, 1}, {u"A"_s, 1}}) << invalid;
    QTest::newRow("relative folder") << wish({{u"a"_s, 1}}, u"tmp"_s) << invalid;
    QTest::newRow("none") << wish({}) << invalid;
    QTest::newRow("too much") << wish({{u"a"_s, 40 << 20}, {u"b"_s, 40 << 20}})
                              << ErrorCode::LimitExceeded;
}

void TestGuestPush::whatCannotBeSentIsRefusedBefore()
{
    QFETCH(QJsonObject, params);
    QFETCH(ErrorCode, code);
    const auto answer = m_bench->call(u"guest.push"_s, params);
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, code);
    QVERIFY(m_guest->all().isEmpty());
}

QTEST_GUILESS_MAIN(TestGuestPush)
#include "tst_guestpush.moc"
