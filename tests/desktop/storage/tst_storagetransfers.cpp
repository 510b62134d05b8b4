// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../pagefixture.h"

#include <guest/disksdialog.h>
#include <guest/importdialog.h>
#include <storage/fetchdialog.h>
#include <storage/storagepage.h>
#include <storage/storagetransfers.h>

#include <QAction>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTreeView>
#include <QTreeWidget>

using namespace Atoll;
using namespace Qt::StringLiterals;

//! Files between this computer and an agent, as people send them.
class TestStorageTransfers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void filesDroppedOnThePageAreUploaded();
    void whatCannotBeDroppedSaysWhy();
    void aVolumeIsDownloaded();
    void anAddressIsAskedFor();
    void aDroppedImageIsImported();
    void anImportThatIsGivenUpLeavesNothing();
    void disksAreMovedDetachedAndDeleted();
    void cleanupTestCase();

private:
    QString make(const QString &name, qint64 bytes)
    {
        QFile file(m_directory.filePath(name));
        [&] { QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(bytes)); }();
        return file.fileName();
    }

    std::unique_ptr<PageFixture> m_fixture;
    QTemporaryDir m_directory;
    ClusterSession *m_session = nullptr;
    std::unique_ptr<StoragePage> m_page;
};

void TestStorageTransfers::initTestCase()
{
    m_fixture = std::make_unique<PageFixture>();
    m_fixture->fillAgent();
    m_session = m_fixture->connectSession();
    QVERIFY(m_session);
    QTRY_COMPARE_WITH_TIMEOUT(m_session->store().storages().size(), 1, 20000);
    m_page = std::make_unique<StoragePage>(
        *m_session, ObjectRef{ObjectKind::Storage, m_session->key(), u"node-1/local"_s},
        m_fixture->context, nullptr);
    m_page->resize(900, 600);
    m_page->show();
    m_page->setActive(true);
}

void TestStorageTransfers::filesDroppedOnThePageAreUploaded()
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(make(u"a.iso"_s, 3'000'000)),
                  QUrl::fromLocalFile(make(u"b.iso"_s, 10))});
    QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_page.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_page.get(), &drop);
    QVERIFY(drop.isAccepted());
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->agent.files.size(), 2, 30000);
    QCOMPARE(m_fixture->agent.files.value(u"a.iso"_s).size(), 3'000'000);
    const auto *list = m_page->findChild<QTreeView *>();
    QTRY_COMPARE_WITH_TIMEOUT(list->model()->rowCount(), 2, 20000);
}

void TestStorageTransfers::whatCannotBeDroppedSaysWhy()
{
    QMimeData folder;
    folder.setUrls({QUrl::fromLocalFile(m_directory.path())});
    QDragEnterEvent enter({10, 10}, Qt::CopyAction, &folder, Qt::LeftButton, Qt::NoModifier);
    enter.ignore();
    QCoreApplication::sendEvent(m_page.get(), &enter);
    QVERIFY(!enter.isAccepted());
    QVERIFY(!StorageTransfers::whyNotThese({m_directory.path()}).isEmpty());
    QVERIFY(!StorageTransfers::whyNotThese({}).isEmpty());
    QVERIFY(!StorageTransfers::whyNot(*m_session, nullptr).isEmpty());
}

void TestStorageTransfers::aVolumeIsDownloaded()
{
    const QString target = m_directory.filePath(u"back.iso"_s);
    auto *transfers = m_page->findChild<StorageTransfers *>();
    transfers->download(u"a.iso"_s, target);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(target), 30000);
    QCOMPARE(QFile(target).size(), 3'000'000);
    for (QAction *action : transfers->actions())
        QVERIFY(!action->toolTip().isEmpty());
}

