// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"

#include <core/limits.h>
#include <core/units.h>

#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Atoll::Cli {
namespace {

constexpr qint64 kParamsBytes = 4 * 1024 * 1024;

//! A field that an option can set, found anywhere in the schema of the parameters.
struct Option
{
    QStringList path; //!< {"config", "memoryBytes"}
    QJsonObject schema;
    bool isRequired = false;
};

QString normal(const QString &name)
{
    QString text = name;
    return text.remove(u'-').toLower();
}

void collect(const QJsonObject &schema, const QStringList &prefix, QList<Option> &options)
{
    const QJsonObject properties = schema.value("properties"_L1).toObject();
    const QJsonArray required = schema.value("required"_L1).toArray();
    for (auto it = properties.begin(); it != properties.end(); ++it) {
        const QJsonObject field = it->toObject();
        const QStringList path = prefix + QStringList{it.key()};
        options.append({path, field, prefix.isEmpty() && required.contains(it.key())});
        if (field.contains("properties"_L1))
            collect(field, path, options);
    }
}

QList<Option> optionsOf(const Api::MethodInfo &method)
{
    QList<Option> options;
    collect(method.params(), {}, options);
    if (method.kind == Api::Kind::Change)
        options.append({{QString::fromUtf8(Api::kRequestIdMember)}, schemaOf<QString>()});
    if (method.dryRun)
        options.append({{QString::fromUtf8(Api::kDryRunMember)}, schemaOf<bool>()});
    return options;
}

//! The whole path, or its end: the least nested that has it, where that is only one.
Result<Option> findOption(const QList<Option> &options, const QString &typed)
{
    const QString wanted = normal(typed);
    QList<Option> found;
    for (const Option &option : options) {
        const QString whole = normal(option.path.join(u'.'));
        if (whole == wanted)
            return option;
        if (whole.endsWith(u'.' + wanted))
            found.append(option);
    }
    if (found.isEmpty())
        return fail(ErrorCode::InvalidParams, u"there is no option --%1"_s.arg(typed));
    std::stable_sort(found.begin(), found.end(), [](const Option &one, const Option &other) {
        return one.path.size() < other.path.size();
    });
    if (found.size() == 1 || found.at(0).path.size() < found.at(1).path.size())
        return found.first();
    QStringList names;
    for (const Option &option : std::as_const(found))
        names += u"--"_s + kebab(option.path.join(u'.'));
    return fail(ErrorCode::InvalidParams, u"--%1 could be %2"_s.arg(typed, names.join(u" or ")));
}

Result<QJsonValue> readParams(const QString &text);

Result<QJsonValue> convert(const QString &text, const QJsonObject &schema, const QString &name)
{
    const QString type = schema.value("type"_L1).toString();
    if (type == "boolean"_L1) {
        if (text == "true"_L1 || text == "yes"_L1 || text == "on"_L1)
            return QJsonValue(true);
        if (text == "false"_L1 || text == "no"_L1 || text == "off"_L1)
            return QJsonValue(false);
        return fail(ErrorCode::InvalidParams, u"--%1 takes true or false"_s.arg(name));
    }
    if (type == "integer"_L1) {
        bool isNumber = false;
        const qint64 number = text.toLongLong(&isNumber);
        if (isNumber)
            return QJsonValue(number);
        const auto bytes = units::parseBytes(text);
        if (bytes && normal(name).endsWith("bytes"_L1))
            return QJsonValue(*bytes);
        return fail(ErrorCode::InvalidParams, u"--%1: “%2” is not a number"_s.arg(name, text));
    }
    if (type == "number"_L1) {
        bool isNumber = false;
        const double number = text.toDouble(&isNumber);
        if (isNumber)
            return QJsonValue(number);
        return fail(ErrorCode::InvalidParams, u"--%1: “%2” is not a number"_s.arg(name, text));
    }
    if (type == "object"_L1 || type.isEmpty())
        return readParams(text);
    return QJsonValue(text);
}

//! "size-bytes=8GiB,storage=local" by the schema of an item.
Result<QJsonValue> convertItem(const QString &text, const QJsonObject &schema, const QString &name)
{
    if (!schema.contains("properties"_L1) || text.startsWith(u'{'))
        return convert(text, schema, name);
    QJsonObject item;
    QList<Option> fields;
    collect(schema, {}, fields);
    const QStringList parts = text.split(u',', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const qsizetype equals = part.indexOf(u'=');
        if (equals < 1)
            return fail(ErrorCode::InvalidParams,
                        u"--%1 takes key=value,key=value; “%2” is not one"_s.arg(name, part));
        const auto option = findOption(fields, part.left(equals));
        if (!option)
            return fail(option.error().prefixed(u"--%1: "_s.arg(name)));
        const auto value = convert(part.mid(equals + 1), option->schema, option->path.last());
        if (!value)
            return fail(value.error());
        item.insert(option->path.last(), *value);
    }
    return item;
}

void insertAt(QJsonObject &object, const QStringList &path, const QJsonValue &value, bool isList)
{
    if (path.size() == 1) {
        if (!isList) {
            object.insert(path.first(), value);
            return;
        }
        QJsonArray array = object.value(path.first()).toArray();
        array.append(value);
        object.insert(path.first(), array);
        return;
    }
    QJsonObject inner = object.value(path.first()).toObject();
    insertAt(inner, path.mid(1), value, isList);
    object.insert(path.first(), inner);
}

Result<QJsonValue> readParams(const QString &text)
{
    QByteArray json = text.toUtf8();
    if (text.startsWith(u'@')) {
        QFile file(text == "@-"_L1 ? u"/dev/stdin"_s : text.mid(1));
        if (!file.open(QIODevice::ReadOnly))
            return fail(ErrorCode::InvalidParams,
                        u"cannot read %1: %2"_s.arg(file.fileName(), file.errorString()));
        json = file.read(kParamsBytes + 1);
    }
    const auto object = parseObject(json, kParamsBytes, limits::kJsonDepth);
    if (!object)
        return fail(object.error());
    return QJsonValue(*object);
}

//! Other users of the machine can see the words of a command.
Result<QString> readSecret(const QString &text, const QString &name)
{
    if (!text.startsWith(u'@')) {
        return fail(ErrorCode::InvalidParams,
                    u"--%1 is not taken from the command line"_s.arg(name),
                    u"Write --%1 @FILE, or --%1 @- to be read from standard input"_s.arg(name));
    }
    QFile file(text == "@-"_L1 ? u"/dev/stdin"_s : text.mid(1));
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::InvalidParams,
                    u"cannot read %1: %2"_s.arg(file.fileName(), file.errorString()));
    QString line = QString::fromUtf8(file.readLine(4096));
    while (line.endsWith(u'\n') || line.endsWith(u'\r'))
        line.chop(1);
    return line;
}

