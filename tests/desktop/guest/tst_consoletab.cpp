// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <console/consoleactions.h>
#include <console/consolepane.h>
#include <console/consolewindow.h>
#include <console/serial/serialview.h>
#include <console/spice/spicesupport.h>
#include <console/vnc/vncview.h>
#include <desktop/pagefixture.h>
#include <guest/consoletab.h>
#include <guest/guestcommands.h>

#include <QAction>
#include <QDockWidget>
#include <QInputDialog>
#include <QMainWindow>
#include <QMenu>
#include <QPushButton>
#include <QSslSocket>
#include <QStackedWidget>
#include <QTest>
#include <QToolBar>

using namespace Atoll;
using namespace Qt::StringLiterals;
using Console::ConsolePane;

//! Where a guest's console can stand: in its page, in a dock, in a window of its own.
class TestConsoleTab : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(QSslSocket::setActiveBackend(u"openssl"_s)); }
    void init();
    void cleanup();

    void dockTakesTheConsoleAndGivesItBack();
    void closingAFloatingDockBringsItHome();
    void theDockIsRememberedWithItsPlace();
    void aDockedConsoleCanHaveItsOwnWindow();
    void closingThePageClosesTheDock();
    void aGuestWithoutConsolesHasNoDock();
    void aGuestWithOnlyASerialPortGoesStraightToIt();
    void theChoiceIsRememberedPerGuest();
    void spiceIsPreferredAndStandsBesideVnc();
    void whatCannotBeHadSaysWhy();
    void aStateThatIsNotKnownIsNotOff();
    void windowsComeBackWithTheConsole();
    void namedLayoutsAreSavedAndBroughtBack();
    void aConsoleOfAnotherIsNotTakenWhenTheAgentComesBack();

private:
    struct Window
    {
        QMainWindow main;
        ConsoleTab *tab = nullptr;
    };
    std::unique_ptr<Window> makeWindow();
    static QAction *dockAction(const Window &window);
    static QDockWidget *dock(const Window &window)
    {
        return window.main.findChild<QDockWidget *>(u"dock.console."_s + PageFixture::uuid());
    }
    static ConsolePane *pane(const Window &window)
    {
        return window.main.findChild<ConsolePane *>();
    }
    //! In the bar of the console that is in front.
    static QAction *barAction(const Window &window, const QString &text);
    void setDisplay(const QString &kind, bool hasSerial = false, bool hasSpice = false);
    bool isKnown(const QString &kind, bool hasSerial) const
    {
        const Api::GuestInfo *guest = m_session->store().guest(PageFixture::uuid());
        return guest && guest->displayKind == kind && guest->hasSerial == hasSerial;
    }

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<GuestCommands> m_commands;
    ClusterSession *m_session = nullptr;
};

void TestConsoleTab::init()
{
    m_fixture = std::make_unique<PageFixture>();
    m_fixture->fillAgent();
    setDisplay(u"vnc"_s);
    m_session = m_fixture->connectSession();
    QVERIFY(m_session);
    m_commands = std::make_unique<GuestCommands>(m_fixture->context);
}

void TestConsoleTab::cleanup()
{
    m_commands.reset();
    m_fixture.reset();
}

void TestConsoleTab::setDisplay(const QString &kind, bool hasSerial, bool hasSpice)
{
    Api::GuestInfo guest = *m_fixture->agent.inventory().find(PageFixture::uuid());
    guest.displayKind = kind;
    guest.hasSerial = hasSerial;
    guest.hasSpice = hasSpice;
    m_fixture->agent.inventory().setGuest(guest);
}

std::unique_ptr<TestConsoleTab::Window> TestConsoleTab::makeWindow()
{
    auto window = std::make_unique<Window>();
    window->main.resize(1000, 600);
    window->tab = new ConsoleTab(m_fixture->context, *m_session, PageFixture::uuid(), *m_commands,
                                 &window->main);
    window->main.setCentralWidget(window->tab);
    return window;
}

QAction *TestConsoleTab::dockAction(const Window &window) { return barAction(window, u"Dock"_s); }

QAction *TestConsoleTab::barAction(const Window &window, const QString &text)
{
    for (const QToolBar *bar : window.main.findChildren<QToolBar *>()) {
        for (QAction *action : bar->actions()) {
            if (action->text() == text)
                return action;
        }
    }
    return nullptr;
}

