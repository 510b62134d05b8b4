// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "frameeye.h"

#include <utility>

namespace Atoll::Bench {
namespace {

constexpr std::chrono::microseconds kLook{300};

} // namespace

FrameEye::FrameEye(const QString &screenMemory, const FrameSource &source)
    : m_source(source)
    , m_memory(screenMemory)
{
    if (m_memory.isOpen())
        m_thread = std::thread([this] { look(); });
}

FrameEye::~FrameEye()
{
    m_stop = true;
    if (m_thread.joinable())
        m_thread.join();
}

FrameEye::Seen FrameEye::take()
{
    const std::scoped_lock lock(m_mutex);
    return std::exchange(m_seen, {});
}

void FrameEye::look()
{
    int last = -1;
    while (!m_stop) {
        const volatile quint32 &place = m_memory.line(kEyeY)[kEyeX];
        const int frame = frameOfColour(place);
        if (frame >= 0 && frame != last) {
            const auto way =
                std::chrono::steady_clock::now().time_since_epoch() - m_source.sentAt(frame);
            const std::scoped_lock lock(m_mutex);
            ++m_seen.frames;
            m_seen.latenciesMs.append(double(way.count()) / 1e6);
            last = frame;
        }
        std::this_thread::sleep_for(kLook);
    }
}

} // namespace Atoll::Bench
