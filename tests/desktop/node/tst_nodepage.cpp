// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <app/errorbar.h>
#include <app/format.h>
#include <desktop/pagefixture.h>
#include <node/nodepage.h>

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QSslSocket>
#include <QTest>
#include <QTreeWidget>

using namespace Atoll;
using namespace Qt::StringLiterals;

//! The page of a node beside an agent that tells over the real protocol.
class TestNodePage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(QSslSocket::setActiveBackend(u"openssl"_s)); }
    void init();
    void cleanup();

    void showsWhatTheNodeIs();
    void enginesSayFoundVersionAndHowToGetThem();
    void onlyNeededEnginesAreAProblem();
    void lookingAgainAsksTheNode();
    void refusalToLookStandsInTheCard();
    void whoMayNotLookIsTold();
    void guestsAndStoragesOpenByKeyboard();
    void offlineNodeSaysWhatToDo();
    void bothThemesAndNarrowWindowsShowEverything();
    void aRemovedNodeClosesItsPage();

private:
    static Api::NodeInfo node();
    void open();
    QTreeWidget *list(const QString &name) const;
    static QStringList texts(const QTreeWidget *list, int row);
    //! Titles of the bars that stand above.
    QStringList problems() const;
    bool hasText(const QString &text) const;

    std::unique_ptr<PageFixture> m_fixture;
    ClusterSession *m_session = nullptr;
    std::unique_ptr<NodePage> m_page;
};

Api::NodeInfo TestNodePage::node()
{
    Api::NodeInfo node;
    node.name = u"node-1"_s;
    node.state = Api::NodeState::Online;
    node.version = u"0.1.0"_s;
    node.osName = u"Debian GNU/Linux 12"_s;
    node.cpuModel = u"AMD EPYC 7313"_s;
    node.cpus = 8;
    node.memoryBytes = 32LL << 30;
    node.hasKvm = true;
    node.bootTime = QDateTime::currentDateTimeUtc().addDays(-3);
    node.engines = {{.name = u"libvirt"_s, .version = u"9.0.0"_s, .isAvailable = true},
                    {.name = u"qemu"_s, .version = u"7.2.13"_s, .isAvailable = true},
                    {.name = u"swtpm"_s,
                     .problem = u"swtpm is not installed"_s,
                     .advice = u"apt install swtpm (gives guests a TPM 2.0)"_s,
                     .isNeeded = false}};
    return node;
}

void TestNodePage::init()
{
    m_fixture = std::make_unique<PageFixture>();
    m_fixture->fillAgent();
    m_fixture->agent.inventory().setNode(node());
}

void TestNodePage::cleanup()
{
    m_page.reset();
    m_fixture.reset();
}

void TestNodePage::open()
{
    m_session = m_fixture->connectSession();
    QVERIFY(m_session);
    QTRY_VERIFY(m_session->store().node(u"node-1"_s));
    const ObjectRef ref{ObjectKind::Node, m_session->key(), u"node-1"_s};
    m_page = std::make_unique<NodePage>(*m_session, ref, m_fixture->context, nullptr);
    m_page->resize(1000, 700);
    m_page->show();
}

QTreeWidget *TestNodePage::list(const QString &name) const
{
    for (QTreeWidget *one : m_page->findChildren<QTreeWidget *>()) {
        if (one->accessibleName() == name)
            return one;
    }
    return nullptr;
}

QStringList TestNodePage::texts(const QTreeWidget *list, int row)
{
    QStringList texts;
    const QTreeWidgetItem *item = list->topLevelItem(row);
    for (int column = 0; item && column < list->columnCount(); ++column)
        texts += item->text(column);
    return texts;
}

QStringList TestNodePage::problems() const
{
    QStringList titles;
    for (const ErrorBar *bar : m_page->findChildren<ErrorBar *>()) {
        if (bar->isVisibleTo(m_page.get()))
            titles += bar->title() + u": "_s + bar->text();
    }
    return titles;
}

bool TestNodePage::hasText(const QString &text) const
{
    for (const QLabel *label : m_page->findChildren<QLabel *>()) {
        if (label->text().contains(text) && label->isVisibleTo(m_page.get()))
            return true;
    }
    return false;
}

void TestNodePage::showsWhatTheNodeIs()
{
    open();
    QCOMPARE(m_page->title(), u"node-1"_s);
    QVERIFY(m_page->status().contains(u"Online"_s));
    QVERIFY(hasText(u"AMD EPYC 7313"_s));
    QVERIFY(hasText(Format::bytes(double(32LL << 30))));
    QVERIFY(hasText(u"KVM"_s));
    QVERIFY(hasText(u"Debian GNU/Linux 12"_s));
    QCOMPARE(texts(list(u"Guests"_s), 0).first(), u"web-1"_s);
    QCOMPARE(texts(list(u"Storages"_s), 0).first(), u"local"_s);
    QCOMPARE(problems(), QStringList());
}

