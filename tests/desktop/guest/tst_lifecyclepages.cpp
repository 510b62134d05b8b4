// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <desktop/pagefixture.h>
#include <guest/deletedguestsview.h>
#include <guest/deletedialog.h>
#include <guest/deletionpolicybutton.h>
#include <guest/guestdocument.h>
#include <guest/historytab.h>
#include <guest/pendingpanel.h>
#include <guest/plandialog.h>

#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QSslSocket>
#include <QTest>
#include <QTreeWidget>

using namespace Atoll;
using namespace Qt::StringLiterals;

//! History with undo, what waits for the next start, and deleted guests.
class TestLifecyclePages : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(QSslSocket::setActiveBackend(u"openssl"_s)); }
    void lastChangeIsUndoneAfterItsPlan();
    void pendingSettingsAreShownAndReverted();
    void deletedGuestIsRestoredFromTheList();
    void deletedGuestIsPurgedByName();
    void daysToKeepDeletedGuestsAreSet();
    void deletingOffersUndo();
    void bothThemesPaint();

private:
    static QPushButton *button(const QWidget &widget, const QString &text)
    {
        for (QPushButton *candidate : widget.findChildren<QPushButton *>()) {
            if (candidate->text().remove(u'&') == text)
                return candidate;
        }
        return nullptr;
    }
    static QJsonValue deletedGuests()
    {
        Api::DeletedGuest guest;
        guest.id = 101;
        guest.uuid = u"7d5e4f0c-0000-4000-8000-000000000002"_s;
        guest.name = u"old-1"_s;
        guest.deletedAt = QDateTime::currentDateTimeUtc().addDays(-1);
        guest.purgedAt = guest.deletedAt.addDays(7);
        guest.deletedBy = u"admin@builtin"_s;
        guest.volumes = {u"local/vm-101-disk-0"_s};
        return toJson(QList<Api::DeletedGuest>{guest});
    }
};

void TestLifecyclePages::lastChangeIsUndoneAfterItsPlan()
{
    PageFixture fixture;
    fixture.fillAgent();
    const QList<Api::GuestVersion> history{
        {7, QDateTime::currentDateTimeUtc(), u"a"_s, {{u"memoryBytes"_s, 1, 2}}},
        {5, QDateTime::currentDateTimeUtc(), u"b"_s, {{u"tags"_s, {}, u"x"_s}}},
        {3, QDateTime::currentDateTimeUtc(), u"c"_s, {}}};
    fixture.agent.setAnswer(u"guest.history"_s, toJson(history));
    ClusterSession *session = fixture.connectSession();
    QVERIFY(session);
    GuestDocument document(*session, PageFixture::uuid());
    HistoryTab tab(fixture.context, *session, document);
    tab.setVisible(true);
    auto *versions = tab.findChild<QTreeWidget *>(u"versions"_s);
    QTRY_COMPARE(versions->topLevelItemCount(), 3);
    QPushButton *undo = button(tab, u"Undo this change…"_s);
    QPushButton *back = button(tab, u"Back to this version…"_s);
    QVERIFY(undo->isEnabled());
    QVERIFY(!back->isEnabled());
    versions->setFocus();
    QTest::keyClick(versions, Qt::Key_Down);
    QVERIFY(!undo->isEnabled());
    QVERIFY(!undo->toolTip().isEmpty());
    QVERIFY(back->isEnabled());
    QTest::keyClick(versions, Qt::Key_Up);

    undo->click();
    QPointer<PlanDialog> dialog = tab.findChild<PlanDialog *>();
    QVERIFY(dialog);
    QPushButton *yes = button(*dialog, u"Undo"_s);
    QTRY_VERIFY(yes->isEnabled());
    QCOMPARE(fixture.agent.doneCount(u"guest.revert"_s), 0);
    QTest::keyClick(yes, Qt::Key_Space);
    QTRY_COMPARE(fixture.agent.doneCount(u"guest.revert"_s), 1);
    QCOMPARE(fixture.agent.lastParams(u"guest.revert"_s)["version"_L1].toInt(), 7);
    QCOMPARE(fixture.agent.lastParams(u"guest.revert"_s)["toVersion"_L1].toInt(), 5);
    QTRY_VERIFY(!dialog);
}

