// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakespiceagent.h"
#include "monitorguests.h"

#include <console/consolepane.h>
#include <console/consolewindow.h>
#include <console/picture/picturecanvas.h>
#include <console/picture/picturesession.h>
#include <console/screenchooser.h>
#include <console/spice/spicemonitorview.h>
#include <console/spice/spicemonitorwindows.h>
#include <console/spice/spicepicture.h>
#include <console/spice/spicesession.h>
#include <console/spice/spiceview.h>
#include <theme/theme.h>

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QTemporaryFile>
#include <QTest>

using namespace Qt::StringLiterals;

namespace Atoll::Console {

//! Guests with several monitors, by SPICE; those that are real have a QEMU.
class TestSpiceMonitors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_missing = QemuGuest::missingSpice(); }
    void onlySoundMonitorsAreShown_data();
    void onlySoundMonitorsAreShown();
    void monitorsStandSideBySide();
    void everyCardIsAMonitor();
    void headsOfOneCardAreMonitors();
    void aFurtherMonitorHasAWindow();
    void theMenuOffersTheMonitors();
    void keysOfEveryWindowReachTheGuest();
    void thePointerReachesItsMonitor();
    void theGuestLearnsSizesAndOrder();
    void aGuestThatDoesNotFollowIsSaidSo();
    void windowsComeAgainWithTheGuest();
    void eachMonitorFillsItsScreen();
    void noScreenIsFilledTwice();
    void theConsoleGoesWithItsWindows();
    void aMouseWithoutTabletIsHeldUntilItIsReleased();
    void thePointerOfSuchAGuestIsDrawnWhereTheGuestHasIt();

private:
    static QImage pictureOf(const SpiceSession &session, int id)
    {
        const SpiceMonitor *monitor = session.monitor(id);
        if (!monitor)
            return {};
        const auto held = monitor->picture->hold();
        return monitor->picture->image().copy();
    }
    //! Those of further monitors.
    static QList<ConsoleWindow *> windows()
    {
        QList<ConsoleWindow *> found;
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            auto *window = qobject_cast<ConsoleWindow *>(widget);
            if (window && window->isVisible() && window->findChild<SpiceMonitorView *>())
                found.append(window);
        }
        return found;
    }
    static QWidget *canvas(QWidget &in) { return in.findChild<QWidget *>(u"pictureCanvas"_s); }

    QString m_missing;
};

#define NEED_QEMU()                                                                                \
    if (!m_missing.isEmpty())                                                                      \
    QSKIP(qPrintable(m_missing))

namespace {

QList<QPair<int, QRect>> placesOf(const QList<SpiceMonitor> &monitors)
{
    QList<QPair<int, QRect>> places;
    for (const SpiceMonitor &each : monitors)
        places.append({each.id, each.rect});
    return places;
}

SpiceMonitor head(int id, const QRect &rect) { return {id, 0, rect, {}}; }

using Places = QList<QPair<int, QRect>>;

} // namespace

void TestSpiceMonitors::onlySoundMonitorsAreShown_data()
{
    QTest::addColumn<int>("channel");
    QTest::addColumn<QList<SpiceMonitor>>("told");
    QTest::addColumn<Places>("shown");
    const QRect left(0, 0, 800, 600);
    const QRect right(800, 0, 800, 600);
    const QRect whole(0, 0, 1600, 600);
    QTest::newRow("nothing is told") << 0 << QList<SpiceMonitor>() << Places{{0, whole}};
    QTest::newRow("two, in the other order")
        << 0 << QList{head(1, right), head(0, left)} << Places{{0, left}, {1, right}};
    QTest::newRow("a further card") << 2 << QList{head(0, left)} << Places{{2, left}};
    QTest::newRow("one is off") << 0 << QList{head(0, left), head(1, {})} << Places{{0, left}};
    QTest::newRow("one id twice") << 0 << QList{head(0, left), head(0, right)} << Places{{0, left}};
    QTest::newRow("outside") << 0 << QList{head(0, left), head(1, {5000, 0, 10, 10})}
                             << Places{{0, left}};
    QTest::newRow("partly outside")
        << 0 << QList{head(0, {1500, 0, 800, 600})} << Places{{0, {1500, 0, 100, 600}}};
    QTest::newRow("numbers without sense")
        << 0 << QList{head(-1, left), head(99, right), head(0, {-1, -1, -1, -1})}
        << Places{{0, whole}};
    QTest::newRow("more pixels than are allowed")
        << 0 << QList{head(0, left), head(1, whole), head(2, right)}
        << Places{{0, left}, {2, right}};
}

