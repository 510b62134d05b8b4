// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "document.h"

#include "catalogue.h"

using namespace Qt::StringLiterals;

namespace Atoll::Api {
namespace {

QJsonArray openRpcParams(const MethodInfo &method)
{
    const QJsonArray required = method.params().value("required"_L1).toArray();
    const QJsonObject properties = method.params().value("properties"_L1).toObject();
    QJsonArray params;
    for (auto it = properties.begin(); it != properties.end(); ++it) {
        params.append(QJsonObject{{u"name"_s, it.key()},
                                  {u"required"_s, required.contains(it.key())},
                                  {u"schema"_s, it.value()}});
    }
    if (method.kind == Kind::Change) {
        params.append(QJsonObject{{u"name"_s, QLatin1StringView(kRequestIdMember)},
                                  {u"required"_s, false},
                                  {u"schema"_s, schemaOf<QString>()}});
    }
    if (method.dryRun) {
        params.append(QJsonObject{{u"name"_s, QLatin1StringView(kDryRunMember)},
                                  {u"required"_s, false},
                                  {u"schema"_s, schemaOf<bool>()}});
    }
    return params;
}

QString typeWords(const QJsonObject &schema)
{
    if (schema.contains("enum"_L1)) {
        QStringList names;
        const QJsonArray values = schema.value("enum"_L1).toArray();
        for (const QJsonValue &name : values)
            names += u'`' + name.toString() + u'`';
        return names.join(u", ");
    }
    const QString type = schema.value("type"_L1).toString();
    if (type == "array"_L1)
        return u"list of "_s + typeWords(schema.value("items"_L1).toObject());
    QString words = type.isEmpty() ? u"any value"_s : type;
    if (schema.contains("minimum"_L1) || schema.contains("maximum"_L1)) {
        const auto bound = [&schema](QLatin1StringView key) {
            return schema.contains(key) ? QString::number(schema.value(key).toInteger())
                                        : QString();
        };
        words += u" %1…%2"_s.arg(bound("minimum"_L1), bound("maximum"_L1));
    }
    return words;
}

void describeFields(const QJsonObject &schema, const QString &prefix, QString &text)
{
    const QJsonArray required = schema.value("required"_L1).toArray();
    const QJsonObject properties = schema.value("properties"_L1).toObject();
    for (auto it = properties.begin(); it != properties.end(); ++it) {
        const QJsonObject field = it->toObject();
        QString notes = field.value("description"_L1).toString();
        if (field.value("writeOnly"_L1).toBool())
            notes += notes.isEmpty() ? u"Secret"_s : u". Secret"_s;
        text += u"| `%1%2` | %3 | %4 | %5 |\n"_s.arg(
            prefix, it.key(), typeWords(field), required.contains(it.key()) ? u"yes"_s : QString(),
            notes);
        const QJsonObject inner =
            field.contains("items"_L1) ? field.value("items"_L1).toObject() : field;
        if (inner.contains("properties"_L1)) {
            const QString step = field.contains("items"_L1) ? u"[]."_s : u"."_s;
            describeFields(inner, prefix + it.key() + step, text);
        }
    }
}

void describeTable(const QString &title, QJsonObject schema, QString &text)
{
    if (schema.value("type"_L1).toString() == "array"_L1)
        schema = schema.value("items"_L1).toObject();
    if (schema.value("properties"_L1).toObject().isEmpty())
        return;
    text += u"\n| %1 | type | required | |\n|---|---|---|---|\n"_s.arg(title);
    describeFields(schema, {}, text);
}

void describeMethod(const MethodInfo &method, QString &text)
{
    text += u"\n## %1\n%2. Privilege `%3` on `%4`; since %5."_s.arg(
        method.name, method.summary, nameOf(method.privilege), method.path, method.since);
    if (method.kind == Kind::Change)
        text += u" Runs as a task; the answer is `{task}`, below is the task's result."_s;
    if (method.kind == Kind::Channel)
        text += u" The answer is a one-time ticket for `channel.open`."_s;
    if (method.dryRun)
        text += u" Can be asked with `dryRun`."_s;
    if (!method.pve.isEmpty())
        text += u" Also `%1`."_s.arg(method.pve);
    text += u'\n';
    describeTable(u"parameter"_s, method.params(), text);
    describeTable(u"result"_s, method.answer(), text);
}

} // namespace

QJsonObject openRpcDocument()
{
    QJsonArray rows;
    for (const MethodInfo &method : methods()) {
        const QJsonObject answer =
            method.kind == Kind::Change ? schemaOf<TaskRef>() : method.answer();
        QJsonObject row{{u"name"_s, method.name},
                        {u"summary"_s, method.summary},
                        {u"paramStructure"_s, u"by-name"_s},
                        {u"params"_s, openRpcParams(method)},
                        {u"result"_s, QJsonObject{{u"name"_s, u"result"_s}, {u"schema"_s, answer}}},
                        {u"x-kind"_s, nameOf(method.kind)},
                        {u"x-privilege"_s, nameOf(method.privilege)},
                        {u"x-path"_s, method.path},
                        {u"x-since"_s, method.since}};
        if (method.kind == Kind::Change)
            row.insert(u"x-task-result"_s, method.answer());
        rows.append(row);
    }
    QJsonArray told;
    for (const NotificationInfo &row : notifications()) {
        told.append(QJsonObject{
            {u"name"_s, row.name}, {u"summary"_s, row.summary}, {u"schema"_s, row.params()}});
    }
    return {
        {u"openrpc"_s, u"1.3.2"_s},
        {u"info"_s, QJsonObject{{u"title"_s, u"Atoll"_s}, {u"version"_s, u"" ATOLL_VERSION ""_s}}},
        {u"methods"_s, rows},
        {u"x-notifications"_s, told}};
}

QString markdownReference()
{
    QString text =
        u"# Methods\n\n"
        "JSON-RPC 2.0 over `wss://node:7443` (sub-protocol `atoll.v1`). Parameters go by name. "
        "This page is made from the catalogue by `atolld --dump-api docs`; a test fails "
        "when it is not current. Every method is also a command: `guest.start` is "
        "`atollctl guest start`.\n"_s;
    for (const MethodInfo &method : methods())
        describeMethod(method, text);
    text += u"\n# Notifications\n"_s;
    for (const NotificationInfo &row : notifications()) {
        text += u"\n## %1\n%2.\n"_s.arg(row.name, row.summary);
        describeTable(u"field"_s, row.params(), text);
    }
    return text;
}

} // namespace Atoll::Api