void TestStorageTransfers::anAddressIsAskedFor()
{
    auto *dialog = new FetchDialog(*m_session, u"local"_s, m_fixture->context, m_page.get());
    dialog->open();
    auto *address = dialog->findChild<QLineEdit *>(u"address"_s);
    QVERIFY(address->hasFocus() || dialog->focusWidget() == address);
    QTest::keyClicks(address, u"http://127.0.0.1/x.iso"_s);
    QCOMPARE(dialog->findChild<QLineEdit *>(u"name"_s)->placeholderText(), u"x.iso"_s);
    QSignalSpy accepted(dialog, &QDialog::accepted);
    QTest::keyClick(address, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(accepted.size(), 1, 20000);
    QCOMPARE(m_fixture->agent.doneCount(u"storage.fetch"_s), 1);
}

void TestStorageTransfers::aDroppedImageIsImported()
{
    QVERIFY(ImportDialog::canImport(u"/x/a.OVA"_s));
    QVERIFY(!ImportDialog::canImport(u"/x/a.iso"_s));
    auto *dialog =
        new ImportDialog(m_fixture->context, {make(u"web.img"_s, 4 << 20)}, m_page.get());
    dialog->open();
    auto *next = dialog->findChild<QPushButton *>(u"next"_s);
    QTRY_VERIFY_WITH_TIMEOUT(next->isEnabled(), 20000);
    next->click();
    const auto *pages = dialog->findChild<QStackedWidget *>();
    QTRY_COMPARE_WITH_TIMEOUT(pages->currentIndex(), 1, 30000);
    QCOMPARE(dialog->findChild<QLineEdit *>(u"name"_s)->text(), u"found"_s);
    QVERIFY(!dialog->findChild<QLabel *>(u"found"_s)->text().isEmpty());
    QVERIFY(m_fixture->agent.files.contains(u"web.img"_s));
    QSignalSpy accepted(dialog, &QDialog::accepted);
    QTRY_VERIFY_WITH_TIMEOUT(next->isEnabled(), 20000);
    next->click();
    QTRY_COMPARE_WITH_TIMEOUT(accepted.size(), 1, 20000);
    QCOMPARE(m_fixture->agent.doneCount(u"guest.import"_s), 1);
}

void TestStorageTransfers::anImportThatIsGivenUpLeavesNothing()
{
    auto *dialog =
        new ImportDialog(m_fixture->context, {make(u"gone.img"_s, 4 << 20)}, m_page.get());
    dialog->open();
    auto *next = dialog->findChild<QPushButton *>(u"next"_s);
    QTRY_VERIFY_WITH_TIMEOUT(next->isEnabled(), 20000);
    next->click();
    QTRY_COMPARE_WITH_TIMEOUT(dialog->findChild<QStackedWidget *>()->currentIndex(), 1, 30000);
    const int removed = m_fixture->agent.doneCount(u"storage.volume.delete"_s);
    const int imported = m_fixture->agent.doneCount(u"guest.import"_s);
    dialog->reject();
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->agent.doneCount(u"storage.volume.delete"_s), removed + 1,
                              20000);
    QCOMPARE(m_fixture->agent.doneCount(u"guest.import"_s), imported);
}

void TestStorageTransfers::disksAreMovedDetachedAndDeleted()
{
    const ObjectRef guest{ObjectKind::Guest, m_session->key(), PageFixture::uuid()};
    auto *dialog = new DisksDialog(m_fixture->context, guest, m_page.get());
    dialog->open();
    auto *list = dialog->findChild<QTreeWidget *>();
    QTRY_COMPARE_WITH_TIMEOUT(list->topLevelItemCount(), 2, 20000);
    const auto button = [dialog](const QString &text) {
        const QList<QPushButton *> all = dialog->findChildren<QPushButton *>();
        const auto it = std::find_if(all.begin(), all.end(), [&text](const QPushButton *one) {
            return one->text() == text;
        });
        return it == all.end() ? nullptr : *it;
    };
    list->setCurrentItem(list->topLevelItem(0));
    QVERIFY(button(u"&Detach"_s)->isEnabled());
    QVERIFY(!button(u"De&lete"_s)->isEnabled());
    QVERIFY(!button(u"De&lete"_s)->toolTip().isEmpty());
    button(u"&Move to storage…"_s)->click();
    dialog->findChild<QPushButton *>(u"goMove"_s)->click();
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->agent.doneCount(u"guest.disk.move"_s), 1, 20000);
    list->setCurrentItem(list->topLevelItem(1));
    QVERIFY(button(u"De&lete"_s)->isEnabled());
    QVERIFY(button(u"&Attach"_s)->isEnabled());
    QVERIFY(!button(u"&Detach"_s)->isEnabled());
    dialog->close();
}

void TestStorageTransfers::cleanupTestCase()
{
    m_page.reset();
    m_fixture.reset();
}

QTEST_MAIN(TestStorageTransfers)
#include "tst_storagetransfers.moc"
