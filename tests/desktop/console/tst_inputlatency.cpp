// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <console/inputlatency.h>

#include <QTest>

using namespace Atoll::Console;
using namespace std::chrono_literals;

class TestInputLatency : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isNotKnownBeforeAnInput();
    void isFromTheFirstInputToTheNextPicture();
    void aSlowOneAmongManyDoesNotShow();
};

void TestInputLatency::isNotKnownBeforeAnInput()
{
    InputLatency latency;
    latency.pictureChanged();
    QVERIFY(!latency.recent());
    latency.inputSent();
    QVERIFY(!latency.recent());
}

void TestInputLatency::isFromTheFirstInputToTheNextPicture()
{
    InputLatency latency;
    latency.inputSent();
    QTest::qSleep(30);
    latency.inputSent();
    latency.pictureChanged();
    latency.pictureChanged();
    QVERIFY(latency.recent().has_value());
    QVERIFY(*latency.recent() >= 30ms);
}

void TestInputLatency::aSlowOneAmongManyDoesNotShow()
{
    InputLatency latency;
    for (int i = 0; i < 9; ++i) {
        latency.inputSent();
        QTest::qSleep(i == 4 ? 120 : 1);
        latency.pictureChanged();
    }
    QVERIFY(*latency.recent() < 60ms);
}

QTEST_APPLESS_MAIN(TestInputLatency)
#include "tst_inputlatency.moc"
