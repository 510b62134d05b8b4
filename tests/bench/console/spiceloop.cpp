// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "spiceloop.h"

#include <glib-unix.h>

// Opaque types of spice-server, which its host defines.
struct SpiceTimer
{
    SpiceTimerFunc call;
    void *opaque;
    GSource *source;
};

struct SpiceWatch
{
    int fd;
    SpiceWatchFunc call;
    void *opaque;
    GSource *source;
};

namespace Atoll::Bench {
namespace {

GMainContext *loop = nullptr;

void drop(GSource *&source)
{
    if (!source)
        return;
    g_source_destroy(source);
    g_source_unref(source);
    source = nullptr;
}

SpiceTimer *addTimer(SpiceTimerFunc call, void *opaque)
{
    return new SpiceTimer{call, opaque, nullptr};
}

gboolean fired(void *data)
{
    auto *timer = static_cast<SpiceTimer *>(data);
    drop(timer->source);
    timer->call(timer->opaque); // may start it again, or end it
    return G_SOURCE_REMOVE;
}

void startTimer(SpiceTimer *timer, uint32_t ms)
{
    drop(timer->source);
    timer->source = g_timeout_source_new(ms);
    g_source_set_callback(timer->source, fired, timer, nullptr);
    g_source_attach(timer->source, loop);
}

void cancelTimer(SpiceTimer *timer) { drop(timer->source); }

void removeTimer(SpiceTimer *timer)
{
    drop(timer->source);
    delete timer;
}

gboolean ready(int fd, GIOCondition condition, void *data)
{
    auto *watch = static_cast<SpiceWatch *>(data);
    const int events = (condition & (G_IO_IN | G_IO_HUP | G_IO_ERR) ? SPICE_WATCH_EVENT_READ : 0)
                       | (condition & G_IO_OUT ? SPICE_WATCH_EVENT_WRITE : 0);
    watch->call(fd, events, watch->opaque); // may end it
    return G_SOURCE_CONTINUE;
}

void setMask(SpiceWatch *watch, int mask)
{
    drop(watch->source);
    const int condition = (mask & SPICE_WATCH_EVENT_READ ? G_IO_IN : 0)
                          | (mask & SPICE_WATCH_EVENT_WRITE ? G_IO_OUT : 0);
    if (condition == 0)
        return;
    watch->source = g_unix_fd_source_new(watch->fd, GIOCondition(condition));
    g_source_set_callback(watch->source, G_SOURCE_FUNC(ready), watch, nullptr);
    g_source_attach(watch->source, loop);
}

SpiceWatch *addWatch(int fd, int mask, SpiceWatchFunc call, void *opaque)
{
    auto *watch = new SpiceWatch{fd, call, opaque, nullptr};
    setMask(watch, mask);
    return watch;
}

void removeWatch(SpiceWatch *watch)
{
    drop(watch->source);
    delete watch;
}

void ignoreEvent(int, SpiceChannelEventInfo *) {}

} // namespace

SpiceCoreInterface *spiceLoop(GMainContext *context)
{
    loop = context;
    static SpiceCoreInterface core{
        {SPICE_INTERFACE_CORE, "frames", SPICE_INTERFACE_CORE_MAJOR, SPICE_INTERFACE_CORE_MINOR},
        addTimer,
        startTimer,
        cancelTimer,
        removeTimer,
        addWatch,
        setMask,
        removeWatch,
        ignoreEvent};
    return &core;
}

} // namespace Atoll::Bench
