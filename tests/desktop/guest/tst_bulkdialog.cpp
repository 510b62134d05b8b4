// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <app/errorbar.h>
#include <desktop/pagefixture.h>
#include <guest/bulkdialog.h>
#include <guest/bulkform.h>
#include <guest/guestcommands.h>

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSslSocket>
#include <QTest>
#include <QTextEdit>

using namespace Atoll;
using namespace Qt::StringLiterals;
using V = Api::BulkVerb;

namespace {

constexpr int kTwo = 2;

//! An agent with two guests, and the dialog for both.
struct Bench
{
    Bench()
    {
        fixture.fillAgent();
        Api::GuestInfo other = *fixture.agent.inventory().find(PageFixture::uuid());
        other.uuid.replace(other.uuid.size() - 1, 1, u"2"_s);
        other.name = u"web-2"_s;
        other.tags = {u"production"_s};
        other.id = 101;
        fixture.agent.inventory().setGuest(other);
        session = fixture.connectSession();
        if (!session || !QTest::qWaitFor([&] { return session->store().guests().size() == kTwo; }))
            return;
        commands = std::make_unique<GuestCommands>(fixture.context);
        dialog = new BulkDialog(fixture.context, *commands,
                                {{ObjectKind::Guest, session->key(), PageFixture::uuid()},
                                 {ObjectKind::Guest, session->key(), other.uuid}},
                                nullptr);
        dialog->show();
    }
    ~Bench() { delete dialog; }

    QPushButton *button() const
    {
        for (QPushButton *candidate : dialog->findChildren<QPushButton *>()) {
            if (candidate->isDefault())
                return candidate;
        }
        return nullptr;
    }
    //! Where the plan stands.
    bool says(const QString &words) const
    {
        const auto texts = dialog->findChildren<QTextEdit *>();
        return std::any_of(texts.begin(), texts.end(), [&words](const QTextEdit *text) {
            return text->toPlainText().contains(words);
        });
    }
    QJsonObject asked() const { return fixture.agent.lastParams(u"guest.bulk"_s); }
    template <class T>
    T *shown(const QString &text) const
    {
        for (T *widget : dialog->findChildren<T *>()) {
            if (widget->isVisible() && widget->text().contains(text))
                return widget;
        }
        return nullptr;
    }

    PageFixture fixture;
    ClusterSession *session = nullptr;
    std::unique_ptr<GuestCommands> commands;
    QPointer<BulkDialog> dialog;
};

} // namespace

class TestBulkDialog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(QSslSocket::setActiveBackend(u"openssl"_s)); }
    void planIsShownBeforeAnythingIsDone();
    void everyVerbShowsItsOwnChoices();
    void snapshotsOfManyAreOneOrder();
    void tagsAreCompletedAfterACommaToo();
    void settingsLeftAloneAreNotSent();
    void refusalSaysWhyAndNothingRuns();
    void aForgottenClusterLeavesAndIsNamed();
};

void TestBulkDialog::planIsShownBeforeAnythingIsDone()
{
    Bench bench;
    QVERIFY(bench.dialog);
    bench.fixture.agent.setAnswer(
        u"guest.bulk"_s,
        toJson(Api::Plan{.steps = {u"Start “web-1”"_s, u"Leave out “web-2”: it is running"_s},
                         .impact = u"1 of 2 guests, at most 4 at once"_s}));
    QVERIFY(!bench.button()->isEnabled());
    QTRY_VERIFY(bench.button()->isEnabled());
    QCOMPARE(bench.button()->text(), u"Start"_s);
    QVERIFY(bench.says(u"Leave out “web-2”"_s));
    QCOMPARE(bench.fixture.agent.doneCount(u"guest.bulk"_s), 0);
    bench.shown<QCheckBox>(u"start order"_s)->setChecked(true);
    QVERIFY(!bench.button()->isEnabled()); // until the new plan is there
    QTRY_VERIFY(bench.button()->isEnabled());
    bench.button()->click();
    QTRY_COMPARE(bench.fixture.agent.doneCount(u"guest.bulk"_s), 1);
    QCOMPARE(bench.asked().value("inOrder"_L1).toBool(), true);
    QCOMPARE(bench.asked().value("guests"_L1).toArray().size(), kTwo);
    QTRY_VERIFY(!bench.dialog);
}

void TestBulkDialog::everyVerbShowsItsOwnChoices()
{
    BulkForm form({}, true);
    form.show();
    const auto isShown = [&form](const QString &text) {
        const auto boxes = form.findChildren<QCheckBox *>();
        return std::any_of(boxes.begin(), boxes.end(), [&text](const QCheckBox *box) {
            return box->isVisible() && box->text().remove(u'&').contains(text);
        });
    };
    form.setVerb(V::Start);
    QVERIFY(isShown(u"start order"_s) && !isShown(u"memory"_s) && !isShown(u"Switch off"_s));
    form.setVerb(V::Shutdown);
    QVERIFY(isShown(u"start order"_s) && isShown(u"Switch off"_s));
    form.setVerb(V::Snapshot);
    QVERIFY(isShown(u"memory"_s) && isShown(u"Freeze"_s) && !isShown(u"Keep to"_s));
    form.setVerb(V::Set);
    QVERIFY(isShown(u"Set the start order"_s) && !isShown(u"memory"_s));
    for (const V verb : {V::AddTags, V::RemoveTags, V::Set}) {
        form.setVerb(verb);
        QVERIFY(!form.missing().isEmpty());
    }
    for (const V verb : {V::Start, V::Stop, V::Hibernate, V::Snapshot}) {
        form.setVerb(verb);
        QVERIFY(form.missing().isEmpty());
    }
}

