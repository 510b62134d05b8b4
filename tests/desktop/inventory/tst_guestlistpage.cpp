// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../samplefleet.h"

#include <app/appcontext.h>
#include <app/secretstore.h>
#include <app/settings.h>
#include <client/clusters.h>
#include <inventory/guestlistpage.h>
#include <inventory/guestlistview.h>
#include <inventory/guestviews.h>
#include <inventory/inventorymodel.h>
#include <theme/theme.h>

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QInputDialog>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

class TestGuestListPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void showsAllGuestsAndCountsWhatIsFound();
    void saysWhatIsWrongWithAFilter();
    void returnOpensTheGuest();
    void actionsAreForTheWholeSelection();
    void controlFLeadsToTheFilter();
    void completesWhatIsTyped();
    void columnsAreKept();
    void aViewIsSavedRenamedAndDeleted();
    void groupsAreOpenUntilTheyAreClosed();
    void picture();

private:
    GuestListPage *open(const QString &view = {})
    {
        auto *page = new GuestListPage({ObjectKind::GuestList, {}, view}, *m_context, *m_inventory,
                                       *m_views, nullptr);
        m_page.reset(page);
        page->resize(1200, 600);
        page->show();
        page->setActive(true);
        [[maybe_unused]] const bool isShown = QTest::qWaitForWindowExposed(page);
        [[maybe_unused]] const bool isFilled =
            QTest::qWaitFor([page] { return page->model().rowCount() > 0; });
        return page;
    }
    void choose(const QString &text) const;
    void answerName(const QString &name) const;

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Settings> m_settings;
    MemorySecretStore m_secrets;
    std::unique_ptr<Clusters> m_clusters;
    std::unique_ptr<AppContext> m_context;
    std::unique_ptr<InventoryModel> m_inventory;
    std::unique_ptr<GuestViews> m_views;
    std::unique_ptr<GuestListPage> m_page;
};

void TestGuestListPage::init()
{
    const QList<SampleFleet::Shape> shapes{{.name = u"Seoul"_s, .site = u"Korea"_s},
                                           {.name = u"Oslo"_s, .guests = 6}};
    m_directory = std::make_unique<QTemporaryDir>();
    m_theme = std::make_unique<Theme>();
    m_settings = std::make_unique<Settings>(m_directory->filePath(u"profile"_s));
    m_clusters = std::make_unique<Clusters>(
        Clusters::Options{.saved = SampleFleet::entries(shapes)}, m_secrets);
    m_context = std::make_unique<AppContext>(
        AppContext::Services{*m_theme, *m_settings, m_secrets, *m_clusters});
    m_inventory = std::make_unique<InventoryModel>();
    m_views = std::make_unique<GuestViews>(*m_settings);
    m_clusters->open();
    for (const SampleFleet::Shape &shape : shapes) {
        ClusterSession *session = m_clusters->session(shape.name);
        SampleFleet::fill(session->store(), shape);
        m_inventory->addCluster(session->key(), &session->store(), session->name(),
                                session->site());
    }
    m_context->registry().addActions(
        [](const QList<ObjectRef> &selection, QObject *owner) -> QList<QAction *> {
            auto *start = new QAction(u"Start %1"_s.arg(selection.size()), owner);
            return {start, nullptr, new QAction(u"Delete"_s, owner)};
        });
}

void TestGuestListPage::cleanup()
{
    m_page.reset();
    m_views.reset();
    m_inventory.reset();
    m_context.reset();
    m_clusters.reset();
    m_settings.reset();
    m_theme.reset();
}

void TestGuestListPage::choose(const QString &text) const
{
    auto *menu = m_page->findChildren<QMenu *>().value(0);
    QVERIFY(menu);
    Q_EMIT menu->aboutToShow();
    for (QAction *action : menu->actions()) {
        if (action->text() == text)
            return action->trigger();
    }
    QFAIL("no such entry");
}

void TestGuestListPage::answerName(const QString &name) const
{
    auto *ask = m_page->findChild<QInputDialog *>();
    QVERIFY(ask);
    ask->setTextValue(name);
    ask->accept();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

void TestGuestListPage::showsAllGuestsAndCountsWhatIsFound()
{
    GuestListPage *page = open();
    QCOMPARE(page->model().guestCount(), 30);
    QCOMPARE(page->status(), u"30 guest(s)"_s);
    page->findChild<QLineEdit *>(u"guestListFilter"_s)->setText(u"cluster:oslo"_s);
    QCOMPARE(page->status(), u"6 of 30 guest(s)"_s);
}

void TestGuestListPage::saysWhatIsWrongWithAFilter()
{
    GuestListPage *page = open();
    page->findChild<QLineEdit *>(u"guestListFilter"_s)->setText(u"tga:x"_s);
    bool isSaid = false;
    for (const QLabel *label : page->findChildren<QLabel *>())
        isSaid = isSaid || (label->isVisible() && label->text().contains(u"Did you mean “tag”?"_s));
    QVERIFY(isSaid);
    QVERIFY(!page->view().isVisible());
}

void TestGuestListPage::returnOpensTheGuest()
{
    GuestListPage *page = open();
    QSignalSpy opened(m_context.get(), &AppContext::openRequested);
    page->view().setCurrentIndex(page->model().index(3, 0));
    QTest::keyClick(&page->view(), Qt::Key_Return);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.first().first().value<ObjectRef>(),
             page->model().objectAt(page->model().index(3, 0)));
}

