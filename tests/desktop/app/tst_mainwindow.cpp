// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <desktop/samplefleet.h>

#include <app/commandpalette.h>
#include <app/language.h>
#include <app/mainwindow.h>
#include <app/page.h>
#include <app/secretstore.h>
#include <app/settings.h>
#include <app/tabarea.h>
#include <app/tour.h>
#include <desktop.h>
#include <inventory/attentionmodel.h>
#include <inventory/attentionview.h>
#include <inventory/inventoryarea.h>
#include <inventory/inventorytree.h>
#include <inventory/wallscope.h>

#include <QApplication>
#include <QDir>
#include <QDockWidget>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace Atoll;
using namespace Qt::StringLiterals;

//! The whole desktop with sample clusters that do not connect. With ATOLL_PICTURES set to a
//! directory, pictures of what it looks like are saved there.
class TestMainWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        installLanguage(*qApp, qEnvironmentVariable("ATOLL_PICTURES_LANGUAGE", u"en"_s));
    }
    void init();
    void cleanup();
    void everyDockHasAStableName();
    void layoutIsKeptOverARestart();
    void resetLayoutBringsBackHiddenDocks();
    void tabsGoBackAndForward();
    void overviewCannotBeClosed();
    void paletteFindsAGuestByAFewLetters();
    void paletteScoresNamesBeforeStrewnLetters();
    void filterInTheDockNarrowsTheTree();
    void factsCountClustersAndAttention();
    void failureStandsInTheWindowAndInTheLog();
    void themeChangesWhileTheWindowIsOpen();
    void noTwoActionsHaveTheSameKey();
    void theFirstStartBeginsATourThatCanBeSkipped();
    void theTourGoesThroughItsStepsByKeyboard();
    void aWallComesAgainWithTheProgram();
    void pictures();

private:
    void make();
    void fill();
    void save(const QString &name);

    QList<SampleFleet::Shape> m_shapes{{u"prod"_s, u"Seoul"_s, 6, 48, true, true},
                                       {u"staging"_s, u"Seoul"_s, 3, 20},
                                       {u"edge"_s, u"Busan"_s, 3, 14, false},
                                       {u"backup"_s, u"Busan"_s, 2, 6},
                                       {u"home"_s, {}, 1, 5}};
    bool m_isFirstStart = false;
    std::unique_ptr<QTemporaryDir> m_profile;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<Desktop> m_desktop;
};

void TestMainWindow::init()
{
    m_profile = std::make_unique<QTemporaryDir>();
    make();
}

void TestMainWindow::make()
{
    m_settings = std::make_unique<Settings>(m_profile->path());
    m_settings->clusters.set(SampleFleet::entries(m_shapes));
    m_settings->isTourSeen.set(!m_isFirstStart);
    Options options;
    options.profile = m_profile->path();
    options.theme = ThemeChoice::Light;
    m_desktop = std::make_unique<Desktop>(*qApp, *m_settings, options);
    m_desktop->start();
    QTRY_VERIFY(m_desktop->context().clusters().isCacheShown());
    fill();
    QTRY_COMPARE(m_desktop->inventory().summaries().all().size(), m_shapes.size());
}

void TestMainWindow::fill()
{
    for (const SampleFleet::Shape &shape : m_shapes)
        SampleFleet::fill(m_desktop->context().clusters().session(shape.name)->store(), shape);
}

void TestMainWindow::cleanup()
{
    m_desktop.reset();
    m_settings.reset();
    qApp->setStyleSheet({});
    QApplication::setStyle(u"Fusion"_s);
}

void TestMainWindow::everyDockHasAStableName()
{
    const auto docks = m_desktop->window().findChildren<QDockWidget *>();
    QVERIFY(docks.size() >= 3);
    QSet<QString> names;
    for (const QDockWidget *dock : docks) {
        QVERIFY(dock->objectName().startsWith(u"dock."_s));
        names.insert(dock->objectName());
    }
    QCOMPARE(names.size(), docks.size());
}

void TestMainWindow::layoutIsKeptOverARestart()
{
    m_desktop->window().findChild<QDockWidget *>(u"dock.inventory"_s)->hide();
    m_desktop->context().open({ObjectKind::Settings, {}, {}});
    m_desktop->window().close();
    m_desktop.reset();
    make();
    QVERIFY(!m_desktop->window().findChild<QDockWidget *>(u"dock.inventory"_s)->isVisible());
    QCOMPARE(m_desktop->window().tabs().count(), 2);
}

void TestMainWindow::resetLayoutBringsBackHiddenDocks()
{
    auto *dock = m_desktop->window().findChild<QDockWidget *>(u"dock.inventory"_s);
    dock->setFloating(true);
    dock->hide();
    m_desktop->window().resetLayout();
    QVERIFY(dock->isVisible());
    QVERIFY(!dock->isFloating());
}