void TestLifecyclePages::pendingSettingsAreShownAndReverted()
{
    PageFixture fixture;
    fixture.fillAgent();
    const QList<Api::PendingChange> pending{{u"cpu.cores"_s, 1, 4, u"It is fixed"_s},
                                            {u"machine"_s, u"a"_s, u"b"_s, u"It is fixed"_s}};
    fixture.agent.setAnswer(u"guest.pending"_s, toJson(pending));
    ClusterSession *session = fixture.connectSession();
    QVERIFY(session);
    GuestDocument document(*session, PageFixture::uuid());
    document.use();
    QTRY_VERIFY(document.detail());
    PendingPanel panel(fixture.context, *session, document);
    QVERIFY(panel.isHidden());
    Api::GuestInfo guest = *session->store().guest(PageFixture::uuid());
    guest.hasPending = true;
    fixture.agent.inventory().setGuest(guest);
    QTRY_VERIFY(session->store().guest(PageFixture::uuid())->hasPending);
    panel.refresh();
    auto *list = panel.findChild<QTreeWidget *>();
    QTRY_COMPARE(list->topLevelItemCount(), 2);
    QVERIFY(!panel.isHidden());
    QCOMPARE(list->topLevelItem(0)->text(1), u"1"_s);
    QCOMPARE(list->topLevelItem(0)->text(2), u"4"_s);
    QPushButton *revert = button(panel, u"Revert"_s);
    QVERIFY(!revert->isEnabled());
    list->setCurrentItem(list->topLevelItem(0));
    QVERIFY(revert->isEnabled());
    revert->click();
    QTRY_COMPARE(fixture.agent.doneCount(u"guest.pending.revert"_s), 1);
    QCOMPARE(fixture.agent.lastParams(u"guest.pending.revert"_s)["keys"_L1].toArray(),
             QJsonArray{u"cpu.cores"_s});
    guest.hasPending = false;
    fixture.agent.inventory().setGuest(guest);
    QTRY_VERIFY(!session->store().guest(PageFixture::uuid())->hasPending);
    panel.refresh();
    QVERIFY(panel.isHidden());
}

void TestLifecyclePages::deletedGuestIsRestoredFromTheList()
{
    PageFixture fixture;
    fixture.fillAgent();
    fixture.agent.setAnswer(u"guest.deleted.list"_s, deletedGuests());
    ClusterSession *session = fixture.connectSession();
    QVERIFY(session);
    DeletedGuestsView view(fixture.context);
    view.show();
    auto *list = view.findChild<QTreeWidget *>();
    QTRY_COMPARE(list->topLevelItemCount(), 1);
    QCOMPARE(list->topLevelItem(0)->text(0), u"old-1"_s);
    QPushButton *restore = button(view, u"Restore"_s);
    QVERIFY(!restore->isEnabled());
    list->setFocus();
    list->setCurrentItem(list->topLevelItem(0));
    QVERIFY(restore->isEnabled());
    fixture.agent.setAnswer(u"guest.deleted.list"_s, QJsonArray());
    restore->click();
    QTRY_COMPARE(fixture.agent.doneCount(u"guest.deleted.restore"_s), 1);
    QTRY_COMPARE(list->topLevelItemCount(), 0);
}

