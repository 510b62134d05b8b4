// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <app/layoutkeeper.h>
#include <app/settings.h>

#include <QDockWidget>
#include <QMainWindow>
#include <QTemporaryDir>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

class TestLayoutKeeper : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void screensAreNamedByTheirSizesInOrder();
    void aSetOfScreensBringsItsLayoutBack();
    void layoutsAreKeptOverARestart();
    void setsThatWereNotSeenForLongGo();
};

namespace {

struct Window : QMainWindow
{
    Window()
    {
        dock = new QDockWidget(u"Dock"_s, this);
        dock->setObjectName(u"dock"_s);
        addDockWidget(Qt::LeftDockWidgetArea, dock);
        resize(500, 400);
        show();
        [[maybe_unused]] const bool isShown = QTest::qWaitForWindowExposed(this);
    }
    QDockWidget *dock;
};

} // namespace

void TestLayoutKeeper::screensAreNamedByTheirSizesInOrder()
{
    QVERIFY(LayoutKeeper::currentScreens().contains(u'x'));
}

void TestLayoutKeeper::aSetOfScreensBringsItsLayoutBack()
{
    const QTemporaryDir directory;
    Settings settings(directory.filePath(u"profile"_s));
    QString screens = u"1920x1080"_s;
    Window window;
    LayoutKeeper keeper(window, 1, settings, [&screens] { return screens; });
    QVERIFY(!keeper.restore());
    window.resize(500, 400);
    QTest::qWait(1200); // it is calm
    screens = u"1920x1080+2560x1440"_s;
    window.resize(700, 500); // as a window system does at once
    keeper.screensChanged();
    window.resize(720, 520);
    window.dock->hide();
    QTest::qWait(1200);
    screens = u"1920x1080"_s;
    keeper.screensChanged();
    QTRY_COMPARE(window.size(), QSize(500, 400));
    QVERIFY(window.dock->isVisible());
    QTest::qWait(1200);
    screens = u"1920x1080+2560x1440"_s;
    keeper.screensChanged();
    QTRY_COMPARE(window.size(), QSize(720, 520));
    QVERIFY(!window.dock->isVisible());
}

void TestLayoutKeeper::layoutsAreKeptOverARestart()
{
    const QTemporaryDir directory;
    Settings settings(directory.filePath(u"profile"_s));
    {
        Window window;
        LayoutKeeper keeper(window, 1, settings, [] { return u"a"_s; });
        window.resize(640, 480);
        keeper.save();
    }
    Window window;
    LayoutKeeper other(window, 1, settings, [] { return u"b"_s; });
    QVERIFY(!other.restore());
    LayoutKeeper keeper(window, 1, settings, [] { return u"a"_s; });
    QVERIFY(keeper.restore());
    QTRY_COMPARE(window.size(), QSize(640, 480));
}

void TestLayoutKeeper::setsThatWereNotSeenForLongGo()
{
    const QTemporaryDir directory;
    Settings settings(directory.filePath(u"profile"_s));
    Window window;
    for (int i = 0; i < LayoutKeeper::kMostSets + 3; ++i) {
        LayoutKeeper keeper(window, 1, settings, [i] { return QString::number(i); });
        keeper.save();
    }
    const QByteArray kept = settings.layouts.value();
    QCOMPARE(kept.count("\"geometry\""), LayoutKeeper::kMostSets);
}

QTEST_MAIN(TestLayoutKeeper)
#include "tst_layoutkeeper.moc"
