// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QElapsedTimer>

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>

namespace Atoll::Console {

//! How long it takes from a key or a movement of the pointer that was sent until the picture
//! changes next: there and back, and what the guest makes of it. What changes by itself makes it
//! seem shorter, and what shows no change is not counted. GUI thread.
class InputLatency
{
public:
    void inputSent()
    {
        if (!m_since.isValid())
            m_since.start();
    }
    void pictureChanged()
    {
        if (!m_since.isValid())
            return;
        if (const qint64 elapsed = m_since.elapsed(); elapsed < kLongestMs) {
            m_last[m_count++ % m_last.size()] = elapsed;
            m_sinceLast.start();
        }
        m_since.invalidate();
    }
    //! The middle one of the last few; none when nothing was sent lately.
    std::optional<std::chrono::milliseconds> recent() const
    {
        if (m_count == 0 || m_sinceLast.elapsed() > kRecentMs)
            return std::nullopt;
        auto sorted = m_last;
        const auto end = sorted.begin() + qsizetype(std::min(m_count, sorted.size()));
        const auto middle = sorted.begin() + (end - sorted.begin()) / 2;
        std::nth_element(sorted.begin(), middle, end);
        return std::chrono::milliseconds(*middle);
    }

private:
    static constexpr qint64 kLongestMs = 2000; //!< later, it was no answer
    static constexpr qint64 kRecentMs = 10'000;

    QElapsedTimer m_since;
    QElapsedTimer m_sinceLast;
    std::array<qint64, 9> m_last{};
    size_t m_count = 0;
};

} // namespace Atoll::Console
