// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <app/appcontext.h>
#include <app/keyboardpage.h>
#include <app/keytable.h>
#include <app/secretstore.h>
#include <app/settings.h>
#include <client/clusters.h>
#include <theme/theme.h>

#include <QAbstractItemModelTester>
#include <QAction>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using namespace Atoll;
using namespace Qt::StringLiterals;

class TestKeyMap : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void anActionHasItsStandardKeyUntilAnotherIsChosen();
    void chosenKeysAreKept();
    void theStandardKeyIsNoChoice();
    void placesThatDoNotMeetMayShareAKey();
    void whatAKeyBeginsWithIsTaken();
    void thePageFindsByNamePlaceAndKey();
    void thePageNamesTheConflictAndTakesTheKey();

private:
    void define();

    QTemporaryDir m_directory;
    Theme m_theme;
    MemorySecretStore m_secrets;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<Clusters> m_clusters;
    std::unique_ptr<AppContext> m_context;
};

void TestKeyMap::init()
{
    m_settings = std::make_unique<Settings>(m_directory.filePath(u"profile"_s));
    m_clusters = std::make_unique<Clusters>(Clusters::Options{}, m_secrets);
    m_context = std::make_unique<AppContext>(
        AppContext::Services{m_theme, *m_settings, m_secrets, *m_clusters});
    define();
}

void TestKeyMap::define()
{
    KeyMap &keys = m_context->keys();
    keys.define({u"search"_s, u"Search"_s, KeyPlace::Window, {QKeySequence(u"Ctrl+K"_s)}});
    keys.define({u"wall"_s, u"Wall"_s, KeyPlace::Window, {}});
    keys.define({u"guest.delete"_s, u"Delete"_s, KeyPlace::Guests, {QKeySequence(Qt::Key_Delete)}});
    keys.define({u"task.cancel"_s, u"Cancel"_s, KeyPlace::Tasks, {QKeySequence(Qt::Key_Delete)}});
}

void TestKeyMap::cleanup()
{
    m_context->keys().resetAll();
    m_context.reset();
    m_clusters.reset();
    m_settings.reset();
}

void TestKeyMap::anActionHasItsStandardKeyUntilAnotherIsChosen()
{
    KeyMap &keys = m_context->keys();
    QAction action;
    keys.bind(&action, u"search"_s);
    QCOMPARE(action.shortcut(), QKeySequence(u"Ctrl+K"_s));
    keys.setKey(u"search"_s, QKeySequence(u"Ctrl+P"_s));
    QCOMPARE(action.shortcut(), QKeySequence(u"Ctrl+P"_s));
    QAction later;
    keys.bind(&later, u"search"_s);
    QCOMPARE(later.shortcut(), QKeySequence(u"Ctrl+P"_s));
    keys.setKey(u"search"_s, {});
    QVERIFY(action.shortcut().isEmpty());
    keys.reset(u"search"_s);
    QCOMPARE(action.shortcut(), QKeySequence(u"Ctrl+K"_s));
}

void TestKeyMap::chosenKeysAreKept()
{
    m_context->keys().setKey(u"wall"_s, QKeySequence(u"Ctrl+Shift+W"_s));
    KeyMap again(*m_settings);
    QCOMPARE(again.keys(u"wall"_s), QList{QKeySequence(u"Ctrl+Shift+W"_s)});
}

void TestKeyMap::theStandardKeyIsNoChoice()
{
    KeyMap &keys = m_context->keys();
    keys.setKey(u"search"_s, QKeySequence(u"Ctrl+P"_s));
    QVERIFY(keys.isChosen(u"search"_s));
    keys.setKey(u"search"_s, QKeySequence(u"Ctrl+K"_s));
    QVERIFY(!keys.isChosen(u"search"_s));
}

void TestKeyMap::placesThatDoNotMeetMayShareAKey()
{
    KeyMap &keys = m_context->keys();
    QVERIFY(!keys.conflict(u"guest.delete"_s, QKeySequence(Qt::Key_Delete)));
    QVERIFY(keys.conflict(u"wall"_s, QKeySequence(Qt::Key_Delete)));
    QCOMPARE(keys.conflict(u"task.cancel"_s, QKeySequence(u"Ctrl+K"_s))->id, u"search"_s);
    QVERIFY(!keys.conflict(u"search"_s, QKeySequence(u"Ctrl+K"_s)));
}

void TestKeyMap::whatAKeyBeginsWithIsTaken()
{
    const KeyMap &keys = m_context->keys();
    QVERIFY(keys.conflict(u"wall"_s, QKeySequence(u"Ctrl+K, Ctrl+W"_s)));
}

void TestKeyMap::thePageFindsByNamePlaceAndKey()
{
    KeyTable table(m_context->keys());
    const QAbstractItemModelTester tester(&table);
    QCOMPARE(table.rowCount(), 4);
    table.setFilter(u"wall"_s);
    QCOMPARE(table.rowCount(), 1);
    table.setFilter(u"ctrl+k"_s);
    QCOMPARE(table.index(0, 0).data().toString(), u"Search"_s);
    table.setFilter(KeyMap::placeName(KeyPlace::Tasks));
    QCOMPARE(table.rowCount(), 1);
    table.setFilter(u"nothing has this name"_s);
    QCOMPARE(table.rowCount(), 0);
}

void TestKeyMap::thePageNamesTheConflictAndTakesTheKey()
{
    KeyboardPage page({ObjectKind::Keyboard, {}, {}}, *m_context, nullptr);
    page.show();
    page.findChild<QLineEdit *>(u"keyFilter"_s)->setText(u"wall"_s);
    auto *edit = page.findChild<QKeySequenceEdit *>(u"keyEdit"_s);
    auto *use = page.findChild<QPushButton *>(u"keySet"_s);
    QVERIFY(!use->isEnabled());
    edit->setKeySequence(QKeySequence(u"Ctrl+K"_s));
    QVERIFY(page.findChild<QLabel *>(u"keyRemark"_s)->text().contains(u"“Search”"_s));
    QVERIFY(use->isEnabled());
    use->click();
    KeyMap &keys = m_context->keys();
    QCOMPARE(keys.keys(u"wall"_s), QList{QKeySequence(u"Ctrl+K"_s)});
    QVERIFY(keys.keys(u"search"_s).isEmpty());
    page.findChild<QPushButton *>(u"keyReset"_s)->click();
    QVERIFY(keys.keys(u"wall"_s).isEmpty());
}

QTEST_MAIN(TestKeyMap)
#include "tst_keymap.moc"
