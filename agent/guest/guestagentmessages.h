// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/guestagent.h>
#include <core/result.h>

//! Commands to the program inside of a guest and its answers (QEMU's qga/qapi-schema.json). Pure
//! functions. Answers are bytes of a guest, who may lie: sizes, depth and numbers are checked,
//! texts lose control characters, lists are cut.
namespace Atoll::agentmessages {

inline constexpr qint64 kAnswerBytes = 4 << 20; //!< also libvirt's limit of a text
inline constexpr qsizetype kItems = 256;
inline constexpr qsizetype kTextLength = 256;
inline constexpr qsizetype kOutputBytes = 256 * 1024;

QByteArray command(const QString &name, const QJsonObject &arguments = {});

//! What stands in "return". EngineFailed with the agent's own words for "error".
Result<QJsonValue> answer(const QByteArray &bytes);

// Each takes what it knows from an answer into the facts.
void takeInfo(const QJsonValue &answer, Api::AgentInfo &facts);
void takeSystem(const QJsonValue &answer, Api::AgentInfo &facts);
void takeHostName(const QJsonValue &answer, Api::AgentInfo &facts);
void takeTimeZone(const QJsonValue &answer, Api::AgentInfo &facts);
void takeTime(const QJsonValue &answer, const QDateTime &now, Api::AgentInfo &facts);
void takeUsers(const QJsonValue &answer, Api::AgentInfo &facts);
void takeInterfaces(const QJsonValue &answer, Api::AgentInfo &facts);
void takeFilesystems(const QJsonValue &answer, Api::AgentInfo &facts);

struct ExecStatus
{
    bool hasExited = false;
    Api::AgentExecResult result;
};
Result<qint64> execPid(const QJsonValue &answer);
Result<ExecStatus> execStatus(const QJsonValue &answer);

struct FilePiece
{
    QByteArray data;
    bool isEnd = false;
};
Result<FilePiece> filePiece(const QJsonValue &answer);

Api::AgentTrimmed trimmed(const QJsonValue &answer);

//! A number that should be there: of a handle, a count.
Result<qint64> number(const QJsonValue &answer);

} // namespace Atoll::agentmessages
