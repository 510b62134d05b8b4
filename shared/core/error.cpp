// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "error.h"

using namespace Qt::StringLiterals;

namespace Atoll {

QString Error::sentence() const
{
    QString sentence = text;
    if (!sentence.isEmpty())
        sentence[0] = sentence[0].toUpper();
    if (!sentence.isEmpty() && !sentence.endsWith(u'.') && !sentence.endsWith(u'?'))
        sentence += u'.';
    if (!hint.isEmpty())
        sentence += u' ' + hint + (hint.endsWith(u'.') ? QString() : u"."_s);
    return sentence;
}

Error Error::prefixed(const QString &words) const
{
    Error copy = *this;
    copy.text = words.endsWith(u' ') ? words + text : words + u": "_s + text;
    return copy;
}

QJsonObject Error::toJson() const
{
    QJsonObject object{{u"code"_s, int(code)}, {u"message"_s, text}};
    QJsonObject data = details;
    if (!hint.isEmpty())
        data.insert(u"hint"_s, hint);
    if (!data.isEmpty())
        object.insert(u"data"_s, data);
    return object;
}

Error Error::fromJson(const QJsonObject &object)
{
    Error error;
    error.code = ErrorCode(object.value("code"_L1).toInt(int(ErrorCode::Internal)));
    error.text = object.value("message"_L1).toString();
    error.details = object.value("data"_L1).toObject();
    error.hint = error.details.take("hint"_L1).toString();
    return error;
}

Error invalidField(const QString &field, const QString &why)
{
    return {ErrorCode::InvalidParams, field + u' ' + why, {}, {{u"field"_s, field}}};
}

} // namespace Atoll
