// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <desktop/pagefixture.h>

#include <app/errorbar.h>
#include <guest/guestinside.h>
#include <guest/insidedialogs.h>
#include <guest/insidetab.h>

#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QToolButton>
#include <QTreeWidget>

using namespace Atoll;
using namespace Qt::StringLiterals;

namespace {

Api::AgentInfo answering()
{
    Api::AgentInfo info;
    info.isAnswering = true;
    info.askedAt = QDateTime::currentDateTimeUtc();
    info.osName = u"Debian GNU/Linux 12 (bookworm)"_s;
    info.hostName = u"inside"_s;
    info.filesystems = {{u"/"_s, u"ext4"_s, u"/dev/vda"_s, 1000, 250},
                        {u"/boot"_s, u"vfat"_s, u"/dev/vdb"_s, 0, 0}};
    info.interfaces = {{u"eth0"_s, u"52:54:00:00:00:01"_s, {u"10.0.0.5/24"_s}, 0, 0}};
    info.users = {{u"root"_s, {}, QDateTime::currentDateTimeUtc()}};
    return info;
}

} // namespace

class TestInsidePages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void factsAreShownWithTheirAge();
    void silentAgentSaysSinceWhenAndWhatToDo();
    void orderIsGivenAndFailureIsTold();
    void frozenGuestCanBeThawed();
    void viewerCannotActInside();
    void commandShowsItsOutput();
    void passwordIsTypedTwice();

private:
    void show(const Api::AgentInfo &info);
    QToolButton *tool(const QString &text);
    bool says(const QString &text);

    std::unique_ptr<PageFixture> m_fixture;
    ClusterSession *m_session = nullptr;
    std::unique_ptr<GuestInside> m_inside;
    std::unique_ptr<InsideTab> m_tab;
};

void TestInsidePages::init()
{
    m_fixture = std::make_unique<PageFixture>();
    m_fixture->fillAgent();
    if (QLatin1StringView(QTest::currentTestFunction()) == "viewerCannotActInside"_L1)
        m_fixture->agent.setRole({Privilege::ClusterView, Privilege::GuestView});
    m_session = m_fixture->connectSession();
    QVERIFY(m_session);
    m_inside = std::make_unique<GuestInside>(*m_session, PageFixture::uuid());
}

void TestInsidePages::cleanup()
{
    m_tab.reset();
    m_inside.reset();
    m_fixture.reset();
}

void TestInsidePages::show(const Api::AgentInfo &info)
{
    m_fixture->agent.setAnswer(u"guest.agent.info"_s, toJson(info));
    m_tab =
        std::make_unique<InsideTab>(m_fixture->context, *m_session, *m_inside, PageFixture::uuid());
    m_tab->resize(1000, 600);
    m_tab->show();
    QTRY_VERIFY(m_inside->info());
}

QToolButton *TestInsidePages::tool(const QString &text)
{
    for (QToolButton *button : m_tab->findChildren<QToolButton *>()) {
        if (button->text() == text)
            return button;
    }
    return nullptr;
}

bool TestInsidePages::says(const QString &text)
{
    for (const QLabel *label : m_tab->findChildren<QLabel *>()) {
        if (label->isVisible() && label->text().contains(text))
            return true;
    }
    return false;
}

void TestInsidePages::factsAreShownWithTheirAge()
{
    show(answering());
    QVERIFY(says(u"Debian GNU/Linux 12"_s));
    QVERIFY(says(u"as of"_s));
    const auto lists = m_tab->findChildren<QTreeWidget *>();
    QCOMPARE(lists.size(), 3);
    QCOMPARE(lists.first()->topLevelItemCount(), 2);
    QCOMPARE(lists.first()->topLevelItem(0)->data(1, Qt::UserRole + 1).toDouble(), 0.25);
    QVERIFY(!lists.first()->topLevelItem(1)->data(1, Qt::UserRole + 1).isValid());
    QCOMPARE(filesystemLines(*m_inside->info()).size(), 1);
    QVERIFY(tool(u"Trim"_s)->isEnabled());
}

