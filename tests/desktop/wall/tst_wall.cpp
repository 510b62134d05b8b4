// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../pagefixture.h"

#include <inventory/guestviews.h>
#include <inventory/inventorymodel.h>
#include <inventory/queryfield.h>
#include <wall/peek.h>
#include <wall/tilestate.h>
#include <wall/tileview.h>
#include <wall/wallpage.h>

#include <QAbstractItemModelTester>
#include <QAction>
#include <QBuffer>
#include <QComboBox>
#include <QSignalSpy>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

class TestWall : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void picturesComeForWhatIsOnTheScreenAndNoOthers();
    void picturesAreAskedForPolitely();
    void aFailedPictureSaysWhyAndWaits();
    void nothingIsAskedWhileItCannotBeSeen();
    void nothingPaintedIsStaleWithoutSayingSo();
    void aWallIsOfAClusterAViewAQueryOrTheChosen();
    void whichGuestsItShowsIsKeptInItsName();
    void returnOpensTheConsoleOrThePage();
    void theOrderIsKept();
    void fullScreenIsAWindowOfItsOwn();
    void peekShowsTheGuestUntilAKey();
    void picture();

private:
    static QString uuid(int number)
    {
        return u"7d5e4f0c-0000-4000-8000-%1"_s.arg(number, 12, 10, QChar(u'0'));
    }
    void fill();
    WallPage *open(const WallScope &scope = {});

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<GuestViews> m_views;
    std::unique_ptr<InventoryModel> m_inventory;
    std::unique_ptr<Thumbnails> m_thumbnails;
    std::unique_ptr<WallPage> m_page;
    ClusterSession *m_session = nullptr;
    QStringList m_asked;
    QList<int> m_widths;
    QStringList m_consoles;
};

void TestWall::fill()
{
    m_fixture->fillAgent();
    for (int i = 2; i <= 60; ++i) {
        Api::GuestInfo guest;
        guest.uuid = uuid(i);
        guest.id = 100 + i;
        guest.name = u"guest-%1"_s.arg(i);
        guest.node = u"node-1"_s;
        guest.state = i % 10 == 0 ? Api::GuestState::Stopped : Api::GuestState::Running;
        guest.displayKind = u"vnc"_s;
        m_fixture->agent.inventory().setGuest(guest);
    }
    m_fixture->agent.answerBy(
        u"guest.screenshot"_s, [this](const QJsonObject &params) -> Result<QJsonValue> {
            m_asked += params.value(u"guest"_s).toString();
            m_widths += params.value(u"width"_s).toInt();
            QImage image(160, 90, QImage::Format_RGB32);
            image.fill(QColor(10, 60, 10));
            QByteArray bytes;
            QBuffer buffer(&bytes);
            image.save(&buffer, "png");
            return QJsonObject{{u"png"_s, QString::fromLatin1(bytes.toBase64())}};
        });
}

void TestWall::init()
{
    m_fixture = std::make_unique<PageFixture>();
    m_fixture->context.keys().define(
        {u"window.fullScreen"_s, u"Full screen"_s, KeyPlace::Window, {QKeySequence(Qt::Key_F11)}});
    m_views = std::make_unique<GuestViews>(m_fixture->settings);
    m_inventory = std::make_unique<InventoryModel>();
    m_thumbnails = std::make_unique<Thumbnails>(m_fixture->clusters);
    m_asked.clear();
    m_widths.clear();
    m_consoles.clear();
    fill();
    m_session = m_fixture->connectSession();
    QVERIFY(m_session);
    QTRY_COMPARE(m_session->store().guests().size(), 60);
}

void TestWall::cleanup()
{
    m_page.reset();
    m_thumbnails.reset();
    m_inventory.reset();
    m_views.reset();
    m_fixture.reset();
}

WallPage *TestWall::open(const WallScope &scope)
{
    m_page.reset();
    m_page = std::make_unique<WallPage>(
        scope.object(), m_fixture->context,
        WallPage::Parts{*m_thumbnails, *m_inventory, *m_views,
                        [this](const ObjectRef &guest) { m_consoles += guest.id; }},
        nullptr);
    m_page->resize(800, 500);
    m_page->show();
    m_page->activateWindow();
    [[maybe_unused]] const bool isShown = QTest::qWaitForWindowExposed(m_page.get());
    return m_page.get();
}

void TestWall::picturesComeForWhatIsOnTheScreenAndNoOthers()
{
    WallPage *page = open();
    const qsizetype seen = page->view().seen().size();
    QVERIFY(seen < 20);
    QTRY_VERIFY_WITH_TIMEOUT(QSet<QString>(m_asked.begin(), m_asked.end()).size() >= 8, 8000);
    QSet<QString> allowed;
    for (const QModelIndex &index : page->view().seen())
        allowed += page->model().objectAt(index).id;
    for (const QString &guest : std::as_const(m_asked))
        QVERIFY(allowed.contains(guest));
    QVERIFY(!m_asked.contains(uuid(10)));                        // is off
    QVERIFY(m_widths.first() >= 240 && m_widths.first() <= 480); // not the whole picture
}