void TestNodePage::enginesSayFoundVersionAndHowToGetThem()
{
    open();
    const QTreeWidget *engines = list(u"Engines"_s);
    QCOMPARE(engines->topLevelItemCount(), 3);
    QCOMPARE(texts(engines, 0), (QStringList{u"libvirt"_s, u"Ready"_s, u"9.0.0"_s, QString()}));
    QCOMPARE(texts(engines, 2), (QStringList{u"swtpm"_s, u"swtpm is not installed"_s, QString(),
                                             u"apt install swtpm (gives guests a TPM 2.0)"_s}));
    // Every row is in sight: the list does not scroll within the page.
    QVERIFY(engines->viewport()->height()
            >= engines->visualItemRect(engines->topLevelItem(2)).bottom());
    // Colour is never alone: each row has its icon, too.
    for (int row = 0; row < 3; ++row)
        QVERIFY(!engines->topLevelItem(row)->icon(0).isNull());

    // Somebody installs it: the row changes, and keeps its place.
    Api::NodeInfo changed = node();
    changed.engines[2] = {
        .name = u"swtpm"_s, .version = u"0.7.1"_s, .isAvailable = true, .isNeeded = false};
    m_fixture->agent.inventory().setNode(changed);
    QTRY_COMPARE(texts(engines, 2), (QStringList{u"swtpm"_s, u"Ready"_s, u"0.7.1"_s, QString()}));
}

void TestNodePage::onlyNeededEnginesAreAProblem()
{
    Api::NodeInfo broken = node();
    broken.engines[0] = {.name = u"libvirt"_s,
                         .problem = u"Connection refused."_s,
                         .advice = u"systemctl start libvirtd"_s};
    m_fixture->agent.inventory().setNode(broken);
    open();
    QTRY_COMPARE(problems().size(), 1);
    QVERIFY2(problems().first().contains(u"libvirt"_s), qPrintable(problems().first()));
    QVERIFY2(problems().first().contains(u"systemctl start libvirtd"_s),
             qPrintable(problems().first()));
    m_fixture->agent.inventory().setNode(node());
    QTRY_COMPARE(problems(), QStringList());
}

void TestNodePage::lookingAgainAsksTheNode()
{
    open();
    auto *again = list(u"Engines"_s)->parentWidget()->findChild<QPushButton *>();
    QVERIFY(again && again->isEnabled());
    again->setFocus();
    QTest::keyClick(again, Qt::Key_Space);
    QVERIFY(!again->isEnabled()); // once at a time
    QTRY_VERIFY(again->isEnabled());
    QCOMPARE(problems(), QStringList());
}

void TestNodePage::refusalToLookStandsInTheCard()
{
    open();
    m_fixture->agent.failNext(u"node.probe"_s,
                              Error{ErrorCode::Timeout, u"a program hangs"_s, u"Try later"_s});
    auto *again = list(u"Engines"_s)->parentWidget()->findChild<QPushButton *>();
    again->click();
    QTRY_COMPARE(problems().size(), 1);
    QVERIFY2(problems().first().contains(u"Try later"_s), qPrintable(problems().first()));
    again->click();
    QTRY_COMPARE(problems(), QStringList());
}

void TestNodePage::whoMayNotLookIsTold()
{
    m_fixture->agent.setRole({Privilege::ClusterView, Privilege::GuestView});
    open();
    const auto *again = list(u"Engines"_s)->parentWidget()->findChild<QPushButton *>();
    QVERIFY(!again->isEnabled());
    QVERIFY(!again->toolTip().isEmpty());
}

void TestNodePage::guestsAndStoragesOpenByKeyboard()
{
    open();
    QSignalSpy opened(&m_fixture->context, &AppContext::openRequested);
    for (const QString &name : {u"Guests"_s, u"Storages"_s}) {
        QTreeWidget *rows = list(name);
        rows->setFocus();
        rows->setCurrentItem(rows->topLevelItem(0));
        QTest::keyClick(rows, Qt::Key_Return);
    }
    QCOMPARE(opened.size(), 2);
    QCOMPARE(opened[0][0].value<ObjectRef>(),
             (ObjectRef{ObjectKind::Guest, m_session->key(), PageFixture::uuid()}));
    QCOMPARE(opened[1][0].value<ObjectRef>(),
             (ObjectRef{ObjectKind::Storage, m_session->key(), u"node-1/local"_s}));
}

void TestNodePage::offlineNodeSaysWhatToDo()
{
    open();
    Api::NodeInfo gone = node();
    gone.state = Api::NodeState::Offline;
    gone.since = QDateTime::currentDateTimeUtc().addSecs(-120);
    m_fixture->agent.inventory().setNode(gone);
    QTRY_COMPARE(problems().size(), 1);
    QVERIFY2(problems().first().contains(u"power and network"_s), qPrintable(problems().first()));
}

void TestNodePage::bothThemesAndNarrowWindowsShowEverything()
{
    open();
    for (const ThemeChoice choice : {ThemeChoice::Dark, ThemeChoice::Light}) {
        m_fixture->theme.setChoice(choice);
        for (const QSize &size : {QSize(1000, 700), QSize(640, 400)}) {
            m_page->resize(size);
            QCoreApplication::processEvents();
            const QImage picture = m_page->grab().toImage();
            QVERIFY(!picture.isNull());
            for (const QString &name : {u"Guests"_s, u"Storages"_s, u"Engines"_s})
                QVERIFY2(list(name)->height() >= 100, qPrintable(name));
        }
    }
}

void TestNodePage::aRemovedNodeClosesItsPage()
{
    open();
    QSignalSpy closed(m_page.get(), &Page::closeRequested);
    Api::InventoryDelta delta;
    delta.epoch = m_session->store().epoch();
    delta.revision = m_session->store().revision();
    delta.removedNodes = {u"node-1"_s};
    m_session->store().apply({delta});
    QCOMPARE(closed.size(), 1);
}

QTEST_MAIN(TestNodePage)
#include "tst_nodepage.moc"
