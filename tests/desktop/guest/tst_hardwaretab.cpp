// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <app/errorbar.h>
#include <core/units.h>
#include <desktop/pagefixture.h>
#include <guest/bytesedit.h>
#include <guest/disksdialog.h>
#include <guest/editnotice.h>
#include <guest/featuresedit.h>
#include <guest/guestdocument.h>
#include <guest/hardwaremenu.h>
#include <guest/hardwaremodel.h>
#include <guest/hardwaretab.h>

#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QSortFilterProxyModel>
#include <QSslSocket>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

using namespace Atoll;
using namespace Qt::StringLiterals;

class TestHardwareTab : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(QSslSocket::setActiveBackend(u"openssl"_s)); }
    void init();
    void cleanup();
    void valueIsEditedByKeyboardAndApplied();
    void refusalStandsAtItsField();
    void foreignGuestIsAdoptedWhereItCannotBeChanged();
    void everyDeviceOfTheMenuCanBeAdded();
    void advancedValuesAreRemembered();
    void typedNameFindsAValue();
    void bootOrderMovesByKey();
    void featuresGoRound();
    void amountsHaveWordsForNothing();
    void reloadOfTheSameVersionKeepsEdits();
    void menuOfADiskOffersWhatCanBeDone();

private:
    QModelIndex choose(const QString &path);
    QString remarkOf(const QString &path);

    std::unique_ptr<PageFixture> m_fixture;
    ClusterSession *m_session = nullptr;
    std::unique_ptr<GuestDocument> m_document;
    std::unique_ptr<HardwareTab> m_tab;
    HardwareModel *m_model = nullptr;
    QTreeView *m_list = nullptr;
};

void TestHardwareTab::init()
{
    m_fixture = std::make_unique<PageFixture>();
    m_fixture->fillAgent();
    m_session = m_fixture->connectSession();
    QVERIFY(m_session);
    m_document = std::make_unique<GuestDocument>(*m_session, PageFixture::uuid());
    m_tab = std::make_unique<HardwareTab>(m_fixture->context, *m_session, *m_document);
    m_tab->resize(900, 700);
    m_tab->show();
    m_model = m_tab->findChild<HardwareModel *>();
    m_list = m_tab->findChild<QTreeView *>();
    QVERIFY(QTest::qWaitForWindowActive(m_tab.get()));
    QTRY_VERIFY(m_model->rowCount() > 0);
}

void TestHardwareTab::cleanup()
{
    m_tab.reset();
    m_document.reset();
    m_fixture.reset();
}

QModelIndex TestHardwareTab::choose(const QString &path)
{
    const auto *filter = qobject_cast<QSortFilterProxyModel *>(m_list->model());
    const QModelIndex index = filter->mapFromSource(m_model->find(path));
    m_list->expand(index.parent());
    m_list->setCurrentIndex(index);
    m_list->setFocus();
    return index;
}

QString TestHardwareTab::remarkOf(const QString &path)
{
    return m_model->find(path).siblingAtColumn(HardwareModel::BeforeColumn).data().toString();
}

