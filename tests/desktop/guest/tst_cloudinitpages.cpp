// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <desktop/pagefixture.h>

#include <app/errorbar.h>
#include <guest/cloudinitkeys.h>
#include <guest/cloudinittab.h>
#include <guest/guestdocument.h>

#include <QCheckBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QToolButton>

using namespace Atoll;
using namespace Qt::StringLiterals;

namespace {

const QString kKey =
    u"ssh-ed25519 "
    "AAAAC3NzaC1lZDI1NTE5AAAAIJ1m8mJ9y3o2xkq7bQ0u3gqk4c8pZ5r7s9t1v3x5z7A1 jo@home"_s;

Api::GuestDetail detail(ClusterSession &session)
{
    Api::GuestDetail detail;
    detail.info = *session.store().guest(PageFixture::uuid());
    detail.version = detail.info.version;
    detail.config.id = 100;
    detail.config.uuid = PageFixture::uuid();
    detail.config.name = u"web-1"_s;
    detail.config.memoryBytes = 1LL << 30;
    Api::NicConfig nic;
    nic.mac = u"52:54:00:00:00:01"_s;
    detail.config.nics = {nic};
    detail.config.cloudInit.isEnabled = true;
    detail.config.cloudInit.hasPassword = true;
    detail.config.cloudInit.sshKeys = {kKey};
    return detail;
}

} // namespace

class TestCloudInitPages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void keysComeFromAnAuthorizedKeysFile();
    void settingsAreShown();
    void whatIsTypedIsApplied();
    void previewShowsWhatIsTyped();
    void refusalMarksTheField();
    void dropGoesBack();
    void regeneratingCanBeOfANewInstance();
    void viewerCannotEdit();

private:
    QPushButton *button(const QString &text);
    template <class W>
    W *named(const QString &name)
    {
        return m_tab->findChild<W *>(name);
    }

    std::unique_ptr<PageFixture> m_fixture;
    ClusterSession *m_session = nullptr;
    std::unique_ptr<GuestDocument> m_document;
    std::unique_ptr<CloudInitTab> m_tab;
};

void TestCloudInitPages::init()
{
    m_fixture = std::make_unique<PageFixture>();
    m_fixture->fillAgent();
    if (QLatin1StringView(QTest::currentTestFunction()) == "viewerCannotEdit"_L1)
        m_fixture->agent.setRole({Privilege::ClusterView, Privilege::GuestView});
    m_session = m_fixture->connectSession();
    QVERIFY(m_session);
    m_fixture->agent.setAnswer(u"guest.get"_s, toJson(detail(*m_session)));
    m_fixture->agent.setAnswer(u"guest.cloudinit.dump"_s,
                               toJson(Api::CloudInitText{u"#cloud-config\nhostname: x\n"_s}));
    m_document = std::make_unique<GuestDocument>(*m_session, PageFixture::uuid());
    m_tab = std::make_unique<CloudInitTab>(m_fixture->context, *m_session, *m_document);
    m_tab->resize(1100, 700);
    m_tab->show();
    QTRY_VERIFY(m_document->detail());
}

void TestCloudInitPages::cleanup()
{
    m_tab.reset();
    m_document.reset();
    m_fixture.reset();
}

QPushButton *TestCloudInitPages::button(const QString &text)
{
    for (QPushButton *candidate : m_tab->findChildren<QPushButton *>()) {
        if (candidate->text().remove(u'&') == text)
            return candidate;
    }
    return nullptr;
}

void TestCloudInitPages::keysComeFromAnAuthorizedKeysFile()
{
    const QString file =
        u"# of the team\n\n"_s + kKey
        + u"\ncommand=\"/bin/true\",no-pty ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAB\n"_s + kKey
        + u"\nnonsense\n"_s;
    const QStringList keys = keysInText(file);
    QCOMPARE(keys, QStringList({kKey, u"ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAB"_s}));
    QCOMPARE(keyLabel(kKey), u"ssh-ed25519 …v3x5z7A1 jo@home"_s);
    QCOMPARE(addressesInText(u"10.0.0.1, 2001:db8::1  10.0.0.2"_s).size(), 3);
}

void TestCloudInitPages::settingsAreShown()
{
    QVERIFY(named<QCheckBox>(u"isEnabled"_s)->isChecked());
    QCOMPARE(named<QListWidget>(u"keys"_s)->count(), 1);
    QCOMPARE(named<QTableWidget>(u"cards"_s)->rowCount(), 1);
    QVERIFY(named<QPushButton>(u"clearPassword"_s)->isVisible());
    QVERIFY(!m_tab->hasPending());
    QVERIFY(!button(u"Apply"_s)->isVisible());
}

