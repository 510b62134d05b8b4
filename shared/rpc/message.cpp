// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "message.h"

using namespace Qt::StringLiterals;

namespace Atoll::Rpc {
namespace {

QByteArray pack(QJsonObject object)
{
    object.insert(u"jsonrpc"_s, u"2.0"_s);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

tl::unexpected<BadMessage> bad(ErrorCode code, const QString &why, qint64 id = -1)
{
    return tl::unexpected(BadMessage{{code, why}, id});
}

} // namespace

tl::expected<Message, BadMessage> decode(const QByteArray &text, qint64 maximumBytes)
{
    auto parsed = parseObject(text, maximumBytes, limits::kJsonDepth);
    if (!parsed)
        return tl::unexpected(BadMessage{parsed.error()});
    const QJsonObject &object = *parsed;
    const QJsonValue idValue = object.value("id"_L1);
    const qint64 id = idValue.toInteger(-1);
    if (!idValue.isUndefined() && !idValue.isNull() && id < 0)
        return bad(ErrorCode::InvalidRequest, u"id must be a whole number of at least 0"_s);
    if (object.value("jsonrpc"_L1).toString() != "2.0"_L1)
        return bad(ErrorCode::InvalidRequest, u"jsonrpc must be \"2.0\""_s, id);
    if (object.contains("method"_L1)) {
        const QJsonValue method = object.value("method"_L1);
        const QJsonValue params = object.value("params"_L1);
        if (!method.isString() || method.toString().size() > 128)
            return bad(ErrorCode::InvalidRequest, u"method must be a name"_s, id);
        if (!params.isUndefined() && !params.isObject())
            return bad(ErrorCode::InvalidParams, u"params must be an object"_s, id);
        return Request{id, method.toString(), params.toObject()};
    }
    if (object.contains("error"_L1))
        return Response{id, fail(Error::fromJson(object.value("error"_L1).toObject()))};
    if (object.contains("result"_L1))
        return Response{id, object.value("result"_L1)};
    return bad(ErrorCode::InvalidRequest, u"message has neither method, result nor error"_s, id);
}

QByteArray encodeRequest(qint64 id, const QString &method, const QJsonObject &params)
{
    return pack({{u"id"_s, id}, {u"method"_s, method}, {u"params"_s, params}});
}

QByteArray encodeNotification(const QString &method, const QJsonObject &params)
{
    return pack({{u"method"_s, method}, {u"params"_s, params}});
}

QByteArray encodeResult(qint64 id, const QJsonValue &result)
{
    return pack(
        {{u"id"_s, id}, {u"result"_s, result.isUndefined() ? QJsonValue(QJsonObject()) : result}});
}

QByteArray encodeError(qint64 id, const Error &error)
{
    return pack({{u"id"_s, id < 0 ? QJsonValue() : QJsonValue(id)}, {u"error"_s, error.toJson()}});
}

} // namespace Atoll::Rpc
