// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "taskcontrol.h"

#include <core/limits.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr std::chrono::milliseconds kMeasureEvery{250};
constexpr double kWeightOfNewest = 0.3; // smooth enough to read, quick enough to be true
constexpr qsizetype kLineLength = 4096;

} // namespace

TaskControl::TaskControl(const Clock &clock, std::function<void()> notify)
    : m_clock(clock)
    , m_notify(std::move(notify))
{}

void TaskControl::change(const std::function<void()> &change)
{
    bool isFirst = false;
    {
        const std::lock_guard lock(m_mutex);
        change();
        isFirst = !std::exchange(m_isNews, true);
    }
    if (isFirst && m_notify)
        m_notify();
}

void TaskControl::setStage(const QString &stage)
{
    change([&] { m_progress.stage = stage; });
}

void TaskControl::setFraction(double fraction)
{
    change([&] { m_progress.fraction = qMin(fraction, 1.0); });
}

void TaskControl::setBytes(qint64 done, qint64 total)
{
    change([&] {
        measure(done);
        m_progress.doneBytes = done;
        m_progress.totalBytes = total;
        m_progress.fraction = total > 0 ? qMin(double(done) / double(total), 1.0) : -1;
        m_progress.secondsLeft = total > 0 && m_progress.bytesPerSecond > 0
                                     ? qMax(qint64(0), total - done) / m_progress.bytesPerSecond
                                     : -1;
    });
}

void TaskControl::measure(qint64 doneBytes)
{
    const std::chrono::milliseconds now = m_clock.uptime();
    const bool isRestart = m_measuredAt.count() < 0 || doneBytes < m_measuredBytes;
    if (!isRestart && now - m_measuredAt < kMeasureEvery)
        return;
    if (!isRestart) {
        const double rate =
            double(doneBytes - m_measuredBytes) * 1000 / double((now - m_measuredAt).count());
        const double before = double(m_progress.bytesPerSecond);
        m_progress.bytesPerSecond =
            qint64(before > 0 ? before + kWeightOfNewest * (rate - before) : rate);
    }
    m_measuredAt = now;
    m_measuredBytes = doneBytes;
}

void TaskControl::log(const QString &text)
{
    change([&] {
        m_lines.push_back({m_clock.now(), text.left(kLineLength)});
        if (m_lines.size() > limits::kTaskLogLines) {
            m_lines.pop_front();
            ++m_firstLine;
        }
    });
}

Api::TaskProgress TaskControl::takeNews()
{
    const std::lock_guard lock(m_mutex);
    m_isNews = false;
    return m_progress;
}

TaskControl::Lines TaskControl::takeUnsavedLines()
{
    const std::lock_guard lock(m_mutex);
    Lines unsaved{qMax(m_firstUnsaved, m_firstLine), {}};
    for (size_t i = size_t(unsaved.first - m_firstLine); i < m_lines.size(); ++i)
        unsaved.lines.append(m_lines[i]);
    m_firstUnsaved = m_firstLine + int(m_lines.size());
    return unsaved;
}

Api::TaskLog TaskControl::lines(int offset, int limit) const
{
    const std::lock_guard lock(m_mutex);
    Api::TaskLog log;
    log.total = m_firstLine + int(m_lines.size());
    log.offset = qBound(m_firstLine, offset, log.total);
    const int end = int(qMin(qint64(log.total), qint64(log.offset) + limit));
    for (int i = log.offset; i < end; ++i)
        log.lines.append(m_lines[size_t(i - m_firstLine)]);
    return log;
}

void TaskControl::cancel(const Error &reason)
{
    QList<std::shared_ptr<Hook>> hooks;
    {
        const std::lock_guard lock(m_mutex);
        if (m_cancelReason)
            return;
        m_cancelReason = reason;
        hooks = m_hooks;
    }
    for (const auto &hook : std::as_const(hooks)) {
        const std::lock_guard lock(hook->mutex);
        if (hook->function)
            hook->function();
    }
}

std::optional<Error> TaskControl::cancelReason() const
{
    const std::lock_guard lock(m_mutex);
    return m_cancelReason;
}

std::shared_ptr<TaskControl::Hook> TaskControl::addHook(std::function<void()> function)
{
    auto hook = std::make_shared<Hook>();
    hook->function = std::move(function);
    bool isLate = false;
    {
        const std::lock_guard lock(m_mutex);
        isLate = m_cancelReason.has_value();
        if (!isLate)
            m_hooks.append(hook);
    }
    if (isLate)
        hook->function();
    return hook;
}

void TaskControl::removeHook(const std::shared_ptr<Hook> &hook)
{
    {
        const std::lock_guard lock(m_mutex);
        m_hooks.removeOne(hook);
    }
    const std::lock_guard lock(hook->mutex);
    hook->function = nullptr;
}

} // namespace Atoll
