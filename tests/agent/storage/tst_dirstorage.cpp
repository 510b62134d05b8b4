// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <storage/dirstorage.h>
#include <support/fakeprocessrunner.h>
#include <support/inworker.h>
#include <system/localprocessrunner.h>

#include <QDir>
#include <QProcess>
#include <QScopeGuard>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <csignal>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace Atoll;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using F = Api::VolumeFormat;

//! With the real qemu-img.
class TestDirStorage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void makesVolumesThatAreWhatWasAskedFor_data();
    void makesVolumesThatAreWhatWasAskedFor();
    void neverTakesANameTwice();
    void listsImagesAndIsosOnly();
    void aRawDiskThatSaysItIsQcow2StaysRaw();
    void smallVolumeIsPutInPlaceOfTheFormer();
    void growsButNeverShrinks();
    void aVolumeInUseIsNotResized();
    void deletingTwiceIsNoError();
    void keepsTheBaseOfOtherVolumes();
    void vetRefusesBackingOutsideOfTheStorage_data();
    void vetRefusesBackingOutsideOfTheStorage();
    void vetRefusesALoopOfBackingFiles();
    void badNamesNeverReachTheDisk();
    void symbolicLinksAreNotFollowed();
    void cancelLeavesNothing();
    void failureOfQemuImgLeavesNothing();
    void removesWhatAKilledProcessLeft();
    void fullDiskIsToldBeforeAndAfter();
    void missingDirectorySaysWhatToCheck();
    void knowsItsOwnPaths();

private:
    QString path(const QString &name) const { return m_dir->path() + u'/' + name; }
    QStringList files() const
    {
        return QDir(m_dir->path()).entryList(QDir::Files | QDir::Hidden | QDir::System);
    }
    void write(const QString &name, const QByteArray &content)
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    void qemuImg(const QStringList &arguments)
    {
        QProcess process;
        process.setWorkingDirectory(m_dir->path());
        process.start(u"qemu-img"_s, arguments);
        QVERIFY(process.waitForFinished());
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    }
    std::unique_ptr<DirStorage> storageAt(const QString &directory, ProcessRunner &runner)
    {
        return std::move(*DirStorage::create({u"local"_s, u"dir"_s, directory}, runner));
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    LocalProcessRunner m_runner;
    std::unique_ptr<DirStorage> m_storage;
};

void TestDirStorage::initTestCase()
{
    if (QStandardPaths::findExecutable(u"qemu-img"_s).isEmpty())
        QSKIP("qemu-img is missing (package qemu-utils)");
}

void TestDirStorage::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_storage = storageAt(m_dir->path(), m_runner);
}

void TestDirStorage::makesVolumesThatAreWhatWasAskedFor_data()
{
    QTest::addColumn<F>("format");
    QTest::addColumn<bool>("isPreallocated");
    QTest::addColumn<QString>("name");
    QTest::newRow("qcow2") << F::Qcow2 << false << u"web-1"_s;
    QTest::newRow("qcow2, all space now") << F::Qcow2 << true << u"web-1"_s;
    QTest::newRow("raw") << F::Raw << false << u"web-1"_s;
    QTest::newRow("raw, all space now") << F::Raw << true << u"web-1"_s;
    QTest::newRow("strange name") << F::Qcow2 << false << u"웹 $(id);'x`&|*?:,="_s;
}

void TestDirStorage::makesVolumesThatAreWhatWasAskedFor()
{
    QFETCH(F, format);
    QFETCH(bool, isPreallocated);
    QFETCH(QString, name);
    constexpr qint64 size = (8 << 20) + 512;
    const auto made = inWorker([&] {
        return m_storage->create({name, format, size, isPreallocated}, {});
    });
    QVERIFY2(made, made ? "" : qPrintable(made.error().sentence()));
    QVERIFY(made->name.startsWith(name));
    QCOMPARE(made->format, format);
    QCOMPARE(made->sizeBytes, size);
    QCOMPARE(made->allocatedBytes >= size, isPreallocated);
    QCOMPARE(files(), QStringList{made->name});

    const auto source = m_storage->source(made->name);
    QCOMPARE(source->path, path(made->name));
    const auto info = inWorker([&] { return QemuImg(m_runner).info(source->path, format); });
    QCOMPARE(info->virtualBytes, size);
    QVERIFY(inWorker([&] { return m_storage->vet(made->name); }));
    QVERIFY(inWorker([&] { return m_storage->remove(made->name); }));
    QCOMPARE(files(), QStringList());
}

