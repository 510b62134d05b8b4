// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "taskcontext.h"

namespace Atoll {
namespace {

std::shared_ptr<TaskControl> unrecorded()
{
    static const SystemClock clock;
    return std::make_shared<TaskControl>(clock);
}

} // namespace

TaskContext::CancelHook::CancelHook(std::shared_ptr<TaskControl> control,
                                    std::shared_ptr<TaskControl::Hook> hook)
    : m_control(std::move(control))
    , m_hook(std::move(hook))
{}

TaskContext::CancelHook::~CancelHook()
{
    if (m_hook)
        m_control->removeHook(m_hook);
}

TaskContext::TaskContext()
    : m_control(unrecorded())
{}

TaskContext::TaskContext(Api::TaskInfo info, std::shared_ptr<TaskControl> control,
                         TaskJournal *journal, std::shared_ptr<const UndoFunctions> undo,
                         QDeadlineTimer deadline)
    : m_info(std::move(info))
    , m_control(std::move(control))
    , m_journal(journal)
    , m_undo(std::move(undo))
    , m_deadline(deadline)
{}

Result<void> TaskContext::mayGoOn() const
{
    if (const auto reason = m_control->cancelReason())
        return fail(*reason);
    return {};
}

TaskContext::CancelHook TaskContext::onCancel(std::function<void()> abort)
{
    return {m_control, m_control->addHook(std::move(abort))};
}

} // namespace Atoll
