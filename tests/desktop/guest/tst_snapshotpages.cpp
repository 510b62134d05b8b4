// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <app/errorbar.h>
#include <desktop/pagefixture.h>
#include <guest/clonedialog.h>
#include <guest/guestarea.h>
#include <guest/guestcommands.h>
#include <guest/snapshotmodel.h>
#include <guest/snapshotplandialog.h>
#include <guest/snapshottab.h>
#include <guest/takesnapshotdialog.h>

#include <QAction>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSslSocket>
#include <QStackedWidget>
#include <QTest>
#include <QTreeView>

using namespace Atoll;
using namespace Qt::StringLiterals;

class TestSnapshotPages : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(QSslSocket::setActiveBackend(u"openssl"_s)); }
    void emptyTabOffersTheFirst();
    void tabShowsTheTreeAndItsActions();
    void enterTakesASnapshot();
    void refusalKeepsTheDialog();
    void manyAreTakenAtOnce();
    void rollbackShowsThePlanFirst();
    void enterMakesAClone();

private:
    static ObjectRef refOf(const ClusterSession &session)
    {
        return {ObjectKind::Guest, session.key(), PageFixture::uuid()};
    }
    static QJsonValue snapshots()
    {
        Api::SnapshotInfo first;
        first.name = u"first"_s;
        first.at = QDateTime::currentDateTimeUtc();
        first.kind = Api::SnapshotKind::External;
        first.config = Api::GuestConfig{};
        first.config->memoryBytes = 1LL << 30;
        Api::SnapshotInfo second = first;
        second.name = u"second"_s;
        second.parent = u"first"_s;
        second.isCurrent = true;
        return toJson(QList<Api::SnapshotInfo>{first, second});
    }
    static QAction *action(const QWidget &tab, const QString &text)
    {
        for (QAction *candidate : tab.findChildren<QAction *>()) {
            if (candidate->text() == text)
                return candidate;
        }
        return nullptr;
    }
};

void TestSnapshotPages::emptyTabOffersTheFirst()
{
    PageFixture fixture;
    fixture.fillAgent();
    fixture.agent.setAnswer(u"guest.snapshot.list"_s, QJsonArray());
    ClusterSession *session = fixture.connectSession();
    QVERIFY(session);
    GuestCommands commands(fixture.context);
    SnapshotTab tab(fixture.context, *session, PageFixture::uuid(), commands);
    bool isAsked = false;
    connect(&commands, &GuestCommands::snapshotRequested, this, [&] { isAsked = true; });
    tab.resize(900, 600);
    tab.setVisible(true);
    auto *take = tab.findChild<QPushButton *>();
    QVERIFY(take && take->isVisible() && take->isEnabled());
    auto *text = tab.findChild<QLabel *>(u"emptyText"_s);
    QVERIFY(text);
    QVERIFY(text->height() >= text->heightForWidth(text->width())); // nothing of it is cut off
    take->click();
    QVERIFY(isAsked);
}

void TestSnapshotPages::tabShowsTheTreeAndItsActions()
{
    PageFixture fixture;
    fixture.fillAgent();
    fixture.agent.setAnswer(u"guest.snapshot.list"_s, snapshots());
    ClusterSession *session = fixture.connectSession();
    QVERIFY(session);
    GuestCommands commands(fixture.context);
    SnapshotTab tab(fixture.context, *session, PageFixture::uuid(), commands);
    tab.setVisible(true);
    auto *list = tab.findChild<QTreeView *>();
    QTRY_VERIFY(list->isVisible());
    const auto *model = qobject_cast<SnapshotModel *>(list->model());
    // "You are here" is chosen: nothing to roll back to, and the button says so
    QCOMPARE(list->currentIndex(), model->here());
    QVERIFY(!action(tab, u"Roll back…"_s)->isEnabled());
    QVERIFY(!action(tab, u"Roll back…"_s)->toolTip().isEmpty());
    list->setCurrentIndex(model->indexOf(u"first"_s));
    QVERIFY(action(tab, u"Roll back…"_s)->isEnabled());
    QVERIFY(action(tab, u"Delete…"_s)->isEnabled());
    list->model()->setData(
        model->indexOf(u"first"_s).siblingAtColumn(SnapshotModel::DescriptionColumn), u"good"_s,
        Qt::EditRole);
    QTRY_COMPARE(fixture.agent.doneCount(u"guest.snapshot.set"_s), 1);
}

