// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <core/limits.h>
#include <support/manualclock.h>
#include <tasks/taskcontext.h>

#include <QTest>

#include <thread>

using namespace Atoll;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TaskControlTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bytesGiveFractionRateAndEstimate()
    {
        TaskControl control(m_clock);
        control.setBytes(0, 1000);
        QCOMPARE(control.takeNews().secondsLeft, -1); // nothing to tell yet
        m_clock.advance(1s);
        control.setBytes(100, 1000);
        const Api::TaskProgress progress = control.takeNews();
        QCOMPARE(progress.fraction, 0.1);
        QCOMPARE(progress.bytesPerSecond, 100);
        QCOMPARE(progress.secondsLeft, 9);
        m_clock.advance(1s);
        control.setBytes(300, 1000);
        const qint64 rate = control.takeNews().bytesPerSecond;
        QVERIFY(rate > 100 && rate < 200); // smoothed
    }

    void anUnknownTotalHasNoFraction()
    {
        TaskControl control(m_clock);
        control.setBytes(5, 0);
        QVERIFY(control.takeNews().fraction < 0);
    }

    void newsAreToldOnceUntilTaken()
    {
        int told = 0;
        TaskControl control(m_clock, [&] { ++told; });
        for (int i = 0; i < 1000; ++i)
            control.setFraction(i / 1000.0);
        QCOMPARE(told, 1);
        QCOMPARE(control.takeNews().fraction, 0.999);
        control.setStage(u"next"_s);
        QCOMPARE(told, 2);
    }

    void aLongLogKeepsItsEndAndItsNumbers()
    {
        TaskControl control(m_clock);
        const int count = limits::kTaskLogLines + 10;
        for (int i = 0; i < count; ++i)
            control.log(QString::number(i));
        const Api::TaskLog log = control.lines(0, 3);
        QCOMPARE(log.total, count);
        QCOMPARE(log.offset, 10);
        QCOMPARE(log.lines.size(), 3);
        QCOMPARE(log.lines.first().text, u"10"_s);
        QVERIFY(control.lines(count, 3).lines.isEmpty());
        QVERIFY(control.lines(1 << 30, std::numeric_limits<int>::max()).lines.isEmpty());
        control.log(QString(100'000, u'x'));
        QVERIFY(control.lines(count, 1).lines.first().text.size() <= 4096);
    }

    void unsavedLinesAreGivenOutOnce()
    {
        TaskControl control(m_clock);
        control.log(u"a"_s);
        control.log(u"b"_s);
        QCOMPARE(control.takeUnsavedLines().lines.size(), 2);
        control.log(u"c"_s);
        const auto unsaved = control.takeUnsavedLines();
        QCOMPARE(unsaved.first, 2);
        QCOMPARE(unsaved.lines.first().text, u"c"_s);
        QVERIFY(control.takeUnsavedLines().lines.isEmpty());
    }

    void cancelCallsWhoeverAsked()
    {
        TaskContext context({}, m_control, nullptr, {}, QDeadlineTimer::Forever);
        QVERIFY(context.mayGoOn());
        int kept = 0;
        int dropped = 0;
        const auto hook = context.onCancel([&] { ++kept; });
        {
            const auto other = context.onCancel([&] { ++dropped; });
        }
        m_control->cancel({ErrorCode::Cancelled, u"enough"_s});
        m_control->cancel({ErrorCode::Timeout, u"too late"_s});
        QCOMPARE(kept, 1);
        QCOMPARE(dropped, 0);
        QVERIFY(context.isCanceled());
        QCOMPARE(context.mayGoOn().error().text, u"enough"_s);
        int late = 0;
        const auto after = context.onCancel([&] { ++late; });
        QCOMPARE(late, 1);
    }

    void aHookThatGoesWaitsForItsCall()
    {
        for (int round = 0; round < 200; ++round) {
            const auto control = std::make_shared<TaskControl>(m_clock);
            TaskContext context({}, control, nullptr, {}, QDeadlineTimer::Forever);
            std::thread canceller;
            {
                auto resource = std::make_unique<int>(1); // asan sees a call that comes too late
                const auto hook = context.onCancel([&r = *resource] { r += 1; });
                canceller = std::thread([&] { control->cancel({ErrorCode::Cancelled, u"x"_s}); });
                if (round % 2)
                    std::this_thread::yield();
            }
            canceller.join();
        }
    }

private:
    ManualClock m_clock;
    std::shared_ptr<TaskControl> m_control = std::make_shared<TaskControl>(m_clock);
};

QTEST_GUILESS_MAIN(TaskControlTest)
#include "tst_taskcontrol.moc"