void TestDirStorage::neverTakesANameTwice()
{
    const VolumeSpec spec{u"a"_s, F::Raw, 4096};
    QVERIFY(m_storage->create(spec, {}));
    write(u"a.raw"_s, "precious");
    QCOMPARE(m_storage->create(spec, {}).error().code, ErrorCode::AlreadyExists);
    QCOMPARE(QFileInfo(path(u"a.raw"_s)).size(), 8);

    std::atomic<int> made = 0;
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&] {
            made += m_storage->create({u"race"_s, F::Raw, 4096}, {}).has_value();
        });
    threads.clear();
    QCOMPARE(made.load(), 1);
    QCOMPARE(files(), (QStringList{u"a.raw"_s, u"race.raw"_s}));
}

void TestDirStorage::listsImagesAndIsosOnly()
{
    qemuImg({u"create"_s, u"-q"_s, u"-f"_s, u"qcow2"_s, u"disk.qcow2"_s, u"3M"_s});
    write(u"debian.iso"_s, QByteArray(2048, 'i'));
    write(u"notes.txt"_s, "x");
    write(u".hidden"_s, "x");
    write(u"broken.qcow2"_s, "not an image");
    QVERIFY(QDir(m_dir->path()).mkdir(u"folder.raw"_s));
    QCOMPARE(::mkfifo(path(u"pipe.qcow2"_s).toUtf8().constData(), 0600), 0);

    const auto volumes = m_storage->volumes();
    QVERIFY(volumes);
    QStringList seen;
    for (const Api::VolumeInfo &info : *volumes)
        seen += info.name + u' ' + nameOf(info.format) + u' ' + QString::number(info.sizeBytes);
    QCOMPARE(seen, (QStringList{u"broken.qcow2 other 12"_s, u"debian.iso iso 2048"_s,
                                u"disk.qcow2 qcow2 3145728"_s, u"notes.txt other 1"_s}));
    QVERIFY(m_storage->source(u"debian.iso"_s)->isReadOnly);
    QVERIFY(!m_storage->vet(u"notes.txt"_s));
    QVERIFY(!m_storage->vet(u"broken.qcow2"_s));
}

void TestDirStorage::aRawDiskThatSaysItIsQcow2StaysRaw()
{
    qemuImg({u"create"_s, u"-q"_s, u"-f"_s, u"qcow2"_s, u"-u"_s, u"-b"_s, u"/etc/shadow"_s, u"-F"_s,
             u"raw"_s, u"evil.raw"_s, u"3M"_s});
    const auto source = m_storage->source(u"evil.raw"_s);
    QCOMPARE(source->format, F::Raw);
    QCOMPARE(m_storage->volume(u"evil.raw"_s)->sizeBytes, QFileInfo(path(u"evil.raw"_s)).size());
}

