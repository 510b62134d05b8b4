// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "frames.h"

#include <array>
#include <atomic>
#include <chrono>

namespace Atoll::Bench {

//! A display on loopback for one viewer after another. What is here may be called by any thread.
class FrameSource
{
public:
    static constexpr int kRate = 60;

    virtual ~FrameSource() = default;
    FrameSource(const FrameSource &) = delete;
    FrameSource &operator=(const FrameSource &) = delete;

    virtual int port() const = 0;
    quint64 framesSent() const { return m_sent; }
    //! Frames a second at most.
    void setRate(int rate) { m_rate = rate; }
    //! When frame `number` began to be sent the last time; of the steady clock.
    std::chrono::nanoseconds sentAt(int number) const
    {
        return std::chrono::nanoseconds(m_sentAt[size_t(number)]);
    }

protected:
    FrameSource() = default;
    std::chrono::nanoseconds interval() const
    {
        return std::chrono::nanoseconds(1'000'000'000 / m_rate);
    }
    void sending(int number)
    {
        m_sentAt[size_t(number)] = std::chrono::steady_clock::now().time_since_epoch().count();
        ++m_sent;
    }

private:
    std::atomic<quint64> m_sent = 0;
    std::atomic<int> m_rate = kRate;
    std::array<std::atomic<qint64>, kFrames> m_sentAt{};
};

} // namespace Atoll::Bench