void TestSpiceMonitors::onlySoundMonitorsAreShown()
{
    QFETCH(int, channel);
    QFETCH(QList<SpiceMonitor>, told);
    QFETCH(Places, shown);
    QCOMPARE(placesOf(monitorsOf(channel, {1600, 600}, told, 1600 * 600)), shown);
}

void TestSpiceMonitors::monitorsStandSideBySide()
{
    const QMap<int, QSize> sizes{{0, {800, 600}}, {1, {640, 480}}, {2, {1024, 768}}};
    const QList<MonitorWish> all{{0, true, {0, 0, 800, 600}},
                                 {1, true, {800, 0, 640, 480}},
                                 {2, true, {1440, 0, 1024, 768}}};
    QCOMPARE(sideBySide(sizes, {}), all);
    const QList<MonitorWish> without{
        {0, true, {0, 0, 800, 600}}, {2, true, {800, 0, 1024, 768}}, {1, false, {}}};
    QCOMPARE(sideBySide(sizes, {1}), without);
}

void TestSpiceMonitors::everyCardIsAMonitor()
{
    NEED_QEMU();
    const auto guest = withTwoCards();
    QVERIFY(guest->start());
    SpiceSession session(localTransport(guest->spicePath()));
    session.start();
    QTRY_COMPARE_WITH_TIMEOUT(session.monitors().size(), 2, 10000);
    const QImage first = guest->screendump();
    QCOMPARE(guest->screendump("second"), painted({640, 480}));
    QTRY_COMPARE_WITH_TIMEOUT(pictureOf(session, 0), first, 10000);
    QTRY_COMPARE_WITH_TIMEOUT(pictureOf(session, 1), painted({640, 480}), 10000);
    QCOMPARE(session.picture().size(), first.size());
}

void TestSpiceMonitors::headsOfOneCardAreMonitors()
{
    NEED_QEMU();
    const auto guest = withTwoHeads();
    QVERIFY(guest->start());
    SpiceSession session(localTransport(guest->spicePath()));
    session.start();
    const QRect left(0, 0, 800, 480);
    const QRect right(800, 100, 480, 300);
    const Places places{{0, left}, {1, right}};
    QTRY_COMPARE_WITH_TIMEOUT(placesOf(session.monitors()), places, 10000);
    const QImage surface = painted({1280, 480});
    QTRY_COMPARE_WITH_TIMEOUT(pictureOf(session, 0), surface.copy(left), 10000);
    QTRY_COMPARE_WITH_TIMEOUT(pictureOf(session, 1), surface.copy(right), 10000);
}

void TestSpiceMonitors::aFurtherMonitorHasAWindow()
{
    NEED_QEMU();
    const auto guest = withTwoHeads();
    QVERIFY(guest->start());
    Theme theme;
    SpiceView view(localTransport(guest->spicePath()), theme);
    view.setWindowTitle(u"web-1"_s);
    view.show();
    QTRY_COMPARE_WITH_TIMEOUT(view.spice().monitors().size(), 2, 10000);
    view.monitors().show(1);
    QCOMPARE(windows().size(), 1);
    ConsoleWindow *window = windows().first();
    QCOMPARE(window->windowTitle(), u"web-1 – monitor 2"_s);
    auto *monitor = window->findChild<SpiceMonitorView *>();
    monitor->setScaling(Scaling::ActualSize);
    window->resize(700, 500);
    const QImage truth = painted({1280, 480}).copy(800, 100, 480, 300);
    QTRY_COMPARE_WITH_TIMEOUT(monitor->screenshot(), truth, 10000);
    const QImage grabbed = canvas(*window)->grab().toImage().convertToFormat(QImage::Format_RGB32);
    QCOMPARE(grabbed, truth);
    QCOMPARE(monitor->sizeText(),
             u"480 × 300"_s.prepend(view.spice().hasAbsolutePointer()
                                        ? QString()
                                        : u"a click gives the guest the mouse · "_s));
    window->close();
    QVERIFY(windows().isEmpty());
    QVERIFY(view.session().isConnected());
    QVERIFY(view.monitors().places().isEmpty());
}

