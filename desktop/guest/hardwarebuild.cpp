// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hardwarebuild.h"

#include <core/units.h>

using namespace Qt::StringLiterals;

namespace Atoll::Hardware {
namespace {

QString listText(const QJsonArray &items)
{
    QStringList texts;
    for (const QJsonValue &item : items)
        texts += item.isString() ? item.toString() : QString::number(item.toInteger());
    return texts.join(u", "_s);
}

bool isNothing(const QJsonValue &value)
{
    return value.isDouble()  ? value.toDouble() == 0
           : value.isArray() ? value.toArray().isEmpty()
                             : value.isString() && value.toString().isEmpty();
}

QString textOf(const HardwareField &field)
{
    if (!field.zeroText.isEmpty() && isNothing(field.value))
        return field.zeroText;
    for (const FieldChoice &choice : field.choices) {
        if (choice.value == field.value)
            return choice.text;
    }
    switch (field.kind) {
    case FieldKind::Bytes:
        return units::formatBytes(field.value.toInteger());
    case FieldKind::Rate:
        return Tr::tr("%1/s", "per second").arg(units::formatBytes(field.value.toInteger()));
    case FieldKind::Number: {
        const QString digits = QString::number(field.value.toInteger());
        return field.unit.isEmpty() ? digits : digits + u'\u00a0' + field.unit;
    }
    case FieldKind::Flag:
        return field.value.toBool() ? Tr::tr("Yes") : Tr::tr("No");
    case FieldKind::Lines:
    case FieldKind::Features:
        return listText(field.value.toArray());
    default:
        return field.value.toString();
    }
}

} // namespace

FieldMaker &FieldMaker::choices(const QList<FieldChoice> &choices)
{
    m_field.choices = choices;
    return *this;
}

FieldMaker &FieldMaker::range(qint64 minimum, qint64 maximum)
{
    m_field.minimum = minimum;
    m_field.maximum = maximum;
    return *this;
}

FieldMaker &FieldMaker::zero(const QString &text)
{
    m_field.zeroText = text;
    return *this;
}

FieldMaker &FieldMaker::unit(const QString &text)
{
    m_field.unit = text;
    return *this;
}

FieldMaker &FieldMaker::remark(const QString &text)
{
    m_field.remark = text;
    return *this;
}

FieldMaker &FieldMaker::advanced(bool isAdvanced)
{
    m_field.isAdvanced = isAdvanced;
    return *this;
}

FieldMaker &FieldMaker::covers(const QStringList &paths)
{
    m_field.covers = paths;
    return *this;
}

FieldMaker &FieldMaker::shownAs(const QString &text)
{
    m_field.text = text;
    m_hasText = true;
    return *this;
}

FieldMaker &FieldMaker::fixedBecause(bool isFixed, const QString &reason)
{
    if (!isFixed)
        return *this;
    shownAs(textOf(m_field));
    m_field.kind = FieldKind::FixedText;
    m_field.remark = reason;
    return *this;
}

FieldMaker::operator HardwareField() const
{
    HardwareField field = m_field;
    if (!m_hasText)
        field.text = textOf(field);
    return field;
}

FieldMaker text(const QString &path, const QString &label, const QString &value)
{
    return {path, label, FieldKind::Text, value};
}

FieldMaker lines(const QString &path, const QString &label, const QStringList &value)
{
    return {path, label, FieldKind::Lines, QJsonArray::fromStringList(value)};
}

FieldMaker number(const QString &path, const QString &label, qint64 value, qint64 minimum,
                  qint64 maximum)
{
    return FieldMaker(path, label, FieldKind::Number, value).range(minimum, maximum);
}

FieldMaker bytes(const QString &path, const QString &label, qint64 value, qint64 minimum,
                 qint64 maximum)
{
    return FieldMaker(path, label, FieldKind::Bytes, value).range(minimum, maximum);
}

FieldMaker rate(const QString &path, const QString &label, qint64 value)
{
    return FieldMaker(path, label, FieldKind::Rate, value)
        .range(0, 1LL << 40)
        .zero(Tr::tr("no limit"));
}

FieldMaker flag(const QString &path, const QString &label, bool value)
{
    return {path, label, FieldKind::Flag, value};
}

FieldMaker choice(const QString &path, const QString &label, const QJsonValue &value,
                  const QList<FieldChoice> &choices)
{
    return FieldMaker(path, label, FieldKind::Choice, value).choices(choices);
}

FieldMaker combo(const QString &path, const QString &label, const QString &value,
                 const QStringList &suggestions)
{
    QList<FieldChoice> choices;
    for (const QString &suggestion : suggestions)
        choices += {suggestion, suggestion};
    return FieldMaker(path, label, FieldKind::Combo, value).choices(choices);
}

HardwareField fixed(const QString &label, const QString &text)
{
    return {{}, label, FieldKind::FixedText, {}, text};
}

QString inList(const QString &list, qsizetype index, const QString &member)
{
    return list + u'[' + QString::number(index) + u"]."_s + member;
}

} // namespace Atoll::Hardware