void TestWall::picturesAreAskedForPolitely()
{
    int most = 0;
    connect(m_thumbnails.get(), &Thumbnails::changed, this,
            [&] { most = std::max(most, m_thumbnails->underWay()); });
    open();
    QTest::qWait(1500);
    QVERIFY(m_asked.size() > 2);
    QVERIFY(m_asked.size() <= 16); // ten a second of one agent
    QVERIFY(most <= Thumbnails::kUnderWay);
}

void TestWall::aFailedPictureSaysWhyAndWaits()
{
    m_fixture->agent.answerBy(u"guest.screenshot"_s,
                              [this](const QJsonObject &params) -> Result<QJsonValue> {
                                  m_asked += params.value(u"guest"_s).toString();
                                  return fail(ErrorCode::PermissionDenied, u"you may not see it"_s);
                              });
    const ObjectRef guest{ObjectKind::Guest, m_session->key(), uuid(3)};
    open({{}, {}, {}, {guest}});
    QTRY_VERIFY(m_thumbnails->find(guest) && !m_thumbnails->find(guest)->problem.isEmpty());
    const TileState state = tileState(*m_session->store().guest(guest.id), m_session->store(),
                                      m_thumbnails->find(guest), 2);
    QVERIFY2(state.words.contains(u"may not see it"_s), qPrintable(state.words));
    QTest::qWait(2500);
    QCOMPARE(m_asked.size(), 1);
}

void TestWall::nothingIsAskedWhileItCannotBeSeen()
{
    WallPage *page = open();
    QTRY_VERIFY(!m_asked.isEmpty());
    page->hide();
    QTest::qWait(400);
    const qsizetype asked = m_asked.size();
    QTest::qWait(2500);
    QCOMPARE(m_asked.size(), asked);
    page->show();
    QTRY_VERIFY(m_asked.size() > asked);
}

void TestWall::nothingPaintedIsStaleWithoutSayingSo()
{
    StateStore &store = m_session->store();
    Thumbnail thumbnail{QImage(4, 4, QImage::Format_RGB32), Thumbnails::now(), {}};
    const Api::GuestInfo &running = *store.guest(uuid(3));
    TileState state = tileState(running, store, &thumbnail, 2);
    QVERIFY(state.words.isEmpty() && state.age.isEmpty() && !state.isFaded);
    thumbnail.atMs -= 60'000;
    state = tileState(running, store, &thumbnail, 2);
    QVERIFY(!state.age.isEmpty() && state.isFaded);
    QVERIFY(!tileState(running, store, nullptr, 2).words.isEmpty());
    QVERIFY(tileState(*store.guest(uuid(10)), store, &thumbnail, 2).isFaded);
    store.setPending(running.uuid, {u"guest.pause"_s, {}});
    QVERIFY(!tileState(running, store, &thumbnail, 2).words.isEmpty());
    store.clearPending(running.uuid);
    m_fixture->agent.stopListening();
    m_fixture->agent.dropConnections();
    QTRY_VERIFY(!store.isLive());
    QVERIFY(tileState(running, store, &thumbnail, 2).words.startsWith(u"Not known"_s));
}

void TestWall::aWallIsOfAClusterAViewAQueryOrTheChosen()
{
    WallPage *page = open();
    const QAbstractItemModelTester tester(&page->model());
    QTRY_COMPARE(page->model().matchCount(), 60);
    QCOMPARE(page->title(), u"Wall"_s);
    page = open({m_session->key(), {}, {}, {}});
    QTRY_COMPARE(page->model().matchCount(), 60);
    page = open({u"another"_s, {}, {}, {}});
    QCOMPARE(page->model().matchCount(), 0);
    page = open({{}, u"state:stopped"_s, {}, {}});
    QTRY_COMPARE(page->model().matchCount(), 6);
    m_views->save({u"Off"_s, u"state:stopped"_s, 0, {}});
    page = open({{}, {}, u"Off"_s, {}});
    QTRY_COMPARE(page->model().matchCount(), 6);
    QCOMPARE(page->title(), u"Wall: Off"_s);
    page = open({{},
                 {},
                 {},
                 {{ObjectKind::Guest, m_session->key(), uuid(4)},
                  {ObjectKind::Guest, m_session->key(), uuid(5)}}});
    const QAbstractItemModelTester chosen(&page->model());
    QTRY_COMPARE(page->model().matchCount(), 2);
    page->findChild<QueryField *>(u"wallFilter"_s)->setText(u"guest-5"_s);
    QCOMPARE(page->model().matchCount(), 1);
    // Others come, change and go without being noticed.
    QSignalSpy counts(&page->model(), &GuestListModel::countsChanged);
    while (counts.wait(1500)) {} // what has been put off until there is rest
    counts.clear();
    Api::GuestInfo other = *m_fixture->agent.inventory().guest(uuid(7));
    other.state = Api::GuestState::Stopped;
    m_fixture->agent.inventory().setGuest(other);
    other.uuid = uuid(99);
    m_fixture->agent.inventory().setGuest(other);
    QTRY_VERIFY(m_session->store().guest(uuid(99)));
    m_fixture->agent.inventory().removeGuest(uuid(99));
    QTRY_VERIFY(!m_session->store().guest(uuid(99)));
    QCOMPARE(page->model().guestCount(), 2);
    QVERIFY(!counts.wait(200));
}