void TestSpiceMonitors::theMenuOffersTheMonitors()
{
    NEED_QEMU();
    const auto guest = withTwoCards();
    QVERIFY(guest->start());
    Theme theme;
    SpiceView view(localTransport(guest->spicePath()), theme);
    QVERIFY(!view.monitors().action()->isVisible());
    view.show();
    QTRY_COMPARE_WITH_TIMEOUT(view.spice().monitors().size(), 2, 10000);
    QVERIFY(view.monitors().action()->isVisible());
    QMenu *menu = view.monitors().action()->menu();
    Q_EMIT menu->aboutToShow();
    const QList<QAction *> actions = menu->actions();
    QVERIFY(actions[0]->isChecked() && !actions[0]->isEnabled());
    QCOMPARE(actions[1]->text(), u"Monitor 2 (640 × 480)"_s);
    QVERIFY(!actions[1]->isChecked());
    actions[1]->trigger();
    QCOMPARE(windows().size(), 1);
    Q_EMIT menu->aboutToShow();
    QVERIFY(menu->actions().at(1)->isChecked());
    menu->actions().at(1)->trigger();
    QVERIFY(windows().isEmpty());
    view.monitors().showAllAction()->trigger();
    QCOMPARE(windows().size(), 1);
    // This guest has no agent, and says so.
    QVERIFY(!view.monitors().addAction()->isEnabled());
    QVERIFY(!view.monitors().addAction()->toolTip().isEmpty());
}

void TestSpiceMonitors::keysOfEveryWindowReachTheGuest()
{
    NEED_QEMU();
    const auto guest = QemuGuest::withSpice(u"std"_s, {u"-device"_s, kSecondCard});
    QVERIFY(guest->start());
    Theme theme;
    SpiceView view(localTransport(guest->spicePath()), theme);
    QSignalSpy leds(&view.spice(), &SpiceSession::ledsChanged);
    view.show();
    QTRY_COMPARE_WITH_TIMEOUT(view.spice().monitors().size(), 2, 10000);
    QTRY_VERIFY_WITH_TIMEOUT(!leds.isEmpty(), 10000);
    view.monitors().show(1);
    auto *monitor = windows().first()->findChild<SpiceMonitorView *>();
    monitor->sendCombination({Key::LeftCtrl, Key::LeftAlt, Key::Delete});
    QTRY_COMPARE_WITH_TIMEOUT(guest->serial(), "R1D 38 E0 53 E0 D3 B8 9D ", 10000);
    view.sendCombination({Key::Escape});
    QTRY_VERIFY_WITH_TIMEOUT(guest->serial().endsWith("01 81 "), 10000);
}

void TestSpiceMonitors::thePointerReachesItsMonitor()
{
    NEED_QEMU();
    const auto guest = QemuGuest::withSpiceAgent({u"-device"_s, kSecondCard});
    QVERIFY(guest->start());
    FakeSpiceAgent agent(guest->agentPath());
    Theme theme;
    SpiceView view(localTransport(guest->spicePath()), theme);
    QSignalSpy leds(&view.spice(), &SpiceSession::ledsChanged);
    view.setScaling(Scaling::ActualSize);
    view.show();
    QTRY_VERIFY_WITH_TIMEOUT(view.spice().hasAgent(), 10000);
    QTRY_COMPARE_WITH_TIMEOUT(view.spice().monitors().size(), 2, 10000);
    view.monitors().show(1);
    QTRY_VERIFY_WITH_TIMEOUT(view.spice().hasAbsolutePointer() && !leds.isEmpty(), 10000);
    ConsoleWindow *window = windows().first();
    window->move(1300, 0); // beside the other
    QVERIFY(QTest::qWaitForWindowExposed(window));
    QTest::mouseMove(canvas(*window), {30, 40});
    QTRY_COMPARE_WITH_TIMEOUT(agent.mouse.monitor, 1, 10000);
    QCOMPARE(agent.mouse.position, QPoint(30, 40));
    QTest::mouseMove(canvas(view), {50, 20});
    QTRY_COMPARE_WITH_TIMEOUT(agent.mouse.monitor, 0, 10000);
    QCOMPARE(agent.mouse.position, QPoint(50, 20));
}

