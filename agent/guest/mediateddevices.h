// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/guestconfig.h>
#include <core/result.h>

#include <QStringList>

namespace Atoll {

//! Parts of PCI devices (vGPUs) that guests are given. The kernel forgets them when the node starts
//! again, and neither libvirt nor QEMU makes them
//! (https://docs.kernel.org/driver-api/vfio-mediated-device.html). For workers.
class MediatedDevices
{
public:
    //! `sysfs` is elsewhere in tests.
    explicit MediatedDevices(const QString &sysfs = QStringLiteral("/sys"))
        : m_sysfs(sysfs)
    {}

    struct Part
    {
        QString uuid;
        QString parent; //!< PCI address
        QString type;   //!< "nvidia-35"
        QString field;  //!< of the configuration, for errors
    };
    //! Those of a guest; `mapped` is what mappings stand for on this node.
    static QList<Part> partsOf(const Api::GuestConfig &config,
                               const QMap<QString, QString> &mapped);

    bool exists(const Part &part) const;
    //! Makes it if it is not there. Unsupported: the device cannot be split so; LimitExceeded: all
    //! its parts are given away.
    Result<void> create(const Part &part) const;
    //! Gives it back to the device. No error when it is not there.
    Result<void> remove(const QString &uuid) const;

private:
    QString deviceOf(const QString &uuid) const
    {
        return m_sysfs + QStringLiteral("/bus/mdev/devices/") + uuid;
    }

    QString m_sysfs;
};

} // namespace Atoll
