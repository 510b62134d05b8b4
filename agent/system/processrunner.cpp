// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "processrunner.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Atoll {

Result<ProcessResult> ProcessRunner::runOrFail(const ProcessSpec &spec)
{
    Result<ProcessResult> result = run(spec);
    if (!result || result->exitCode == 0)
        return result;
    const QString name = QFileInfo(spec.program).fileName();
    QString complaint = result->complaint(name);
    if (complaint.isEmpty())
        complaint = u"exit code %1"_s.arg(result->exitCode);
    return fail(ErrorCode::EngineFailed, u"%1 failed: %2"_s.arg(name, complaint), {},
                {{u"program"_s, name}, {u"exitCode"_s, result->exitCode}});
}

QString ProcessResult::complaint(const QString &program) const
{
    constexpr qsizetype longest = 500;
    QString last;
    const QStringList lines = QString::fromUtf8(errorOutput).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        // Many print argv[0], which may be a path.
        if (QFileInfo(line.section(u": "_s, 0, 0)).fileName() == program)
            return line.section(u": "_s, 1).trimmed().left(longest);
        if (!line.trimmed().isEmpty())
            last = line.trimmed().left(longest);
    }
    return last;
}

} // namespace Atoll
