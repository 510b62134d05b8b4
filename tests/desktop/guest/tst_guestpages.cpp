// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <app/errorbar.h>
#include <desktop/pagefixture.h>
#include <guest/createvmdialog.h>
#include <guest/deletedialog.h>
#include <guest/deviceforms.h>
#include <guest/guestarea.h>
#include <guest/guestcommands.h>
#include <guest/guestpage.h>
#include <guest/notesview.h>
#include <tasks/taskmodel.h>

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSslSocket>
#include <QTabWidget>
#include <QTest>
#include <QTextEdit>

using namespace Atoll;
using namespace Qt::StringLiterals;

class TestGuestPages : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(QSslSocket::setActiveBackend(u"openssl"_s)); }
    void actionsFollowTheGuest();
    void viewerSeesWhyNot();
    void refusalStandsOnThePage();
    void deletingNeedsTheName();
    void enterLeadsThroughTheWizard();
    void wrongNameIsToldBelowItsField();
    void failedCreationKeepsTheDialog();
    void windowsGetsItsDefaults();
    void typedTextStaysWhileItIsWrong();
    void devicesComeAndGo();
    void notesLoadNothing();
    void aSummaryIsCurrentWhenOneComesBackToIt();

private:
    static QAction *find(const QList<QAction *> &actions, const QString &text);
    static QPushButton *button(const QWidget &widget, const QString &text);
    static ObjectRef refOf(const ClusterSession &session)
    {
        return {ObjectKind::Guest, session.key(), PageFixture::uuid()};
    }
};

QAction *TestGuestPages::find(const QList<QAction *> &actions, const QString &text)
{
    for (QAction *action : actions) {
        if (action && action->text() == text)
            return action;
    }
    return nullptr;
}

QPushButton *TestGuestPages::button(const QWidget &widget, const QString &text)
{
    for (QPushButton *candidate : widget.findChildren<QPushButton *>()) {
        if (candidate->text().remove(u'&') == text && candidate->isVisibleTo(&widget))
            return candidate;
    }
    return nullptr;
}

void TestGuestPages::actionsFollowTheGuest()
{
    PageFixture fixture;
    fixture.fillAgent();
    ClusterSession *session = fixture.connectSession();
    QVERIFY(session);
    GuestCommands commands(fixture.context);
    QObject owner;
    const QList<QAction *> actions = commands.actions({refOf(*session)}, &owner);
    QVERIFY(!find(actions, u"Start"_s)->isEnabled());
    QVERIFY(!find(actions, u"Start"_s)->toolTip().isEmpty());
    QVERIFY(find(actions, u"Pause"_s)->isEnabled());
    find(actions, u"Pause"_s)->trigger();
    // The row says "pausing" in the same frame.
    QVERIFY(session->store().pending(PageFixture::uuid()));
    QTRY_VERIFY(find(actions, u"Resume"_s)->isVisible() && find(actions, u"Resume"_s)->isEnabled());
    QCOMPARE(fixture.agent.doneCount(u"guest.pause"_s), 1);
}

void TestGuestPages::viewerSeesWhyNot()
{
    PageFixture fixture;
    fixture.fillAgent();
    fixture.agent.setRole({Privilege::ClusterView, Privilege::GuestView});
    ClusterSession *session = fixture.connectSession();
    QVERIFY(session);
    GuestCommands commands(fixture.context);
    QObject owner;
    const QAction *stop = find(commands.actions({refOf(*session)}, &owner), u"Switch off"_s);
    QVERIFY(!stop->isEnabled());
    QVERIFY(stop->toolTip().contains(u"guest.power"_s));
}

void TestGuestPages::refusalStandsOnThePage()
{
    PageFixture fixture;
    fixture.fillAgent();
    ClusterSession *session = fixture.connectSession();
    QVERIFY(session);
    TaskModel tasks(fixture.theme);
    GuestArea area(fixture.context, tasks, {});
    std::unique_ptr<Page> page(
        fixture.context.registry().makePage(refOf(*session), fixture.context, nullptr));
    QVERIFY(page);
    QCOMPARE(page->title(), u"web-1"_s);
    page->show();
    fixture.agent.failNext(u"guest.pause"_s,
                           Error{ErrorCode::EngineFailed, u"cannot pause web-1"_s, u"Wait"_s});
    find(page->headActions(), u"Pause"_s)->trigger();
    const auto failure = [&]() -> ErrorBar * {
        for (ErrorBar *bar : page->findChildren<ErrorBar *>()) {
            if (bar->isVisible() && bar->text().contains(u"Wait"_s))
                return bar;
        }
        return nullptr;
    };
    QTRY_VERIFY(failure());
    QVERIFY(!session->store().pending(PageFixture::uuid()));
}

