// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "output.h"

#include <core/units.h>

#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

namespace Atoll::Cli {
namespace {

QString cell(const QString &key, const QJsonValue &value);

//! What an object within a list tells, in the space of a cell: "sda local vm-100-disk-0.qcow2".
QString brief(const QJsonObject &object)
{
    QStringList parts;
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString part = it->isString() || it->isDouble() ? cell(it.key(), *it) : QString();
        if (!part.isEmpty())
            parts += part;
    }
    return parts.join(u' ');
}

QString cell(const QString &key, const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? u"yes"_s : u"no"_s;
    if (value.isDouble()) {
        if (key.endsWith("Bytes"_L1))
            return units::formatBytes(value.toInteger());
        return value.toVariant().toString();
    }
    if (value.isString()) {
        const QString text = value.toString();
        const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
        if (text.size() >= 20 && time.isValid())
            return time.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s);
        // A name may hold anything; a terminal must not obey it.
        QString safe = text;
        for (QChar &c : safe) {
            if (c.category() == QChar::Other_Control && c != u'\n')
                c = QChar::ReplacementCharacter;
        }
        return safe;
    }
    if (value.isArray()) {
        QStringList items;
        const QJsonArray array = value.toArray();
        for (const QJsonValue &item : array)
            items += item.isObject() ? brief(item.toObject()) : cell(key, item);
        return items.join(u", ");
    }
    return {};
}

//! The columns of lists that have more than fits a line.
QStringList narrowColumns(const QString &method)
{
    if (method == QLatin1StringView(Api::guestList.name))
        return {u"id"_s,   u"name"_s,        u"state"_s,     u"node"_s,
                u"cpus"_s, u"memoryBytes"_s, u"addresses"_s, u"tags"_s};
    return {};
}

//! Order of columns: what names a thing comes first, the rest as it stands.
QStringList columnsOf(const QJsonArray &rows, const QStringList &narrow)
{
    static const QStringList first{u"id"_s, u"name"_s, u"user"_s, u"at"_s, u"state"_s, u"node"_s};
    QSet<QString> filled;
    for (const QJsonValue &row : rows) {
        const QJsonObject object = row.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            const bool isShown = narrow.isEmpty() || narrow.contains(it.key());
            if (isShown && !it->isObject() && !cell(it.key(), *it).isEmpty())
                filled.insert(it.key());
        }
    }
    QStringList columns;
    for (const QString &name : first) {
        if (filled.remove(name))
            columns += name;
    }
    QStringList rest;
    for (const QString &name : narrow) {
        if (filled.contains(name))
            rest += name;
    }
    if (narrow.isEmpty()) {
        rest = filled.values();
        rest.sort();
    }
    return columns + rest;
}

//! "HAS PENDING" for hasPending, and "MEMORY" for memoryBytes, which shows its unit itself.
QString heading(QString column)
{
    static const QRegularExpression wordStart(u"(?<=[a-z0-9])(?=[A-Z])"_s);
    if (column.endsWith(u"Bytes"))
        column.chop(5);
    return column.replace(wordStart, u" "_s).toUpper();
}

QString table(const QJsonArray &rows, const QStringList &narrow)
{
    const QStringList columns = columnsOf(rows, narrow);
    QList<QStringList> lines{QStringList()};
    for (const QString &column : columns)
        lines.last() += heading(column);
    for (const QJsonValue &row : rows) {
        lines.append(QStringList());
        for (const QString &column : columns)
            lines.last() += cell(column, row.toObject().value(column)).section(u'\n', 0, 0);
    }
    QList<qsizetype> widths(columns.size(), 0);
    for (const QStringList &line : std::as_const(lines)) {
        for (qsizetype i = 0; i < line.size(); ++i)
            widths[i] = qMax(widths.at(i), line.at(i).size());
    }
    QString text;
    for (const QStringList &line : std::as_const(lines)) {
        QString out;
        for (qsizetype i = 0; i < line.size(); ++i)
            out += line.at(i).leftJustified(widths.at(i) + 2);
        text +=
            out.trimmed().isEmpty() ? u"\n"_s : out.remove(QRegularExpression(u"\\s+$"_s)) + u'\n';
    }
    return text;
}

void lines(const QJsonObject &object, int indent, QString &text)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString margin(indent, u' ');
        if (it->isObject()) {
            text += margin + it.key() + u":\n"_s;
            lines(it->toObject(), indent + 2, text);
            continue;
        }
        const QJsonArray array = it->toArray();
        if (!array.isEmpty() && array.first().isObject()) {
            text += margin + it.key() + u":\n"_s;
            for (const QJsonValue &item : array) {
                QString inner;
                lines(item.toObject(), indent + 4, inner);
                if (!inner.isEmpty())
                    inner[indent + 2] = u'-';
                text += inner;
            }
            continue;
        }
        const QString value = cell(it.key(), *it);
        if (!value.isEmpty())
            text += margin + it.key() + u": "_s + value + u'\n';
    }
}

} // namespace

QString formatAnswer(const QJsonValue &answer, const QString &method, bool isWide)
{
    if (answer.isArray()) {
        const QJsonArray rows = answer.toArray();
        return rows.isEmpty() ? u"(none)\n"_s
                              : table(rows, isWide ? QStringList() : narrowColumns(method));
    }
    QString text;
    const QJsonObject object = answer.toObject();
    if (object.size() == 1 && object.contains("xml"_L1))
        return object.value("xml"_L1).toString();
    lines(object, 0, text);
    return text;
}

QString formatPlan(const Api::Plan &plan)
{
    QString text = u"Nothing was changed. This would happen:\n"_s;
    for (qsizetype i = 0; i < plan.steps.size(); ++i)
        text += u"  %1. %2\n"_s.arg(i + 1).arg(plan.steps.at(i));
    const auto shown = [](const QJsonValue &value) {
        return value.isNull() || value.isUndefined()
                   ? u"(none)"_s
                   : QString::fromUtf8(
                         QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact))
                         .chopped(1)
                         .mid(1);
    };
    for (const Change &change : plan.changes)
        text += u"  %1: %2 → %3\n"_s.arg(change.path, shown(change.before), shown(change.after));
    if (!plan.impact.isEmpty())
        text += u"  "_s + plan.impact + u'\n';
    return text;
}

QString formatProgress(const Api::TaskProgress &progress)
{
    QStringList parts;
    if (progress.fraction >= 0)
        parts += u"%1 %"_s.arg(int(progress.fraction * 100));
    if (progress.totalBytes > 0)
        parts += u"%1 of %2"_s.arg(units::formatBytes(progress.doneBytes),
                                   units::formatBytes(progress.totalBytes));
    if (progress.bytesPerSecond > 0)
        parts += units::formatBytes(progress.bytesPerSecond) + u"/s"_s;
    if (progress.secondsLeft >= 0)
        parts += units::formatDuration(progress.secondsLeft) + u" left"_s;
    if (!progress.stage.isEmpty())
        parts += progress.stage;
    return parts.join(u"  ");
}

} // namespace Atoll::Cli
