// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "lane.h"

#include <QLoggingCategory>

#include <algorithm>
#include <deque>
#include <thread>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

Q_LOGGING_CATEGORY(lcLane, "atoll.agent.lane")

} // namespace

struct Lane::Call
{
    std::function<void(std::stop_token)> work;
    std::stop_source stop;
    bool isDone = false;
    bool isAbandoned = false;
};

//! Shared with the threads, which outlive the lane when their work hangs.
struct Lane::State
{
    QString name;
    int threadLimit = 1;
    mutable std::mutex mutex;
    std::condition_variable wake; //!< work for threads
    std::condition_variable done; //!< results for callers
    std::deque<std::shared_ptr<Call>> queue;
    int threads = 0;
    int idle = 0;
    int abandoned = 0;
    bool isClosing = false;
    std::optional<QDateTime> silentSince;

    void work(std::unique_lock<std::mutex> &lock);
    void finish(Call &call);
};

void Lane::State::work(std::unique_lock<std::mutex> &lock)
{
    constexpr std::chrono::seconds idleLife{30};
    while (true) {
        ++idle;
        const bool hasWork =
            wake.wait_for(lock, idleLife, [this] { return isClosing || !queue.empty(); });
        --idle;
        if (!hasWork || isClosing)
            return;
        const std::shared_ptr<Call> call = queue.front();
        queue.pop_front();
        lock.unlock();
        call->work(call->stop.get_token());
        call->work = nullptr;
        lock.lock();
        finish(*call);
    }
}

void Lane::State::finish(Call &call)
{
    call.isDone = true;
    if (call.isAbandoned && --abandoned == 0) {
        qCInfo(lcLane).noquote() << name << "answers again";
        silentSince.reset();
    }
    done.notify_all();
}

Lane::Lane(const QString &name, int threads)
    : m_state(std::make_shared<State>())
{
    m_state->name = name;
    m_state->threadLimit = threads;
}

Lane::~Lane()
{
    const std::lock_guard lock(m_state->mutex);
    m_state->isClosing = true;
    m_state->wake.notify_all();
}

std::optional<QDateTime> Lane::silentSince() const
{
    const std::lock_guard lock(m_state->mutex);
    return m_state->silentSince;
}

std::optional<Error> Lane::perform(std::chrono::milliseconds deadline, std::stop_token stop,
                                   std::function<void(std::stop_token)> work)
{
    State &state = *m_state;
    std::unique_lock lock(state.mutex);
    const auto silent = [&state] {
        return Error{ErrorCode::EngineUnavailable,
                     u"%1 is not answering since %2"_s.arg(
                         state.name, state.silentSince->toLocalTime().toString(u"HH:mm:ss"_s)),
                     u"It is used again as soon as it answers"_s,
                     {{u"since"_s, state.silentSince->toUTC().toString(Qt::ISODateWithMs)}}};
    };
    if (state.silentSince)
        return silent();

    const auto call = std::make_shared<Call>();
    call->work = std::move(work);
    state.queue.push_back(call);
    state.wake.notify_one();
    if (std::ssize(state.queue) > state.idle && state.threads < state.threadLimit) {
        ++state.threads;
        std::thread([shared = m_state] {
            std::unique_lock threadLock(shared->mutex);
            shared->work(threadLock);
            --shared->threads;
        }).detach();
    }
    const auto asked = QDateTime::currentDateTimeUtc();
    const std::stop_callback forward(stop, [call] { call->stop.request_stop(); });
    if (state.done.wait_for(lock, deadline, [&] { return call->isDone; }))
        return std::nullopt;

    call->stop.request_stop();
    const auto queued = std::find(state.queue.begin(), state.queue.end(), call);
    if (queued != state.queue.end()) {
        // Never began: long work is before it, each part with a deadline of its own.
        state.queue.erase(queued);
        return Error{ErrorCode::Timeout, u"%1 is busy with other work"_s.arg(state.name),
                     u"Try again later"_s};
    }
    call->isAbandoned = true;
    ++state.abandoned;
    if (!state.silentSince) {
        state.silentSince = asked;
        qCWarning(lcLane).noquote() << state.name << "does not answer";
    }
    return silent();
}

} // namespace Atoll
