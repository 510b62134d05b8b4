// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "qemuguest.h"

#include <console/spice/spicesession.h>

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace Atoll::Console {

//! A computer that has GStreamer but not its plugins. Apart, because they are looked for once.
class TestSpiceSound : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void missingPluginsAreNamed();
};

void TestSpiceSound::missingPluginsAreNamed()
{
    if (const QString missing = QemuGuest::missingSpice(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    const QTemporaryDir folder;
    qputenv("GST_PLUGIN_SYSTEM_PATH_1_0", folder.path().toUtf8());
    qputenv("GST_REGISTRY_1_0", folder.filePath(u"registry"_s).toUtf8());
    const auto guest = QemuGuest::withSpiceTone();
    QVERIFY(guest->start());
    SpiceSession session(localTransport(guest->spicePath()));
    QSignalSpy failed(&session, &SpiceSession::soundFailed);
    session.start();
    QTRY_VERIFY_WITH_TIMEOUT(!failed.isEmpty(), 20000);
    const QString words = failed.first().first().value<Error>().sentence();
    QVERIFY2(words.contains(u"gstreamer1.0-plugins-good"_s), qPrintable(words));
    QVERIFY(session.isConnected());
}

} // namespace Atoll::Console

QTEST_MAIN(Atoll::Console::TestSpiceSound)
#include "tst_spicesound.moc"
