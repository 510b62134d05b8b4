// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devicealias.h"

using namespace Qt::StringLiterals;

namespace Atoll::Kvm {
namespace {

constexpr qsizetype kLongestAlias = 512;

QString headOf(const QString &kind) { return u"ua-"_s + kind + u'-'; }

QString encoded(const QString &text)
{
    QString out;
    for (const char c : text.toUtf8()) {
        const bool isPlain =
            (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        out += isPlain ? QString(QLatin1Char(c))
                       : u"_%1"_s.arg(static_cast<uchar>(c), 2, 16, QLatin1Char('0'));
    }
    return out;
}

QString decoded(const QString &text)
{
    QByteArray out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        bool isHex = false;
        const uint code = text.at(i) == u'_' ? text.mid(i + 1, 2).toUInt(&isHex, 16) : 0;
        out += isHex ? char(code) : text.at(i).toLatin1();
        i += isHex ? 2 : 0;
    }
    return QString::fromUtf8(out);
}

} // namespace

QString deviceAlias(const QString &kind, const QStringList &texts)
{
    QStringList parts;
    for (const QString &text : texts)
        parts += encoded(text);
    return headOf(kind) + parts.join(u'-');
}

QStringList aliasTexts(const XmlElement &device, const QString &kind)
{
    const QString alias = aliasOf(device);
    if (!alias.startsWith(headOf(kind)) || alias.size() > kLongestAlias)
        return {};
    QStringList texts;
    for (const QString &part : alias.mid(headOf(kind).size()).split(u'-'))
        texts += decoded(part);
    return texts;
}

QString aliasOf(const XmlElement &device) { return device.child(u"alias"_s).attribute(u"name"_s); }

void setAlias(XmlElement device, const QString &alias)
{
    device.ensure(u"alias"_s).setAttribute(u"name"_s, alias);
}

} // namespace Atoll::Kvm
