// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestagentcommands.h"

#include "guestagentmessages.h"

#include <core/units.h>
#include <tasks/taskcontext.h>

#include <QRegularExpression>

#include <condition_variable>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Atoll {
namespace {

constexpr auto kFileTimeout = 10s;
// Of one command. One of 350 kB never got through (libvirt 9.0, QEMU 7.2), and the guest agent
// answered to nothing any more.
constexpr qsizetype kWritePiece = 48 * 1024;
constexpr auto kFreezeTimeout = 60s; // everything that waits to be written is written first
constexpr auto kTrimTimeout = 120s;
constexpr std::chrono::milliseconds kFirstLook{50};
constexpr std::chrono::milliseconds kLastLook{1000};

//! Sleeps, or ends at once when the task is cancelled.
void restFor(std::chrono::milliseconds time, TaskContext &context)
{
    std::mutex mutex;
    std::condition_variable wake;
    bool isOver = false;
    const auto hook = context.onCancel([&] {
        const std::lock_guard lock(mutex);
        isOver = true;
        wake.notify_all();
    });
    std::unique_lock lock(mutex);
    wake.wait_for(lock, time, [&isOver] { return isOver; });
}

bool hasNull(const QString &text) { return text.contains(QChar(u'\0')); }

} // namespace

Result<void> checkExec(const Api::AgentExec &wish)
{
    for (qsizetype i = 0; i < wish.command.size(); ++i) {
        const QString field = u"command[%1]"_s.arg(i);
        if (hasNull(wish.command.at(i)))
            return fail(invalidField(field, u"must not have a null character"_s));
        if (i == 0 && wish.command.at(i).isEmpty())
            return fail(invalidField(field, u"must name a program"_s));
    }
    for (qsizetype i = 0; i < wish.environment.size(); ++i) {
        const QString &variable = wish.environment.at(i);
        if (variable.indexOf(u'=') <= 0 || hasNull(variable))
            return fail(invalidField(u"environment[%1]"_s.arg(i), u"must be as NAME=value"_s));
    }
    const auto input = checkedBase64(u"input"_s, wish.input);
    return input ? Result<void>() : fail(input.error());
}

Result<void> checkGuestPath(const QString &path)
{
    static const QRegularExpression windows(u"^[A-Za-z]:[\\\\/]"_s);
    if (hasNull(path))
        return fail(invalidField(u"path"_s, u"must not have a null character"_s));
    if (!path.startsWith(u'/') && !windows.match(path).hasMatch())
        return fail(invalidField(u"path"_s, u"must be absolute, as /etc/hostname"_s));
    return {};
}

Result<QByteArray> checkedBase64(const QString &field, const QString &text)
{
    const auto decoded = QByteArray::fromBase64Encoding(
        text.toLatin1(), QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || !QStringView(text).isValidUtf16())
        return fail(invalidField(field, u"must be base64"_s));
    return *decoded;
}

Result<Api::AgentExecResult> GuestAgentCommands::exec(TaskContext &context,
                                                      const Api::GuestInfo &guest,
                                                      const Api::AgentExec &wish) const
{
    QJsonObject arguments{{u"path"_s, wish.command.first()},
                          {u"arg"_s, QJsonArray::fromStringList(wish.command.mid(1))},
                          {u"capture-output"_s, true}};
    if (!wish.environment.isEmpty())
        arguments.insert(u"env"_s, QJsonArray::fromStringList(wish.environment));
    if (!wish.input.isEmpty())
        arguments.insert(u"input-data"_s, wish.input);
    const auto begun = m_agents.ask(guest, u"guest-exec"_s, arguments);
    if (!begun)
        return fail(begun.error());
    const auto pid = agentmessages::execPid(*begun);
    if (!pid)
        return fail(pid.error());
    context.setStage(
        u"Running %1 as process %2 of the guest"_s.arg(wish.command.first()).arg(*pid));
    const QDeadlineTimer deadline(std::chrono::seconds(wish.timeoutSeconds));
    auto look = kFirstLook;
    while (true) {
        const auto answer = m_agents.ask(guest, u"guest-exec-status"_s, {{u"pid"_s, *pid}});
        if (!answer)
            return fail(answer.error());
        const auto status = agentmessages::execStatus(*answer);
        if (!status)
            return fail(status.error());
        if (status->hasExited)
            return status->result;
        if (const auto go = context.mayGoOn(); !go)
            return fail(go.error().prefixed(u"process %1 of the guest goes on: "_s.arg(*pid)));
        if (deadline.hasExpired())
            return fail(ErrorCode::Timeout,
                        u"the program did not end within %1"_s.arg(
                            units::formatDuration(wish.timeoutSeconds)),
                        u"It goes on as process %1 of the guest."_s.arg(*pid), {{u"pid"_s, *pid}});
        restFor(look, context);
        look = std::min(look * 2, kLastLook);
    }
}

Result<qint64> GuestAgentCommands::open(const Api::GuestInfo &guest, const QString &path,
                                        const QString &mode) const
{
    const auto opened = m_agents.ask(guest, u"guest-file-open"_s,
                                     {{u"path"_s, path}, {u"mode"_s, mode}}, kFileTimeout);
    if (!opened)
        return fail(opened.error());
    return agentmessages::number(*opened);
}

Result<void> GuestAgentCommands::close(const Api::GuestInfo &guest, qint64 handle) const
{
    const auto closed =
        m_agents.ask(guest, u"guest-file-close"_s, {{u"handle"_s, handle}}, kFileTimeout);
    return closed ? Result<void>() : fail(closed.error());
}

