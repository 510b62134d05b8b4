// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "rfbframes.h"

#include <atomic>
#include <thread>

namespace Atoll::Bench {

//! A VNC server on loopback for one client after another: sends the next frame at 60 Hz whenever
//! it was asked for one. Its own thread; the counters may be read from any.
class RfbSource
{
public:
    static constexpr int kRate = 60;

    explicit RfbSource(RfbFrames frames);
    ~RfbSource();

    int port() const { return m_port; }
    quint64 framesSent() const { return m_sent; }

private:
    void run();
    void serve(int socket);

    const RfbFrames m_frames;
    int m_listener = -1;
    int m_port = 0;
    std::atomic<quint64> m_sent = 0;
    std::atomic<bool> m_stop = false;
    std::thread m_thread;
};

} // namespace Atoll::Bench
