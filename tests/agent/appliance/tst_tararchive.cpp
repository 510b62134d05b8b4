// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <appliance/tararchive.h>

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

class TestTarArchive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatTarWrites_data();
    void readsWhatTarWrites();
    void tarReadsWhatIsWritten();
    void damageIsNamed_data();
    void damageIsNamed();

private:
    static Result<QList<TarMember>> index(const QByteArray &archive)
    {
        return readTarIndex(
            [&archive](qint64 offset, qint64 size) -> Result<QByteArray> {
                return archive.mid(offset, size);
            },
            archive.size());
    }
    static QByteArray tar(const QStringList &arguments, const QString &directory)
    {
        QProcess process;
        process.setWorkingDirectory(directory);
        process.start(u"tar"_s, arguments);
        process.waitForFinished();
        return process.readAllStandardOutput();
    }
    static QByteArray entry(const QString &name, const QByteArray &bytes)
    {
        return tarHeader(name, bytes.size()) + bytes + tarPadding(bytes.size());
    }
};

void TestTarArchive::readsWhatTarWrites_data()
{
    QTest::addColumn<QString>("format");
    for (const char *format : {"ustar", "gnu", "pax", "v7"})
        QTest::newRow(format) << QString::fromLatin1(format);
}

void TestTarArchive::readsWhatTarWrites()
{
    QFETCH(QString, format);
    const QTemporaryDir directory;
    const QString longName =
        format == u"v7" ? u"long"_s : u"x"_s.repeated(90) + u'/' + u"y"_s.repeated(80);
    for (const auto &[name, size] : {std::pair{u"vm.ovf"_s, 700}, {longName, 1024}}) {
        QDir(directory.path()).mkpath(QFileInfo(directory.filePath(name)).path());
        QFile file(directory.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(size, name.at(0).toLatin1()));
    }
    const QByteArray archive =
        tar({u"cf"_s, u"-"_s, u"--format="_s + format, u"vm.ovf"_s, longName}, directory.path());
    const auto members = index(archive);
    QVERIFY2(members, members ? "" : qPrintable(members.error().text));
    QCOMPARE(members->size(), 2);
    QCOMPARE(members->at(0).name, u"vm.ovf"_s);
    QCOMPARE(archive.mid(members->at(0).offset, members->at(0).sizeBytes), QByteArray(700, 'v'));
    QCOMPARE(members->at(1).name, longName);
    QCOMPARE(members->at(1).sizeBytes, 1024);
}

void TestTarArchive::tarReadsWhatIsWritten()
{
    const QTemporaryDir directory;
    QFile file(directory.filePath(u"a.ova"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(entry(u"vm.ovf"_s, "text") + entry(u"vm-disk1.vmdk"_s, QByteArray(1000, 'd'))
               + tarEnd());
    file.close();
    QCOMPARE(tar({u"tf"_s, file.fileName()}, directory.path()), "vm.ovf\nvm-disk1.vmdk\n");
    QCOMPARE(tar({u"xOf"_s, file.fileName(), u"vm-disk1.vmdk"_s}, directory.path()),
             QByteArray(1000, 'd'));
    // More than 8 GiB, in GNU's way.
    const QByteArray header = tarHeader(u"big"_s, 20LL << 30);
    const auto members = readTarIndex(
        [&](qint64 offset, qint64 size) -> Result<QByteArray> { return header.mid(offset, size); },
        (20LL << 30) + 512);
    QVERIFY(members.has_value());
    QCOMPARE(members->first().sizeBytes, 20LL << 30);
}

void TestTarArchive::damageIsNamed_data()
{
    QTest::addColumn<QByteArray>("archive");
    const QByteArray good = entry(u"a"_s, QByteArray(600, 'a'));
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("zeros") << tarEnd();
    QTest::newRow("no tar") << QByteArray(2048, 'x');
    QTest::newRow("cut") << good.first(900);
    QByteArray sum = good;
    sum[10] = 'z';
    QTest::newRow("sum") << sum;
    QTest::newRow("too long") << tarHeader(u"a"_s, 1LL << 40) + QByteArray(512, 'a');
}

void TestTarArchive::damageIsNamed()
{
    QFETCH(QByteArray, archive);
    const auto members = index(archive);
    QVERIFY(!members);
    QCOMPARE(members.error().code, ErrorCode::InvalidParams);
}

QTEST_GUILESS_MAIN(TestTarArchive)
#include "tst_tararchive.moc"