void TestLifecyclePages::deletedGuestIsPurgedByName()
{
    PageFixture fixture;
    fixture.fillAgent();
    fixture.agent.setAnswer(u"guest.deleted.list"_s, deletedGuests());
    ClusterSession *session = fixture.connectSession();
    QVERIFY(session);
    DeletedGuestsView view(fixture.context);
    view.show();
    auto *list = view.findChild<QTreeWidget *>();
    QTRY_COMPARE(list->topLevelItemCount(), 1);
    list->setCurrentItem(list->topLevelItem(0));
    button(view, u"Delete for good…"_s)->click();
    auto *ask = view.findChild<QInputDialog *>();
    QVERIFY(ask);
    QVERIFY(ask->labelText().contains(u"vm-101-disk-0"_s));
    ask->setTextValue(u"old-1"_s);
    ask->accept();
    QTRY_COMPARE(fixture.agent.doneCount(u"guest.deleted.purge"_s), 1);
    QCOMPARE(fixture.agent.lastParams(u"guest.deleted.purge"_s)["confirmName"_L1].toString(),
             u"old-1"_s);
}

void TestLifecyclePages::daysToKeepDeletedGuestsAreSet()
{
    PageFixture fixture;
    fixture.fillAgent();
    fixture.agent.setAnswer(u"guest.deleted.list"_s, QJsonArray());
    fixture.agent.setAnswer(u"guest.policy.get"_s, QJsonObject{{u"keepsDeletedDays"_s, 7}});
    QVERIFY(fixture.connectSession());
    DeletedGuestsView view(fixture.context);
    view.show();
    auto *policy = view.findChild<DeletionPolicyButton *>();
    QTRY_COMPARE(policy->menu()->actions().size(), 1);
    QAction *action = policy->menu()->actions().first();
    QVERIFY2(action->text().contains(u": 7 day"_s), qPrintable(action->text()));
    action->trigger();
    auto *ask = view.findChild<QInputDialog *>();
    QVERIFY(ask);
    QCOMPARE(ask->intValue(), 7);
    ask->setIntValue(30);
    ask->accept();
    QTRY_COMPARE(fixture.agent.doneCount(u"guest.policy.set"_s), 1);
    QCOMPARE(fixture.agent.lastParams(u"guest.policy.set"_s)["keepsDeletedDays"_L1].toInt(), 30);
}

void TestLifecyclePages::deletingOffersUndo()
{
    PageFixture fixture;
    fixture.fillAgent();
    fixture.agent.setAnswer(u"guest.policy.get"_s, toJson(Api::GuestPolicy{7}));
    ClusterSession *session = fixture.connectSession();
    QVERIFY(session);
    QString offered;
    std::function<void()> undo;
    connect(&fixture.context, &AppContext::offered, this,
            [&](const QString &text, const QString &, const std::function<void()> &run) {
                offered = text;
                undo = run;
            });
    QPointer dialog = new DeleteDialog(
        fixture.context, {{ObjectKind::Guest, session->key(), PageFixture::uuid()}}, nullptr);
    dialog->open();
    const auto says = [&](const QString &text) {
        const auto labels = dialog->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel *label) { return label->text().contains(text); });
    };
    QTRY_VERIFY(says(u"7 day"_s));
    dialog->findChild<QLineEdit *>()->setText(u"web-1"_s);
    button(*dialog, u"Delete"_s)->click();
    QTRY_VERIFY(!offered.isEmpty());
    QVERIFY(offered.contains(u"web-1"_s));
    QVERIFY(!fixture.agent.lastParams(u"guest.delete"_s)["purges"_L1].toBool());
    undo();
    QTRY_COMPARE(fixture.agent.doneCount(u"guest.deleted.restore"_s), 1);
}

void TestLifecyclePages::bothThemesPaint()
{
    PageFixture fixture;
    fixture.fillAgent();
    fixture.agent.setAnswer(u"guest.deleted.list"_s, deletedGuests());
    QVERIFY(fixture.connectSession());
    DeletedGuestsView view(fixture.context);
    view.show();
    for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
        fixture.theme.setChoice(choice);
        QVERIFY(!view.grab().isNull());
    }
}

QTEST_MAIN(TestLifecyclePages)
#include "tst_lifecyclepages.moc"
