// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <command.h>
#include <localimport.h>
#include <transfercommand.h>

#include <QTemporaryDir>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

class CommandTest : public QObject
{
    Q_OBJECT

    static QStringList words(const QString &line) { return line.split(u' ', Qt::SkipEmptyParts); }

private Q_SLOTS:
    void consoleIsTheSerialOneUnlessAskedOtherwise();
    void wordsBecomeAMethodAndItsParameters_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("method");
        QTest::addColumn<QByteArray>("params");
        QTest::newRow("positional")
            << u"guest start web-1"_s << u"guest.start"_s << QByteArray(R"({"guest":"web-1"})");
        QTest::newRow("longest verb wins")
            << u"storage volume list local"_s << u"storage.volume.list"_s
            << QByteArray(R"({"storage":"local"})");
        QTest::newRow("kebab and equals")
            << u"guest shutdown web-1 --timeout-seconds=5 --stops-after-timeout"_s
            << u"guest.shutdown"_s
            << QByteArray(R"({"guest":"web-1","timeoutSeconds":5,"stopsAfterTimeout":true})");
        QTest::newRow("nested, sizes and lists")
            << u"guest create --name web --memory-bytes 2GiB --cores 2 --disks size-bytes=8G,storage=local --disks kind=cdrom --dry-run"_s
            << u"guest.create"_s
            << QByteArray(
                   R"({"config":{"name":"web","memoryBytes":2147483648,"cpu":{"cores":2},"disks":[{"sizeBytes":8589934592,"storage":"local"},{"kind":"cdrom"}]},"dryRun":true})");
        QTest::newRow("a name that looks like an option")
            << u"guest start -- --evil"_s << u"guest.start"_s
            << QByteArray(R"({"guest":"--evil"})");
    }
    void wordsBecomeAMethodAndItsParameters()
    {
        QFETCH(QString, line);
        QFETCH(QByteArray, params);
        const auto command = Cli::parseCommand(words(line));
        QVERIFY2(command.has_value(), command ? "" : qPrintable(command.error().sentence()));
        QTEST(command->method->name, "method");
        QCOMPARE(command->params, QJsonDocument::fromJson(params).object());
    }
    void wrongWordsAreNamed_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("said");
        QTest::newRow("no such command") << u"guest fly web-1"_s << u"guest fly"_s;
        QTest::newRow("no such option") << u"guest start web-1 --fast"_s << u"--fast"_s;
        QTest::newRow("one word too many") << u"guest start web-1 web-2"_s << u"web-2"_s;
        QTest::newRow("not a number") << u"task list --limit many"_s << u"many"_s;
        QTest::newRow("a secret") << u"access user add kim@builtin --password hunter22"_s
                                  << u"--password"_s;
        QTest::newRow("no value") << u"task list --limit"_s << u"--limit"_s;
    }
    void wrongWordsAreNamed()
    {
        QFETCH(QString, line);
        QFETCH(QString, said);
        const auto command = Cli::parseCommand(words(line));
        QVERIFY(!command);
        QVERIFY2(command.error().text.contains(said), qPrintable(command.error().text));
    }
    void filesAreTakenOutOfTransfers()
    {
        using Way = Rpc::Transfer::Way;
        QVERIFY(!Cli::isTransfer(words(u"storage list"_s)));
        QVERIFY(!Cli::isTransfer(words(u"guest console web-1"_s)));
        QVERIFY(!Cli::isTransfer(words(u"guest export file web-1"_s)));
        const auto up = Cli::parseTransfer(words(u"storage upload /tmp/a.iso"_s));
        QVERIFY(up.has_value());
        QVERIFY(up->way == Way::ToAgent);
        QCOMPARE(up->file, u"/tmp/a.iso"_s);
        QCOMPARE(up->command.params,
                 (QJsonObject{{u"storage"_s, u"local"_s}, {u"name"_s, u"a.iso"_s}}));
        const auto named =
            Cli::parseTransfer(words(u"storage upload --file b.iso --storage big --name c.iso"_s));
        QVERIFY(named.has_value());
        QCOMPARE(named->file, u"b.iso"_s);
        QCOMPARE(named->command.params,
                 (QJsonObject{{u"storage"_s, u"big"_s}, {u"name"_s, u"c.iso"_s}}));
        const auto down = Cli::parseTransfer(words(u"storage download local d.iso"_s));
        QVERIFY(down.has_value());
        QVERIFY(down->way == Way::FromAgent);
        QCOMPARE(down->file, u"d.iso"_s);
        QVERIFY(!Cli::parseTransfer(words(u"storage upload"_s)));
    }
    void severalFilesTravelTogether()
    {
        const QTemporaryDir folder;
        const QString first = folder.filePath(u"a.txt"_s);
        const QString second = folder.filePath(u"b.txt"_s);
        for (const QString &path : {first, second}) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write("hello") == 5);
        }
        const QJsonArray sent{QJsonObject{{u"name"_s, u"a.txt"_s}, {u"sizeBytes"_s, 5}},
                              QJsonObject{{u"name"_s, u"b.txt"_s}, {u"sizeBytes"_s, 5}}};
        const auto push = Cli::parseTransfer(
            {u"guest"_s, u"push"_s, u"--folder"_s, u"/srv"_s, u"web-1"_s, first, second});
        QVERIFY2(push.has_value(), push ? "" : qPrintable(push.error().sentence()));
        QCOMPARE(push->file, first);
        QCOMPARE(push->more, QStringList{second});
        QCOMPARE(
            push->command.params,
            (QJsonObject{{u"guest"_s, u"web-1"_s}, {u"folder"_s, u"/srv"_s}, {u"files"_s, sent}}));
        const auto disc =
            Cli::parseTransfer({u"storage"_s, u"disc"_s, first, second, u"--name"_s, u"d.iso"_s});
        QVERIFY2(disc.has_value(), disc ? "" : qPrintable(disc.error().sentence()));
        QCOMPARE(
            disc->command.params,
            (QJsonObject{{u"storage"_s, u"local"_s}, {u"name"_s, u"d.iso"_s}, {u"files"_s, sent}}));
        QVERIFY(!Cli::parseTransfer({u"guest"_s, u"push"_s, u"web-1"_s}));
        QVERIFY(!Cli::parseTransfer({u"guest"_s, u"push"_s, u"web-1"_s, folder.path()}));
    }
    void filesOfThisMachineAreImportedInOneStep()
    {
        QVERIFY(Cli::LocalImport::isMeant(words(u"guest import a.qcow2"_s)));
        QVERIFY(!Cli::LocalImport::isMeant(words(u"guest import inspect x"_s)));
        QVERIFY(!Cli::LocalImport::isMeant(words(u"guest import --storage local"_s)));
        const QTemporaryDir folder;
        const auto make = [&folder](const QString &name, const QByteArray &text) {
            QFile file(folder.filePath(name));
            return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
        };
        const QString ovf = folder.filePath(u"web.ovf"_s);
        QVERIFY(make(u"web.ovf"_s, "<Envelope xmlns:ovf='urn:o'><References>"
                                   "<File ovf:href='web-disk1.vmdk'/>"
                                   "<File ovf:href='../secret'/></References></Envelope>"));
        const QStringList line{u"guest"_s, u"import"_s, ovf, u"--name"_s, u"web-2"_s};
        QCOMPARE(Cli::LocalImport::parse(line).error().code, ErrorCode::NotFound); // its disk
        QVERIFY(make(u"web-disk1.vmdk"_s, "disk") && make(u"web.mf"_s, "SHA256"));
        const auto wish = Cli::LocalImport::parse(line);
        QVERIFY(wish);
        QCOMPARE(wish->files, (QStringList{ovf, folder.filePath(u"web-disk1.vmdk"_s),
                                           folder.filePath(u"web.mf"_s)}));
        QCOMPARE(wish->command.params.value("storage"_L1).toString(), u"local"_s);
        QCOMPARE(wish->command.params.value("name"_L1).toString(), u"web-2"_s);
    }
    void everyMethodHasHelp()
    {
        for (const Api::MethodInfo &method : Api::methods())
            QVERIFY(Cli::helpFor(method.name.split(u'.')).contains(method.summary));
    }
    void completionOffersVerbsAndOptions()
    {
        QVERIFY(Cli::completions({u"guest"_s, u"st"_s}).contains(u"start"_s));
        QVERIFY(Cli::completions({u"storage"_s, u"vol"_s}).contains(u"volume"_s));
        QVERIFY(Cli::completions({u"guest"_s, u"shutdown"_s, u"--time"_s})
                    .contains(u"--timeout-seconds"_s));
    }
};

void CommandTest::consoleIsTheSerialOneUnlessAskedOtherwise()
{
    QVERIFY(Cli::isSerialConsole(*Cli::parseCommand({u"guest"_s, u"console"_s, u"web-1"_s})));
    QVERIFY(!Cli::isSerialConsole(
        *Cli::parseCommand({u"guest"_s, u"console"_s, u"web-1"_s, u"--kind"_s, u"vnc"_s})));
    QVERIFY(!Cli::isSerialConsole(*Cli::parseCommand({u"guest"_s, u"list"_s})));
    QVERIFY(!Cli::isSerialConsole({}));
}

QTEST_GUILESS_MAIN(CommandTest)
#include "tst_command.moc"
