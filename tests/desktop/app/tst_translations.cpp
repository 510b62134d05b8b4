// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

//! Runs lupdate over the desktop's sources into a copy of the translations and looks at what comes
//! out, so that no string is forgotten. To mend: run lupdate over desktop/ into
//! resources/translations/atoll_*.ts and translate what is unfinished.
class TestTranslations : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyStringIsTranslated_data();
    void everyStringIsTranslated();
    void placeholdersAreKept();
    void markedStringsAreFound();

private:
    struct Message
    {
        QString source;
        QStringList translations;
        bool isUnfinished = false;
    };
    static QList<Message> read(const QString &path);
    static QString original(const QString &language)
    {
        return QStringLiteral(ATOLL_SOURCE_DIR "/resources/translations/atoll_%1.ts").arg(language);
    }
};

QList<TestTranslations::Message> TestTranslations::read(const QString &path)
{
    QList<Message> messages;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return messages;
    QXmlStreamReader xml(&file);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == "message"_L1) {
            messages.append(Message{});
        } else if (xml.name() == "source"_L1) {
            messages.last().source = xml.readElementText();
        } else if (xml.name() == "translation"_L1) {
            messages.last().isUnfinished = xml.attributes().value("type"_L1) == "unfinished"_L1;
            const QString text =
                xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
            if (!text.isEmpty())
                messages.last().translations += text;
        }
    }
    return messages;
}

void TestTranslations::everyStringIsTranslated_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("Korean") << u"ko"_s;
    QTest::newRow("English plurals") << u"en"_s;
}

void TestTranslations::everyStringIsTranslated()
{
    QFETCH(QString, language);
    const QString tool = QStringLiteral(ATOLL_LUPDATE);
    if (!QFile::exists(tool))
        QSKIP("lupdate is not installed (qt6-l10n-tools)");
    const QTemporaryDir directory;
    const QString copy = directory.filePath(u"atoll_%1.ts"_s.arg(language));
    QVERIFY(QFile::copy(original(language), copy));
    QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner);
    QStringList arguments{u"-silent"_s, u"-locations"_s, u"none"_s, u"-no-obsolete"_s};
    if (language == u"en"_s)
        arguments += u"-pluralonly"_s;
    QProcess process;
    process.start(
        tool, arguments + QStringList{QStringLiteral(ATOLL_SOURCE_DIR "/desktop"), u"-ts"_s, copy});
    QVERIFY(process.waitForFinished(50'000));
    QCOMPARE(process.exitCode(), 0);
    QStringList missing;
    const QList<Message> messages = read(copy);
    QVERIFY(messages.size() > 5);
    for (const Message &message : messages) {
        if (message.isUnfinished || message.translations.isEmpty())
            missing += message.source;
    }
    QVERIFY2(missing.isEmpty(), qPrintable(u"not translated: “%1”"_s.arg(missing.join(u"”, “"_s))));
}

void TestTranslations::placeholdersAreKept()
{
    static const QRegularExpression placeholder(u"%L?[0-9]"_s);
    for (const Message &message : read(original(u"ko"_s))) {
        QSet<QString> wanted;
        for (auto it = placeholder.globalMatch(message.source); it.hasNext();)
            wanted.insert(it.next().captured().remove(u'L'));
        for (const QString &text : message.translations) {
            QSet<QString> found;
            for (auto it = placeholder.globalMatch(text); it.hasNext();)
                found.insert(it.next().captured().remove(u'L'));
            QVERIFY2(found == wanted, qPrintable(message.source + u" → "_s + text));
        }
    }
}

//! lupdate passes over what is marked within a call of a function named tr.
void TestTranslations::markedStringsAreFound()
{
    static const QRegularExpression marked(
        uR"__(QT_TRANSLATE_NOOP\(\s*"\w+",\s*"([^"\\]+)"\))__"_s);
    QSet<QString> known;
    for (const Message &message : read(original(u"ko"_s)))
        known.insert(message.source);
    QStringList missing;
    QDirIterator files(QStringLiteral(ATOLL_SOURCE_DIR "/desktop"), {u"*.cpp"_s, u"*.h"_s},
                       QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(file.readAll());
        for (auto it = marked.globalMatch(text); it.hasNext();) {
            const QString source = it.next().captured(1);
            if (!known.contains(source))
                missing += source;
        }
    }
    QVERIFY2(missing.isEmpty(), qPrintable(u"not found: “%1”"_s.arg(missing.join(u"”, “"_s))));
}

QTEST_GUILESS_MAIN(TestTranslations)
#include "tst_translations.moc"
