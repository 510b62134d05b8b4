// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/json.h>
#include <core/limits.h>

#include <variant>

//! JSON-RPC 2.0 messages (https://www.jsonrpc.org/specification), without batches.
namespace Atoll::Rpc {

struct Request
{
    qint64 id = -1; //!< negative: a notification, no answer is wanted
    QString method;
    QJsonObject params;
};

struct Response
{
    qint64 id = -1; //!< negative: the other side could not read which request it answers
    Result<QJsonValue> result;
};

using Message = std::variant<Request, Response>;

//! A message that could not be taken, with the id to answer to where it could be read.
struct BadMessage
{
    Error error;
    qint64 id = -1;
};

//! Reads one message. Size and depth are checked before parsing.
tl::expected<Message, BadMessage> decode(const QByteArray &text,
                                         qint64 maximumBytes = limits::kMessageBytes);

QByteArray encodeRequest(qint64 id, const QString &method, const QJsonObject &params);
QByteArray encodeNotification(const QString &method, const QJsonObject &params);
QByteArray encodeResult(qint64 id, const QJsonValue &result);
QByteArray encodeError(qint64 id, const Error &error);

} // namespace Atoll::Rpc