void TestSpiceMonitors::theGuestLearnsSizesAndOrder()
{
    NEED_QEMU();
    const auto guest = QemuGuest::withSpiceAgent({u"-device"_s, kSecondCard});
    QVERIFY(guest->start());
    FakeSpiceAgent agent(guest->agentPath());
    Theme theme;
    SpiceView view(localTransport(guest->spicePath()), theme);
    view.resize(1024, 700);
    view.show();
    QTRY_COMPARE_WITH_TIMEOUT(view.spice().monitors().size(), 2, 10000);
    // The second one has no window yet and stays on as it is.
    const QRect second = view.spice().monitor(1)->rect;
    QTRY_COMPARE_WITH_TIMEOUT(
        agent.monitors, (QList{QRect(0, 0, 1024, 700), QRect(QPoint(1024, 0), second.size())}),
        10000);
    view.monitors().show(1);
    ConsoleWindow *window = windows().first();
    window->resize(800, 600);
    const QSize shown = window->findChild<SpiceMonitorView *>()->size();
    QTRY_COMPARE_WITH_TIMEOUT(
        agent.monitors, (QList{QRect(0, 0, 1024, 700), QRect(QPoint(1024, 0), shown)}), 10000);
    window->close(); // is told to be off
    QTRY_COMPARE_WITH_TIMEOUT(agent.monitors, QList{QRect(0, 0, 1024, 700)}, 10000);
}

void TestSpiceMonitors::aGuestThatDoesNotFollowIsSaidSo()
{
    NEED_QEMU();
    const auto guest = QemuGuest::withSpiceAgent({u"-device"_s, kSecondCard});
    QVERIFY(guest->start());
    FakeSpiceAgent agent(guest->agentPath());
    Theme theme;
    SpiceView view(localTransport(guest->spicePath()), theme);
    view.show();
    QTRY_VERIFY_WITH_TIMEOUT(view.spice().hasAgent(), 10000);
    QTRY_COMPARE_WITH_TIMEOUT(view.spice().monitors().size(), 2, 10000);
    view.monitors().show(2);
    QTRY_COMPARE_WITH_TIMEOUT(agent.monitors.size(), 3, 10000); // it is asked
    const auto said = [&] {
        for (const QLabel *label : view.findChildren<QLabel *>()) {
            if (label->text().contains(u"did not switch monitor 3 on"_s))
                return true;
        }
        return false;
    };
    QTRY_VERIFY_WITH_TIMEOUT(said(), 15000);
    QTRY_COMPARE_WITH_TIMEOUT(agent.monitors.size(), 2, 10000);
    QVERIFY(windows().isEmpty() && view.monitors().places().isEmpty());
}

void TestSpiceMonitors::windowsComeAgainWithTheGuest()
{
    NEED_QEMU();
    const auto guest = withTwoCards();
    QVERIFY(guest->start());
    Theme theme;
    SpiceView view(localTransport(guest->spicePath()), theme);
    view.show();
    QTRY_COMPARE_WITH_TIMEOUT(view.spice().monitors().size(), 2, 10000);
    view.monitors().show(1);
    QTRY_COMPARE_WITH_TIMEOUT(pictureOf(view.spice(), 1), painted({640, 480}), 10000);
    view.session().setGuestRunning(false);
    guest->kill();
    QTRY_COMPARE_WITH_TIMEOUT(view.session().status(), ConsoleStatus::GuestOff, 10000);
    QCOMPARE(windows().size(), 1); // with its last picture
    auto *monitor = windows().first()->findChild<SpiceMonitorView *>();
    QCOMPARE(monitor->session().status(), ConsoleStatus::GuestOff);
    QTest::qWait(100);
    QCOMPARE(monitor->screenshot(), painted({640, 480}));
    QVERIFY(guest->start());
    view.session().setGuestRunning(true);
    QTRY_COMPARE_WITH_TIMEOUT(view.session().status(), ConsoleStatus::Connected, 10000);
    QTRY_COMPARE_WITH_TIMEOUT(view.spice().monitors().size(), 2, 10000);
    QTRY_COMPARE_WITH_TIMEOUT(windows().size(), 1, 10000);
    monitor = windows().first()->findChild<SpiceMonitorView *>();
    QTRY_COMPARE_WITH_TIMEOUT(monitor->screenshot(), painted({640, 480}), 10000);
}

