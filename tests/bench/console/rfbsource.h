// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "framesource.h"
#include "rfbframes.h"

#include <thread>

namespace Atoll::Bench {

//! A VNC server: sends the next frame at its rate whenever it was asked for one. Its own thread.
class RfbSource final : public FrameSource
{
public:
    explicit RfbSource(RfbFrames frames);
    ~RfbSource() override;

    int port() const override { return m_port; }

private:
    void run();
    void serve(int socket);

    const RfbFrames m_frames;
    int m_listener = -1;
    int m_port = 0;
    std::atomic<bool> m_stop = false;
    std::thread m_thread;
};

} // namespace Atoll::Bench