void TestConsoleTab::dockTakesTheConsoleAndGivesItBack()
{
    const auto window = makeWindow();
    window->main.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window->main));
    ConsolePane *console = pane(*window);
    QVERIFY(console && window->tab->isAncestorOf(console));
    QVERIFY(dockAction(*window));
    dockAction(*window)->trigger();
    QVERIFY(dock(*window));
    QVERIFY(dock(*window)->isAncestorOf(console) && console->isVisible());
    QCOMPARE(dock(*window)->windowTitle(), u"web-1 – console"_s);
    QVERIFY(dock(*window)->features().testFlag(QDockWidget::DockWidgetFloatable));
    QVERIFY(dockAction(*window)->isChecked());

    // From the place that it left.
    QPushButton *back = nullptr;
    for (QPushButton *button : window->tab->findChildren<QPushButton *>()) {
        if (button->isVisible())
            back = button;
    }
    QVERIFY(back);
    QTest::keyClick(back, Qt::Key_Space);
    QVERIFY(window->tab->isAncestorOf(console) && console->isVisible());
    QTRY_VERIFY(!dock(*window));
    QVERIFY(!dockAction(*window)->isChecked());
    // And by its key, from within and back.
    console->setFocus();
    dockAction(*window)->trigger();
    dockAction(*window)->trigger();
    QVERIFY(window->tab->isAncestorOf(console));
}

void TestConsoleTab::closingAFloatingDockBringsItHome()
{
    const auto window = makeWindow();
    window->main.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window->main));
    dockAction(*window)->trigger();
    dock(*window)->setFloating(true);
    QTest::qWait(20);
    QVERIFY(dock(*window)->isAncestorOf(pane(*window))); // floating is not closing
    dock(*window)->setFloating(false);
    QTest::qWait(20);
    QVERIFY(dock(*window)->isAncestorOf(pane(*window)));
    dock(*window)->setFloating(true);
    dock(*window)->close();
    QTRY_VERIFY(!dock(*window));
    QVERIFY(window->tab->isAncestorOf(pane(*window)));
}

void TestConsoleTab::theDockIsRememberedWithItsPlace()
{
    QByteArray layout;
    {
        const auto window = makeWindow();
        window->main.show();
        dockAction(*window)->trigger();
        window->main.addDockWidget(Qt::BottomDockWidgetArea, dock(*window));
        layout = window->main.saveState();
        window->main.close();
        QTest::qWait(20);
    }
    QCOMPARE(m_fixture->settings.dockedConsoles.value(), QStringList{PageFixture::uuid()});
    {
        auto window = std::make_unique<Window>();
        QVERIFY(window->main.restoreState(layout));
        window->tab = new ConsoleTab(m_fixture->context, *m_session, PageFixture::uuid(),
                                     *m_commands, &window->main);
        window->main.setCentralWidget(window->tab);
        window->main.show();
        QTRY_VERIFY(dock(*window));
        QCOMPARE(window->main.dockWidgetArea(dock(*window)), Qt::BottomDockWidgetArea);
        QVERIFY(dock(*window)->isAncestorOf(pane(*window)));
        dock(*window)->close();
        QTRY_VERIFY(!dock(*window));
    }
    QVERIFY(m_fixture->settings.dockedConsoles.value().isEmpty());
    const auto window = makeWindow();
    window->main.show();
    QTest::qWait(20);
    QVERIFY(!dock(*window));
}

void TestConsoleTab::aDockedConsoleCanHaveItsOwnWindow()
{
    const auto window = makeWindow();
    window->main.show();
    dockAction(*window)->trigger();
    ConsolePane *console = pane(*window);
    console->detach();
    QVERIFY(console->detachedWindow());
    dock(*window)->close(); // the way home while the picture is elsewhere
    QTRY_VERIFY(!dock(*window));
    QVERIFY(console->detachedWindow());
    console->attach();
    QVERIFY(!console->detachedWindow());
    QVERIFY(window->tab->isAncestorOf(console));
}

void TestConsoleTab::closingThePageClosesTheDock()
{
    const auto window = makeWindow();
    window->main.show();
    dockAction(*window)->trigger();
    delete window->tab;
    QVERIFY(!dock(*window));
    QVERIFY(!pane(*window));
}

void TestConsoleTab::aGuestWithoutConsolesHasNoDock()
{
    setDisplay({});
    QTRY_VERIFY(isKnown({}, false));
    const auto window = makeWindow();
    window->main.show();
    QVERIFY(!pane(*window));
    QVERIFY(!dockAction(*window));
    // It gets one while somebody looks.
    setDisplay({}, true);
    QTRY_VERIFY(pane(*window));
    QVERIFY(qobject_cast<Console::SerialView *>(&pane(*window)->view()));
}

