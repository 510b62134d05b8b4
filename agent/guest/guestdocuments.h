// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestparts.h"

#include <api/guestconfig.h>

namespace Atoll {

class Rollback;
class TaskContext;

//! A guest's configuration as the store has it.
struct GuestDocument
{
    Api::GuestConfig config;
    qint64 version = 0;
};

//! Documents of guests: `/guests/<id>`, and `/guest-ids/<id>`, which keeps an id for one guest
//! while its volumes are made. For workers: everything blocks.
class GuestDocuments
{
public:
    explicit GuestDocuments(const GuestParts &parts)
        : m_parts(parts)
    {}

    static QString key(int id);

    //! None when the guest is not managed.
    Result<std::optional<GuestDocument>> find(const QString &uuid) const;
    //! NotFound with a hint when it is not managed.
    Result<GuestDocument> managed(const QString &uuid) const;
    //! `wanted`, or the lowest that is free. Undone by the rollback.
    Result<int> reserveId(int wanted, const QString &uuid, TaskContext &context,
                          Rollback &rollback) const;
    Result<qint64> put(const Api::GuestConfig &config, qint64 expected,
                       const TaskContext &context) const;
    //! With the id, which is free again. No error when it is gone.
    Result<void> remove(int id, const QString &uuid, const TaskContext &context) const;
    //! Gives an id back that has no guest.
    Result<void> releaseId(int id, const QString &uuid, const TaskContext &context) const;
    //! What somebody changed since `version`, as Conflict.
    Result<void> checkVersion(const GuestDocument &document, qint64 version,
                              const TaskContext &context) const;

private:
    GuestParts m_parts;
};

} // namespace Atoll
