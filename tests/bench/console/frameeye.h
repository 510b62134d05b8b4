// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "framesource.h"

#include <bench/kit/screenmemory.h>

#include <QList>

namespace Atoll::Bench {

//! Looks at one place of a screen and notes which frame is there: so the frames that a viewer
//! really shows are counted, and their way from the source is timed, without a word of the viewer.
//! Its own thread.
class FrameEye
{
public:
    FrameEye(const QString &screenMemory, const FrameSource &source);
    ~FrameEye();
    FrameEye(const FrameEye &) = delete;
    FrameEye &operator=(const FrameEye &) = delete;

    bool isOpen() const { return m_memory.isOpen(); }
    struct Seen
    {
        quint64 frames = 0;
        QList<double> latenciesMs; //!< from the source's first octet to the screen
    };
    //! Since the last call.
    Seen take();

private:
    void look();

    const FrameSource &m_source;
    const ScreenMemory m_memory;
    std::mutex m_mutex;
    Seen m_seen;
    std::atomic<bool> m_stop = false;
    std::thread m_thread;
};

} // namespace Atoll::Bench