void TestGuestPages::deletingNeedsTheName()
{
    PageFixture fixture;
    fixture.fillAgent();
    ClusterSession *session = fixture.connectSession();
    QVERIFY(session);
    QPointer dialog = new DeleteDialog(fixture.context, {refOf(*session)}, nullptr);
    dialog->open();
    QPushButton *remove = button(*dialog, u"Delete"_s);
    auto *name = dialog->findChild<QLineEdit *>();
    QVERIFY(!remove->isEnabled());
    name->setText(u"web"_s);
    QVERIFY(!remove->isEnabled());
    name->setText(u"web-1"_s);
    QVERIFY(remove->isEnabled());
    remove->click();
    QTRY_VERIFY(!session->store().guest(PageFixture::uuid()));
    QCOMPARE(fixture.agent.doneCount(u"guest.delete"_s), 1);
}

void TestGuestPages::enterLeadsThroughTheWizard()
{
    PageFixture fixture;
    fixture.fillAgent();
    ClusterSession *session = fixture.connectSession();
    QVERIFY(session);
    QPointer dialog = new CreateVmDialog(fixture.context, {}, {}, nullptr);
    dialog->open();
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    using D = CreateVmDialog;
    for (const int step : {D::General, D::System, D::Disks, D::Compute, D::Network}) {
        QCOMPARE(dialog->currentStep(), step);
        QTest::keyClick(dialog, Qt::Key_Return);
    }
    QCOMPARE(dialog->currentStep(), int(D::Confirm)); // it has no cloud image
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_VERIFY(!dialog);
    QCOMPARE(fixture.agent.doneCount(u"guest.create"_s), 1);
}

