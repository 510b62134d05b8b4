// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "../picture/picturesession.h"
#include "spicemonitor.h"
#include "usbdevices.h"

#include <QByteArray>
#include <QHash>
#include <QList>

namespace Atoll::Console {

//! One connection of the protocol: a main channel, displays, inputs, …
struct SpiceChannelId
{
    int type = 0;
    int id = 0;
    bool operator==(const SpiceChannelId &) const = default;
};

//! What a guest's display has told since the last look. Only the latest of each kind is kept, so
//! that a display that talks faster than we listen costs no memory.
struct SpiceBatch
{
    bool isOpen = false;
    QList<SpiceChannelId> wanted;                //!< channels that want a stream
    std::optional<QList<SpiceMonitor>> monitors; //!< others, or a picture of another size
    std::optional<int> mostMonitors;             //!< of the first channel
    QHash<int, QRegion> dirty;                   //!< by monitor
    QHash<int, PointerShape> pointerShapes;      //!< by channel
    QHash<int, QPoint> pointerPositions;         //!< where the guest has it, by channel
    std::optional<int> leds;
    std::optional<bool> absolutePointer;
    std::optional<bool> hasAgent;
    bool hasSound = false;
    bool hasMicrophone = false;
    std::optional<QString> soundFailed; //!< in GStreamer's words
    std::optional<UsbState> usb;
    std::optional<Error> usbFailed;
    std::optional<QByteArray> clipboardText; //!< UTF-8
    std::optional<qint64> clipboardRefused;  //!< its size
    std::optional<double> filesCopied;       //!< share of 1
    std::optional<QString> filesEnded;       //!< empty: all are there; else why not
    std::optional<Error> ended;
};

} // namespace Atoll::Console
