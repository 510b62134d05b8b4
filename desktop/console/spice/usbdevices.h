// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

namespace Atoll::Console {

//! A USB device of this computer, or a file that the guest sees as one.
struct UsbDevice
{
    enum class State {
        Here,
        Going, //!< into the guest
        InGuest,
        Returning,
        Blocked, //!< see why
    };

    quint32 id = 0;
    QString name;
    QString ids; //!< "046d:c52b"
    int bus = 0; //!< with address: 0 for a file
    int address = 0;
    bool isImage = false; //!< an ISO file, in the guest a CD drive
    bool isInput = false; //!< keyboard or mouse
    State state = State::Here;
    QString why; //!< it cannot go, in the library's words
    bool operator==(const UsbDevice &) const = default;
};

//! What can be redirected into a guest, and how much room there is.
struct UsbState
{
    int channels = 0; //!< of the guest: each takes one device
    int freeChannels = 0;
    bool isListed = false; //!< somebody asked for the devices
    QString problem;       //!< why there is no list
    QList<UsbDevice> devices;
    bool operator==(const UsbState &) const = default;
};

} // namespace Atoll::Console
