// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "spiceclient.h"

#include <spice-client.h>

namespace Atoll::Console {

//! Which of the channels of its type it is.
inline int numberOf(SpiceChannel *channel)
{
    int number = 0;
    g_object_get(channel, "channel-id", &number, nullptr);
    return number;
}

//! What spice-client-glib calls, in its thread.
struct SpiceClient::Handlers
{
    static void log(const gchar *domain, GLogLevelFlags level, const gchar *text, gpointer);
    static void channelNew(::SpiceSession *, SpiceChannel *channel, SpiceClient *client)
    {
        client->channelAppeared(channel);
    }
    static void disconnected(::SpiceSession *, SpiceClient *client)
    {
        client->ended({ErrorCode::ConnectionLost, QStringLiteral("the display disconnected")});
    }
    static void channelEvent(SpiceChannel *channel, SpiceChannelEvent event, SpiceClient *client)
    {
        client->channelEvent(channel, event);
    }
    static void openFd(SpiceChannel *channel, gint, SpiceClient *client)
    {
        client->channelWantsSocket(channel);
    }

    static void primaryCreate(SpiceChannel *channel, gint format, gint width, gint height,
                              gint stride, gint, gpointer pixels, SpiceClient *client)
    {
        client->showSurface(numberOf(channel),
                            {format, {width, height}, stride, static_cast<uchar *>(pixels)});
    }
    static void primaryDestroy(SpiceChannel *channel, SpiceClient *client)
    {
        client->surfaceGone(numberOf(channel));
    }
    static void invalidate(SpiceChannel *channel, gint x, gint y, gint width, gint height,
                           SpiceClient *client)
    {
        client->surfaceChanged(numberOf(channel), {x, y, width, height});
    }
    static void monitors(SpiceChannel *channel, GParamSpec *, SpiceClient *client)
    {
        client->readMonitors(channel);
    }
    static void pointerShape(SpiceChannel *channel, GParamSpec *, SpiceClient *client)
    {
        client->readPointer(channel);
    }
    static void pointerMoved(SpiceChannel *channel, gint x, gint y, SpiceClient *client)
    {
        client->tell([&](SpiceBatch &batch) {
            batch.pointerPositions.insert(numberOf(channel), QPoint(x, y));
        });
    }
    static void pointerHidden(SpiceChannel *channel, SpiceClient *client)
    {
        client->tell([&](SpiceBatch &batch) { batch.pointerShapes.insert(numberOf(channel), {}); });
    }

    static void modifiers(SpiceChannel *, SpiceClient *client) { client->readLeds(); }
    static void mouseMode(SpiceChannel *, SpiceClient *client) { client->readMouseMode(); }
    static void agent(SpiceChannel *, SpiceClient *client) { client->readAgent(); }

    static gboolean clipboardGrab(SpiceChannel *, guint selection, gpointer types, guint count,
                                  SpiceClient *client)
    {
        return client->guestCopied(selection, static_cast<const guint32 *>(types), count);
    }
    static gboolean clipboardRequest(SpiceChannel *, guint selection, guint type,
                                     SpiceClient *client)
    {
        return client->giveClipboard(selection, type);
    }
    static void clipboardData(SpiceChannel *, guint selection, guint type, gpointer data,
                              guint size, SpiceClient *client)
    {
        client->takeClipboard(selection, type,
                              QByteArrayView(static_cast<const char *>(data), qsizetype(size)));
    }

    static void filesProgress(goffset done, goffset all, gpointer data);
    static void filesDone(GObject *channel, GAsyncResult *result, gpointer data);
};

} // namespace Atoll::Console
