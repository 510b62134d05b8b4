// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <wall/tileview.h>

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

class TestTileView : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void tilesFillTheLine();
    void arrowsGoWhereTheyPoint();
    void clickAndShiftChooseWhatIsReadBetween();
    void dragChoosesWhatIsWithin();
    void onlyTilesOnTheScreenAreSeen();
    void rowsThatComeAndGoMoveTheEnd();
    void manyRowsCostNothing();

private:
    QPoint centre(int row) const { return m_view.visualRect(m_model.index(row, 0)).center(); }

    QStandardItemModel m_model;
    QAbstractItemModelTester m_tester{&m_model};
    TileView m_view;
};

void TestTileView::init()
{
    m_model.removeRows(0, m_model.rowCount());
    for (int i = 0; i < 23; ++i)
        m_model.appendRow(new QStandardItem(QString::number(i)));
    m_view.setModel(&m_model);
    m_view.setCaptionHeight(30);
    m_view.setTileWidth(100);
    m_view.resize(520, 300);
    m_view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&m_view));
    m_view.setCurrentIndex(m_model.index(0, 0));
    m_view.verticalScrollBar()->setValue(0);
}

void TestTileView::tilesFillTheLine()
{
    const int line = m_view.visualRect(m_model.index(0, 0)).top();
    QCOMPARE(m_view.visualRect(m_model.index(4, 0)).top(), line);
    QVERIFY(m_view.visualRect(m_model.index(5, 0)).top() > line);
    QVERIFY(m_view.visualRect(m_model.index(4, 0)).right() > m_view.viewport()->width() - 6);
    QCOMPARE(m_view.indexAt(centre(7)).row(), 7);
    QVERIFY(!m_view.indexAt({2, 100000}).isValid());
}

void TestTileView::arrowsGoWhereTheyPoint()
{
    const auto press = [this](int key) {
        QTest::keyClick(&m_view, Qt::Key(key));
        return m_view.currentIndex().row();
    };
    QCOMPARE(press(Qt::Key_Right), 1);
    QCOMPARE(press(Qt::Key_Down), 6);
    QCOMPARE(press(Qt::Key_Left), 5);
    QCOMPARE(press(Qt::Key_Up), 0);
    QCOMPARE(press(Qt::Key_Up), 0);
    QCOMPARE(press(Qt::Key_End), 22);
    QVERIFY(m_view.viewport()->rect().contains(centre(22)));
    QCOMPARE(press(Qt::Key_Home), 0);
    m_view.setCurrentIndex(m_model.index(19, 0));
    QCOMPARE(press(Qt::Key_Down), 22); // the last line is short
}

void TestTileView::clickAndShiftChooseWhatIsReadBetween()
{
    const auto click = [this](int row, Qt::KeyboardModifiers modifiers) {
        QTest::mouseClick(m_view.viewport(), Qt::LeftButton, modifiers, centre(row));
    };
    click(3, Qt::NoModifier);
    click(6, Qt::ShiftModifier);
    QCOMPARE(m_view.selectionModel()->selectedIndexes().size(), 4);
    click(0, Qt::ControlModifier);
    QCOMPARE(m_view.selectionModel()->selectedIndexes().size(), 5);
    QTest::keyClick(&m_view, Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(m_view.selectionModel()->selectedIndexes().size(), 23);
}

void TestTileView::dragChoosesWhatIsWithin()
{
    QTest::mousePress(m_view.viewport(), Qt::LeftButton, {}, centre(1));
    QTest::mouseMove(m_view.viewport(), centre(1) + QPoint(20, 20));
    QTest::mouseMove(m_view.viewport(), centre(7));
    QTest::mouseRelease(m_view.viewport(), Qt::LeftButton, {}, centre(7));
    QList<int> rows;
    for (const QModelIndex &index : m_view.selectionModel()->selectedIndexes())
        rows += index.row();
    std::sort(rows.begin(), rows.end());
    QCOMPARE(rows, (QList<int>{1, 2, 6, 7}));
}

void TestTileView::onlyTilesOnTheScreenAreSeen()
{
    const auto seen = m_view.seen();
    QVERIFY(seen.size() >= 15 && seen.size() < 23);
    m_view.verticalScrollBar()->setValue(m_view.verticalScrollBar()->maximum());
    QCOMPARE(m_view.seen().last().row(), 22);
    QVERIFY(m_view.seen().first().row() > 0);
}

void TestTileView::rowsThatComeAndGoMoveTheEnd()
{
    const int end = m_view.verticalScrollBar()->maximum();
    m_model.removeRows(3, 12);
    QVERIFY(m_view.verticalScrollBar()->maximum() < end);
    QCOMPARE(m_view.indexAt(centre(3)).data().toString(), u"15"_s);
}

void TestTileView::manyRowsCostNothing()
{
    QStandardItemModel many(100'000, 1);
    m_view.setModel(&many);
    QElapsedTimer timer;
    timer.start();
    m_view.setTileWidth(120);
    m_view.scrollTo(many.index(many.rowCount() - 1, 0));
    m_view.grab();
    QVERIFY(timer.elapsed() < 500);
    QCOMPARE(m_view.seen().last().row(), many.rowCount() - 1);
    m_view.setModel(&m_model);
}

QTEST_MAIN(TestTileView)
#include "tst_tileview.moc"