void TestHardwareTab::valueIsEditedByKeyboardAndApplied()
{
    QVERIFY(choose(u"memoryBytes"_s).isValid());
    QTest::keyClick(m_list, Qt::Key_F2);
    auto *edit = m_list->findChild<BytesEdit *>();
    QVERIFY(edit);
    QTest::keyClicks(edit, u"4G"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE(m_model->draft().edited().memoryBytes, 4 * units::GiB);
    QVERIFY(remarkOf(u"memoryBytes"_s).contains(u"2 GiB"_s));
    for (QPushButton *button : m_tab->findChildren<QPushButton *>()) {
        if (button->isDefault())
            button->click();
    }
    QTRY_COMPARE(m_fixture->agent.doneCount(u"guest.set"_s), 1);
}

void TestHardwareTab::refusalStandsAtItsField()
{
    m_model->setData(m_model->find(u"cpu.affinity"_s), u"99"_s, Qt::EditRole);
    Error error{ErrorCode::InvalidParams, u"changes.cpu.affinity must name CPUs of the node"_s};
    error.details.insert(u"field"_s, u"changes.cpu.affinity"_s);
    m_fixture->agent.failNext(u"guest.set"_s, error);
    for (QPushButton *button : m_tab->findChildren<QPushButton *>()) {
        if (button->isDefault())
            button->click();
    }
    QTRY_COMPARE(remarkOf(u"cpu.affinity"_s), u"must name CPUs of the node"_s);
    for (const ErrorBar *bar : m_tab->findChildren<ErrorBar *>())
        QVERIFY(bar->isHidden());
}

void TestHardwareTab::foreignGuestIsAdoptedWhereItCannotBeChanged()
{
    auto *notice = m_tab->findChild<EditNotice *>();
    QVERIFY(notice->isHidden());
    Api::GuestInfo guest = *m_fixture->agent.inventory().find(PageFixture::uuid());
    guest.isManaged = false;
    m_fixture->agent.inventory().setGuest(guest);
    QTRY_VERIFY(notice->isVisible());
    QVERIFY(notice->title().contains(u"Another tool defined this guest"_s));
    for (QToolButton *button : notice->findChildren<QToolButton *>()) {
        if (button->text() == u"Adopt"_s)
            button->click();
    }
    QTRY_COMPARE(m_fixture->agent.doneCount(u"guest.adopt"_s), 1);
    guest.isManaged = true;
    m_fixture->agent.inventory().setGuest(guest);
    QTRY_VERIFY(notice->isHidden());
}

void TestHardwareTab::everyDeviceOfTheMenuCanBeAdded()
{
    auto *menu = m_tab->findChild<QMenu *>();
    const auto fill = [&] {
        Q_EMIT menu->aboutToShow();
        return menu->actions();
    };
    const qsizetype count = fill().size();
    QVERIFY(count > 12);
    for (qsizetype i = 0; i < count; ++i) {
        QAction *action = fill().at(i);
        if (action->isSeparator() || !action->isEnabled())
            continue;
        const QString text = action->text();
        const auto before = m_model->draft().edited();
        action->trigger();
        QVERIFY2(m_model->draft().edited() != before, qPrintable(text));
        QVERIFY2(m_list->currentIndex().isValid(), qPrintable(text));
    }
    QTest::keyClick(m_list, Qt::Key_Delete);
}

void TestHardwareTab::advancedValuesAreRemembered()
{
    QVERIFY(!choose(u"cpu.affinity"_s).isValid());
    for (QToolButton *button : m_tab->findChildren<QToolButton *>()) {
        if (button->isCheckable())
            button->click();
    }
    QVERIFY(choose(u"cpu.affinity"_s).isValid());
    QVERIFY(m_fixture->settings.showsAllHardware.value());
}

void TestHardwareTab::typedNameFindsAValue()
{
    m_list->setFocus();
    QTest::keyClick(m_list, Qt::Key_F, Qt::ControlModifier);
    auto *filter = qobject_cast<QLineEdit *>(QApplication::focusWidget());
    QVERIFY(filter);
    QTest::keyClicks(filter, u"numa"_s);
    QVERIFY(choose(u"cpu.isNuma"_s).isValid());
    QVERIFY(!choose(u"memoryBytes"_s).isValid());
    filter->setFocus();
    QTest::keyClick(filter, Qt::Key_Escape);
    QVERIFY(choose(u"memoryBytes"_s).isValid());
}

void TestHardwareTab::bootOrderMovesByKey()
{
    Api::GuestConfig config = m_model->draft().base();
    for (const QString &target : {u"vda"_s, u"vdb"_s}) {
        Api::DiskConfig disk;
        disk.target = target;
        config.disks += disk;
    }
    m_model->setDraft(HardwareDraft(config, 1));
    QVERIFY(choose(u"@boot/vdb"_s).isValid());
    QTest::keyClick(m_list, Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(m_model->draft().edited().bootOrder, QStringList({u"vdb"_s, u"vda"_s}));
    const auto *filter = qobject_cast<QSortFilterProxyModel *>(m_list->model());
    QCOMPARE(m_model->field(filter->mapToSource(m_list->currentIndex()))->path, u"@boot/vdb"_s);
    QTest::keyClick(m_list, Qt::Key_Space);
    QCOMPARE(m_model->draft().edited().bootOrder, QStringList{u"vda"_s});
}

void TestHardwareTab::featuresGoRound()
{
    FeaturesEdit edit;
    edit.setNames({u"aes"_s, u"avx2"_s, u"vmx"_s});
    edit.setFeatures({u"-vmx"_s});
    edit.show();
    QCOMPARE(edit.features(), QStringList{u"-vmx"_s});
    auto *list = edit.findChild<QListWidget *>();
    QCOMPARE(list->item(0)->checkState(), Qt::Unchecked); // what is set stands first
    list->setCurrentRow(1);
    QTest::keyClick(list, Qt::Key_Space);
    QVERIFY(edit.features().contains(u"+aes"_s));
    auto *filter = edit.findChild<QLineEdit *>();
    QTest::keyClicks(filter, u"hypervisor"_s);
    QTest::keyClick(filter, Qt::Key_Return);
    QVERIFY(edit.features().contains(u"+hypervisor"_s));
}

void TestHardwareTab::amountsHaveWordsForNothing()
{
    BytesEdit edit;
    edit.setRange(0, units::GiB);
    edit.setZeroText(u"no limit"_s);
    edit.setSuffix(u"/s"_s);
    edit.setBytes(100 * units::MiB);
    QCOMPARE(edit.text(), u"100 MiB/s"_s);
    edit.setBytes(0);
    QCOMPARE(edit.text(), u"no limit"_s);
    edit.stepBy(1);
    QVERIFY(edit.bytes() > 0);
    edit.stepBy(-1);
    QCOMPARE(edit.bytes(), 0);
    edit.selectAll();
    QTest::keyClicks(&edit, u"50M/s"_s);
    QCOMPARE(edit.bytes(), 50 * units::MiB);
}

void TestHardwareTab::reloadOfTheSameVersionKeepsEdits()
{
    QVERIFY(m_model->setData(m_model->find(u"memoryBytes"_s), 4 * units::GiB, Qt::EditRole));
    QSignalSpy loaded(m_document.get(), &GuestDocument::loaded);
    m_document->reload();
    QTRY_VERIFY(!loaded.isEmpty());
    QCOMPARE(m_model->draft().edited().memoryBytes, 4 * units::GiB);
    QVERIFY(m_tab->hasPending());
}

void TestHardwareTab::menuOfADiskOffersWhatCanBeDone()
{
    auto *maker = m_tab->findChild<HardwareMenu *>();
    Api::DiskConfig disk;
    disk.target = u"sda"_s;
    disk.storage = u"local"_s;
    disk.sizeBytes = 8 * units::GiB;
    m_model->addDevice(u"disks"_s, toJson(disk));
    const QModelIndex size = m_model->find(u"disks[0].sizeBytes"_s);
    QVERIFY(size.isValid());
    QMenu *menu = maker->menuFor(size);
    const auto action = [&menu](const char *name) {
        return menu->findChild<QAction *>(QString::fromLatin1(name));
    };
    QVERIFY(action("resize")->isEnabled());
    QVERIFY(action("remove")->isEnabled());
    // What is not there yet can neither be moved nor saved, and says why.
    for (const char *name : {"move", "export"}) {
        QVERIFY2(action(name) && !action(name)->isEnabled(), name);
        QVERIFY(!action(name)->toolTip().isEmpty());
    }
    action("resize")->trigger();
    QTRY_VERIFY(m_list->findChild<BytesEdit *>());
    action("volumes")->trigger();
    QTRY_VERIFY(m_tab->window()->findChild<DisksDialog *>());
    m_tab->window()->findChild<DisksDialog *>()->reject();
    delete menu;
    // A row of something else has nothing of disks.
    menu = maker->menuFor(m_model->find(u"memoryBytes"_s));
    QVERIFY(!menu->findChild<QAction *>(u"move"_s));
    delete menu;
}

QTEST_MAIN(TestHardwareTab)
#include "tst_hardwaretab.moc"