void TestMainWindow::tabsGoBackAndForward()
{
    TabArea &tabs = m_desktop->window().tabs();
    m_desktop->context().open({ObjectKind::Settings, {}, {}});
    m_desktop->context().open({ObjectKind::Site, {}, u"Seoul"_s});
    QCOMPARE(tabs.currentPage()->title(), u"Seoul"_s);
    tabs.goBack();
    QCOMPARE(tabs.currentPage()->object().kind, ObjectKind::Settings);
    tabs.goBack();
    QCOMPARE(tabs.currentPage()->object().kind, ObjectKind::Overview);
    QVERIFY(!tabs.canGoBack());
    tabs.goForward();
    QCOMPARE(tabs.currentPage()->object().kind, ObjectKind::Settings);
    // Opened again, it is the same tab.
    m_desktop->context().open({ObjectKind::Site, {}, u"Seoul"_s});
    QCOMPARE(tabs.count(), 3);
}

void TestMainWindow::overviewCannotBeClosed()
{
    TabArea &tabs = m_desktop->window().tabs();
    tabs.closeTab(0);
    QCOMPARE(tabs.count(), 1);
    m_desktop->context().open({ObjectKind::Settings, {}, {}});
    tabs.closeTab(1);
    QCOMPARE(tabs.count(), 1);
}

void TestMainWindow::paletteFindsAGuestByAFewLetters()
{
    CommandPalette &palette = m_desktop->window().palette();
    palette.open();
    auto *field = palette.findChild<QLineEdit *>();
    QTest::keyClicks(field, u"db-primary-2"_s);
    auto *list = palette.findChild<QListView *>();
    QCOMPARE(list->model()->index(0, 0).data().toString(), u"db-primary-2"_s);
    QSignalSpy reveals(&m_desktop->context(), &AppContext::revealRequested);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(reveals.count(), 1);
    QVERIFY(!palette.isVisible());
}

void TestMainWindow::paletteScoresNamesBeforeStrewnLetters()
{
    QVERIFY(matchScore(u"web", u"web-1") > matchScore(u"web", u"my-web"));
    QVERIFY(matchScore(u"web", u"my-web") > matchScore(u"web", u"cobweb"));
    QVERIFY(matchScore(u"web", u"cobweb") > matchScore(u"web", u"wide-eye-box"));
    QCOMPARE(matchScore(u"web", u"db"), 0);
}

void TestMainWindow::filterInTheDockNarrowsTheTree()
{
    auto *filter = m_desktop->window().findChild<QLineEdit *>(u"inventoryFilter"_s);
    QTest::keyClicks(filter, u"mail"_s);
    const int matches = m_desktop->inventory().model().matchCount();
    QVERIFY(matches > 0 && matches < m_desktop->inventory().model().guestCount());
    QTest::keyClick(filter, Qt::Key_Escape);
    QVERIFY(!m_desktop->inventory().model().isFiltering());
}

void TestMainWindow::factsCountClustersAndAttention()
{
    QTRY_VERIFY(m_desktop->inventory().summaries().attentionCount() > 0);
    auto *clusters = m_desktop->window().findChild<QToolButton *>(u"factClusters"_s);
    QVERIFY(clusters->text().startsWith(u"5"_s));
    // The counter says how long the list is that it opens.
    const int items = m_desktop->inventory().summaries().attentionCount();
    auto *attention = m_desktop->window().findChild<QToolButton *>(u"factAttention"_s);
    auto *list = m_desktop->window().findChild<AttentionView *>(u"attention"_s);
    QVERIFY(attention->text().startsWith(QString::number(items)));
    QCOMPARE(list->items().rowCount(), items);
    attention->click();
    QTRY_VERIFY(!list->visibleRegion().isEmpty());
    QVERIFY(list->currentIndex().isValid()); // the keyboard goes on from there
}

void TestMainWindow::failureStandsInTheWindowAndInTheLog()
{
    m_desktop->context().report({ErrorCode::Busy, u"Cannot start web-1"_s, u"Wait for its task"_s});
    QCOMPARE(m_desktop->context().notices().rowCount(), 1);
    QCOMPARE(m_desktop->context().notices().at(0).severity, Severity::Error);
}

void TestMainWindow::themeChangesWhileTheWindowIsOpen()
{
    Theme &theme = m_desktop->context().theme();
    theme.setChoice(ThemeChoice::Dark);
    const QColor ground = m_desktop->window().grab().toImage().pixelColor(3, 3);
    QVERIFY2(ground.lightness() < 80, qPrintable(ground.name()));
    theme.setChoice(ThemeChoice::Light);
}