void TestInsidePages::silentAgentSaysSinceWhenAndWhatToDo()
{
    Api::AgentInfo info;
    info.silentSince = QDateTime::currentDateTimeUtc();
    show(info);
    QVERIFY(says(u"does not answer since"_s));
    QVERIFY(says(u"qemu-guest-agent"_s));
    QVERIFY(!tool(u"Run a command…"_s)->isEnabled());
    QVERIFY(!tool(u"Run a command…"_s)->toolTip().isEmpty());
    m_fixture->agent.setAnswer(u"guest.agent.info"_s, toJson(answering()));
    tool(u"Ask again"_s)->click();
    QTRY_VERIFY(says(u"Debian GNU/Linux 12"_s));
    QCOMPARE(
        m_fixture->agent.lastParams(u"guest.agent.info"_s).value("maximumAgeSeconds"_L1).toInt(-1),
        0);
}

void TestInsidePages::orderIsGivenAndFailureIsTold()
{
    show(answering());
    tool(u"Trim"_s)->click();
    QTRY_COMPARE(m_fixture->agent.doneCount(u"guest.agent.trim"_s), 1);
    QTRY_VERIFY(tool(u"Trim"_s)->isEnabled());
    m_fixture->agent.failNext(u"guest.agent.trim"_s, Error{ErrorCode::EngineFailed, u"no way"_s});
    tool(u"Trim"_s)->click();
    QTRY_VERIFY(says(u"not trimmed"_s));
}

void TestInsidePages::frozenGuestCanBeThawed()
{
    Api::AgentInfo info = answering();
    info.isFrozen = true;
    info.frozenUntil = QDateTime::currentDateTimeUtc().addSecs(60);
    show(info);
    QVERIFY(says(u"frozen"_s));
    QVERIFY(tool(u"Thaw"_s));
    tool(u"Thaw"_s)->click();
    QTRY_COMPARE(m_fixture->agent.doneCount(u"guest.agent.thaw"_s), 1);
}

void TestInsidePages::viewerCannotActInside()
{
    show(answering());
    for (const QString &text : {u"Run a command…"_s, u"Set a password…"_s, u"Trim"_s, u"Freeze"_s})
        QVERIFY(!tool(text)->isEnabled());
    QVERIFY(tool(u"Run a command…"_s)->toolTip().contains(u"guest.agent"_s));
    QVERIFY(says(u"Debian GNU/Linux 12"_s));
}

void TestInsidePages::commandShowsItsOutput()
{
    QPointer dialog =
        new RunCommandDialog(m_fixture->context, *m_session, PageFixture::uuid(), nullptr);
    dialog->open();
    Api::AgentExecResult result;
    result.exitCode = 3;
    result.output = u"hello\n"_s;
    m_fixture->agent.setAnswer(u"guest.agent.exec"_s, toJson(result));
    auto *command = dialog->findChild<QLineEdit *>(u"command"_s);
    QTest::keyClicks(command, u"/bin/echo \"a b\" c"_s);
    QTest::keyClick(command, Qt::Key_Return);
    auto *output = dialog->findChild<QPlainTextEdit *>(u"output"_s);
    QTRY_VERIFY(output->toPlainText().contains(u"hello"_s));
    QCOMPARE(m_fixture->agent.lastParams(u"guest.agent.exec"_s).value("command"_L1).toArray(),
             QJsonArray({u"/bin/echo"_s, u"a b"_s, u"c"_s}));
    QVERIFY(dialog->isVisible()); // ready for the next one
    dialog->close();
}

void TestInsidePages::passwordIsTypedTwice()
{
    QPointer dialog =
        new GuestPasswordDialog(m_fixture->context, *m_session, PageFixture::uuid(), nullptr);
    dialog->open();
    auto *set = dialog->findChild<QPushButton *>(QString(), Qt::FindChildrenRecursively);
    for (QPushButton *candidate : dialog->findChildren<QPushButton *>()) {
        if (candidate->text().contains(u"password"_s))
            set = candidate;
    }
    dialog->findChild<QLineEdit *>(u"user"_s)->setText(u"root"_s);
    dialog->findChild<QLineEdit *>(u"password"_s)->setText(u"one"_s);
    dialog->findChild<QLineEdit *>(u"again"_s)->setText(u"two"_s);
    QVERIFY(!set->isEnabled());
    dialog->findChild<QLineEdit *>(u"again"_s)->setText(u"one"_s);
    QVERIFY(set->isEnabled());
    set->click();
    QTRY_VERIFY(!dialog);
    QCOMPARE(m_fixture->agent.doneCount(u"guest.agent.password"_s), 1);
}

QTEST_MAIN(TestInsidePages)
#include "tst_insidepages.moc"