void TestGuestListPage::actionsAreForTheWholeSelection()
{
    GuestListPage *page = open();
    QVERIFY(page->headActions().isEmpty());
    page->view().selectAll();
    QTRY_COMPARE(page->headActions().size(), 2);
    QCOMPARE(page->headActions().first()->text(), u"Start 30"_s);
    page->findChild<QComboBox *>(u"guestListGroups"_s)->setCurrentIndex(GuestListModel::ByTag);
    page->view().selectAll();
    QTRY_COMPARE(page->headActions().first()->text(), u"Start 30"_s); // each once
}

void TestGuestListPage::controlFLeadsToTheFilter()
{
    GuestListPage *page = open();
    page->activateWindow();
    page->view().setFocus();
    QTest::keyClick(&page->view(), Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(page->focusWidget(), page->findChild<QLineEdit *>(u"guestListFilter"_s));
}

void TestGuestListPage::completesWhatIsTyped()
{
    GuestListPage *page = open();
    auto *filter = page->findChild<QLineEdit *>(u"guestListFilter"_s);
    page->activateWindow();
    filter->setFocus();
    QTRY_VERIFY(filter->hasFocus());
    QTest::keyClicks(filter, u"stat"_s);
    QTest::keyClick(filter, Qt::Key_Tab);
    QCOMPARE(filter->text(), u"state:"_s);
    QTest::keyClicks(filter, u"run"_s);
    QTest::keyClick(filter, Qt::Key_Tab);
    QCOMPARE(filter->text(), u"state:running "_s);
}

void TestGuestListPage::columnsAreKept()
{
    GuestListPage *page = open();
    page->view().setColumnHidden(GuestListModel::OsColumn, true);
    page->view().setColumnHidden(GuestListModel::IdColumn, false);
    page->view().header()->resizeSection(GuestListModel::NodeColumn, 77);
    page->view().sortByColumn(GuestListModel::CpuColumn, Qt::DescendingOrder);
    m_page.reset();
    page = open();
    QVERIFY(page->view().isColumnHidden(GuestListModel::OsColumn));
    QVERIFY(!page->view().isColumnHidden(GuestListModel::IdColumn));
    QCOMPARE(page->view().columnWidth(GuestListModel::NodeColumn), 77);
    QCOMPARE(page->model().sortColumn(), int(GuestListModel::CpuColumn));
    QCOMPARE(page->model().sortOrder(), Qt::DescendingOrder);
}

void TestGuestListPage::aViewIsSavedRenamedAndDeleted()
{
    QSignalSpy opened(m_context.get(), &AppContext::openRequested);
    GuestListPage *page = open();
    page->findChild<QLineEdit *>(u"guestListFilter"_s)->setText(u"cluster:oslo"_s);
    page->findChild<QComboBox *>(u"guestListGroups"_s)->setCurrentIndex(GuestListModel::ByState);
    choose(u"Save as a view…"_s);
    answerName(u"North"_s);
    QCOMPARE(opened.takeLast().first().value<ObjectRef>().id, u"North"_s);
    page = open(u"North"_s);
    QCOMPARE(page->title(), u"North"_s);
    QCOMPARE(page->model().matchCount(), 6);
    QCOMPARE(page->model().grouping(), GuestListModel::ByState);
    choose(u"Rename…"_s);
    answerName(u"Norway"_s);
    QVERIFY(m_views->find(u"Norway"_s));
    QVERIFY(!m_views->find(u"North"_s));
    page = open(u"Norway"_s);
    QSignalSpy closed(page, &Page::closeRequested);
    choose(u"Delete"_s);
    QCOMPARE(closed.size(), 1);
    QVERIFY(!m_views->find(u"Norway"_s));
    GuestViews again(*m_settings);
    QVERIFY(!again.find(u"Norway"_s));
}

void TestGuestListPage::groupsAreOpenUntilTheyAreClosed()
{
    GuestListPage *page = open();
    page->findChild<QComboBox *>(u"guestListGroups"_s)->setCurrentIndex(GuestListModel::ByCluster);
    QVERIFY(page->view().isExpanded(page->model().index(0, 0)));
    page->view().collapse(page->model().index(0, 0));
    auto *filter = page->findChild<QLineEdit *>(u"guestListFilter"_s);
    filter->setText(u"cluster:seoul"_s);
    filter->clear();
    QCOMPARE(page->model().rowCount(), 2);
    QVERIFY(!page->view().isExpanded(page->model().index(0, 0)));
    QVERIFY(page->view().isExpanded(page->model().index(1, 0)));
}

// Kept when ATOLL_PICTURES names a directory.
void TestGuestListPage::picture()
{
    const QString directory = qEnvironmentVariable("ATOLL_PICTURES");
    if (directory.isEmpty())
        QSKIP("ATOLL_PICTURES names no directory");
    for (const auto choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
        m_theme->setChoice(choice);
        m_theme->apply(*qApp);
        GuestListPage *page = open();
        page->view().selectionModel()->select(
            page->model().index(2, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        page->grab().save(directory + u"/list-%1.png"_s.arg(int(choice)));
        page->findChild<QComboBox *>(u"guestListGroups"_s)->setCurrentIndex(GuestListModel::ByTag);
        page->findChild<QLineEdit *>(u"guestListFilter"_s)->setText(u"cluster:seoul"_s);
        QTest::qWait(100);
        page->grab().save(directory + u"/groups-%1.png"_s.arg(int(choice)));
        page->findChild<QLineEdit *>(u"guestListFilter"_s)->setText(u"tga:x"_s);
        page->grab().save(directory + u"/problem-%1.png"_s.arg(int(choice)));
    }
}

QTEST_MAIN(TestGuestListPage)
#include "tst_guestlistpage.moc"
