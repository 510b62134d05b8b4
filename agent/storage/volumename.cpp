// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "volumename.h"

using namespace Qt::StringLiterals;

namespace Atoll::volumename {
namespace {

tl::unexpected<Error> refuse(const QString &why) { return fail(invalidField(u"volume"_s, why)); }

} // namespace

Result<void> check(const QString &name)
{
    if (name.isEmpty())
        return refuse(u"is empty"_s);
    if (!name.isValidUtf16())
        return refuse(u"is not valid Unicode"_s);
    if (name.toUtf8().size() > kMaximumBytes)
        return refuse(u"is longer than %1 bytes"_s.arg(kMaximumBytes));
    if (name.startsWith(u'.') || name.startsWith(u'-'))
        return refuse(u"must not start with a dot or a dash"_s);
    if (name.front().isSpace() || name.back().isSpace())
        return refuse(u"must not start or end with a space"_s);
    for (const QChar c : name) {
        if (c == u'/' || c == u'\\')
            return refuse(u"must not contain a slash"_s);
        const QChar::Category category = c.category();
        if (category == QChar::Other_Control || category == QChar::Separator_Line
            || category == QChar::Separator_Paragraph)
            return refuse(u"must not contain control characters"_s);
    }
    return {};
}

Api::VolumeFormat formatOf(const QString &name)
{
    using F = Api::VolumeFormat;
    const auto hasEnding = [&](const char *ending) {
        return name.endsWith(QLatin1StringView(ending), Qt::CaseInsensitive);
    };
    if (hasEnding(".qcow2"))
        return F::Qcow2;
    if (hasEnding(".raw") || hasEnding(".img"))
        return F::Raw;
    if (hasEnding(".iso"))
        return F::Iso;
    if (hasEnding(".vmdk"))
        return F::Vmdk;
    return F::Other;
}

QString withEnding(const QString &name, Api::VolumeFormat format)
{
    if (formatOf(name) == format)
        return name;
    switch (format) {
    case Api::VolumeFormat::Qcow2:
        return name + u".qcow2"_s;
    case Api::VolumeFormat::Raw:
        return name + u".raw"_s;
    case Api::VolumeFormat::Iso:
        return name + u".iso"_s;
    case Api::VolumeFormat::Vmdk:
        return name + u".vmdk"_s;
    case Api::VolumeFormat::Other:
        break;
    }
    return name;
}

} // namespace Atoll::volumename