void TestDirStorage::smallVolumeIsPutInPlaceOfTheFormer()
{
    const auto first = m_storage->put(u"seed.iso"_s, QByteArray(5000, 'a'));
    QVERIFY(first);
    QCOMPARE(first->format, F::Iso);
    QFile former(path(u"seed.iso"_s));
    QVERIFY(former.open(QIODevice::ReadOnly));
    QVERIFY(m_storage->put(u"seed.iso"_s, QByteArray(6000, 'b')));
    QCOMPARE(former.readAll(), QByteArray(5000, 'a')); // who has it open keeps it
    QFile now(path(u"seed.iso"_s));
    QVERIFY(now.open(QIODevice::ReadOnly));
    QCOMPARE(now.readAll(), QByteArray(6000, 'b'));
    QCOMPARE(now.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    QCOMPARE(files(), QStringList{u"seed.iso"_s});
    QVERIFY(!m_storage->put(u"../seed.iso"_s, "x"));
}

void TestDirStorage::growsButNeverShrinks()
{
    for (const F format : {F::Qcow2, F::Raw}) {
        const QString name = inWorker([&] {
                                 return m_storage->create({u"a"_s, format, 1 << 20}, {});
                             })->name;
        const auto grown = inWorker([&] { return m_storage->resize(name, 2 << 20); });
        QCOMPARE(grown.value().sizeBytes, 2 << 20);
        const auto shrunk = inWorker([&] { return m_storage->resize(name, 1 << 20); });
        QCOMPARE(shrunk.error().code, ErrorCode::InvalidParams);
        QCOMPARE(m_storage->volume(name)->sizeBytes, 2 << 20);
    }
    QCOMPARE(m_storage->resize(u"none.raw"_s, 1).error().code, ErrorCode::NotFound);
}

void TestDirStorage::aVolumeInUseIsNotResized()
{
    if (QStandardPaths::findExecutable(u"qemu-io"_s).isEmpty())
        QSKIP("qemu-io is missing (package qemu-utils)");
    inWorker([&] { return m_storage->create({u"a"_s, F::Qcow2, 1 << 20}, {}); });
    QProcess holder;
    holder.start(u"qemu-io"_s, {u"-f"_s, u"qcow2"_s, path(u"a.qcow2"_s)});
    QVERIFY(holder.waitForStarted());
    holder.write("length\n");
    QVERIFY(holder.waitForReadyRead(20'000));
    const auto result = inWorker([&] { return m_storage->resize(u"a.qcow2"_s, 2 << 20); });
    QCOMPARE(result.error().code, ErrorCode::InvalidState);
    holder.closeWriteChannel();
    QVERIFY(holder.waitForFinished());
}

void TestDirStorage::deletingTwiceIsNoError()
{
    QVERIFY(m_storage->create({u"a"_s, F::Raw, 4096}, {}));
    QVERIFY(m_storage->remove(u"a.raw"_s));
    QVERIFY(m_storage->remove(u"a.raw"_s));
}

void TestDirStorage::keepsTheBaseOfOtherVolumes()
{
    qemuImg({u"create"_s, u"-q"_s, u"-f"_s, u"qcow2"_s, u"base.qcow2"_s, u"1M"_s});
    qemuImg({u"create"_s, u"-q"_s, u"-f"_s, u"qcow2"_s, u"-b"_s, u"base.qcow2"_s, u"-F"_s,
             u"qcow2"_s, u"top.qcow2"_s});
    const auto refused = inWorker([&] { return m_storage->remove(u"base.qcow2"_s); });
    QCOMPARE(refused.error().code, ErrorCode::InvalidState);
    QVERIFY(refused.error().text.contains(u"top.qcow2"_s));
    QVERIFY(inWorker([&] { return m_storage->vet(u"top.qcow2"_s); }));
    QVERIFY(inWorker([&] { return m_storage->remove(u"top.qcow2"_s); }));
    QVERIFY(inWorker([&] { return m_storage->remove(u"base.qcow2"_s); }));
}

void TestDirStorage::vetRefusesBackingOutsideOfTheStorage_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("absolute") << QStringList{u"-u"_s, u"-b"_s, u"/etc/shadow"_s, u"-F"_s, u"raw"_s};
    QTest::newRow("up") << QStringList{u"-u"_s, u"-b"_s, u"../../etc/shadow"_s, u"-F"_s, u"raw"_s};
    QTest::newRow("network") << QStringList{u"-u"_s, u"-b"_s, u"nbd://host/x"_s, u"-F"_s, u"raw"_s};
    QTest::newRow("json") << QStringList{u"-u"_s, u"-b"_s,
                                         u"json:{\"driver\":\"raw\",\"file\":{\"driver\":\"file\","
                                         "\"filename\":\"/etc/shadow\"}}"_s,
                                         u"-F"_s, u"raw"_s};
    QTest::newRow("not there") << QStringList{u"-u"_s, u"-b"_s, u"none.raw"_s, u"-F"_s, u"raw"_s};
    QTest::newRow("data elsewhere") << QStringList{u"-o"_s, u"data_file=data.raw"_s};
}

void TestDirStorage::vetRefusesBackingOutsideOfTheStorage()
{
    QFETCH(QStringList, options);
    qemuImg(QStringList{u"create"_s, u"-q"_s, u"-f"_s, u"qcow2"_s} + options
            + QStringList{u"evil.qcow2"_s, u"1M"_s});
    const auto refused = inWorker([&] { return m_storage->vet(u"evil.qcow2"_s); });
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::PermissionDenied);
}

void TestDirStorage::vetRefusesALoopOfBackingFiles()
{
    qemuImg({u"create"_s, u"-q"_s, u"-f"_s, u"qcow2"_s, u"a.qcow2"_s, u"1M"_s});
    qemuImg({u"create"_s, u"-q"_s, u"-f"_s, u"qcow2"_s, u"-b"_s, u"a.qcow2"_s, u"-F"_s, u"qcow2"_s,
             u"b.qcow2"_s});
    qemuImg({u"rebase"_s, u"-u"_s, u"-f"_s, u"qcow2"_s, u"-b"_s, u"b.qcow2"_s, u"-F"_s, u"qcow2"_s,
             u"a.qcow2"_s});
    const auto refused = inWorker([&] { return m_storage->vet(u"a.qcow2"_s); });
    QCOMPARE(refused.error().code, ErrorCode::PermissionDenied);
}

void TestDirStorage::badNamesNeverReachTheDisk()
{
    for (const QString &name :
         {u"../x"_s, u"/etc/passwd"_s, u"-o"_s, u".x"_s, QString(), u"a/b"_s, u"a\nb"_s}) {
        QCOMPARE(m_storage->create({name, F::Raw, 4096}, {}).error().code,
                 ErrorCode::InvalidParams);
        QCOMPARE(m_storage->remove(name).error().code, ErrorCode::InvalidParams);
        QCOMPARE(m_storage->resize(name, 4096).error().code, ErrorCode::InvalidParams);
        QCOMPARE(m_storage->source(name).error().code, ErrorCode::InvalidParams);
        QCOMPARE(m_storage->vet(name).error().code, ErrorCode::InvalidParams);
    }
    QCOMPARE(files(), QStringList());
}

void TestDirStorage::symbolicLinksAreNotFollowed()
{
    QTemporaryDir elsewhere;
    QFile secret(elsewhere.filePath(u"secret"_s));
    QVERIFY(secret.open(QIODevice::WriteOnly));
    QVERIFY(QFile::link(secret.fileName(), path(u"link.raw"_s)));
    QCOMPARE(m_storage->source(u"link.raw"_s).error().code, ErrorCode::NotFound);
    QCOMPARE(m_storage->volumes()->size(), 0);
}

void TestDirStorage::cancelLeavesNothing()
{
    std::stop_source stop;
    int steps = 0;
    const WorkContext context{stop.get_token(), [&](qint64 done, qint64 total) {
                                  QVERIFY(done <= total);
                                  ++steps;
                                  stop.request_stop();
                              }};
    const auto made = inWorker([&] {
        return m_storage->create({u"a"_s, F::Raw, 600LL << 20, true}, context);
    });
    QCOMPARE(made.error().code, ErrorCode::Cancelled);
    QCOMPARE(steps, 1);
    QCOMPARE(files(), QStringList());
}

void TestDirStorage::failureOfQemuImgLeavesNothing()
{
    FakeProcessRunner runner;
    runner.act({u"create"_s}, [&](const ProcessSpec &) -> Result<ProcessResult> {
        // What nobody sees: the half-made image has a hidden name.
        [&] { QCOMPARE(m_storage->volumes()->size(), 0); }();
        return ProcessResult{1, {}, "qemu-img: evil: Input/output error\n"};
    });
    const auto storage = storageAt(m_dir->path(), runner);
    const auto made = storage->create({u"a"_s, F::Qcow2, 1 << 20}, {});
    QCOMPARE(made.error().code, ErrorCode::EngineFailed);
    QVERIFY2(made.error().text.contains(u"Input/output error"_s), qPrintable(made.error().text));
    QCOMPARE(files(), QStringList());
}

void TestDirStorage::removesWhatAKilledProcessLeft()
{
    // A child that is killed in the middle of its work.
    const pid_t child = ::fork();
    if (child == 0) {
        FakeProcessRunner runner;
        runner.act({u"create"_s}, [](const ProcessSpec &) -> Result<ProcessResult> {
            ::kill(::getpid(), SIGKILL);
            return ProcessResult{};
        });
        (void)storageAt(m_dir->path(), runner)->create({u"a"_s, F::Qcow2, 1 << 20}, {});
        ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    QVERIFY(WIFSIGNALED(status));
    QCOMPARE(files().size(), 1);
    QCOMPARE(m_storage->volumes()->size(), 0);

    // Another that still works is left alone.
    FakeProcessRunner slow;
    slow.act({u"create"_s}, [&](const ProcessSpec &) -> Result<ProcessResult> {
        [&] {
            QCOMPARE(files().size(), 2);
            QVERIFY(m_storage->activate());
            QCOMPARE(files().size(), 1);
        }();
        return ProcessResult{};
    });
    QVERIFY(storageAt(m_dir->path(), slow)->create({u"b"_s, F::Qcow2, 1 << 20}, {}));
    QCOMPARE(files(), QStringList{u"b.qcow2"_s});
}

void TestDirStorage::fullDiskIsToldBeforeAndAfter()
{
    if (::geteuid() != 0)
        QSKIP("mounting a small tmpfs needs root");
    if (::mount("tmpfs", m_dir->path().toUtf8().constData(), "tmpfs", 0, "size=1m") != 0)
        QSKIP("this machine cannot mount a tmpfs");
    const auto unmount =
        qScopeGuard([&] { ::umount2(m_dir->path().toUtf8().constData(), MNT_DETACH); });

    const auto tooMuch = inWorker([&] {
        return m_storage->create({u"a"_s, F::Raw, 4 << 20, true}, {});
    });
    QCOMPARE(tooMuch.error().code, ErrorCode::NoSpace);
    const QJsonObject details = tooMuch.error().details;
    QCOMPARE(details.value("storage"_L1).toString(), u"local"_s);
    QVERIFY(details.value("neededBytes"_L1).toInteger() >= (4 << 20));
    QCOMPARE(details.value("freeBytes"_L1).toInteger(), 1 << 20);

    // Enough when it was looked, not any more when it is written.
    FakeProcessRunner runner;
    runner.act({u"create"_s}, [&](const ProcessSpec &spec) {
        write(u"other.raw"_s, QByteArray(900 << 10, 'x'));
        return m_runner.run(spec);
    });
    const auto storage = storageAt(m_dir->path(), runner);
    const auto late = inWorker([&] { return storage->create({u"b"_s, F::Qcow2, 1 << 20}, {}); });
    QVERIFY(!late);
    QCOMPARE(late.error().code, ErrorCode::NoSpace);
    QCOMPARE(files(), QStringList{u"other.raw"_s});
}

void TestDirStorage::missingDirectorySaysWhatToCheck()
{
    const auto storage = storageAt(path(u"none"_s), m_runner);
    const auto status = storage->status();
    QCOMPARE(status.error().code, ErrorCode::EngineUnavailable);
    QVERIFY(status.error().hint.contains(u"mounted"_s));
    QVERIFY(!DirStorage::create({u"x"_s, u"dir"_s, u"relative"_s}, m_runner));
}

void TestDirStorage::knowsItsOwnPaths()
{
    QCOMPARE(m_storage->volumeAt(path(u"a.raw"_s)), u"a.raw"_s);
    QCOMPARE(m_storage->volumeAt(path(u"./x/../a.raw"_s)), u"a.raw"_s);
    QCOMPARE(m_storage->volumeAt(path(u"x/a.raw"_s)), QString());
    QCOMPARE(m_storage->volumeAt(u"/etc/passwd"_s), QString());
    QCOMPARE(m_storage->volumeAt(path(u"../a.raw"_s)), QString());
}

QTEST_GUILESS_MAIN(TestDirStorage)
#include "tst_dirstorage.moc"