void TestSpiceMonitors::eachMonitorFillsItsScreen()
{
    NEED_QEMU();
    const QStringList screens = screensFromLeft();
    QCOMPARE(screens.size(), 2);
    const auto guest = withTwoCards();
    QVERIFY(guest->start());
    Theme theme;
    auto *view = new SpiceView(localTransport(guest->spicePath()), theme);
    ConsolePane pane(view, u"web-1"_s);
    pane.show();
    QTRY_COMPARE_WITH_TIMEOUT(view->spice().monitors().size(), 2, 10000);
    QVERIFY(view->chooseScreens(pane));
    auto *chooser = pane.findChild<ScreenChooser *>();
    QVERIFY(chooser);
    QTest::keyClick(chooser, Qt::Key_Return); // in their order
    QTRY_COMPARE(windows().size(), 1);
    ConsoleWindow *first = pane.detachedWindow();
    ConsoleWindow *second = windows().first();
    QTRY_VERIFY(first && first->isFullScreen() && second->isFullScreen());
    QCOMPARE(first->screen()->name(), screens[0]);
    QCOMPARE(second->screen()->name(), screens[1]);
    const QList<WindowPlace> places = view->furtherWindows();
    QCOMPARE(places.size(), 1);
    QCOMPARE(places.first().kind, WindowPlace::FullScreen);
    QCOMPARE(places.first().screen, screens[1]);
    second->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(second));
    QTest::keyClick(second, Qt::Key_F11); // leaves all
    QTRY_VERIFY(!first->isFullScreen() && !second->isFullScreen());
    QVERIFY(first->isVisible() && second->isVisible());
    QVERIFY(view->session().isConnected());
}