void TestMainWindow::save(const QString &name)
{
    QTest::qWait(300);
    for (const ThemeChoice choice : {ThemeChoice::Dark, ThemeChoice::Light}) {
        m_desktop->context().theme().setChoice(choice);
        QTest::qWait(50);
        QPixmap picture = m_desktop->window().grab();
        QPainter painter(&picture);
        for (QWidget *other : QApplication::topLevelWidgets()) {
            if (other != &m_desktop->window() && other->isVisible())
                painter.drawPixmap(m_desktop->window().mapFromGlobal(other->mapToGlobal(QPoint())),
                                   other->grab());
        }
        painter.end();
        picture.save(QDir(qEnvironmentVariable("ATOLL_PICTURES"))
                         .filePath(u"%1-%2.png"_s.arg(
                             name, choice == ThemeChoice::Dark ? u"dark"_s : u"light"_s)));
    }
}

void TestMainWindow::noTwoActionsHaveTheSameKey()
{
    const KeyMap &keys = m_desktop->context().keys();
    QVERIFY(keys.actions().size() > 40);
    for (const KeyAction &action : keys.actions()) {
        for (const QKeySequence &key : action.standard) {
            const KeyAction *other = keys.conflict(action.id, key);
            QVERIFY2(!other, qPrintable(u"%1 is of %2 and %3"_s.arg(
                                 key.toString(), action.id, other ? other->id : QString())));
        }
    }
    // What has a key in the window is in the list, too.
    for (const QAction *action : m_desktop->window().actions()) {
        if (!action->shortcut().isEmpty())
            QVERIFY2(std::any_of(keys.actions().begin(), keys.actions().end(),
                                 [&](const KeyAction &known) {
                                     return keys.keys(known.id).contains(action->shortcut());
                                 }),
                     qPrintable(action->text()));
    }
}

void TestMainWindow::theFirstStartBeginsATourThatCanBeSkipped()
{
    QVERIFY(!m_desktop->window().findChild<QWidget *>(u"tour"_s));
    cleanup();
    m_isFirstStart = true;
    make();
    m_isFirstStart = false;
    auto *tour = m_desktop->window().findChild<Tour *>();
    QVERIFY(tour && tour->isVisible());
    QTest::keyClick(tour, Qt::Key_Escape);
    QVERIFY(!tour->isVisible());
    QVERIFY(m_settings->isTourSeen.value());
}

void TestMainWindow::theTourGoesThroughItsStepsByKeyboard()
{
    m_desktop->window().startTour(); // as from Help
    auto *tour = m_desktop->window().findChild<Tour *>();
    QCOMPARE(tour->stepCount(), 5);
    auto *next = tour->findChild<QPushButton *>(u"tourNext"_s);
    for (int step = 0; step < 5; ++step) {
        QVERIFY(tour->isVisible());
        QCOMPARE(tour->step(), step);
        QVERIFY(m_desktop->window().rect().contains(tour->geometry()));
        QTest::keyClick(next, Qt::Key_Return);
    }
    QVERIFY(!tour->isVisible());
    m_desktop->window().startTour();
    QCOMPARE(tour->step(), 0);
}

void TestMainWindow::aWallComesAgainWithTheProgram()
{
    const WallScope scope{{}, u"state:running"_s, {}, {}};
    m_desktop->context().open(scope.object());
    QVERIFY(m_desktop->window().tabs().currentPage()->title().contains(u"state:running"_s));
    m_desktop->window().close();
    m_desktop.reset();
    m_settings.reset();
    make();
    bool isThere = false;
    for (int i = 0; i < m_desktop->window().tabs().count(); ++i)
        isThere = isThere || m_desktop->window().tabs().pageAt(i)->object() == scope.object();
    QVERIFY(isThere);
}

void TestMainWindow::pictures()
{
    if (!qEnvironmentVariableIsSet("ATOLL_PICTURES"))
        QSKIP("set ATOLL_PICTURES to a directory to save pictures");
    MainWindow &window = m_desktop->window();
    window.resize(1280, 800);
    auto *tree = window.findChild<InventoryTree *>();
    tree->expandToDepth(1);
    QTRY_VERIFY(m_desktop->inventory().summaries().attentionCount() > 0);
    save(u"overview"_s);
    m_desktop->context().reveal({ObjectKind::Guest, u"prod"_s, u"prod-6"_s});
    m_desktop->context().open({ObjectKind::Settings, {}, {}});
    m_desktop->context().report({ErrorCode::NoSpace,
                                 u"Cannot create web-12: storage local is full"_s,
                                 u"Free 12 GiB or choose another storage"_s});
    save(u"settings"_s);
    window.palette().open(u"we"_s);
    save(u"palette"_s);
    window.palette().hide();
    window.findChild<QLineEdit *>(u"inventoryFilter"_s)->setText(u"mail"_s);
    m_desktop->context().open({ObjectKind::Overview, {}, {}});
    save(u"filter"_s);
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
