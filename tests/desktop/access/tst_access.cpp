// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <access/accessarea.h>
#include <access/addclusterdialog.h>
#include <access/connectionbar.h>
#include <access/trustform.h>
#include <app/errorbar.h>
#include <app/page.h>
#include <desktop/pagefixture.h>

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSslSocket>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

class TestAccess : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(QSslSocket::setActiveBackend(u"openssl"_s)); }
    void leadsFromAddressToLogin();
    void leavingEarlyLeavesNothingBehind();
    void wrongAddressIsToldAtTheField();
    void changedCertificateIsRefusedUntilCompared();
    void expiredLoginIsAskedForInThePage();
    void clusterPageHasTheActionsOfAllAreas();

private:
    static QPushButton *button(const QWidget &widget, const QString &text);
};

QPushButton *TestAccess::button(const QWidget &widget, const QString &text)
{
    for (QPushButton *candidate : widget.findChildren<QPushButton *>()) {
        if (candidate->text().remove(u'&') == text && candidate->isVisibleTo(&widget))
            return candidate;
    }
    return nullptr;
}

void TestAccess::leadsFromAddressToLogin()
{
    PageFixture fixture;
    QVERIFY(fixture.agent.listen());
    QPointer dialog = new AddClusterDialog(fixture.context, nullptr);
    dialog->open();
    dialog->findChild<QLineEdit *>(u"address"_s)->setText(fixture.agent.address());
    button(*dialog, u"Connect"_s)->click();
    QTRY_VERIFY(button(*dialog, u"It is the same: trust it"_s));
    button(*dialog, u"It is the same: trust it"_s)->click();
    QTRY_VERIFY(button(*dialog, u"Log in"_s));

    auto *password = dialog->findChild<QLineEdit *>(u"password"_s);
    QVERIFY(password);
    password->setText(QString::fromLatin1(FakeAgent::kWrongPassword));
    button(*dialog, u"Log in"_s)->click();
    const auto error = [&]() -> ErrorBar * {
        for (ErrorBar *bar : dialog->findChildren<ErrorBar *>()) {
            if (bar->isVisible())
                return bar;
        }
        return nullptr;
    };
    QTRY_VERIFY(error());
    QTRY_VERIFY(button(*dialog, u"Log in"_s));
    password->setText(u"right"_s);
    QTest::keyClick(password, Qt::Key_Return);
    QTRY_VERIFY(!dialog || dialog->isHidden());
    QCOMPARE(fixture.clusters.sessions().size(), 1);
    QVERIFY(fixture.clusters.sessions().first()->isReady());
}

void TestAccess::leavingEarlyLeavesNothingBehind()
{
    PageFixture fixture;
    QVERIFY(fixture.agent.listen());
    QPointer dialog = new AddClusterDialog(fixture.context, nullptr);
    dialog->open();
    dialog->findChild<QLineEdit *>(u"address"_s)->setText(fixture.agent.address());
    button(*dialog, u"Connect"_s)->click();
    QTRY_VERIFY(button(*dialog, u"Do not connect"_s));
    button(*dialog, u"Do not connect"_s)->click();
    QTRY_VERIFY(!dialog);
    QVERIFY(fixture.clusters.sessions().isEmpty());
}

void TestAccess::wrongAddressIsToldAtTheField()
{
    PageFixture fixture;
    AddClusterDialog dialog(fixture.context, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.open();
    dialog.findChild<QLineEdit *>(u"address"_s)->setText(u"host:notaport"_s);
    button(dialog, u"Connect"_s)->click();
    QVERIFY(dialog.findChild<ErrorBar *>()->isVisible());
    QVERIFY(fixture.clusters.sessions().isEmpty());
}

void TestAccess::changedCertificateIsRefusedUntilCompared()
{
    PageFixture fixture;
    fixture.fillAgent();
    ClusterSession *session = fixture.connectSession();
    QVERIFY(session);
    ConnectionBar bar(fixture.context, *session, nullptr);
    QVERIFY(bar.isHidden());
    const Identity other =
        *loadOrCreateIdentity(fixture.directory.filePath(u"other"_s), u"node-1"_s);
    QVERIFY(fixture.agent.restart(false, &other));
    QTRY_COMPARE_WITH_TIMEOUT(session->state(), Rpc::ClientState::NeedsTrust, 20000);
    QVERIFY(!bar.isHidden());
    QPushButton *trust = button(bar, u"Trust the new one"_s);
    QVERIFY(trust);
    QVERIFY(!trust->isEnabled());
    QCheckBox *sure = nullptr;
    for (QCheckBox *box : bar.findChildren<QCheckBox *>()) {
        if (box->isVisibleTo(&bar))
            sure = box;
    }
    QVERIFY(sure);
    sure->setChecked(true);
    QVERIFY(trust->isEnabled());
    trust->click();
    QTRY_VERIFY_WITH_TIMEOUT(session->state() != Rpc::ClientState::NeedsTrust, 20000);
}

void TestAccess::expiredLoginIsAskedForInThePage()
{
    PageFixture fixture;
    fixture.fillAgent();
    ClusterSession *session = fixture.connectSession();
    QVERIFY(session);
    ConnectionBar bar(fixture.context, *session, nullptr);
    fixture.agent.expireTokens();
    fixture.agent.dropConnections();
    QTRY_COMPARE_WITH_TIMEOUT(session->state(), Rpc::ClientState::NeedsLogin, 20000);
    QVERIFY(!bar.isHidden());
    auto *password = bar.findChild<QLineEdit *>(u"password"_s);
    QVERIFY(password && password->isVisibleTo(&bar));
    password->setText(u"right"_s);
    QTest::keyClick(password, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(session->isReady(), 20000);
    QVERIFY(bar.isHidden());
}

void TestAccess::clusterPageHasTheActionsOfAllAreas()
{
    PageFixture fixture;
    fixture.fillAgent();
    const ClusterSession *session = fixture.connectSession();
    QVERIFY(session);
    const AccessArea area(fixture.context);
    fixture.context.registry().addActions([](const QList<ObjectRef> &, QObject *owner) {
        return QList<QAction *>{new QAction(u"Mappings"_s, owner)};
    });
    const ObjectRef cluster{ObjectKind::Cluster, session->key(), {}};
    const std::unique_ptr<Page> page(
        fixture.context.registry().makePage(cluster, fixture.context, nullptr));
    QVERIFY(page);
    const QList<QAction *> actions = page->headActions();
    QVERIFY(!actions.contains(nullptr)); // separators are for menus
    QCOMPARE(actions.last()->text(), u"Mappings"_s);
    QVERIFY(actions.size() > 1);
}

QTEST_MAIN(TestAccess)
#include "tst_access.moc"
