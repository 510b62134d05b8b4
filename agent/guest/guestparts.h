// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestroster.h"
#include "hypervisor.h"
#include "startingguests.h"

#include <api/privilege.h>
#include <storage/storagelookup.h>
#include <store/clusterstore.h>
#include <system/processrunner.h>

#include <functional>
#include <memory>

namespace Atoll {

class ProcessRunner;

//! What the functions of this area work with. All outlive them.
struct GuestParts
{
    Hypervisor &hypervisor;
    ClusterStore &store;
    StorageLookup &storages;
    GuestRoster &roster;
    bool allowsEmulation = true; //!< guests may run without KVM
    //! Whether a user has a privilege; event-loop thread.
    std::function<Result<void>(const QString &user, Privilege, const QString &path)> gate = {};
    QString stateDirectory = {};            //!< for what must survive but is no document
    ProcessRunner *processes = nullptr;     //!< for hook scripts and drives
    QString sysfs = QStringLiteral("/sys"); //!< elsewhere in tests
    std::shared_ptr<StartingGuests> starting =
        std::make_shared<StartingGuests>(); //!< of all copies
};

//! The UUID in "/guests/<uuid>".
inline QString uuidOfObject(const QString &path) { return path.section(u'/', 2, 2); }

} // namespace Atoll
