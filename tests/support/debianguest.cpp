// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "debianguest.h"

#include "tinyguest.h"

#include <QProcess>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Atoll::Support {

Result<QString> DebianGuest::images()
{
    constexpr int makeMs = 900'000;
    const auto tiny = TinyGuest::images();
    if (!tiny)
        return fail(tiny.error());
    const auto directory =
        u"%1/debianguest-%2"_s.arg(QStringLiteral(ATOLL_TEST_CACHE)).arg(geteuid());
    QProcess process;
    process.start(QStringLiteral(ATOLL_SUPPORT_DIR "/debianguest/make-debian-guest"),
                  {*tiny, directory});
    process.waitForFinished(makeMs);
    if (process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0
        && process.error() == QProcess::UnknownError)
        return directory;
    const auto words = QString::fromLocal8Bit(process.readAllStandardError()).trimmed();
    return fail(ErrorCode::Unsupported, words.isEmpty() ? process.errorString() : words);
}

} // namespace Atoll::Support
