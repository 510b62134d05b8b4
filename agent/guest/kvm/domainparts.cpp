// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domainparts.h"

#include <core/units.h>

using namespace Qt::StringLiterals;

namespace Atoll::Kvm {

XmlElement with(XmlElement element, std::initializer_list<std::pair<const char *, QString>> values)
{
    for (const auto &[name, value] : values)
        element.setAttribute(QString::fromLatin1(name), value);
    return element;
}

void setOrRemove(XmlElement parent, const QString &name, const QString &text)
{
    if (parent.child(name).text() == text)
        return;
    if (text.isEmpty())
        parent.removeChildren(name);
    else
        parent.ensure(name).setText(text);
}

void removeIfEmpty(XmlElement element)
{
    if (element && element.children().isEmpty() && element.text().trimmed().isEmpty())
        element.remove();
}

XmlElement addDevice(XmlElement devices, const QString &name)
{
    const QList<XmlElement> likes = devices.children(name);
    return likes.isEmpty() ? devices.append(name) : XmlElement(likes.last()).insertAfter(name);
}

qint64 bytesOf(const QString &number, const QString &unit)
{
    static const QHash<QString, qint64> units{
        {u""_s, 1LL << 10},       {u"b"_s, 1},         {u"bytes"_s, 1},
        {u"kb"_s, 1000},          {u"k"_s, 1LL << 10}, {u"kib"_s, 1LL << 10},
        {u"mb"_s, 1000000},       {u"m"_s, 1LL << 20}, {u"mib"_s, 1LL << 20},
        {u"gb"_s, 1000000000},    {u"g"_s, 1LL << 30}, {u"gib"_s, 1LL << 30},
        {u"tb"_s, 1000000000000}, {u"t"_s, 1LL << 40}, {u"tib"_s, 1LL << 40},
    };
    const qint64 factor = units.value(unit.toLower(), 1LL << 10);
    const qint64 count = number.trimmed().toLongLong();
    if (count < 0 || count > std::numeric_limits<qint64>::max() / factor)
        return 0;
    return count * factor;
}

qint64 bytesIn(const XmlElement &element)
{
    return bytesOf(element.text(), element.attribute(u"unit"_s));
}

void setKib(XmlElement element, qint64 bytes)
{
    element.setAttribute(u"unit"_s, u"KiB"_s);
    element.setText(QString::number(bytes / units::KiB));
}

} // namespace Atoll::Kvm
