// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <app/errorbar.h>
#include <desktop/pagefixture.h>
#include <guest/mappingdialog.h>
#include <guest/mappingsdialog.h>

#include <QComboBox>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSslSocket>
#include <QTest>
#include <QTreeWidget>

using namespace Atoll;
using namespace Qt::StringLiterals;

//! Names that stand for devices of nodes are made, changed and deleted.
class TestMappings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(QSslSocket::setActiveBackend(u"openssl"_s)); }
    void init();
    void cleanup();
    void listShowsWhatNamesStandForAndWhoUsesThem();
    void usedMappingCannotBeDeleted();
    void newMappingIsSaved();
    void refusalStandsInTheDialog();

private:
    QPushButton *button(const QString &text)
    {
        for (QPushButton *one : m_dialog->findChildren<QPushButton *>()) {
            if (one->text().remove(u'&') == text)
                return one;
        }
        return nullptr;
    }
    MappingDialog *openNew()
    {
        button(u"New…"_s)->click();
        return m_dialog->findChild<MappingDialog *>();
    }

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<MappingsDialog> m_dialog;
    QTreeWidget *m_list = nullptr;
};

void TestMappings::init()
{
    m_fixture = std::make_unique<PageFixture>();
    m_fixture->fillAgent();
    const Api::Mapping gpu{u"gpu"_s,         Api::MappingKind::Pci,
                           u"Render farm"_s, {{u"node-1"_s, u"0000:41:00.0"_s}},
                           {u"web-1"_s},     7};
    const Api::Mapping key{u"licence"_s, Api::MappingKind::Usb, {}, {}, {}, 8};
    m_fixture->agent.setAnswer(u"mapping.list"_s, toJson(QList<Api::Mapping>{gpu, key}));
    ClusterSession *session = m_fixture->connectSession();
    QVERIFY(session);
    m_dialog = std::make_unique<MappingsDialog>(m_fixture->context, *session, nullptr);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
    m_dialog->show();
    m_list = m_dialog->findChild<QTreeWidget *>();
    QTRY_COMPARE(m_list->topLevelItemCount(), 2);
}

void TestMappings::cleanup()
{
    m_dialog.reset();
    m_fixture.reset();
}

void TestMappings::listShowsWhatNamesStandForAndWhoUsesThem()
{
    const QTreeWidgetItem *gpu = m_list->topLevelItem(0);
    QCOMPARE(gpu->text(0), u"gpu"_s);
    QCOMPARE(gpu->text(2), u"node-1: 0000:41:00.0"_s);
    QCOMPARE(gpu->text(3), u"web-1"_s);
}

void TestMappings::usedMappingCannotBeDeleted()
{
    m_list->setCurrentItem(m_list->topLevelItem(0));
    QVERIFY(!button(u"Delete"_s)->isEnabled());
    QVERIFY(button(u"Delete"_s)->toolTip().contains(u"web-1"_s));
    m_list->setCurrentItem(m_list->topLevelItem(1));
    QVERIFY(button(u"Delete"_s)->isEnabled());
    button(u"Delete"_s)->click();
    QTRY_COMPARE(m_fixture->agent.doneCount(u"mapping.delete"_s), 1);
    QCOMPARE(m_fixture->agent.lastParams(u"mapping.delete"_s)["name"_L1].toString(), u"licence"_s);
}

void TestMappings::newMappingIsSaved()
{
    QPointer dialog = openNew();
    QVERIFY(dialog);
    auto *name = dialog->findChild<QLineEdit *>();
    QTest::keyClicks(name, u"music"_s);
    const auto boxes = dialog->findChildren<QComboBox *>();
    QCOMPARE(boxes.size(), 2); // the kind, and the one node
    boxes.first()->setCurrentIndex(2);
    boxes.last()->setEditText(u"/srv/music"_s);
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_VERIFY(!dialog);
    QCOMPARE(m_fixture->agent.lastParams(u"mapping.set"_s)["kind"_L1].toString(), u"directory"_s);
    const QJsonArray devices =
        m_fixture->agent.lastParams(u"mapping.set"_s)["devices"_L1].toArray();
    QCOMPARE(devices.at(0).toObject()["node"_L1].toString(), u"node-1"_s);
    QCOMPARE(devices.at(0).toObject()["device"_L1].toString(), u"/srv/music"_s);
}

void TestMappings::refusalStandsInTheDialog()
{
    MappingDialog *dialog = openNew();
    QVERIFY(dialog);
    dialog->findChild<QLineEdit *>()->setText(u"a b"_s);
    m_fixture->agent.failNext(u"mapping.set"_s,
                              {ErrorCode::InvalidParams, u"name must be of letters"_s});
    for (QPushButton *one : dialog->findChildren<QPushButton *>()) {
        if (one->isDefault())
            one->click();
    }
    auto *error = dialog->findChild<ErrorBar *>();
    QTRY_VERIFY(error->isVisible());
    QVERIFY(error->text().contains(u"must be of letters"_s));
    QVERIFY(dialog->isVisible());
}

QTEST_MAIN(TestMappings)
#include "tst_mappings.moc"
