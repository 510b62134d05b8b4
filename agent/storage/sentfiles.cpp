// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sentfiles.h"

#include <core/units.h>

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

//! What no system takes: names travel to whatever the guest is.
bool isForbidden(QChar c) { return c.unicode() < 0x20 || u"/\\:*?\"<>|\x7f"_s.contains(c); }

} // namespace

Result<qint64> checkSentFiles(const QList<Api::SentFile> &files, qint64 maximumBytes)
{
    QSet<QString> names;
    qint64 all = 0;
    for (qsizetype i = 0; i < files.size(); ++i) {
        const QString &name = files.at(i).name;
        const QString field = u"files[%1].name"_s.arg(i);
        if (name == u"." || name == u".." || !QStringView(name).isValidUtf16()
            || std::any_of(name.begin(), name.end(), isForbidden))
            return fail(invalidField(field, u"must be the name of a file, without a directory"_s));
        const qsizetype before = names.size();
        names.insert(name.toCaseFolded());
        if (names.size() == before)
            return fail(invalidField(field, u"is there twice"_s));
        all += files.at(i).sizeBytes;
        if (all > maximumBytes)
            return fail(ErrorCode::LimitExceeded,
                        u"the files have more than %1"_s.arg(units::formatBytes(maximumBytes)),
                        u"Send fewer, or pack them."_s,
                        {{u"limit"_s, u"files"_s}, {u"maximum"_s, maximumBytes}});
    }
    return all;
}

} // namespace Atoll
