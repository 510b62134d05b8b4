// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QString>

namespace Atoll {

//! Which guest has which volume, by the guest's UUID; also guests that can be restored.
struct VolumeUse
{
    QHash<QString, QString> byPath; //!< files and devices, as the hypervisor names them
    QHash<QString, QString> byName; //!< see nameOf(); known also while the hypervisor is away
    bool isComplete = false;        //!< the hypervisor has listed its guests

    static QString nameOf(const QString &storage, const QString &volume)
    {
        return storage + u'/' + volume;
    }
};

} // namespace Atoll
