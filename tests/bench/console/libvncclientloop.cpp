// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <rfb/rfbclient.h>

namespace Atoll::Bench {

int runLibVncClient(int port)
{
    rfbClient *client = rfbGetClient(8, 3, 4);
    client->format.redShift = 16;
    client->format.blueShift = 0;
    client->appData.encodingsString = "tight zrle raw copyrect";
    client->sock = ConnectClientToTcpAddr(htonl(INADDR_LOOPBACK), port);
    if (!InitialiseRFBConnection(client))
        return 1;
    client->width = client->si.framebufferWidth;
    client->height = client->si.framebufferHeight;
    client->updateRect = {0, 0, client->width, client->height};
    if (!client->MallocFrameBuffer(client) || !SetFormatAndEncodings(client)
        || !SendFramebufferUpdateRequest(client, 0, 0, client->width, client->height, false))
        return 1;
    while (WaitForMessage(client, 1000000) >= 0 && HandleRFBServerMessage(client)) {}
    return 0;
}

} // namespace Atoll::Bench
