// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <console/viewer/viewerfile.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace Atoll::Console {

//! Files of virt-viewer.
class TestViewerFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFileForSpiceIsUnderstood();
    void aFileThatCannotBeUsedSaysWhy_data();
    void aFileThatCannotBeUsedSaysWhy();
    void aFileForOneUseIsDeleted();
};

void TestViewerFile::aFileForSpiceIsUnderstood()
{
    const auto file = ViewerFile::parse("# made by another program\n"
                                        "[virt-viewer]\r\n"
                                        "type=spice\r\n"
                                        "host = 192.0.2.7\n"
                                        "port=-1\n"
                                        "tls-port=5901\n"
                                        "password=s\\\\e=c\\sret\n"
                                        "ca=-----BEGIN CERTIFICATE-----\\nMII\\n\n"
                                        "host-subject=O=Lab,CN=node-1\n"
                                        "title=안녕\n"
                                        "delete-this-file=1\n"
                                        "unknown=1\n"
                                        "[ovirt]\n"
                                        "host=elsewhere\n");
    QVERIFY(file);
    QCOMPARE(file->kind, ViewerFile::Kind::Spice);
    QCOMPARE(file->host, u"192.0.2.7"_s);
    QCOMPARE(file->port, 0);
    QCOMPARE(file->tlsPort, 5901);
    QCOMPARE(file->password, QByteArray("s\\e=c ret"));
    QVERIFY(file->authority.startsWith("-----BEGIN CERTIFICATE-----\nMII"));
    QCOMPARE(file->subject, u"O=Lab,CN=node-1"_s);
    QCOMPARE(file->title, u"안녕"_s);
    QVERIFY(file->isForOneUse);
    QVERIFY(!file->isFullScreen);
}

void TestViewerFile::aFileThatCannotBeUsedSaysWhy_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("why");
    const QByteArray head("[virt-viewer]\ntype=spice\n");
    QTest::newRow("empty") << QByteArray() << u"none of virt-viewer"_s;
    QTest::newRow("picture") << QByteArray("\x89PNG\r\n\x1a\n\0\0", 10) << u"none of"_s;
    QTest::newRow("other kind") << QByteArray("[virt-viewer]\ntype=rdp\n") << u"another kind"_s;
    QTest::newRow("no host") << head << u"names no host"_s;
    QTest::newRow("host with a space") << head + "host=a b\nport=1" << u"names no host"_s;
    QTest::newRow("no port") << head + "host=a\n" << u"names no port"_s;
    QTest::newRow("port of words") << head + "host=a\nport=x\n" << u"“port” of the file"_s;
    QTest::newRow("port too high") << head + "host=a\ntls-port=65536\n" << u"“tls-port”"_s;
    QTest::newRow("proxy") << head + "host=a\nport=1\nproxy=http://p:1\n" << u"proxy"_s;
    QTest::newRow("too large") << head + QByteArray(100'000, 'x') << u"too large"_s;
    QTest::newRow("too many lines") << head + QByteArray(30'000, '\n') << u"too many lines"_s;
}

void TestViewerFile::aFileThatCannotBeUsedSaysWhy()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, why);
    const auto file = ViewerFile::parse(text);
    QVERIFY(!file);
    QVERIFY2(file.error().text.contains(why), qPrintable(file.error().text));
}

void TestViewerFile::aFileForOneUseIsDeleted()
{
    QTemporaryDir folder;
    const auto make = [&](const QByteArray &more) {
        QFile file(folder.filePath(u"console.vv"_s));
        return file.open(QIODevice::WriteOnly)
               && file.write("[virt-viewer]\ntype=vnc\nhost=a\n" + more) > 0;
    };
    const QString path = folder.filePath(u"console.vv"_s);
    QVERIFY(make("port=5900\n"));
    QVERIFY(ViewerFile::load(path));
    QVERIFY(QFile::exists(path));
    QVERIFY(make("delete-this-file=1\n")); // without a port it was of no use yet
    QVERIFY(!ViewerFile::load(path));
    QVERIFY(QFile::exists(path));
    QVERIFY(make("port=5900\ndelete-this-file=1\n"));
    QVERIFY(ViewerFile::load(path));
    QVERIFY(!QFile::exists(path));
    QVERIFY(!ViewerFile::load(path));
}

} // namespace Atoll::Console

QTEST_GUILESS_MAIN(Atoll::Console::TestViewerFile)
#include "tst_viewerfile.moc"
