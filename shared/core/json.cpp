// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json.h"

#include <QStringDecoder>

#include <cmath>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace json {

QString Path::toString() const
{
    const QString before = parent ? parent->toString() : QString();
    if (index >= 0)
        return before + u'[' + QString::number(index) + u']';
    const QString own = name.isEmpty() ? key : QString(name);
    if (own.isEmpty() || before.isEmpty())
        return before + own;
    return before + u'.' + own;
}

bool Reader::wrong(const Path &path, const QString &why)
{
    const QString field = path.toString();
    if (!error)
        error = invalidField(field.isEmpty() ? u"params"_s : field, why);
    return false;
}

bool readString(const QJsonValue &value, QString &out, const FieldRule &rule, Reader &reader,
                const Path &path)
{
    if (!value.isString())
        return reader.wrong(path, u"must be a text"_s);
    out = value.toString();
    if (reader.unknown == UnknownFields::Ignore)
        return true;
    if (out.size() > rule.maxLength)
        return reader.wrong(path, u"is longer than %1 characters"_s.arg(rule.maxLength));
    if (out.size() < rule.minLength) {
        return reader.wrong(path, out.isEmpty()
                                      ? u"is empty"_s
                                      : u"is shorter than %1 characters"_s.arg(rule.minLength));
    }
    if (out.contains(QChar::Null))
        return reader.wrong(path, u"contains a NUL character"_s);
    return true;
}

bool readInteger(const QJsonValue &value, qint64 &out, const FieldRule &rule, Reader &reader,
                 const Path &path)
{
    if (!value.isDouble())
        return reader.wrong(path, u"must be a whole number"_s);
    constexpr qint64 none = std::numeric_limits<qint64>::min();
    out = value.toInteger(none);
    if (out == none)
        return reader.wrong(path, u"must be a whole number"_s);
    if (out < rule.minimum)
        return reader.wrong(path, u"must be at least %1"_s.arg(rule.minimum));
    if (out > rule.maximum)
        return reader.wrong(path, u"must be at most %1"_s.arg(rule.maximum));
    return true;
}

QJsonObject integerSchema(const FieldRule &rule)
{
    QJsonObject schema{{u"type"_s, u"integer"_s}};
    if (rule.minimum != std::numeric_limits<qint64>::min())
        schema.insert(u"minimum"_s, rule.minimum);
    if (rule.maximum != std::numeric_limits<qint64>::max())
        schema.insert(u"maximum"_s, rule.maximum);
    return schema;
}

QJsonObject stringSchema(const FieldRule &rule)
{
    QJsonObject schema{{u"type"_s, u"string"_s}, {u"maxLength"_s, rule.maxLength}};
    if (rule.minLength > 0)
        schema.insert(u"minLength"_s, rule.minLength);
    return schema;
}

} // namespace json

bool isTooDeep(QByteArrayView text, int maximum)
{
    int depth = 0;
    bool inString = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '[' || c == '{') {
            if (++depth > maximum)
                return true;
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return false;
}

Result<QJsonObject> parseObject(const QByteArray &text, qint64 maximumBytes, int maximumDepth)
{
    if (text.size() > maximumBytes) {
        return fail(
            ErrorCode::LimitExceeded,
            u"message of %1 bytes exceeds the limit of %2"_s.arg(text.size()).arg(maximumBytes), {},
            {{u"limit"_s, u"messageBytes"_s}, {u"maximum"_s, maximumBytes}});
    }
    if (isTooDeep(text, maximumDepth)) {
        return fail(ErrorCode::LimitExceeded,
                    u"message nests deeper than the limit of %1"_s.arg(maximumDepth), {},
                    {{u"limit"_s, u"jsonDepth"_s}, {u"maximum"_s, maximumDepth}});
    }
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(text, &parseError);
    if (parseError.error != QJsonParseError::NoError) {
        return fail(ErrorCode::ParseError,
                    u"message is not JSON: %1 at byte %2"_s.arg(parseError.errorString())
                        .arg(parseError.offset));
    }
    if (!document.isObject())
        return fail(ErrorCode::InvalidRequest, u"message is not a JSON object"_s);
    return document.object();
}

} // namespace Atoll