void TestConsoleTab::aGuestWithOnlyASerialPortGoesStraightToIt()
{
    setDisplay({}, true);
    QTRY_VERIFY(isKnown({}, true));
    const auto window = makeWindow();
    window->main.show();
    QVERIFY(pane(*window) && qobject_cast<Console::SerialView *>(&pane(*window)->view()));
    QVERIFY(barAction(*window, u"Serial"_s)->isChecked());
    QVERIFY(!barAction(*window, u"Display"_s)->isEnabled());
    QVERIFY(barAction(*window, u"Display"_s)->toolTip().contains(u"no display"_s));
    QVERIFY(!barAction(*window, u"Grab Keys"_s)->isVisible());
}

void TestConsoleTab::theChoiceIsRememberedPerGuest()
{
    setDisplay(u"vnc"_s, true);
    QTRY_VERIFY(isKnown(u"vnc"_s, true));
    {
        const auto window = makeWindow();
        window->main.show();
        QVERIFY(qobject_cast<Console::VncView *>(&pane(*window)->view()));
        barAction(*window, u"Serial"_s)->trigger();
        const auto *panes = window->main.findChild<QStackedWidget *>();
        auto *shown = qobject_cast<ConsolePane *>(panes->currentWidget());
        QVERIFY(shown && qobject_cast<Console::SerialView *>(&shown->view()));
    }
    const auto again = makeWindow();
    again->main.show();
    QVERIFY(qobject_cast<Console::SerialView *>(&pane(*again)->view()));
    barAction(*again, u"Display"_s)->trigger();
    QCOMPARE(m_fixture->context.settings().consoleChoices.value(),
             QStringList{u"vnc "_s + PageFixture::uuid()});
}

void TestConsoleTab::spiceIsPreferredAndStandsBesideVnc()
{
    if (!Console::SpiceSupport::isBuilt())
        QSKIP("built without SPICE");
    setDisplay(u"vnc"_s, true, true);
    QTRY_VERIFY(isKnown(u"vnc"_s, true));
    const auto shown = [](const Window &window) {
        const auto *panes = window.main.findChild<QStackedWidget *>();
        return &qobject_cast<ConsolePane *>(panes->currentWidget())->view();
    };
    {
        const auto window = makeWindow();
        window->main.show();
        QVERIFY(!qobject_cast<Console::VncView *>(shown(*window)));
        QVERIFY(!qobject_cast<Console::SerialView *>(shown(*window)));
        QVERIFY(barAction(*window, u"SPICE"_s)->isChecked());
        QVERIFY(!barAction(*window, u"Display"_s)); // there are two
        barAction(*window, u"VNC"_s)->trigger();
        QVERIFY(qobject_cast<Console::VncView *>(shown(*window)));
    }
    const auto again = makeWindow();
    again->main.show();
    QVERIFY(qobject_cast<Console::VncView *>(shown(*again)));
    // A display that has SPICE only.
    barAction(*again, u"SPICE"_s)->trigger();
    setDisplay(u"spice"_s, false, true);
    QTRY_VERIFY(isKnown(u"spice"_s, false));
    const auto alone = makeWindow();
    alone->main.show();
    QVERIFY(barAction(*alone, u"SPICE"_s)->isChecked());
    QVERIFY(!barAction(*alone, u"VNC"_s)->isVisible());
}

void TestConsoleTab::whatCannotBeHadSaysWhy()
{
    const auto window = makeWindow();
    window->main.show();
    QAction *serial = barAction(*window, u"Serial"_s);
    QVERIFY(!serial->isEnabled());
    QCOMPARE(serial->toolTip(), u"web-1 has no serial port: add one under Hardware"_s);
    setDisplay(u"vnc"_s, true);
    QTRY_VERIFY(serial->isEnabled());
}

void TestConsoleTab::aStateThatIsNotKnownIsNotOff()
{
    const auto window = makeWindow();
    const auto &console = pane(*window)->view().session();
    const auto tell = [this](Api::GuestState state) {
        Api::GuestInfo guest = *m_fixture->agent.inventory().find(PageFixture::uuid());
        guest.state = state;
        m_fixture->agent.inventory().setGuest(guest);
        return QTest::qWaitFor([this, state] {
            return m_session->store().guest(PageFixture::uuid())->state == state;
        });
    };
    QVERIFY(tell(Api::GuestState::Unknown)); // libvirt is away; the guest runs on
    QVERIFY(console.status() != Console::ConsoleStatus::GuestOff);
    QVERIFY(tell(Api::GuestState::Stopped));
    QCOMPARE(console.status(), Console::ConsoleStatus::GuestOff);
}

