// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestparts.h"
#include "kvm/domain.h"

namespace Atoll {

class Rollback;
class TaskContext;

//! Volumes of guests' disks. For workers: everything blocks.
class GuestVolumes
{
public:
    explicit GuestVolumes(const GuestParts &parts)
        : m_parts(parts)
    {}

    //! Makes the volumes that the configuration wants and has no name for, and writes the names
    //! into it. Undone by the rollback.
    Result<void> create(Api::GuestConfig &config, TaskContext &context, Rollback &rollback) const;
    //! That volumes which a user named exist, are safe to open, and belong to no other guest.
    Result<void> vet(const Api::GuestConfig &config) const;
    //! Grows what became larger. Not undone: a disk cannot shrink again.
    Result<void> grow(const Api::GuestConfig &before, const Api::GuestConfig &after, bool isRunning,
                      TaskContext &context) const;
    //! Deletes one; no error when it is gone.
    Result<void> remove(const QString &storage, const QString &volume) const;

    //! A name for a new volume of a guest, which none in the storage has.
    static Result<QString> freeName(StorageDriver &storage, int id);

    //! Where the bytes of all disks are.
    Result<Kvm::RenderContext> locate(const Api::GuestConfig &config,
                                      const Kvm::HostCapabilities &host) const;
    //! The same for a plan: volumes that do not exist yet have a name that says so.
    Kvm::RenderContext imagine(const Api::GuestConfig &config,
                               const Kvm::HostCapabilities &host) const;
    //! Gives disks that have only a path their storage and volume, where one of ours has it.
    void recognize(Api::GuestConfig &config) const;

private:
    Result<void> createOne(Api::DiskConfig &disk, int id, TaskContext &context,
                           Rollback &rollback) const;
    Result<Kvm::DiskSource> sourceOf(const Api::DiskConfig &disk) const;

    GuestParts m_parts;
};

} // namespace Atoll
