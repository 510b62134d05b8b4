// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "qemuguest.h"

#include <console/spice/spicesession.h>
#include <console/spice/spiceview.h>
#include <theme/theme.h>

#include <QAction>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Atoll::Console {

//! This computer's microphone, as a real QEMU's sound card hears it.
class TestSpiceMicrophone : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theGuestHearsOnlyWhileItIsSwitchedOn();
    void itIsOffAgainAfterTheConnectionEnded();
    void theConsoleShowsThatItIsOn();

private:
    //! Of one buffer's left channel; 0: silence.
    static double hertzOf(const QByteArray &heard)
    {
        constexpr int kRate = 48000;
        const auto *samples = reinterpret_cast<const qint16 *>(heard.constData());
        constexpr qsizetype kFrames = 0x7ffe / 2;
        int periods = 0;
        for (qsizetype i = 1; i < kFrames && 4 * kFrames <= heard.size(); ++i)
            periods += samples[2 * (i - 1)] < 0 && samples[2 * i] >= 0;
        return double(periods) * kRate / double(kFrames);
    }
    static bool isSilent(const QByteArray &heard)
    {
        return std::all_of(heard.begin(), heard.end(), [](char byte) { return byte == 0; });
    }

    QString m_missing;
};

#define NEED_QEMU()                                                                                \
    if (!m_missing.isEmpty())                                                                      \
    QSKIP(qPrintable(m_missing))

void TestSpiceMicrophone::initTestCase()
{
    m_missing = QemuGuest::missingSpice();
    // Instead of a microphone: 440 Hz.
    qputenv("GST_PLUGIN_FEATURE_RANK", "audiotestsrc:1000");
}

void TestSpiceMicrophone::theGuestHearsOnlyWhileItIsSwitchedOn()
{
    NEED_QEMU();
    const auto guest = QemuGuest::withSpiceMicrophone();
    QVERIFY(guest->start());
    SpiceSession session(localTransport(guest->spicePath()));
    session.start();
    QTRY_VERIFY_WITH_TIMEOUT(session.hasMicrophone(), 10000);
    QVERIFY(!session.isMicrophoneOn());
    QTest::qWait(2000);
    QVERIFY(isSilent(guest->heard()));
    for (int i = 0; i < 2; ++i) { // also once more
        session.setMicrophoneOn(true);
        QTRY_VERIFY2_WITH_TIMEOUT(std::abs(hertzOf(guest->heard()) - 440) < 44,
                                  qPrintable(QString::number(hertzOf(guest->heard()))), 20000);
        session.setMicrophoneOn(false);
        QTRY_VERIFY_WITH_TIMEOUT(isSilent(guest->heard()), 20000);
    }
    QVERIFY(session.isConnected());
}

void TestSpiceMicrophone::itIsOffAgainAfterTheConnectionEnded()
{
    NEED_QEMU();
    const auto guest = QemuGuest::withSpiceMicrophone();
    QVERIFY(guest->start());
    SpiceSession session(localTransport(guest->spicePath()));
    session.start();
    QTRY_VERIFY_WITH_TIMEOUT(session.hasMicrophone(), 10000);
    session.setMicrophoneOn(true);
    QTRY_VERIFY_WITH_TIMEOUT(!isSilent(guest->heard()), 20000);
    session.stop();
    QVERIFY(!session.isMicrophoneOn());
    session.start();
    QTRY_VERIFY_WITH_TIMEOUT(session.hasMicrophone(), 10000);
    QVERIFY(!session.isMicrophoneOn());
    QTRY_VERIFY_WITH_TIMEOUT(isSilent(guest->heard()), 20000);
}

void TestSpiceMicrophone::theConsoleShowsThatItIsOn()
{
    NEED_QEMU();
    const auto guest = QemuGuest::withSpiceMicrophone();
    QVERIFY(guest->start());
    Theme theme;
    SpiceView view(localTransport(guest->spicePath()), theme);
    const QList<QAction *> actions = view.moreActions();
    const auto action = std::find_if(actions.begin(), actions.end(), [](const QAction *each) {
        return each->text() == SpiceView::tr("Microphone");
    });
    QVERIFY(action != actions.end());
    QVERIFY(!(*action)->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT((*action)->isEnabled(), 10000);
    QVERIFY(!(*action)->isChecked());
    (*action)->trigger();
    QVERIFY((*action)->isChecked());
    QVERIFY(view.lights().contains(SpiceView::tr("Microphone on")));
}

} // namespace Atoll::Console

QTEST_MAIN(Atoll::Console::TestSpiceMicrophone)
#include "tst_spicemicrophone.moc"