void TestSpiceMonitors::noScreenIsFilledTwice()
{
    ScreenChooser chooser({{0, u"Monitor 1"_s}, {1, u"Monitor 2"_s}}, {u"left"_s, u"right"_s}, {},
                          nullptr);
    chooser.setAttribute(Qt::WA_DeleteOnClose, false);
    QSignalSpy chosen(&chooser, &ScreenChooser::chosen);
    chooser.show();
    const auto boxes = chooser.findChildren<QComboBox *>();
    QCOMPARE(boxes.size(), 2);
    QCOMPARE(boxes[0]->currentData().toString(), u"left"_s);
    boxes[0]->setCurrentIndex(2);
    QCOMPARE(boxes[1]->currentData().toString(), u"left"_s);
    QTest::keyClick(&chooser, Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    const QMap<int, QString> expected{{0, u"right"_s}, {1, u"left"_s}};
    QCOMPARE((chosen.first().first().value<QMap<int, QString>>()), expected);
    QCOMPARE(inOrder({{0, {}}, {1, {}}, {2, {}}}, {u"left"_s, u"right"_s}).value(2), QString());
}

void TestSpiceMonitors::theConsoleGoesWithItsWindows()
{
    NEED_QEMU();
    const auto guest = withTwoCards();
    QVERIFY(guest->start());
    Theme theme;
    auto view = std::make_unique<SpiceView>(localTransport(guest->spicePath()), theme);
    view->show();
    QTRY_COMPARE_WITH_TIMEOUT(view->spice().monitors().size(), 2, 10000);
    view->monitors().showAll();
    QCOMPARE(windows().size(), 1);
    view.reset();
    QVERIFY(windows().isEmpty());
}

void TestSpiceMonitors::aMouseWithoutTabletIsHeldUntilItIsReleased()
{
    NEED_QEMU();
    const auto guest = withMouse();
    QVERIFY(guest->start());
    Theme theme;
    SpiceView view(localTransport(guest->spicePath()), theme);
    QSignalSpy leds(&view.spice(), &SpiceSession::ledsChanged);
    view.resize(640, 480);
    view.show();
    QVERIFY(QTest::qWaitForWindowActive(&view));
    QTRY_VERIFY_WITH_TIMEOUT(!view.pictureSize().isEmpty() && !leds.isEmpty(), 10000);
    QTRY_VERIFY_WITH_TIMEOUT(!view.spice().hasAbsolutePointer(), 10000);
    QVERIFY(view.sizeText().startsWith(u"a click gives the guest the mouse"_s));
    QWidget *surface = canvas(view);
    const QPoint middle = surface->rect().center();
    QTest::mouseMove(surface, {100, 100}); // not the guest's yet
    QTest::mousePress(surface, Qt::LeftButton, {}, {100, 100});
    QTest::qWait(50); // the pointer is put into the middle
    QTest::mouseRelease(surface, Qt::LeftButton, {}, middle);
    QVERIFY(view.keyboard().isGrabbed());
    QVERIFY2(view.sizeText().contains(u"releases it"_s), qPrintable(view.sizeText()));
    QCOMPARE(surface->cursor().shape(), Qt::BlankCursor);
    QTest::mouseMove(surface, middle + QPoint(10, 4));
    // Its buttons, 10 to the right, 4 down: a mouse counts upwards.
    QTRY_VERIFY2_WITH_TIMEOUT(guest->serial().contains("28 0A FC "), guest->serial().constData(),
                              10000);
    QTest::mousePress(surface, Qt::LeftButton, {}, middle + QPoint(10, 4));
    QTRY_VERIFY2_WITH_TIMEOUT(guest->serial().endsWith("09 00 00 "), guest->serial().constData(),
                              10000);
    QTest::mouseRelease(surface, Qt::LeftButton, {}, middle + QPoint(10, 4));
    QTRY_VERIFY2_WITH_TIMEOUT(guest->serial().endsWith("08 00 00 "), guest->serial().constData(),
                              10000);
    QTest::keyPress(surface, Qt::Key_Control, Qt::ControlModifier);
    QTest::keyPress(surface, Qt::Key_Alt, Qt::ControlModifier | Qt::AltModifier);
    QTest::keyRelease(surface, Qt::Key_Alt, Qt::ControlModifier | Qt::AltModifier);
    QTest::keyRelease(surface, Qt::Key_Control, Qt::ControlModifier);
    QVERIFY(!view.keyboard().isGrabbed());
    QVERIFY(view.sizeText().startsWith(u"a click gives the guest the mouse"_s));
    QVERIFY(surface->cursor().shape() != Qt::BlankCursor);
    const QByteArray before = guest->serial();
    QTest::mouseMove(surface, {20, 20});
    QTest::qWait(200);
    QVERIFY(!guest->serial().mid(before.size()).contains("08 ")
            && !guest->serial().mid(before.size()).contains("18 "));
}

namespace {

//! A guest that moves its pointer itself.
struct PointerSession final : PictureSession
{
    PointerSession()
        : PictureSession({})
    {
        paper.fill(Qt::blue);
        setAbsolutePointer(false);
        PointerShape shape{QImage(4, 4, QImage::Format_RGBA8888), {1, 1}};
        shape.image.fill(Qt::red);
        setPointerShape(shape);
    }
    const QImage &picture() const override { return paper; }
    quint64 receivedBytes() const override { return 0; }
    std::optional<QPoint> pointerPosition() const override { return position; }
    void sendPointer(const QPoint &, int) override {}
    void sendPointerDelta(const QPoint &, int) override {}
    void offerClipboard(const QString &) override {}
    void attach(const ConsoleDevice &) override {}
    void detach() override {}
    void putKey(quint32, quint32, bool) override {}

    QImage paper{100, 100, QImage::Format_RGB32};
    std::optional<QPoint> position;
};

} // namespace

void TestSpiceMonitors::thePointerOfSuchAGuestIsDrawnWhereTheGuestHasIt()
{
    PointerSession session;
    PictureCanvas canvas(session, nullptr);
    canvas.resize(100, 100);
    canvas.show();
    const auto isRed = [&](int x, int y) {
        return canvas.grab().toImage().pixelColor(x, y) == QColor(Qt::red);
    };
    QVERIFY(!isRed(50, 50));
    session.position = QPoint(50, 50);
    Q_EMIT session.pointerMoved();
    QVERIFY(isRed(49, 49) && isRed(52, 52) && !isRed(53, 53));
    session.position = QPoint(20, 20);
    Q_EMIT session.pointerMoved();
    QVERIFY(isRed(20, 20) && !isRed(50, 50));
}

} // namespace Atoll::Console

//! The desktop has two screens.
int main(int argc, char **argv)
{
    QTemporaryFile screens;
    if (screens.open()) {
        screens.write(R"({"screens":[
            {"name":"right","x":1280,"y":0,"width":1024,"height":768,"dpi":96,"dpr":1},
            {"name":"left","x":0,"y":0,"width":1280,"height":800,"dpi":96,"dpr":1}]})");
        screens.close();
        qputenv("QT_QPA_PLATFORM", "offscreen:configfile=" + screens.fileName().toUtf8());
    }
    QApplication application(argc, argv);
    Atoll::Console::TestSpiceMonitors test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_spicemonitors.moc"