void TestWall::whichGuestsItShowsIsKeptInItsName()
{
    for (const WallScope &scope :
         {WallScope{}, WallScope{u"key"_s, {}, {}, {}}, WallScope{{}, u"a|b \"c\""_s, {}, {}},
          WallScope{{}, {}, u"My view"_s, {}},
          WallScope{{},
                    {},
                    {},
                    {{ObjectKind::Guest, u"a"_s, u"1"_s}, {ObjectKind::Guest, u"b"_s, u"2"_s}}}})
        QCOMPARE(WallScope::of(scope.object()), scope);
}

void TestWall::returnOpensTheConsoleOrThePage()
{
    WallPage *page = open({{}, u"guest-9 or guest-10"_s, {}, {}});
    QTRY_COMPARE(page->model().matchCount(), 2);
    QSignalSpy opened(&m_fixture->context, &AppContext::openRequested);
    page->view().setFocus();
    page->view().setCurrentIndex(page->model().index(0, 0)); // guest-9 runs
    QTest::keyClick(&page->view(), Qt::Key_Return);
    QCOMPARE(m_consoles, QStringList{uuid(9)});
    page->view().setCurrentIndex(page->model().index(1, 0)); // guest-10 is off
    QTest::keyClick(&page->view(), Qt::Key_Return);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(m_consoles.size(), 1);
}

void TestWall::theOrderIsKept()
{
    WallPage *page = open();
    auto *order = page->findChild<QComboBox *>(u"wallOrder"_s);
    order->setCurrentIndex(order->findData(int(GuestListModel::StateColumn)));
    QCOMPARE(page->model().sortColumn(), int(GuestListModel::StateColumn));
    page = open();
    QCOMPARE(page->model().sortColumn(), int(GuestListModel::StateColumn));
}

void TestWall::fullScreenIsAWindowOfItsOwn()
{
    WallPage *page = open();
    page->view().setFocus();
    QTest::keyClick(&page->view(), Qt::Key_F11);
    QVERIFY(page->isOnFullScreen());
    QVERIFY(page->view().window() != page);
    QTRY_VERIFY(page->view().isVisible());
    QTest::keyClick(&page->view(), Qt::Key_Escape);
    QVERIFY(!page->isOnFullScreen());
    QCOMPARE(page->view().window(), page);
    QTRY_VERIFY(page->view().isVisible());
    page->toggleFullScreen();
    page->view().window()->close();
    QVERIFY(!page->isOnFullScreen());
}

void TestWall::peekShowsTheGuestUntilAKey()
{
    QWidget asker;
    asker.resize(300, 200);
    asker.show();
    QVERIFY(QTest::qWaitForWindowExposed(&asker));
    Peek peek(m_fixture->context, *m_thumbnails, &asker);
    connect(&m_fixture->context, &AppContext::peekRequested, &peek, &Peek::showFor);
    const ObjectRef guest{ObjectKind::Guest, m_session->key(), uuid(3)};
    m_fixture->context.peek(guest, {0, 0, 100, 20}, &asker);
    QVERIFY(peek.isVisible());
    QTRY_VERIFY(m_asked.contains(uuid(3)));
    for (const Qt::Key key : {Qt::Key_Space, Qt::Key_Escape}) {
        QTest::keyClick(&asker, key);
        QVERIFY(!peek.isVisible());
        m_fixture->context.peek(guest, {0, 0, 100, 20}, &asker);
        QVERIFY(peek.isVisible());
    }
    QTest::mouseClick(&asker, Qt::LeftButton);
    QVERIFY(!peek.isVisible());
    m_fixture->context.peek({ObjectKind::Guest, m_session->key(), u"gone"_s}, {}, &asker);
    QVERIFY(!peek.isVisible());
}

// Kept when ATOLL_PICTURES names a directory.
void TestWall::picture()
{
    const QString directory = qEnvironmentVariable("ATOLL_PICTURES");
    if (directory.isEmpty())
        QSKIP("ATOLL_PICTURES names no directory");
    WallPage *page = open();
    QTest::qWait(4000);
    page->grab().save(directory + u"/wall.png"_s);
}

QTEST_MAIN(TestWall)
#include "tst_wall.moc"