void TestBulkDialog::snapshotsOfManyAreOneOrder()
{
    Bench bench;
    QVERIFY(bench.dialog);
    bench.dialog->form().setVerb(V::Snapshot);
    bench.shown<QCheckBox>(u"emory"_s)->setChecked(true);
    QTRY_VERIFY(bench.button()->isEnabled());
    QCOMPARE(bench.button()->text(), u"Take snapshots"_s);
    bench.button()->click();
    QTRY_COMPARE(bench.fixture.agent.doneCount(u"guest.bulk"_s), 1);
    QCOMPARE(bench.asked().value("verb"_L1).toString(), u"snapshot"_s);
    QVERIFY(bench.asked().value("snapshot"_L1).toString().startsWith(u"s-20"));
    QCOMPARE(bench.asked().value("withMemory"_L1).toBool(), true);
    QCOMPARE(bench.asked().value("quiesces"_L1).toBool(), false);
}

void TestBulkDialog::tagsAreCompletedAfterACommaToo()
{
    Bench bench;
    QVERIFY(bench.dialog);
    bench.dialog->form().setVerb(V::AddTags);
    QLineEdit *tags = nullptr;
    for (QLineEdit *candidate : bench.dialog->findChildren<QLineEdit *>()) {
        if (candidate->isVisible() && candidate->completer())
            tags = candidate;
    }
    QVERIFY(tags);
    QTest::keyClicks(tags, u"blue, prod"_s);
    QCOMPARE(tags->completer()->currentCompletion(), u"blue, production"_s);
    QTRY_VERIFY(bench.button()->isEnabled());
    tags->setText(u"blue, production, blue,"_s);
    QTRY_VERIFY(bench.button()->isEnabled());
    bench.button()->click();
    QTRY_COMPARE(bench.fixture.agent.doneCount(u"guest.bulk"_s), 1);
    QCOMPARE(bench.asked().value("tags"_L1).toArray(), QJsonArray({u"blue"_s, u"production"_s}));
}

void TestBulkDialog::settingsLeftAloneAreNotSent()
{
    Bench bench;
    QVERIFY(bench.dialog);
    bench.dialog->form().setVerb(V::Set);
    QTest::qWait(300);
    QVERIFY(!bench.button()->isEnabled()); // nothing would change
    QVERIFY(bench.says(u"Choose at least one setting to change."_s));
    for (QComboBox *choice : bench.dialog->findChildren<QComboBox *>()) {
        if (const int at = choice->findText(u"Refuse to delete them"_s); at >= 0)
            choice->setCurrentIndex(at);
    }
    QTRY_VERIFY(bench.button()->isEnabled());
    bench.button()->click();
    QTRY_COMPARE(bench.fixture.agent.doneCount(u"guest.bulk"_s), 1);
    QCOMPARE(bench.asked().value("changes"_L1).toObject(), QJsonObject({{u"isProtected"_s, true}}));
}

void TestBulkDialog::refusalSaysWhyAndNothingRuns()
{
    Bench bench;
    QVERIFY(bench.dialog);
    bench.fixture.agent.failNext(u"guest.bulk"_s,
                                 Error{ErrorCode::PermissionDenied, u"you may not"_s, {}});
    auto *bar = bench.dialog->findChild<ErrorBar *>();
    QTRY_VERIFY(bar->isVisible());
    QVERIFY2(bar->text().contains(u"may not"_s), qPrintable(bar->text()));
    QVERIFY(!bench.button()->isEnabled());
    QCOMPARE(bench.fixture.agent.doneCount(u"guest.bulk"_s), 0);
}

void TestBulkDialog::aForgottenClusterLeavesAndIsNamed()
{
    Bench bench;
    QVERIFY(bench.dialog);
    QTRY_VERIFY(bench.button()->isEnabled());
    bench.fixture.clusters.remove(bench.session->key());
    auto *bar = bench.dialog->findChild<ErrorBar *>(u"bulkForgotten"_s);
    QVERIFY(bar && bar->isVisible());
    QCOMPARE(
        bar->title().remove(u"(s)"_s),
        u"“prod” was forgotten; its 2 guest are left out."_s); // plurals come with the language
    QVERIFY(!bench.button()->isEnabled());
    QTRY_VERIFY(bench.says(u"No guest is left."_s));
    QVERIFY(!bench.button()->isEnabled());
    bench.session = nullptr;
}

QTEST_MAIN(TestBulkDialog)
#include "tst_bulkdialog.moc"