Result<void> takeOption(const QList<Option> &options, const QString &word, QStringList &rest,
                        QJsonObject &params)
{
    QString name = word.mid(2);
    std::optional<QString> given;
    if (const qsizetype equals = name.indexOf(u'='); equals > 0) {
        given = name.mid(equals + 1);
        name.truncate(equals);
    }
    if (name == "params"_L1) {
        if (!given && rest.isEmpty())
            return fail(ErrorCode::InvalidParams, u"--params takes JSON or @FILE"_s);
        const auto read = readParams(given ? *given : rest.takeFirst());
        if (!read)
            return fail(read.error().prefixed(u"--params: "_s));
        const QJsonObject object = read->toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            params.insert(it.key(), it.value());
        return {};
    }
    const auto option = findOption(options, name);
    if (!option)
        return fail(option.error());
    const QString type = option->schema.value("type"_L1).toString();
    if (type == "boolean"_L1 && !given) {
        insertAt(params, option->path, true, false);
        return {};
    }
    if (!given && rest.isEmpty())
        return fail(ErrorCode::InvalidParams, u"--%1 takes a value"_s.arg(name));
    QString text = given ? *given : rest.takeFirst();
    if (option->schema.value("writeOnly"_L1).toBool()) {
        const auto secret = readSecret(text, name);
        if (!secret)
            return fail(secret.error());
        text = *secret;
    }
    const bool isList = type == "array"_L1;
    const auto value = isList ? convertItem(text, option->schema.value("items"_L1).toObject(), name)
                              : convert(text, option->schema, option->path.last());
    if (!value)
        return fail(value.error());
    insertAt(params, option->path, *value, isList);
    return {};
}

