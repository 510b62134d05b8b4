// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestdocuments.h"
#include "guestvolumes.h"

#include <stop_token>

namespace Atoll {

//! The definitions of guests in the hypervisor. For workers: everything blocks.
class GuestDefinition
{
public:
    explicit GuestDefinition(const GuestParts &parts)
        : m_parts(parts)
    {}

    //! With the cloud-init drive, which stands in no document, when there is one.
    Api::GuestConfig whole(const Api::GuestConfig &config) const;
    //! What this node can do; Unsupported with the reason where it must not emulate.
    Result<Kvm::HostCapabilities> host() const;
    //! Whether this node can give a new guest all that.
    Result<void> check(const Api::GuestConfig &config) const;
    //! The engine's definition, none when it has no such guest.
    Result<std::optional<QString>> current(const QString &uuid, XmlKind kind) const;
    //! How the engine's definition is to be for this configuration: patched where there is one.
    //! `isStart`: all devices of the node must be there, not only new ones.
    Result<QString> wanted(const Api::GuestConfig &config, bool isStart = false) const;
    //! As wanted(), without asking storages for volumes that do not exist yet; for plans.
    Result<QString> imagined(const Api::GuestConfig &config) const;
    //! Before a start: makes the engine know a managed guest that it lost, and where its devices
    //! are on this node now.
    Result<void> ensure(const QString &uuid, TaskContext &context) const;

    //! After a start of the agent the hypervisor may not be connected yet.
    Result<void> waitForEngine(std::chrono::seconds patience) const;

private:
    Result<void> followDevices(const QString &uuid, const QString &definition,
                               TaskContext &context) const;

    GuestParts m_parts;
};

} // namespace Atoll
