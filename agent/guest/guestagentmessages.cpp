// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestagentmessages.h"

#include <core/limits.h>

#include <QHostAddress>

#include <cmath>

using namespace Qt::StringLiterals;

namespace Atoll::agentmessages {
namespace {

constexpr double kLargest = 9.0e15; // what a double holds exactly

QString cleaned(const QString &text, qsizetype length = kTextLength)
{
    QString clean = text.left(length);
    for (QChar &c : clean) {
        if (c.category() == QChar::Other_Control || c.isSurrogate()
            || c.category() == QChar::Other_Format)
            c = u' ';
    }
    return clean.simplified();
}

QString text(const QJsonObject &object, QLatin1StringView key)
{
    return cleaned(object.value(key).toString());
}

//! Not negative; what is no number or too large is 0.
qint64 amount(const QJsonValue &value)
{
    const double found = value.toDouble();
    return std::isfinite(found) && found > 0 && found < kLargest ? qint64(found) : 0;
}

Error strange(const QString &what)
{
    return {ErrorCode::EngineFailed, u"the guest agent's answer makes no sense: "_s + what};
}

QJsonArray items(const QJsonValue &value)
{
    QJsonArray all = value.toArray();
    while (all.size() > kItems)
        all.removeLast();
    return all;
}

QByteArray fromBase64(const QJsonValue &value)
{
    return QByteArray::fromBase64(value.toString().toLatin1());
}

QString output(const QJsonValue &value, bool &isCut)
{
    const QByteArray bytes = fromBase64(value);
    isCut = isCut || bytes.size() > kOutputBytes;
    return QString::fromUtf8(bytes.left(kOutputBytes));
}

} // namespace

QByteArray command(const QString &name, const QJsonObject &arguments)
{
    QJsonObject message{{u"execute"_s, name}};
    if (!arguments.isEmpty())
        message.insert(u"arguments"_s, arguments);
    return QJsonDocument(message).toJson(QJsonDocument::Compact);
}

Result<QJsonValue> answer(const QByteArray &bytes)
{
    const auto object = parseObject(bytes, kAnswerBytes, limits::kJsonDepth);
    if (!object)
        return fail(strange(object.error().text));
    if (const auto error = object->constFind("error"_L1); error != object->constEnd()) {
        return fail(ErrorCode::EngineFailed,
                    u"the guest agent says: %1"_s.arg(text(error->toObject(), "desc"_L1)));
    }
    const auto value = object->constFind("return"_L1);
    if (value == object->constEnd())
        return fail(strange(u"neither a result nor an error"_s));
    return *value;
}

void takeInfo(const QJsonValue &answer, Api::AgentInfo &facts)
{
    const QJsonObject info = answer.toObject();
    facts.version = text(info, "version"_L1);
    facts.commands.clear();
    for (const QJsonValue &entry : items(info.value("supported_commands"_L1))) {
        const QJsonObject command = entry.toObject();
        if (command.value("enabled"_L1).toBool())
            facts.commands += text(command, "name"_L1);
    }
    facts.commands.sort();
}

void takeSystem(const QJsonValue &answer, Api::AgentInfo &facts)
{
    const QJsonObject info = answer.toObject();
    facts.osName = text(info, "pretty-name"_L1);
    if (facts.osName.isEmpty())
        facts.osName = text(info, "name"_L1);
    facts.osVersion = text(info, "version"_L1);
    facts.kernel = text(info, "kernel-release"_L1);
    facts.machine = text(info, "machine"_L1);
}

void takeHostName(const QJsonValue &answer, Api::AgentInfo &facts)
{
    facts.hostName = text(answer.toObject(), "host-name"_L1);
}

void takeTimeZone(const QJsonValue &answer, Api::AgentInfo &facts)
{
    facts.timeZone = text(answer.toObject(), "zone"_L1);
}

void takeTime(const QJsonValue &answer, const QDateTime &now, Api::AgentInfo &facts)
{
    constexpr qint64 nanosecondsPerMs = 1'000'000;
    const qint64 nanoseconds = answer.toInteger(-1); // more than a double holds
    if (nanoseconds > 0)
        facts.clockOffsetMs = nanoseconds / nanosecondsPerMs - now.toMSecsSinceEpoch();
}

void takeUsers(const QJsonValue &answer, Api::AgentInfo &facts)
{
    facts.users.clear();
    for (const QJsonValue &entry : items(answer)) {
        const QJsonObject user = entry.toObject();
        const qint64 ms = amount(user.value("login-time"_L1).toDouble() * 1000);
        facts.users.append({text(user, "user"_L1), text(user, "domain"_L1),
                            ms ? QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC) : QDateTime()});
    }
}