//! The words without an option fill the required fields that are texts, in their order.
Result<void> takePositional(const Api::MethodInfo &method, const QString &word, QJsonObject &params)
{
    const QJsonArray required = method.params().value("required"_L1).toArray();
    const QJsonObject properties = method.params().value("properties"_L1).toObject();
    for (const QJsonValue &name : required) {
        const QJsonObject field = properties.value(name.toString()).toObject();
        if (params.contains(name.toString()) || field.value("type"_L1).toString() != "string"_L1
            || field.value("writeOnly"_L1).toBool())
            continue;
        params.insert(name.toString(), word);
        return {};
    }
    for (const QJsonValue &name : required) { // `guest agent exec web-1 -- uname -a`
        const QJsonObject field = properties.value(name.toString()).toObject();
        if (field.value("type"_L1).toString() == "array"_L1
            && field.value("items"_L1).toObject().value("type"_L1).toString() == "string"_L1) {
            insertAt(params, {name.toString()}, word, true);
            return {};
        }
    }
    return fail(ErrorCode::InvalidParams, u"“%1” is one word too many"_s.arg(word),
                u"`atollctl help %1` shows what it takes"_s.arg(method.name));
}

} // namespace

QString kebab(const QString &camel)
{
    QString text;
    for (const QChar c : camel) {
        if (c.isUpper())
            text += u'-';
        text += c.toLower();
    }
    return text;
}

Result<Command> parseCommand(const QStringList &words)
{
    Command command;
    qsizetype used = 0;
    for (qsizetype count = words.size(); count > 0 && !command.method; --count) {
        command.method = Api::findMethod(words.first(count).join(u'.'));
        used = count;
    }
    if (!command.method)
        return fail(ErrorCode::MethodNotFound, u"there is no command “%1”"_s.arg(words.join(u' ')),
                    u"`atollctl help` lists them"_s);
    const QList<Option> options = optionsOf(*command.method);
    QStringList rest = words.mid(used);
    bool isOptionsEnded = false;
    while (!rest.isEmpty()) {
        const QString word = rest.takeFirst();
        if (word == "--"_L1 && !isOptionsEnded) {
            isOptionsEnded = true;
            continue;
        }
        const auto taken = word.startsWith("--"_L1) && !isOptionsEnded
                               ? takeOption(options, word, rest, command.params)
                               : takePositional(*command.method, word, command.params);
        if (!taken)
            return fail(taken.error());
    }
    return command;
}

QString helpFor(const QStringList &words)
{
    const QString prefix = words.join(u'.');
    if (const Api::MethodInfo *method = Api::findMethod(prefix)) {
        QString text = u"atollctl %1\n  %2\n"_s.arg(QString(method->name).replace(u'.', u' '),
                                                    method->summary);
        const QList<Option> options = optionsOf(*method);
        for (const Option &option : options) {
            const QString name = kebab(option.path.join(u'.'));
            text += u"  --%1  %2%3\n"_s.arg(name, -34).arg(
                option.isRequired ? u"(required) "_s : QString(),
                option.schema.value("description"_L1).toString());
        }
        return text;
    }
    QString text;
    for (const Api::MethodInfo &method : Api::methods()) {
        if (method.name.startsWith(prefix))
            text += u"  %1  %2\n"_s.arg(QString(method.name).replace(u'.', u' '), -26)
                        .arg(method.summary);
    }
    return text;
}

QStringList completions(const QStringList &words)
{
    const QStringList before = words.mid(0, words.size() - 1);
    const QString last = words.isEmpty() ? QString() : words.last();
    QSet<QString> found;
    for (qsizetype count = before.size(); count > 0; --count) {
        const Api::MethodInfo *method = Api::findMethod(before.first(count).join(u'.'));
        if (!method)
            continue;
        const QList<Option> options = optionsOf(*method);
        for (const Option &option : options)
            found.insert(u"--"_s + kebab(option.path.join(u'.')));
        break;
    }
    const QString prefix = before.isEmpty() ? QString() : before.join(u'.') + u'.';
    for (const Api::MethodInfo &method : Api::methods()) {
        if (method.name.startsWith(prefix))
            found.insert(method.name.mid(prefix.size()).section(u'.', 0, 0));
    }
    QStringList list;
    for (const QString &word : std::as_const(found)) {
        if (word.startsWith(last))
            list.append(word);
    }
    list.sort();
    return list;
}

bool isSerialConsole(const Command &command)
{
    return command.method && command.method->name == QLatin1StringView(Api::guestConsole.name)
           && command.params.value("kind"_L1).toString() != "vnc"_L1;
}

} // namespace Atoll::Cli
