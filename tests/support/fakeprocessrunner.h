// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <system/processrunner.h>

#include <mutex>

namespace Atoll {

//! Answers from a script instead of running anything, and remembers what was asked. The first
//! answer whose words all occur in the command line is given; unknown commands fail.
class FakeProcessRunner : public ProcessRunner
{
public:
    using Action = std::function<Result<ProcessResult>(const ProcessSpec &)>;

    void answer(const QStringList &words, const ProcessResult &result)
    {
        act(words, [result](const ProcessSpec &) { return result; });
    }
    void refuse(const QStringList &words, const Error &error)
    {
        act(words, [error](const ProcessSpec &) -> Result<ProcessResult> { return fail(error); });
    }
    //! Does something, for example makes the file that the program would make.
    void act(const QStringList &words, Action action)
    {
        const std::lock_guard lock(m_mutex);
        m_script.prepend({words, std::move(action)});
    }

    QList<QStringList> commands() const
    {
        const std::lock_guard lock(m_mutex);
        return m_commands;
    }

    Result<ProcessResult> run(const ProcessSpec &spec) override
    {
        const QStringList command = QStringList{spec.program} + spec.arguments;
        Action action;
        {
            const std::lock_guard lock(m_mutex);
            m_commands += command;
            for (const Step &step : m_script) {
                const auto occurs = [&](const QString &word) { return command.contains(word); };
                if (std::all_of(step.words.begin(), step.words.end(), occurs)) {
                    action = step.action;
                    break;
                }
            }
        }
        if (!action)
            return fail(ErrorCode::EngineUnavailable,
                        QStringLiteral("no answer scripted for ") + command.join(u' '));
        return action(spec);
    }

private:
    struct Step
    {
        QStringList words;
        Action action;
    };

    mutable std::mutex m_mutex;
    QList<Step> m_script;
    QList<QStringList> m_commands;
};

} // namespace Atoll
