// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cloudinit.h"
#include "guestparts.h"

#include <api/guest.h>

namespace Atoll {

class Rollback;
class TaskContext;
class TaskRunner;

//! The cloud-init drives of guests, and what is secret of them: `/guest-secrets/<id>`, which no row
//! shows. For workers: everything blocks.
class CloudInitDrive
{
public:
    explicit CloudInitDrive(const GuestParts &parts)
        : m_parts(parts)
    {}

    static void registerUndo(TaskRunner &tasks, const GuestParts &parts);

    //! Takes the password out of the settings and gives its hash; empty: there was none.
    static Result<QString> takePassword(Api::CloudInitConfig &settings);

    //! For a new guest: keeps the hash and makes the drive. Undone by the rollback.
    Result<void> create(const Api::GuestConfig &config, const QString &passwordHash,
                        TaskContext &context, Rollback &rollback) const;
    //! guest.set without the password in it, whose hash is kept when `work` succeeds.
    Result<Api::GuestRef>
    change(TaskContext &context, const Api::GuestSet &wish,
           const std::function<Result<Api::GuestRef>(const Api::GuestSet &)> &work) const;
    //! Makes the drive anew when the settings changed since, and puts it into the definition.
    Result<void> beforeStart(const QString &uuid, TaskContext &context) const;
    Result<void> regenerate(const QString &uuid, bool isNewInstance, TaskContext &context) const;
    //! With what is secret. No error when there is none.
    Result<void> remove(const Api::GuestConfig &config, TaskContext &context) const;
    //! As create(), for a clone, which begins with the password of its original.
    Result<void> createLike(const QString &original, const Api::GuestConfig &config,
                            TaskContext &context, Rollback &rollback) const;

    //! What is or would be on the drive; passwords are masked.
    Result<cloudinit::Texts> dump(const Api::GuestConfig &config) const;

private:
    struct Kept;

    Result<Kept> kept(const Api::GuestConfig &config) const;
    Result<void> keep(const Api::GuestConfig &config, const Kept &secrets,
                      TaskContext &context) const;
    Result<void> ensure(const Api::GuestConfig &config, TaskContext &context) const;
    Result<QByteArray> image(const cloudinit::Texts &texts, TaskContext &context) const;
    Result<void> removeVolume(const QString &storage, int id) const;

    GuestParts m_parts;
};

//! guest.set as it may be recorded and shown: without the password.
Api::GuestSet withoutPassword(const Api::GuestSet &wish);

} // namespace Atoll
