// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestdocuments.h"

#include <api/guestlifecycle.h>

namespace Atoll {

//! A deleted guest as the store has it: all that restoring needs.
struct DeletedRecord
{
    Api::GuestConfig config;
    QString xml;       //!< the engine's definition, without secrets
    QStringList paths; //!< of its disks, which stay its own
    QDateTime deletedAt;
    QString deletedBy;
    bool keepsVolumes = false;
    static constexpr auto fields()
    {
        using D = DeletedRecord;
        return fieldsOf(field("config", &D::config), field("xml", &D::xml),
                        field("paths", &D::paths), field("deletedAt", &D::deletedAt),
                        field("deletedBy", &D::deletedBy), field("keepsVolumes", &D::keepsVolumes));
    }
};

//! Documents of deleted guests, `/deleted-guests/<id>`. The id stays theirs until they are deleted
//! for good. For workers, but for what takes a list.
class DeletedGuests
{
public:
    struct Entry
    {
        DeletedRecord record;
        qint64 version = 0;
    };

    explicit DeletedGuests(const GuestParts &parts)
        : m_parts(parts)
    {}

    static QString key(int id);
    static QList<Entry> read(const QList<StoredDocument> &documents);
    //! By UUID, id or name.
    static Result<Entry> find(const QList<Entry> &entries, const QString &reference);
    //! As lists show it, under this policy.
    static Api::DeletedGuest infoOf(const DeletedRecord &record, const Api::GuestPolicy &policy);

    Result<QList<Entry>> all() const;
    Result<std::optional<Entry>> findUuid(const QString &uuid) const;
    //! The guest's document becomes a deleted one, in one step.
    Result<qint64> put(const GuestDocument &document, const DeletedRecord &record,
                       const TaskContext &context) const;
    //! And back; the version of the guest's document.
    Result<qint64> bringBack(const Entry &entry, const TaskContext &context) const;
    //! With its id. No error when it is gone.
    Result<void> forget(const Entry &entry, const TaskContext &context) const;

    Result<Api::GuestPolicy> policy() const;
    static Api::GuestPolicy policyOf(const std::optional<StoredDocument> &document);
    Result<void> setPolicy(const Api::GuestPolicy &policy, const TaskContext &context) const;
    static QString policyKey();

private:
    GuestParts m_parts;
};

} // namespace Atoll