void takeInterfaces(const QJsonValue &answer, Api::AgentInfo &facts)
{
    facts.interfaces.clear();
    for (const QJsonValue &entry : items(answer)) {
        const QJsonObject card = entry.toObject();
        Api::AgentInterface found;
        found.name = text(card, "name"_L1);
        found.mac = text(card, "hardware-address"_L1).toLower();
        const QJsonObject counters = card.value("statistics"_L1).toObject();
        found.receivedBytes = amount(counters.value("rx-bytes"_L1));
        found.sentBytes = amount(counters.value("tx-bytes"_L1));
        for (const QJsonValue &one : items(card.value("ip-addresses"_L1))) {
            const QHostAddress address(text(one.toObject(), "ip-address"_L1));
            const qint64 prefix = amount(one.toObject().value("prefix"_L1));
            if (!address.isNull() && prefix <= 128)
                found.addresses += u"%1/%2"_s.arg(address.toString()).arg(prefix);
        }
        facts.interfaces.append(found);
    }
}

void takeFilesystems(const QJsonValue &answer, Api::AgentInfo &facts)
{
    facts.filesystems.clear();
    for (const QJsonValue &entry : items(answer)) {
        const QJsonObject system = entry.toObject();
        Api::AgentFilesystem found;
        found.mountPoint = text(system, "mountpoint"_L1);
        found.type = text(system, "type"_L1);
        const QJsonArray disks = system.value("disk"_L1).toArray();
        found.device = text(disks.isEmpty() ? QJsonObject() : disks.first().toObject(), "dev"_L1);
        if (found.device.isEmpty())
            found.device = text(system, "name"_L1);
        found.totalBytes = amount(system.value("total-bytes"_L1));
        found.usedBytes = qMin(amount(system.value("used-bytes"_L1)), found.totalBytes);
        facts.filesystems.append(found);
    }
    std::sort(facts.filesystems.begin(), facts.filesystems.end(),
              [](const Api::AgentFilesystem &left, const Api::AgentFilesystem &right) {
                  return left.mountPoint < right.mountPoint;
              });
}

Result<qint64> execPid(const QJsonValue &answer)
{
    const qint64 pid = amount(answer.toObject().value("pid"_L1));
    if (!pid)
        return fail(strange(u"no process id"_s));
    return pid;
}

Result<ExecStatus> execStatus(const QJsonValue &answer)
{
    if (!answer.isObject())
        return fail(strange(u"no state of a program"_s));
    const QJsonObject status = answer.toObject();
    ExecStatus found;
    found.hasExited = status.value("exited"_L1).toBool();
    if (!found.hasExited)
        return found;
    Api::AgentExecResult &result = found.result;
    result.exitCode = status.value("exitcode"_L1).toInt(-1);
    result.signal = status.value("signal"_L1).toInt();
    result.isOutputCut =
        status.value("out-truncated"_L1).toBool() || status.value("err-truncated"_L1).toBool();
    result.output = output(status.value("out-data"_L1), result.isOutputCut);
    result.errorOutput = output(status.value("err-data"_L1), result.isOutputCut);
    return found;
}

Result<FilePiece> filePiece(const QJsonValue &answer)
{
    const QJsonObject piece = answer.toObject();
    if (!piece.contains("buf-b64"_L1) || !piece.contains("eof"_L1))
        return fail(strange(u"no piece of a file"_s));
    const QByteArray data = fromBase64(piece.value("buf-b64"_L1));
    if (data.size() > Api::kAgentFileBytes)
        return fail(strange(u"more of the file than was asked for"_s));
    return FilePiece{data, piece.value("eof"_L1).toBool()};
}

Api::AgentTrimmed trimmed(const QJsonValue &answer)
{
    Api::AgentTrimmed result;
    for (const QJsonValue &entry : items(answer.toObject().value("paths"_L1))) {
        const QJsonObject path = entry.toObject();
        if (path.contains("error"_L1)) {
            result.problems += u"%1: %2"_s.arg(text(path, "path"_L1), text(path, "error"_L1));
            continue;
        }
        ++result.filesystems;
        const qint64 bytes = amount(path.value("trimmed"_L1));
        if (result.trimmedBytes < (1LL << 60))
            result.trimmedBytes += bytes;
    }
    return result;
}

Result<qint64> number(const QJsonValue &answer)
{
    const double found = answer.toDouble(-1);
    if (!std::isfinite(found) || found < 0 || found > kLargest)
        return fail(strange(u"no number"_s));
    return qint64(found);
}

} // namespace Atoll::agentmessages
