// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

namespace Atoll::Bench {

//! What a virtual screen shows, as it lies in memory: the file Xvfb_screen0 that Xvfb's option
//! -fbdir makes (X11's XWDFile.h). Reading it costs the X server nothing.
class ScreenMemory
{
public:
    explicit ScreenMemory(const QString &folder);
    ~ScreenMemory();
    ScreenMemory(const ScreenMemory &) = delete;
    ScreenMemory &operator=(const ScreenMemory &) = delete;

    bool isOpen() const { return m_memory != nullptr; }
    int width() const { return m_width; }
    int height() const { return m_height; }
    const quint32 *line(int y) const; //!< 0x00RRGGBB

private:
    const uchar *m_memory = nullptr;
    size_t m_size = 0;
    size_t m_picture = 0;
    size_t m_bytesPerLine = 0;
    int m_width = 0;
    int m_height = 0;
};

//! Notes when a screen changes, and how much of it: so programs are timed by what a person sees,
//! all in the same way. Its own thread.
class ScreenWatch
{
public:
    explicit ScreenWatch(const QString &folder);
    ~ScreenWatch();
    ScreenWatch(const ScreenWatch &) = delete;
    ScreenWatch &operator=(const ScreenWatch &) = delete;

    bool isOpen() const { return m_memory.isOpen(); }
    //! When more than `share` of the screen changed the last time; microseconds since 1970, 0:
    //! never.
    qint64 lastChangeUs(double share);

private:
    void look();

    struct Change
    {
        qint64 atUs;
        double share;
    };
    const ScreenMemory m_memory;
    std::mutex m_mutex;
    std::vector<Change> m_changes;
    std::atomic<bool> m_stop = false;
    std::thread m_thread;
};

} // namespace Atoll::Bench
