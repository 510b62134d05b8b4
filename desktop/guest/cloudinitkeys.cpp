// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cloudinitkeys.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Atoll {

QStringList keysInText(const QString &text)
{
    static const QRegularExpression key(
        u"(?:^|\\s)((?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-nistp\\d+|sk-[a-z0-9-]+@openssh\\.com) "
        "[A-Za-z0-9+/]{16,}={0,2}(?: .*)?)$"_s);
    QStringList keys;
    for (const QString &line : text.split(u'\n')) {
        const QString trimmed = line.trimmed();
        const auto match = key.match(trimmed);
        if (trimmed.startsWith(u'#') || !match.hasMatch() || keys.contains(match.captured(1)))
            continue;
        keys += match.captured(1);
    }
    return keys;
}

QString keyLabel(const QString &key)
{
    constexpr qsizetype tail = 8;
    const QString blob = key.section(u' ', 1, 1);
    return u"%1 …%2 %3"_s.arg(key.section(u' ', 0, 0), blob.right(tail), key.section(u' ', 2))
        .trimmed();
}

QStringList addressesInText(const QString &text)
{
    static const QRegularExpression between(u"[\\s,;]+"_s);
    return text.split(between, Qt::SkipEmptyParts);
}

} // namespace Atoll
