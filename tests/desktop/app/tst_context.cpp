// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <app/appcontext.h>
#include <app/secretstore.h>
#include <app/settings.h>

#include <QAbstractItemModelTester>
#include <QAction>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

class TestContext : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void settingsSurviveARestart();
    void profileKeepsEverythingInOneDirectory();
    void secretsAreWrittenReadAndRemoved();
    void noticesAreNewestFirstAndBounded();
    void actionsOfSeveralAreasAreParted();
};

void TestContext::settingsSurviveARestart()
{
    const QTemporaryDir directory;
    {
        Settings settings(directory.path());
        QCOMPARE(settings.themeChoice(), ThemeChoice::System);
        settings.setThemeChoice(ThemeChoice::Dark);
        settings.language.set(u"ko"_s);
        settings.openTabs.set({u"a"_s, u"b"_s});
    }
    const Settings settings(directory.path());
    QCOMPARE(settings.themeChoice(), ThemeChoice::Dark);
    QCOMPARE(settings.language.value(), u"ko"_s);
    QCOMPARE(settings.openTabs.value(), QStringList({u"a"_s, u"b"_s}));
}

void TestContext::profileKeepsEverythingInOneDirectory()
{
    const QTemporaryDir directory;
    Settings settings(directory.path());
    settings.language.set(u"en"_s);
    QVERIFY(settings.cacheDirectory().startsWith(directory.path()));
    QVERIFY(QFileInfo(settings.cacheDirectory()).isDir());
}

void TestContext::secretsAreWrittenReadAndRemoved()
{
    MemorySecretStore secrets;
    QCOMPARE(secrets.read(u"a"_s).result().error().code, ErrorCode::NotFound);
    QVERIFY(secrets.write(u"a"_s, u"hush"_s).result().has_value());
    QCOMPARE(secrets.read(u"a"_s).result().value(), u"hush"_s);
    QVERIFY(secrets.remove(u"a"_s).result().has_value());
    QVERIFY(!secrets.read(u"a"_s).result().has_value());
}

void TestContext::noticesAreNewestFirstAndBounded()
{
    Notices notices;
    const QAbstractItemModelTester tester(&notices);
    for (int i = 0; i < Notices::kMaximum + 5; ++i)
        notices.add({.text = QString::number(i)});
    QCOMPARE(notices.rowCount(), Notices::kMaximum);
    QCOMPARE(notices.at(0).text, QString::number(Notices::kMaximum + 4));
}

void TestContext::actionsOfSeveralAreasAreParted()
{
    Registry registry;
    for (const QString &name : {u"one"_s, u"two"_s}) {
        registry.addActions([name](const QList<ObjectRef> &, QObject *owner) {
            return QList<QAction *>{new QAction(name, owner)};
        });
    }
    registry.addActions([](const QList<ObjectRef> &, QObject *) { return QList<QAction *>(); });
    QObject owner;
    const QList<QAction *> actions = registry.actionsFor({}, &owner);
    QCOMPARE(actions.size(), 3);
    QCOMPARE(actions.at(1), nullptr);
}

QTEST_MAIN(TestContext)
#include "tst_context.moc"