Result<qint64> GuestAgentCommands::writeAll(const Api::GuestInfo &guest, qint64 handle,
                                            const QByteArray &data) const
{
    qint64 done = 0;
    while (done < data.size()) {
        const QByteArray rest = data.mid(done, kWritePiece);
        const auto answer = m_agents.ask(
            guest, u"guest-file-write"_s,
            {{u"handle"_s, handle}, {u"buf-b64"_s, QString::fromLatin1(rest.toBase64())}},
            kFileTimeout);
        if (!answer)
            return fail(answer.error());
        const auto count = agentmessages::number(answer->toObject().value("count"_L1));
        if (!count || *count == 0 || *count > rest.size())
            return fail(ErrorCode::EngineFailed,
                        u"the guest agent wrote only %1 of %2 bytes"_s.arg(done).arg(data.size()));
        done += *count;
    }
    return done;
}

Result<Api::AgentFileData> GuestAgentCommands::readFile(const Api::GuestInfo &guest,
                                                        const Api::AgentFileRead &wish) const
{
    const auto handle = open(guest, wish.path, u"r"_s);
    if (!handle)
        return fail(handle.error());
    const auto read = [&]() -> Result<agentmessages::FilePiece> {
        const QJsonObject place{
            {u"handle"_s, *handle}, {u"offset"_s, wish.offset}, {u"whence"_s, 0}};
        const auto sought = wish.offset
                                ? m_agents.ask(guest, u"guest-file-seek"_s, place, kFileTimeout)
                                : Result<QJsonValue>(QJsonValue());
        if (!sought)
            return fail(sought.error());
        agentmessages::FilePiece all;
        while (!all.isEnd && all.data.size() < wish.length) {
            const QJsonObject wanted{{u"handle"_s, *handle},
                                     {u"count"_s, wish.length - all.data.size()}};
            const auto answer = m_agents.ask(guest, u"guest-file-read"_s, wanted, kFileTimeout);
            if (!answer)
                return fail(answer.error());
            const auto piece = agentmessages::filePiece(*answer);
            if (!piece)
                return fail(piece.error());
            all.data += piece->data;
            all.isEnd = piece->isEnd || piece->data.isEmpty();
        }
        return all;
    }();
    (void)close(guest, *handle);
    if (!read)
        return fail(read.error());
    return Api::AgentFileData{QString::fromLatin1(read->data.left(wish.length).toBase64()),
                              read->isEnd};
}

Result<Api::AgentFileWritten> GuestAgentCommands::writeFile(const Api::GuestInfo &guest,
                                                            const Api::AgentFileWrite &wish) const
{
    const auto data = checkedBase64(u"data"_s, wish.data);
    if (!data)
        return fail(data.error());
    const auto handle = open(guest, wish.path, wish.isAppending ? u"a"_s : u"w"_s);
    if (!handle)
        return fail(handle.error());
    const auto wrote = writeAll(guest, *handle, *data);
    const auto closed = close(guest, *handle);
    if (!wrote || !closed)
        return fail(wrote ? closed.error() : wrote.error());
    return Api::AgentFileWritten{*wrote};
}

Result<Api::Nothing> GuestAgentCommands::setPassword(const Api::GuestInfo &guest,
                                                     const Api::AgentPassword &wish) const
{
    const auto done =
        m_agents.ask(guest, u"guest-set-user-password"_s,
                     {{u"username"_s, wish.user},
                      {u"password"_s, QString::fromLatin1(wish.password.toUtf8().toBase64())},
                      {u"crypted"_s, false}},
                     kFileTimeout);
    if (!done)
        return fail(done.error());
    return Api::Nothing{};
}

Result<Api::AgentFrozen> GuestAgentCommands::freeze(const Api::GuestInfo &guest,
                                                    const Api::AgentFreeze &wish) const
{
    const QDateTime until = QDateTime::currentDateTimeUtc().addSecs(wish.limitSeconds);
    const auto status = m_agents.ask(guest, u"guest-fsfreeze-status"_s);
    if (!status)
        return fail(status.error());
    // Noted before: an agent that is killed in between thaws at its next start.
    if (const auto noted = m_agents.willFreeze(guest.uuid, until); !noted)
        return fail(noted.error());
    if (status->toString() == u"frozen")
        return Api::AgentFrozen{0, until}; // somebody did: only the limit is new
    const auto frozen = m_agents.ask(guest, u"guest-fsfreeze-freeze"_s, {}, kFreezeTimeout);
    const auto count = frozen ? agentmessages::number(*frozen) : fail(frozen.error());
    if (!count) {
        // A late answer may still freeze; only what certainly did not is forgotten.
        if (count.error().code == ErrorCode::EngineFailed) {
            (void)m_agents.ask(guest, u"guest-fsfreeze-thaw"_s);
            m_agents.isThawed(guest.uuid);
        }
        return fail(count.error());
    }
    return Api::AgentFrozen{int(qMin<qint64>(*count, agentmessages::kItems)), until};
}

Result<Api::AgentFrozen> GuestAgentCommands::thaw(const Api::GuestInfo &guest) const
{
    const auto thawed = m_agents.ask(guest, u"guest-fsfreeze-thaw"_s, {}, kFreezeTimeout,
                                     GuestAgents::Patience::Probe);
    if (!thawed)
        return fail(thawed.error());
    m_agents.isThawed(guest.uuid);
    const auto count = agentmessages::number(*thawed);
    return Api::AgentFrozen{int(qMin<qint64>(count.value_or(0), agentmessages::kItems)), {}};
}

Result<Api::AgentTrimmed> GuestAgentCommands::trim(const Api::GuestInfo &guest) const
{
    const auto answer = m_agents.ask(guest, u"guest-fstrim"_s, {}, kTrimTimeout);
    if (!answer)
        return fail(answer.error());
    return agentmessages::trimmed(*answer);
}

} // namespace Atoll