void TestSnapshotPages::enterTakesASnapshot()
{
    PageFixture fixture;
    fixture.fillAgent();
    ClusterSession *session = fixture.connectSession();
    QVERIFY(session);
    GuestCommands commands(fixture.context);
    QPointer dialog = new TakeSnapshotDialog(fixture.context, commands, {refOf(*session)}, nullptr);
    dialog->open();
    QVERIFY(!dialog->findChild<QLineEdit *>()->text().isEmpty());
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_COMPARE(fixture.agent.doneCount(u"guest.snapshot.create"_s), 1);
    QTRY_VERIFY(!dialog || !dialog->isVisible());
}

void TestSnapshotPages::refusalKeepsTheDialog()
{
    PageFixture fixture;
    fixture.fillAgent();
    ClusterSession *session = fixture.connectSession();
    QVERIFY(session);
    GuestCommands commands(fixture.context);
    QPointer dialog = new TakeSnapshotDialog(fixture.context, commands, {refOf(*session)}, nullptr);
    dialog->open();
    fixture.agent.failNext(u"guest.snapshot.create"_s,
                           Error{ErrorCode::InvalidState, u"disk vda is a device"_s, {}});
    QTest::keyClick(dialog, Qt::Key_Return);
    auto *bar = dialog->findChild<ErrorBar *>();
    QTRY_VERIFY(bar->isVisible() && bar->text().contains(u"device"_s));
    QCOMPARE(fixture.agent.doneCount(u"guest.snapshot.create"_s), 0);
    delete dialog;
}

void TestSnapshotPages::manyAreTakenAtOnce()
{
    PageFixture fixture;
    fixture.fillAgent();
    Api::GuestInfo other = *fixture.agent.inventory().find(PageFixture::uuid());
    other.uuid.replace(other.uuid.size() - 1, 1, u"2"_s);
    other.name = u"web-2"_s;
    other.id = 101;
    fixture.agent.inventory().setGuest(other);
    ClusterSession *session = fixture.connectSession();
    QVERIFY(session);
    QTRY_COMPARE(session->store().guests().size(), 2);
    GuestCommands commands(fixture.context);
    QPointer dialog = new TakeSnapshotDialog(
        fixture.context, commands,
        {refOf(*session), {ObjectKind::Guest, session->key(), other.uuid}}, nullptr);
    dialog->open();
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_COMPARE(fixture.agent.doneCount(u"guest.bulk"_s), 1); // one task for all
    const QJsonObject asked = fixture.agent.lastParams(u"guest.bulk"_s);
    QCOMPARE(asked.value("verb"_L1).toString(), u"snapshot"_s);
    QCOMPARE(asked.value("guests"_L1).toArray().size(), 2);
}

void TestSnapshotPages::rollbackShowsThePlanFirst()
{
    PageFixture fixture;
    fixture.fillAgent();
    ClusterSession *session = fixture.connectSession();
    QVERIFY(session);
    Api::SnapshotInfo snapshot;
    snapshot.name = u"first"_s;
    QPointer dialog = new SnapshotPlanDialog(SnapshotPlanDialog::Kind::Rollback, fixture.context,
                                             *session, PageFixture::uuid(), snapshot, 0, nullptr);
    dialog->open();
    QPushButton *go = nullptr;
    for (QPushButton *candidate : dialog->findChildren<QPushButton *>()) {
        if (candidate->text() == u"Roll back")
            go = candidate;
    }
    QVERIFY(go && !go->isEnabled()); // not before it is known what is lost
    QTRY_VERIFY(go->isEnabled());
    QCOMPARE(fixture.agent.doneCount(u"guest.snapshot.rollback"_s), 0);
    go->click();
    QTRY_COMPARE(fixture.agent.doneCount(u"guest.snapshot.rollback"_s), 1);
}

void TestSnapshotPages::enterMakesAClone()
{
    PageFixture fixture;
    fixture.fillAgent();
    fixture.agent.setAnswer(u"guest.snapshot.list"_s, snapshots());
    ClusterSession *session = fixture.connectSession();
    QVERIFY(session);
    QPointer dialog = new CloneDialog(fixture.context, refOf(*session), nullptr);
    dialog->open();
    QPushButton *go = nullptr;
    for (QPushButton *candidate : dialog->findChildren<QPushButton *>()) {
        if (candidate->text() == u"Clone")
            go = candidate;
    }
    // It runs: only a snapshot of it can be cloned, so that is proposed.
    QTRY_VERIFY(go->isEnabled());
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_COMPARE(fixture.agent.doneCount(u"guest.clone"_s), 1);
}

QTEST_MAIN(TestSnapshotPages)
#include "tst_snapshotpages.moc"
