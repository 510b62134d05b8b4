// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "deletedguests.h"

#include <tasks/taskcontext.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr int kDeadlineMs = 20'000;

QDeadlineTimer deadline() { return QDeadlineTimer(kDeadlineMs); }

QString authorOf(const TaskContext &context)
{
    return context.user().isEmpty() ? u"agent"_s : context.user();
}

QString idKey(int id) { return u"/guest-ids/"_s + QString::number(id); }

} // namespace

QString DeletedGuests::key(int id)
{
    return QString::fromLatin1(kDeletedPrefix) + QString::number(id);
}

QString DeletedGuests::policyKey() { return u"/settings/guest-policy"_s; }

QList<DeletedGuests::Entry> DeletedGuests::read(const QList<StoredDocument> &documents)
{
    QList<Entry> entries;
    for (const StoredDocument &document : documents) {
        const auto record = fromJson<DeletedRecord>(document.value, UnknownFields::Ignore);
        if (record)
            entries.append({*record, document.version});
    }
    return entries;
}

Result<DeletedGuests::Entry> DeletedGuests::find(const QList<Entry> &entries,
                                                 const QString &reference)
{
    QList<Entry> named;
    for (const Entry &entry : entries) {
        const Api::GuestConfig &config = entry.record.config;
        if (config.uuid == reference || QString::number(config.id) == reference)
            return entry;
        if (config.name == reference)
            named.append(entry);
    }
    if (named.size() == 1)
        return named.first();
    if (named.isEmpty())
        return fail(ErrorCode::NotFound, u"there is no deleted guest “%1”"_s.arg(reference),
                    u"guest.deleted.list shows those that can be restored."_s,
                    {{u"field"_s, u"guest"_s}});
    return fail(ErrorCode::InvalidParams,
                u"%1 deleted guests were named “%2”"_s.arg(named.size()).arg(reference),
                u"Use the id or the UUID"_s, {{u"field"_s, u"guest"_s}});
}

Api::DeletedGuest DeletedGuests::infoOf(const DeletedRecord &record, const Api::GuestPolicy &policy)
{
    Api::DeletedGuest info;
    info.id = record.config.id;
    info.uuid = record.config.uuid;
    info.name = record.config.name;
    info.deletedAt = record.deletedAt;
    info.deletedBy = record.deletedBy;
    info.purgedAt = record.deletedAt.addDays(policy.keepsDeletedDays);
    info.keepsVolumes = record.keepsVolumes;
    for (const Api::DiskConfig &disk : record.config.disks) {
        if (disk.kind != Api::DiskKind::Disk || disk.volume.isEmpty())
            continue;
        info.sizeBytes += disk.sizeBytes;
        info.volumes += disk.storage + u'/' + disk.volume;
    }
    return info;
}

Result<QList<DeletedGuests::Entry>> DeletedGuests::all() const
{
    const auto documents = m_parts.store.readAll(QString::fromLatin1(kDeletedPrefix), deadline());
    return documents ? Result<QList<Entry>>(read(*documents)) : fail(documents.error());
}

Result<std::optional<DeletedGuests::Entry>> DeletedGuests::findUuid(const QString &uuid) const
{
    const auto entries = all();
    if (!entries)
        return fail(entries.error());
    for (const Entry &entry : *entries) {
        if (entry.record.config.uuid == uuid)
            return std::optional(entry);
    }
    return std::optional<Entry>();
}

Result<qint64> DeletedGuests::put(const GuestDocument &document, const DeletedRecord &record,
                                  const TaskContext &context) const
{
    const int id = document.config.id;
    return m_parts.store.commit({{StoreOperation::remove(GuestDocuments::key(id), document.version),
                                  StoreOperation::put(key(id), 0, toJsonObject(record))},
                                 authorOf(context),
                                 context.requestId()},
                                deadline());
}

Result<qint64> DeletedGuests::bringBack(const Entry &entry, const TaskContext &context) const
{
    const Api::GuestConfig &config = entry.record.config;
    return m_parts.store.commit(
        {{StoreOperation::remove(key(config.id), entry.version),
          StoreOperation::put(GuestDocuments::key(config.id), 0, toJsonObject(config))},
         authorOf(context),
         context.requestId()},
        deadline());
}

Result<void> DeletedGuests::forget(const Entry &entry, const TaskContext &context) const
{
    const Api::GuestConfig &config = entry.record.config;
    QList<StoreOperation> operations{StoreOperation::remove(key(config.id), entry.version)};
    const auto id = m_parts.store.read(idKey(config.id), deadline());
    if (id && id->value.value("uuid"_L1).toString() == config.uuid)
        operations.append(StoreOperation::remove(idKey(config.id), id->version));
    else if (!id && id.error().code != ErrorCode::NotFound)
        return fail(id.error());
    const auto gone =
        m_parts.store.commit({operations, authorOf(context), context.requestId()}, deadline());
    return gone ? Result<void>() : fail(gone.error());
}

Api::GuestPolicy DeletedGuests::policyOf(const std::optional<StoredDocument> &document)
{
    if (!document)
        return {};
    return fromJson<Api::GuestPolicy>(document->value, UnknownFields::Ignore)
        .value_or(Api::GuestPolicy{});
}

Result<Api::GuestPolicy> DeletedGuests::policy() const
{
    const auto document = m_parts.store.read(policyKey(), deadline());
    if (document)
        return policyOf(*document);
    return document.error().code == ErrorCode::NotFound
               ? Result<Api::GuestPolicy>(Api::GuestPolicy{})
               : fail(document.error());
}

Result<void> DeletedGuests::setPolicy(const Api::GuestPolicy &policy,
                                      const TaskContext &context) const
{
    const auto written = m_parts.store.update(
        policyKey(), authorOf(context), context.requestId(),
        [&policy](const QJsonObject &) -> Result<QJsonObject> { return toJsonObject(policy); },
        deadline());
    return written ? Result<void>() : fail(written.error());
}

} // namespace Atoll