void TestGuestPages::wrongNameIsToldBelowItsField()
{
    PageFixture fixture;
    fixture.fillAgent();
    QVERIFY(fixture.connectSession());
    CreateVmDialog dialog(fixture.context, {}, {}, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.open();
    auto *name = dialog.findChild<QLineEdit *>(u"name"_s);
    name->selectAll();
    QTest::keyClicks(name, u"web-1"_s); // taken
    button(dialog, u"Next"_s)->click();
    QCOMPARE(dialog.currentStep(), 0);
    QVERIFY(name->property("invalid").toBool());
    bool isTold = false;
    for (const QLabel *label : dialog.findChildren<QLabel *>())
        isTold = isTold || (label->isVisible() && label->text().contains(u"taken"_s));
    QVERIFY(isTold);
    name->selectAll();
    QTest::keyClicks(name, u"web-2"_s);
    QVERIFY(!name->property("invalid").toBool());
}

void TestGuestPages::failedCreationKeepsTheDialog()
{
    PageFixture fixture;
    fixture.fillAgent();
    QVERIFY(fixture.connectSession());
    CreateVmDialog dialog(fixture.context, {}, {}, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.open();
    while (dialog.currentStep() != CreateVmDialog::Confirm)
        button(dialog, u"Next"_s)->click();
    const auto hasPlan = [&] {
        for (const QTextEdit *text : dialog.findChildren<QTextEdit *>()) {
            if (text->toPlainText().contains(u"guest.create"_s))
                return true;
        }
        return false;
    };
    QTRY_VERIFY(hasPlan());
    fixture.agent.failNext(u"guest.create"_s, Error{ErrorCode::NoSpace, u"local is full"_s});
    QTRY_VERIFY(button(dialog, u"Create"_s));
    button(dialog, u"Create"_s)->click();
    const auto error = [&] {
        for (const ErrorBar *bar : dialog.findChildren<ErrorBar *>()) {
            if (bar->isVisible())
                return true;
        }
        return false;
    };
    QTRY_VERIFY(error());
    QVERIFY(dialog.isVisible());
    QVERIFY(button(dialog, u"Create"_s)->isEnabled());
}

void TestGuestPages::windowsGetsItsDefaults()
{
    PageFixture fixture;
    fixture.fillAgent();
    QVERIFY(fixture.connectSession());
    CreateVmDialog dialog(fixture.context, {}, {}, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.open();
    auto *system = dialog.findChild<QComboBox *>(u"osType"_s);
    system->setCurrentIndex(system->findData(u"windows"_s));
    Q_EMIT system->activated(system->currentIndex());
    const Api::GuestConfig &config = dialog.draft().config();
    QCOMPARE(config.firmware, Api::Firmware::UefiSecureBoot);
    QVERIFY(config.devices.hasTpm);
    QVERIFY(!dialog.findChild<QComboBox *>(u"@driverIso"_s)->isHidden());
    QVERIFY(dialog.findChild<QCheckBox *>(u"devices.hasTpm"_s)->isChecked());
    // What was chosen by hand stays.
    auto *tpm = dialog.findChild<QCheckBox *>(u"devices.hasTpm"_s);
    tpm->click();
    system->setCurrentIndex(system->findData(u"linux"_s));
    Q_EMIT system->activated(system->currentIndex());
    system->setCurrentIndex(system->findData(u"windows"_s));
    Q_EMIT system->activated(system->currentIndex());
    QVERIFY(!config.devices.hasTpm);
}

void TestGuestPages::typedTextStaysWhileItIsWrong()
{
    PageFixture fixture;
    fixture.fillAgent();
    QVERIFY(fixture.connectSession());
    CreateVmDialog dialog(fixture.context, {}, {}, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.open();
    auto *name = dialog.findChild<QLineEdit *>(u"name"_s);
    name->selectAll();
    QTest::keyClicks(name, QString(256, u'x'));
    QCOMPARE(name->text().size(), 256);
    button(dialog, u"Next"_s)->click();
    QCOMPARE(dialog.currentStep(), int(CreateVmDialog::General));
    QVERIFY(name->property("invalid").toBool());
    QTest::keyClick(name, Qt::Key_Backspace);
    button(dialog, u"Next"_s)->click();
    QCOMPARE(dialog.currentStep(), int(CreateVmDialog::System));
    QCOMPARE(dialog.draft().config().name.size(), 255);
}

void TestGuestPages::devicesComeAndGo()
{
    PageFixture fixture;
    fixture.fillAgent();
    QVERIFY(fixture.connectSession());
    CreateVmDialog dialog(fixture.context, {}, {}, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.open();
    auto *disks = dialog.findChild<DeviceForms *>(u"disks"_s);
    auto *nics = dialog.findChild<DeviceForms *>(u"nics"_s);
    QVERIFY(disks && nics);
    Q_EMIT disks->addRequested();
    QCOMPARE(dialog.draft().config().disks.size(), 2);
    QCOMPARE(disks->forms().size(), 2);
    QVERIFY(dialog.findChild<QWidget *>(u"disks[1].sizeBytes"_s));
    Q_EMIT disks->removeRequested(0);
    Q_EMIT disks->removeRequested(0);
    QVERIFY(dialog.draft().config().disks.isEmpty());
    Q_EMIT nics->removeRequested(0);
    QVERIFY(dialog.draft().config().nics.isEmpty());
    QVERIFY(!dialog.draft().check({}) || dialog.draft().check({})->details.contains(u"field"_s));
}

void TestGuestPages::notesLoadNothing()
{
    NotesView notes;
    notes.showNotes(u"# web\n![x](file:///etc/hostname) <b>bold</b> [site](https://example.org)"_s);
    QVERIFY(notes.toPlainText().contains(u"web"_s));
    QVERIFY(!notes.loadResource(QTextDocument::ImageResource, QUrl(u"file:///etc/hostname"_s))
                 .isValid());
    QVERIFY(NotesView::mayOpen(QUrl(u"https://example.org"_s)));
    QVERIFY(!NotesView::mayOpen(QUrl(u"file:///etc/passwd"_s)));
}

void TestGuestPages::aSummaryIsCurrentWhenOneComesBackToIt()
{
    PageFixture fixture;
    fixture.fillAgent();
    ClusterSession *session = fixture.connectSession();
    QVERIFY(session);
    TaskModel tasks(fixture.theme);
    const GuestArea area(fixture.context, tasks, {});
    const std::unique_ptr<Page> page(
        fixture.context.registry().makePage(refOf(*session), fixture.context, nullptr));
    page->show();
    auto *tabs = page->findChild<QTabWidget *>();
    const auto state = [tabs]() -> QString {
        for (const QLabel *label : tabs->widget(0)->findChildren<QLabel *>()) {
            if (label->text().startsWith("Running for "_L1))
                return label->text();
        }
        return {};
    };
    Api::GuestInfo guest = *session->store().guest(PageFixture::uuid());
    guest.stateSince = QDateTime::currentDateTimeUtc().addSecs(-5);
    ++guest.version;
    fixture.agent.inventory().setGuest(guest);
    QTRY_VERIFY(!state().isEmpty());
    const QString before = state();
    tabs->setCurrentIndex(1);
    QTest::qWait(1100);
    tabs->setCurrentIndex(0);
    QVERIFY2(state() != before, qPrintable(before));
}

QTEST_MAIN(TestGuestPages)
#include "tst_guestpages.moc"
