// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/task.h>
#include <core/clock.h>

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

namespace Atoll {

//! Where the worker of one task and the event loop meet: progress and log one way, cancel the
//! other. Any thread.
class TaskControl
{
public:
    struct Hook
    {
        std::mutex mutex;
        std::function<void()> function;
    };
    //! Log lines with the number of the first one.
    struct Lines
    {
        int first = 0;
        QList<Api::TaskLogLine> lines;
    };

    //! `notify` is called, from any thread, when there is something new since takeNews().
    explicit TaskControl(const Clock &clock, std::function<void()> notify = {});

    void setStage(const QString &stage);
    void setFraction(double fraction);
    void setBytes(qint64 done, qint64 total);
    void log(const QString &text);

    //! What is new; the next change notifies again.
    Api::TaskProgress takeNews();
    Lines takeUnsavedLines();
    Api::TaskLog lines(int offset, int limit) const;

    //! Only the first reason counts. Calls the hooks, which may block: not for the event loop.
    void cancel(const Error &reason);
    std::optional<Error> cancelReason() const;
    //! Called at once when it is cancelled already.
    std::shared_ptr<Hook> addHook(std::function<void()> function);
    void removeHook(const std::shared_ptr<Hook> &hook); //!< waits for a call under way

private:
    void change(const std::function<void()> &change);
    void measure(qint64 doneBytes);

    const Clock &m_clock;
    const std::function<void()> m_notify;
    mutable std::mutex m_mutex;
    Api::TaskProgress m_progress;
    bool m_isNews = false;
    std::deque<Api::TaskLogLine> m_lines;
    int m_firstLine = 0;
    int m_firstUnsaved = 0;
    std::optional<Error> m_cancelReason;
    QList<std::shared_ptr<Hook>> m_hooks;
    std::chrono::milliseconds m_measuredAt{-1};
    qint64 m_measuredBytes = 0;
};

} // namespace Atoll
