// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <inventory/inventory.h>
#include <server/registry.h>
#include <storage/storagemethods.h>
#include <storage/storageservice.h>
#include <storage/webfetch.h>
#include <support/fakeprocessrunner.h>
#include <support/inworker.h>

#include <api/storagetransfer.h>

#include <QCryptographicHash>
#include <QDir>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <sys/socket.h>

using namespace Atoll;
using namespace Qt::StringLiterals;

namespace {

QString sha256(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

//! Answers each path with its text, as an old simple server does.
class WebServer : public QTcpServer
{
public:
    QHash<QString, QByteArray> answers;

    WebServer()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
                const QString path = QString::fromUtf8(socket->readAll()).section(u' ', 1, 1);
                socket->write(answers.value(path, "HTTP/1.1 404 Not Found\r\n\r\n"));
                socket->disconnectFromHost();
            });
        });
    }
    QString url(const QString &path) const
    {
        return u"http://127.0.0.1:%1%2"_s.arg(serverPort()).arg(path);
    }
    static QByteArray file(const QByteArray &bytes, qsizetype announced = -1)
    {
        return "HTTP/1.1 200 OK\r\nContent-Length: "
               + QByteArray::number(announced < 0 ? bytes.size() : announced) + "\r\n\r\n" + bytes;
    }
    static QByteArray redirect(const QString &to)
    {
        return "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + to.toUtf8() + "\r\n\r\n";
    }
};

} // namespace

//! Uploads, downloads and fetches, as calls and channels bring them.
class TestStorageTransfer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void uploadAppearsWhenWhole();
    void uploadWithAnotherChecksumLeavesNothing();
    void cutUploadLeavesNothing();
    void cancelledUploadLeavesNothing();
    void uploadIsRefused_data();
    void uploadIsRefused();
    void downloadGivesAllBytes();
    void fetchChecksAndFollows();
    void fetchRefuses_data();
    void fetchRefuses();
    void addressesOfTheNodeAreNotFetched_data();
    void addressesOfTheNodeAreNotFetched();

private:
    Result<Api::TransferTicket> ask(const QString &method, const QJsonObject &params)
    {
        m_grant = {};
        std::optional<Result<QJsonValue>> answer;
        m_registry->dispatch({.user = u"admin@builtin"_s}, method, params,
                             [&](const Result<QJsonValue> &result) { answer = result; });
        [&] { QTRY_VERIFY(answer); }();
        return *answer ? fromJson<Api::TransferTicket>(**answer) : fail(answer->error());
    }
    Api::TaskInfo finish(const QString &id)
    {
        [&] { QTRY_VERIFY_WITH_TIMEOUT(m_tasks->info(id)->isEnded(), 30000); }();
        return *m_tasks->info(id);
    }
    //! Hidden ones, too.
    QStringList files() const
    {
        return QDir(m_dir->filePath(u"images"_s)).entryList(QDir::Files | QDir::Hidden);
    }
    QJsonObject upload(const QByteArray &bytes, const QString &name = u"a.iso"_s)
    {
        return {{u"storage"_s, u"local"_s},
                {u"name"_s, name},
                {u"sizeBytes"_s, bytes.size()},
                {u"sha256"_s, sha256(bytes)}};
    }
    static void sendAll(int fd, const QByteArray &bytes)
    {
        inWorker([&] { return ::send(fd, bytes.data(), size_t(bytes.size()), MSG_NOSIGNAL); });
    }

    SystemClock m_clock;
    FakeProcessRunner m_runner;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Inventory> m_inventory;
    std::unique_ptr<TaskRunner> m_tasks;
    std::unique_ptr<Registry> m_registry;
    std::unique_ptr<StorageService> m_storages;
    ChannelGrant m_grant;
};

void TestStorageTransfer::init()
{
    m_grant = {};
    m_registry.reset();
    m_storages.reset();
    m_dir = std::make_unique<QTemporaryDir>();
    m_inventory = std::make_unique<Inventory>(Api::ClusterInfo{});
    m_tasks = std::move(*TaskRunner::open({m_dir->filePath(u"tasks.db"_s), u"n1"_s}, m_clock));
    m_storages = std::make_unique<StorageService>(
        StorageService::Options{u"n1"_s, m_dir->filePath(u"images"_s)}, nullptr, &m_runner,
        m_inventory.get());
    m_registry = std::make_unique<Registry>(
        m_tasks.get(), [](const QString &, Privilege, const QString &) { return Result<void>(); },
        [](const Api::AuditRecord &) {},
        [this](const Caller &, const ChannelGrant &grant) -> Result<Api::ConsoleTicket> {
            m_grant = grant;
            return Api::ConsoleTicket{u"ticket"_s};
        });
    registerStorageMethods(*m_registry, *m_storages);
    QTRY_VERIFY(m_storages->infos().first().isActive);
}

