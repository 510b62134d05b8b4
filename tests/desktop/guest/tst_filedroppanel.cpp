// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <console/vnc/vncview.h>
#include <desktop/pagefixture.h>
#include <guest/filedrop.h>
#include <guest/filedroppanel.h>

#include <QLabel>
#include <QPromise>
#include <QPushButton>
#include <QRadioButton>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

//! What is asked when files are dropped on a console.
class TestFileDropPanel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(QSslSocket::setActiveBackend(u"openssl"_s)); }
    void theBestWayIsChosenAndTheOthersSayWhyNot();
    void aRefusalStandsInThePanel();

private:
    static Console::ConsoleView *view(const Theme &theme)
    {
        return new Console::VncView(
            [](Console::Claim) {
                QPromise<Result<Console::ConsoleDevice>> none;
                none.start();
                none.addResult(fail(ErrorCode::NotFound, u"none"_s));
                none.finish();
                return none.future();
            },
            theme);
    }
};

void TestFileDropPanel::theBestWayIsChosenAndTheOthersSayWhyNot()
{
    PageFixture fixture;
    fixture.fillAgent();
    Api::AgentInfo inside;
    inside.isAnswering = true;
    inside.commands = {u"guest-file-open"_s, u"guest-file-write"_s};
    fixture.agent.setAnswer(u"guest.agent.info"_s, toJson(inside));
    fixture.agent.setAnswer(u"guest.get"_s, toJson(Api::GuestDetail{}));
    ClusterSession *session = fixture.connectSession();
    QVERIFY(session);
    QTemporaryDir folder;
    QFile file(folder.filePath(u"report.pdf"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(200'000, 'x')) == 200'000);
    file.close();
    const std::unique_ptr<Console::ConsoleView> console(view(fixture.context.theme()));
    FileDropPanel panel(
        new FileDrop(*session, PageFixture::uuid(), {file.fileName()}, console.get()),
        fixture.context.theme(), nullptr);
    panel.setAttribute(Qt::WA_DeleteOnClose, false);
    panel.show();
    QVERIFY(!panel.isModal());
    const auto ways = panel.findChildren<QRadioButton *>();
    QCOMPARE(ways.size(), 3);
    QTRY_VERIFY(ways.at(int(DropWay::Agent))->isChecked());
    QVERIFY(!ways.at(int(DropWay::Spice))->isEnabled());
    QVERIFY(!ways.at(int(DropWay::Disc))->isEnabled());
    for (const QRadioButton *way : ways)
        QVERIFY(!way->accessibleDescription().isEmpty());
}

void TestFileDropPanel::aRefusalStandsInThePanel()
{
    PageFixture fixture;
    fixture.fillAgent();
    Api::AgentInfo inside;
    inside.isAnswering = true;
    inside.commands = {u"guest-file-write"_s};
    fixture.agent.setAnswer(u"guest.agent.info"_s, toJson(inside));
    fixture.agent.failNext(u"guest.push"_s, {ErrorCode::InvalidState, u"the guest is off"_s});
    ClusterSession *session = fixture.connectSession();
    QVERIFY(session);
    QTemporaryDir folder;
    QFile file(folder.filePath(u"report.pdf"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("x") == 1);
    file.close();
    auto *drop = new FileDrop(*session, PageFixture::uuid(), {file.fileName()}, nullptr);
    FileDropPanel panel(drop, fixture.context.theme(), nullptr);
    panel.setAttribute(Qt::WA_DeleteOnClose, false);
    panel.show();
    QTRY_VERIFY(panel.findChildren<QRadioButton *>().at(int(DropWay::Agent))->isChecked());
    drop->send(DropWay::Agent, {});
    QTRY_VERIFY(!drop->isSending());
    QStringList words;
    for (const QLabel *label : panel.findChildren<QLabel *>())
        words += label->text();
    QVERIFY2(words.join(u' ').contains(u"guest is off"_s), qPrintable(words.join(u'\n')));
    QVERIFY(panel.findChildren<QRadioButton *>().first()->isVisible()); // another way can be tried
}

QTEST_MAIN(TestFileDropPanel)
#include "tst_filedroppanel.moc"
