// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestbench.h"

#include <support/fakehypervisor.h>

#include <QTemporaryDir>

namespace Atoll {

//! Guests over a hypervisor and a storage "local" that are fakes, connected and empty.
struct FakeBench
{
    FakeBench()
    {
        storages.storages = {{QStringLiteral("local"), local}};
        restart();
        hypervisor.connectNow();
        QCoreApplication::processEvents();
    }
    //! As an agent that starts again.
    void restart(bool allowsEmulation = true)
    {
        guests.reset();
        guests = std::make_unique<GuestBench>(folder.path(), hypervisor, storages, allowsEmulation);
    }

    QTemporaryDir folder;
    FakeHypervisor hypervisor;
    std::shared_ptr<FakeStorage> local = std::make_shared<FakeStorage>(QStringLiteral("local"));
    FakeStorageLookup storages;
    std::unique_ptr<GuestBench> guests;
};

} // namespace Atoll
