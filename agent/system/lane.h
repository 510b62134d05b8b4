// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/result.h>

#include <QDateTime>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>

namespace Atoll {

//! Keeps something that may hang (a dead NFS server, a peer) from holding up everything else.
//! Work runs in the lane's own few threads with a deadline. When it is late, the caller gets
//! EngineUnavailable and the breaker opens: later calls fail at once, with "not answering since",
//! until the late work comes back. Callable from any worker thread; blocks up to the deadline.
class Lane
{
public:
    explicit Lane(const QString &name, int threads = 4);
    ~Lane();
    Lane(const Lane &) = delete;
    Lane &operator=(const Lane &) = delete;

    //! `work` may go on after the deadline: it must own all that it uses. Its token is stopped
    //! then, and also when `stop` is.
    template <class T>
    Result<T> call(std::chrono::milliseconds deadline, std::stop_token stop,
                   std::function<Result<T>(std::stop_token)> work);

    //! Since when it does not answer; none when all is well.
    std::optional<QDateTime> silentSince() const;

private:
    struct State;
    struct Call;

    template <class T>
    struct Outcome
    {
        std::optional<Result<T>> value;
    };

    std::optional<Error> perform(std::chrono::milliseconds deadline, std::stop_token stop,
                                 std::function<void(std::stop_token)> work);

    std::shared_ptr<State> m_state;
};

template <class T>
Result<T> Lane::call(std::chrono::milliseconds deadline, std::stop_token stop,
                     std::function<Result<T>(std::stop_token)> work)
{
    auto outcome = std::make_shared<Outcome<T>>();
    std::optional<Error> error = perform(deadline, std::move(stop),
                                         [outcome, work = std::move(work)](std::stop_token token) {
                                             outcome->value = work(std::move(token));
                                         });
    if (error)
        return fail(std::move(*error));
    return std::move(*outcome->value);
}

} // namespace Atoll
