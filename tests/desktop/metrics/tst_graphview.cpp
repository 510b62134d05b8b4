// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <metrics/graphgroup.h>
#include <metrics/graphview.h>
#include <metrics/periodbar.h>
#include <metrics/plot.h>
#include <metrics/sparkline.h>

#include <QPainter>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <array>
#include <cmath>

using namespace Atoll;
using namespace Qt::StringLiterals;

namespace {
constexpr double kStart = 1.7e9;
}

class TestGraphView : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void missingTimeStaysAGap();
    void valueAtTheCursorIsThatOfTheNearestSample();
    void zoomAndCursorAreSharedByThePage();
    void samplesMoveTheRangeUnlessZoomed();
    void timesNeverOverlap_data();
    void timesNeverOverlap();
    void historyReplacesWhatWasThere();
    void periodBarSetsThePeriod();
    void sparklineOfNothingDrawsNothing();
    void appendScrollReplot();

private:
    Theme m_theme;
};

void TestGraphView::missingTimeStaysAGap()
{
    GraphGroup group;
    GraphView view(m_theme, group, u"CPU"_s, GraphUnit::Percent);
    const int cpu = view.addSeries(u"CPU"_s, Token::Series1);
    for (const double second : {0.0, 1.0, 2.0, 3.0, 30.0, 31.0})
        view.append(cpu, kStart + second, 0.5);
    QCOMPARE(view.valueAt(cpu, kStart + 3), 0.5);
    QVERIFY(!view.valueAt(cpu, kStart + 16).has_value());
    QCOMPARE(view.valueAt(cpu, kStart + 30), 0.5);
}

void TestGraphView::valueAtTheCursorIsThatOfTheNearestSample()
{
    GraphGroup group;
    GraphView view(m_theme, group, u"CPU"_s, GraphUnit::Percent);
    const int cpu = view.addSeries(u"CPU"_s, Token::Series1);
    QVERIFY(!view.valueAt(cpu, kStart).has_value());
    for (int i = 0; i < 10; ++i)
        view.append(cpu, kStart + i, i / 10.0);
    QCOMPARE(view.valueAt(cpu, kStart + 4.4), 0.4);
    QCOMPARE(view.valueAt(cpu, kStart + 4.6), 0.5);
    QVERIFY(!view.valueAt(cpu, kStart + 60).has_value());
}

void TestGraphView::zoomAndCursorAreSharedByThePage()
{
    GraphGroup group;
    QSignalSpy ranges(&group, &GraphGroup::rangeChanged);
    QSignalSpy cursors(&group, &GraphGroup::cursorChanged);
    group.advance(kStart);
    group.zoomTo(kStart - 100, kStart - 50);
    QVERIFY(group.isZoomed());
    QCOMPARE(group.to(), kStart - 50);
    group.setCursor(kStart - 60);
    group.setCursor(kStart - 60);
    QCOMPARE(cursors.count(), 1);
    group.resetZoom();
    QCOMPARE(group.to(), kStart);
    QCOMPARE(ranges.count(), 3);
}

void TestGraphView::samplesMoveTheRangeUnlessZoomed()
{
    GraphGroup group;
    group.advance(kStart);
    QCOMPARE(group.from(), kStart - GraphGroup::kLiveSeconds);
    group.zoomTo(kStart - 20, kStart - 10);
    group.advance(kStart + 5);
    QCOMPARE(group.to(), kStart - 10);
    group.resetZoom();
    QCOMPARE(group.to(), kStart + 5);
}

void TestGraphView::timesNeverOverlap_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<double>("seconds");
    for (const int width : {200, 260, 310, 480, 900}) {
        for (const double seconds : {47.0, 300.0, 3600.0, 86400.0, 7 * 86400.0})
            QTest::addRow("%d pixels, %.0f s", width, seconds) << width << seconds;
    }
}

