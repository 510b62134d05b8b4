// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guesthooks.h"

#include "guestdocuments.h"

#include <tasks/taskcontext.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr std::chrono::minutes kDeadline{5};
constexpr qint64 kOutputBytes = 64 * 1024;

QString nameOf(GuestHooks::Phase phase)
{
    switch (phase) {
    case GuestHooks::Phase::BeforeStart:
        return u"pre-start"_s;
    case GuestHooks::Phase::AfterStart:
        return u"post-start"_s;
    case GuestHooks::Phase::BeforeStop:
        return u"pre-stop"_s;
    case GuestHooks::Phase::AfterStop:
        break;
    }
    return u"post-stop"_s;
}

void logOutput(const QByteArray &output, TaskContext &context)
{
    for (const QByteArray &line : output.split('\n')) {
        if (!line.trimmed().isEmpty())
            context.log(u"  "_s + QString::fromUtf8(line));
    }
}

} // namespace

Result<void> GuestHooks::run(const QString &uuid, Phase phase, TaskContext &context) const
{
    const auto document = GuestDocuments(m_parts).find(uuid);
    if (!document)
        return phase == Phase::BeforeStart ? fail(document.error()) : Result<void>();
    if (!*document || (*document)->config.hookScript.isEmpty() || !m_parts.processes)
        return {};
    const QString program = (*document)->config.hookScript;
    const QString words = u"hook script %1 (%2)"_s.arg(program, nameOf(phase));
    context.setStage(u"Running the "_s + words);
    context.log(u"Running the "_s + words);
    std::stop_source stop;
    const auto hook = context.onCancel([&stop] { stop.request_stop(); });
    const auto result = m_parts.processes->run(
        {.program = program,
         .arguments = {QString::number((*document)->config.id), nameOf(phase)},
         .timeout = kDeadline,
         .outputLimitBytes = kOutputBytes,
         .stop = stop.get_token()});
    Result<void> verdict;
    if (!result) {
        verdict = fail(result.error().prefixed(words));
    } else {
        logOutput(result->output, context);
        logOutput(result->errorOutput, context);
        if (result->exitCode != 0)
            verdict = fail(ErrorCode::EngineFailed,
                           u"the %1 ended with %2"_s.arg(words).arg(result->exitCode),
                           u"Its output is in the task's log."_s);
    }
    if (verdict || phase == Phase::BeforeStart)
        return verdict;
    context.log(verdict.error().sentence());
    return {};
}

} // namespace Atoll