void TestStorageTransfer::uploadAppearsWhenWhole()
{
    const QByteArray bytes = QByteArray(300'000, 'a') + QByteArray(300'000, 'b');
    const auto ticket = ask(u"storage.upload"_s, upload(bytes));
    QVERIFY(ticket.has_value());
    const FileDescriptor socket(*m_grant.open());
    sendAll(socket.get(), bytes.first(500'000));
    QVERIFY(!files().contains(u"a.iso"_s));
    sendAll(socket.get(), bytes.sliced(500'000));
    const Api::TaskInfo task = finish(ticket->task);
    QCOMPARE(task.state, Api::TaskState::Succeeded);
    QCOMPARE(task.progress.doneBytes, 600'000);
    QCOMPARE(files(), QStringList{u"a.iso"_s});
    QFile file(m_dir->filePath(u"images/a.iso"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), bytes);
    char none = 0;
    QCOMPARE(::recv(socket.get(), &none, 1, 0), 0); // the agent ends the channel
}

void TestStorageTransfer::uploadWithAnotherChecksumLeavesNothing()
{
    QJsonObject wish = upload(QByteArrayLiteral("good"));
    const auto ticket = ask(u"storage.upload"_s, wish);
    const FileDescriptor socket(*m_grant.open());
    sendAll(socket.get(), QByteArrayLiteral("evil"));
    const Api::TaskInfo task = finish(ticket->task);
    QCOMPARE(task.state, Api::TaskState::Failed);
    QVERIFY(Error::fromJson(task.error).text.contains(u"SHA-256"_s));
    QCOMPARE(files(), QStringList());
}

void TestStorageTransfer::cutUploadLeavesNothing()
{
    const auto ticket = ask(u"storage.upload"_s, upload(QByteArray(1000, 'x')));
    {
        const FileDescriptor socket(*m_grant.open());
        sendAll(socket.get(), QByteArray(999, 'x'));
    }
    QCOMPARE(Error::fromJson(finish(ticket->task).error).code, ErrorCode::ConnectionLost);
    QCOMPARE(files(), QStringList());

    // A ticket that nobody redeems goes, and the channel with it.
    const auto other = ask(u"storage.upload"_s, upload(QByteArray(1000, 'x')));
    m_grant = {};
    QCOMPARE(Error::fromJson(finish(other->task).error).code, ErrorCode::ConnectionLost);
}

void TestStorageTransfer::cancelledUploadLeavesNothing()
{
    const auto ticket = ask(u"storage.upload"_s, upload(QByteArray(1000, 'x')));
    const FileDescriptor socket(*m_grant.open());
    sendAll(socket.get(), QByteArray(500, 'x'));
    QTRY_COMPARE(m_tasks->info(ticket->task)->progress.doneBytes, 500);
    QVERIFY(m_tasks->cancel(ticket->task, u"admin@builtin"_s));
    QCOMPARE(finish(ticket->task).state, Api::TaskState::Cancelled);
    QCOMPARE(files(), QStringList());
}

void TestStorageTransfer::uploadIsRefused_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<int>("code");
    const int invalid = int(ErrorCode::InvalidParams);
    QTest::newRow("path") << u"name"_s << QJsonValue(u"../a.iso"_s) << invalid;
    QTest::newRow("hidden") << u"name"_s << QJsonValue(u".a.iso"_s) << invalid;
    QTest::newRow("empty") << u"sizeBytes"_s << QJsonValue(0) << invalid;
    QTest::newRow("hash") << u"sha256"_s << QJsonValue(u"12"_s) << invalid;
    QTest::newRow("storage") << u"storage"_s << QJsonValue(u"none"_s) << int(ErrorCode::NotFound);
    QTest::newRow("taken") << u"name"_s << QJsonValue(u"there.iso"_s)
                           << int(ErrorCode::AlreadyExists);
    QTest::newRow("space") << u"sizeBytes"_s << QJsonValue(1LL << 45) << int(ErrorCode::NoSpace);
}

void TestStorageTransfer::uploadIsRefused()
{
    QFETCH(QString, key);
    QFETCH(QJsonValue, value);
    QFETCH(int, code);
    QFile file(m_dir->filePath(u"images/there.iso"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QJsonObject wish = upload(QByteArrayLiteral("x"));
    wish.insert(key, value);
    const auto ticket = ask(u"storage.upload"_s, wish);
    const Error error = ticket ? Error::fromJson(finish(ticket->task).error) : ticket.error();
    QCOMPARE(int(error.code), code);
    QCOMPARE(files(), QStringList{u"there.iso"_s});
}

void TestStorageTransfer::downloadGivesAllBytes()
{
    const QByteArray bytes(700'000, 'd');
    QFile file(m_dir->filePath(u"images/d.raw"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    file.close();
    const auto ticket =
        ask(u"storage.download"_s, {{u"storage"_s, u"local"_s}, {u"volume"_s, u"d.raw"_s}});
    QVERIFY(ticket.has_value());
    const FileDescriptor socket(*m_grant.open());
    const QByteArray got = inWorker([&] {
        QByteArray all;
        QByteArray piece(65536, 0);
        for (auto n = ::recv(socket.get(), piece.data(), 65536, 0); n > 0;
             n = ::recv(socket.get(), piece.data(), 65536, 0))
            all += piece.first(n);
        return all;
    });
    QCOMPARE(got, bytes);
    QCOMPARE(finish(ticket->task).result.toObject().value("sha256"_L1).toString(), sha256(bytes));
}

void TestStorageTransfer::fetchChecksAndFollows()
{
    WebServer server;
    server.answers[u"/a.iso"_s] = WebServer::file(QByteArrayLiteral("image"));
    server.answers[u"/moved.iso"_s] = WebServer::redirect(server.url(u"/a.iso"_s));
    const WebFetch fetch(*m_storages, [](const QHostAddress &) { return true; });
    const auto run = [&](const Api::StorageFetch &wish) {
        return inWorker([&] {
            TaskContext context;
            return fetch.run(context, wish);
        });
    };
    const auto made =
        run({u"local"_s, server.url(u"/moved.iso"_s), {}, sha256(QByteArrayLiteral("image")), {}});
    QVERIFY2(made, made ? "" : qPrintable(made.error().text));
    QCOMPARE(made->volume, u"moved.iso"_s);
    QCOMPARE(files(), QStringList{u"moved.iso"_s});
    QCOMPARE(run({u"local"_s, server.url(u"/a.iso"_s), {}, {}, u"00"_s}).error().code,
             ErrorCode::InvalidParams);
    const auto wrong = run({u"local"_s, server.url(u"/a.iso"_s), {}, {}, QString(128, u'0')});
    QVERIFY(wrong.error().text.contains(u"SHA-512"_s));
    QCOMPARE(files(), QStringList{u"moved.iso"_s});
}

void TestStorageTransfer::fetchRefuses_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("words");
    QTest::newRow("missing") << u"/none.iso"_s << u"404"_s;
    QTest::newRow("loop") << u"/loop.iso"_s << u"redirects more than"_s;
    QTest::newRow("file") << u"/file.iso"_s << u"http or https"_s;
    QTest::newRow("short") << u"/short.iso"_s << u"cannot fetch"_s;
    QTest::newRow("huge") << u"/huge.iso"_s << u"full"_s;
}

void TestStorageTransfer::fetchRefuses()
{
    QFETCH(QString, path);
    QFETCH(QString, words);
    WebServer server;
    server.answers[u"/loop.iso"_s] = WebServer::redirect(server.url(u"/loop.iso"_s));
    server.answers[u"/file.iso"_s] = WebServer::redirect(u"file:///etc/passwd"_s);
    server.answers[u"/short.iso"_s] = WebServer::file(QByteArrayLiteral("half"), 100);
    server.answers[u"/huge.iso"_s] = WebServer::file(QByteArrayLiteral("x"), 1LL << 45);
    const WebFetch fetch(*m_storages, [](const QHostAddress &) { return true; });
    const auto made = inWorker([&] {
        TaskContext context;
        return fetch.run(context, {u"local"_s, server.url(path), {}, {}, {}});
    });
    QVERIFY(!made);
    QVERIFY2(made.error().text.contains(words), qPrintable(made.error().text));
    QCOMPARE(files(), QStringList());
}

void TestStorageTransfer::addressesOfTheNodeAreNotFetched_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("isAllowed");
    for (const char *no : {"127.0.0.1", "127.9.9.9", "::1", "169.254.169.254", "fe80::1", "0.0.0.0",
                           "::", "224.0.0.1", "255.255.255.255", "::ffff:127.0.0.1"})
        QTest::newRow(no) << QString::fromLatin1(no) << false;
    for (const char *yes : {"10.0.0.1", "192.168.1.4", "1.1.1.1", "2001:db8::1", "fd00::1"})
        QTest::newRow(yes) << QString::fromLatin1(yes) << true;
}

void TestStorageTransfer::addressesOfTheNodeAreNotFetched()
{
    QFETCH(QString, address);
    QFETCH(bool, isAllowed);
    QCOMPARE(WebFetch::isFetchable(QHostAddress(address)), isAllowed);
    if (isAllowed)
        return;
    const QString host = address.contains(u':') ? u'[' + address + u']' : address;
    const auto made = inWorker([&] {
        TaskContext context;
        return WebFetch(*m_storages)
            .run(context, {u"local"_s, u"http://%1/a"_s.arg(host), {}, {}, {}});
    });
    QCOMPARE(made.error().code, ErrorCode::PermissionDenied);
}

QTEST_GUILESS_MAIN(TestStorageTransfer)
#include "tst_storagetransfer.moc"
