// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace Atoll {

struct PciFacts
{
    QString address; //!< "0000:01:00.0"
    QString vendorId;
    QString deviceId;
    QString vendor;
    QString device;
    QString deviceClass; //!< "0300"
    int iommuGroup = -1;
    QString driver;
    QStringList mediatedTypes;
};

struct UsbFacts
{
    QString port; //!< "1-2.3"
    QString vendorId;
    QString productId;
    QString vendor;
    QString product;
    QString serial;
    int bus = 0;
    int device = 0;
};

//! Devices of the machine as the kernel shows them below `root` + /sys; names of makers come from
//! pci.ids and usb.ids where those are installed. Blocks for some milliseconds; any thread.
QList<PciFacts> readPciDevices(const QString &root = {});
QList<UsbFacts> readUsbDevices(const QString &root = {}); //!< without hubs

} // namespace Atoll