void TestConsoleTab::windowsComeBackWithTheConsole()
{
    {
        const auto window = makeWindow();
        window->main.show();
        pane(*window)->view().setScaling(Console::Scaling::ActualSize);
        pane(*window)->detach();
        pane(*window)->detachedWindow()->resize(543, 321);
        QTest::qWait(1200); // it is calm
    }
    {
        const auto window = makeWindow();
        window->main.show();
        QTRY_VERIFY(pane(*window)->detachedWindow());
        QCOMPARE(pane(*window)->detachedWindow()->size(), QSize(543, 321));
        QCOMPARE(pane(*window)->view().scaling(), Console::Scaling::ActualSize);
        pane(*window)->attach();
        pane(*window)->view().setScaling(Console::Scaling::Fit);
        QTest::qWait(1200);
    }
    const auto window = makeWindow();
    window->main.show();
    QTest::qWait(200);
    QVERIFY(!pane(*window)->detachedWindow());
}

void TestConsoleTab::namedLayoutsAreSavedAndBroughtBack()
{
    const auto window = makeWindow();
    window->main.show();
    ConsolePane *console = pane(*window);
    QMenu *menu = console->view().actions().windowLayouts->menu();
    QVERIFY(menu);
    console->detach();
    console->detachedWindow()->resize(543, 321);
    Q_EMIT menu->aboutToShow();
    QCOMPARE(menu->actions().size(), 1);
    menu->actions().first()->trigger();
    auto *ask = console->view().findChild<QInputDialog *>();
    QVERIFY(ask);
    ask->setTextValue(u"desk"_s);
    ask->accept();
    console->attach();
    QVERIFY(!console->detachedWindow());
    Q_EMIT menu->aboutToShow();
    QMenu *desk = menu->actions().first()->menu();
    QVERIFY(desk);
    QCOMPARE(menu->actions().first()->text(), u"desk"_s);
    desk->actions().first()->trigger(); // brings it back
    QVERIFY(console->detachedWindow());
    QCOMPARE(console->detachedWindow()->size(), QSize(543, 321));
    desk->actions().last()->trigger(); // deletes it
    Q_EMIT menu->aboutToShow();
    QCOMPARE(menu->actions().size(), 1);
}

void TestConsoleTab::aConsoleOfAnotherIsNotTakenWhenTheAgentComesBack()
{
    setDisplay({}, true);
    QTRY_VERIFY(isKnown({}, true));
    m_fixture->agent.failNext(u"guest.console"_s,
                              {ErrorCode::Busy,
                               u"it is in use"_s,
                               {},
                               {{u"holder"_s, QJsonObject{{u"user"_s, u"kim"_s}}}}});
    const auto window = makeWindow();
    window->main.show();
    Console::ConsoleSession &console = pane(*window)->view().session();
    QTRY_COMPARE(console.status(), Console::ConsoleStatus::Failed);
    m_fixture->agent.dropConnections();
    QTRY_VERIFY(!m_session->isReady());
    QTRY_VERIFY_WITH_TIMEOUT(m_session->isReady(), 20000);
    QTest::qWait(200);
    QCOMPARE(console.status(), Console::ConsoleStatus::Failed);
    console.takeOver();
    QTRY_COMPARE(console.status(), Console::ConsoleStatus::Connected);
    const QJsonObject asked = m_fixture->agent.lastParams(u"guest.console"_s);
    QVERIFY(asked.value("takesOver"_L1).toBool());
    const QString viewer = asked.value("viewer"_L1).toString();
    QVERIFY(viewer.size() >= 32);
    // After a cut it asks as the same viewer, who may have its own dead hold back.
    m_fixture->agent.dropConnections();
    QTRY_VERIFY(!console.isConnected());
    QTRY_VERIFY_WITH_TIMEOUT(console.isConnected(), 20000);
    const QJsonObject again = m_fixture->agent.lastParams(u"guest.console"_s);
    QVERIFY(!again.value("takesOver"_L1).toBool());
    QCOMPARE(again.value("viewer"_L1).toString(), viewer);
}

QTEST_MAIN(TestConsoleTab)
#include "tst_consoletab.moc"