void TestCloudInitPages::whatIsTypedIsApplied()
{
    QTest::keyClicks(named<QLineEdit>(u"user"_s), u"admin"_s);
    QTest::keyClicks(named<QLineEdit>(u"password"_s), u"new one"_s);
    named<QTableWidget>(u"cards"_s)->item(0, 1)->setText(u"10.0.0.5/24"_s);
    QTest::keyClicks(named<QLineEdit>(u"dns"_s), u"10.0.0.53"_s);
    QVERIFY(m_tab->hasPending());
    QVERIFY(button(u"Apply"_s)->isVisible());
    button(u"Apply"_s)->click();
    QTRY_COMPARE(m_fixture->agent.doneCount(u"guest.set"_s), 1);
    const QJsonObject sent = m_fixture->agent.lastParams(u"guest.set"_s)
                                 .value("changes"_L1)
                                 .toObject()
                                 .value("cloudInit"_L1)
                                 .toObject();
    QCOMPARE(sent.value("user"_L1).toString(), u"admin"_s);
    QCOMPARE(sent.value("password"_L1).toString(), u"new one"_s);
    QCOMPARE(sent.value("nics"_L1).toArray().first().toObject().value("address4"_L1).toString(),
             u"10.0.0.5/24"_s);
    QCOMPARE(sent.value("dnsServers"_L1).toArray().size(), 1);
    QTRY_VERIFY(!m_tab->hasPending());
    QVERIFY(named<QLineEdit>(u"password"_s)->text().isEmpty()); // it is not kept here
}

void TestCloudInitPages::previewShowsWhatIsTyped()
{
    QTRY_VERIFY(m_fixture->agent.lastParams(u"guest.cloudinit.dump"_s).contains("settings"_L1));
    const auto shows = [this] {
        for (const QPlainTextEdit *text : m_tab->findChildren<QPlainTextEdit *>()) {
            if (text->isReadOnly() && text->toPlainText().contains(u"hostname: x"_s))
                return true;
        }
        return false;
    };
    QTRY_VERIFY(shows());
    QTest::keyClicks(named<QLineEdit>(u"user"_s), u"jo"_s);
    QTRY_COMPARE(m_fixture->agent.lastParams(u"guest.cloudinit.dump"_s)
                     .value("settings"_L1)
                     .toObject()
                     .value("user"_L1)
                     .toString(),
                 u"jo"_s);
}

void TestCloudInitPages::refusalMarksTheField()
{
    QTest::keyClicks(named<QLineEdit>(u"user"_s), u"A B"_s);
    m_fixture->agent.failNext(u"guest.set"_s, invalidField(u"cloudInit.user"_s, u"is wrong"_s));
    button(u"Apply"_s)->click();
    QTRY_VERIFY(named<QLineEdit>(u"user"_s)->property("invalid").toBool());
    QVERIFY(m_tab->hasPending());
    QTest::keyClicks(named<QLineEdit>(u"user"_s), u"c"_s);
    QVERIFY(!named<QLineEdit>(u"user"_s)->property("invalid").toBool());
}

void TestCloudInitPages::dropGoesBack()
{
    named<QPushButton>(u"clearPassword"_s)->click();
    named<QCheckBox>(u"isEnabled"_s)->setChecked(false);
    QVERIFY(m_tab->hasPending());
    button(u"Drop changes"_s)->click();
    QVERIFY(!m_tab->hasPending());
    QVERIFY(named<QCheckBox>(u"isEnabled"_s)->isChecked());
    QVERIFY(named<QPushButton>(u"clearPassword"_s)->isVisible());
}

void TestCloudInitPages::regeneratingCanBeOfANewInstance()
{
    for (QCheckBox *box : m_tab->findChildren<QCheckBox *>()) {
        if (box->text().contains(u"instance"_s))
            box->setChecked(true);
    }
    for (QToolButton *tool : m_tab->findChildren<QToolButton *>()) {
        if (tool->text() == u"Make the drive anew"_s)
            tool->click();
    }
    QTRY_COMPARE(m_fixture->agent.doneCount(u"guest.cloudinit.regenerate"_s), 1);
    QVERIFY(m_fixture->agent.lastParams(u"guest.cloudinit.regenerate"_s)
                .value("isNewInstance"_L1)
                .toBool());
}

void TestCloudInitPages::viewerCannotEdit()
{
    QVERIFY(!named<QLineEdit>(u"user"_s)->isEnabled());
    QVERIFY(!named<QCheckBox>(u"isEnabled"_s)->isEnabled());
}

QTEST_MAIN(TestCloudInitPages)
#include "tst_cloudinitpages.moc"