void TestGraphView::timesNeverOverlap()
{
    QFETCH(int, width);
    QFETCH(double, seconds);
    GraphGroup group;
    GraphView view(m_theme, group, u"CPU"_s, GraphUnit::Percent);
    view.resize(width, 150);
    view.show();
    group.zoomTo(kStart, kStart + seconds);
    auto *plot = view.findChild<QCustomPlot *>();
    QVERIFY(plot);
    plot->replot();
    QVector<double> ticks;
    QVector<QString> labels;
    plot->xAxis->ticker()->generate(plot->xAxis->range(), plot->locale(), u'f', 6, ticks, nullptr,
                                    &labels);
    const QFontMetrics metrics(plot->xAxis->tickLabelFont());
    double free = -1e9;
    int shown = 0;
    for (qsizetype i = 0; i < ticks.size(); ++i) {
        if (!plot->xAxis->range().contains(ticks.at(i)))
            continue;
        const double middle = plot->xAxis->coordToPixel(ticks.at(i));
        const double half = metrics.horizontalAdvance(labels.at(i)) / 2.0;
        QVERIFY2(middle - half > free, qPrintable(labels.at(i)));
        free = middle + half;
        ++shown;
    }
    QVERIFY(shown > 0 || width < 250);
}

void TestGraphView::historyReplacesWhatWasThere()
{
    GraphGroup group;
    GraphView view(m_theme, group, u"Disk"_s, GraphUnit::BytesPerSecond);
    const int read = view.addSeries(u"read"_s, Token::Series2);
    view.append(read, kStart, 1);
    QList<GraphPoint> points;
    for (int i = 0; i < 60; ++i)
        points.append({kStart + 60 * i, double(i), double(i) / 2, double(i) * 2});
    points[30].value = qQNaN();
    view.setHistory(read, points);
    QCOMPARE(view.valueAt(read, kStart + 60 * 10), 10.0);
    QVERIFY(!view.valueAt(read, kStart + 60 * 30).has_value());
    view.clear();
    QVERIFY(!view.valueAt(read, kStart + 600).has_value());
}

void TestGraphView::periodBarSetsThePeriod()
{
    GraphGroup group;
    const PeriodBar bar(group);
    QSignalSpy spy(&group, &GraphGroup::periodChanged);
    bar.findChildren<QToolButton *>().at(2)->click();
    QCOMPARE(group.period(), GraphPeriod::Day);
    QCOMPARE(spy.count(), 1);
}

void TestGraphView::sparklineOfNothingDrawsNothing()
{
    QImage image(40, 10, QImage::Format_ARGB32);
    image.fill(Qt::white);
    const QImage before = image;
    QPainter painter(&image);
    paintSparkline(&painter, image.rect(), {}, Qt::red);
    const std::array<float, 1> one{1.0F};
    paintSparkline(&painter, image.rect(), one, Qt::red);
    QCOMPARE(image, before);
    const std::array<float, 4> some{0.0F, 1.0F, std::nanf(""), 0.5F};
    paintSparkline(&painter, image.rect(), some, Qt::red);
    QVERIFY(image != before);
}

// Measures; the budget (6 ms at 100,000 points) is judged by reading, not by this test.
void TestGraphView::appendScrollReplot()
{
    GraphGroup group;
    GraphView view(m_theme, group, u"CPU"_s, GraphUnit::Percent);
    view.resize(1000, 400);
    view.setMaximum(1);
    view.show();
    const int cpu = view.addSeries(u"CPU"_s, Token::Series1);
    QList<GraphPoint> points;
    for (int i = 0; i < 100'000; ++i)
        points.append({kStart + i * 0.003, 0.5 + 0.4 * std::sin(i / 900.0)});
    view.setHistory(cpu, points);
    double time = points.last().time;
    auto *plot = view.findChild<QCustomPlot *>();
    QBENCHMARK
    {
        time += 0.003;
        view.append(cpu, time, 0.5);
        plot->replot(QCustomPlot::rpImmediateRefresh);
    }
}

QTEST_MAIN(TestGraphView)
#include "tst_graphview.moc"
