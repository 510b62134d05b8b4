// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestdocuments.h"

#include "guestrules.h"

#include <tasks/rollback.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr int kDeadlineMs = 20'000;
const QString kIdPrefix = u"/guest-ids/"_s;

QDeadlineTimer deadline() { return QDeadlineTimer(kDeadlineMs); }

QString idKey(int id) { return kIdPrefix + QString::number(id); }

bool isTaken(const Error &error)
{
    return error.code == ErrorCode::AlreadyExists || error.code == ErrorCode::Conflict;
}

StoreTransaction transaction(const TaskContext &context, QList<StoreOperation> operations)
{
    return {std::move(operations), context.user().isEmpty() ? u"agent"_s : context.user(),
            context.requestId()};
}

//! Version of a document, or 0 when there is none or it is another guest's.
Result<qint64> versionFor(ClusterStore &store, const QString &key, const QString &uuid)
{
    const auto document = store.read(key, deadline());
    if (!document && document.error().code == ErrorCode::NotFound)
        return 0;
    if (!document)
        return fail(document.error());
    return document->value.value("uuid"_L1).toString() == uuid ? document->version : 0;
}

} // namespace

QString GuestDocuments::key(int id)
{
    return QString::fromLatin1(kGuestPrefix) + QString::number(id);
}

Result<std::optional<GuestDocument>> GuestDocuments::find(const QString &uuid) const
{
    const auto info = m_parts.roster.find(uuid);
    if (!info || !info->isManaged)
        return std::optional<GuestDocument>();
    const auto document = m_parts.store.read(key(info->id), deadline());
    if (!document && document.error().code == ErrorCode::NotFound)
        return std::optional<GuestDocument>();
    if (!document)
        return fail(document.error());
    const auto config = fromJson<Api::GuestConfig>(document->value, UnknownFields::Ignore);
    if (!config)
        return fail(config.error());
    if (config->uuid != uuid)
        return std::optional<GuestDocument>();
    return GuestDocument{*config, document->version};
}

Result<GuestDocument> GuestDocuments::managed(const QString &uuid) const
{
    const auto document = find(uuid);
    if (!document)
        return fail(document.error());
    if (!*document)
        return fail(ErrorCode::InvalidState, u"the guest is not managed by Atoll"_s,
                    u"Adopt it first; then it can be changed here."_s);
    return **document;
}

Result<int> GuestDocuments::reserveId(int wanted, const QString &uuid, TaskContext &context,
                                      Rollback &rollback) const
{
    QSet<int> used;
    for (const QString &prefix : {QString::fromLatin1(kGuestPrefix), kIdPrefix}) {
        const auto documents = m_parts.store.readAll(prefix, deadline());
        if (!documents)
            return fail(documents.error());
        for (const StoredDocument &document : *documents)
            used.insert(document.key.section(u'/', -1).toInt());
    }
    for (int id = wanted ? wanted : guestrules::kFirstId;; ++id) {
        if (used.contains(id) && wanted)
            return fail(ErrorCode::AlreadyExists, u"the id %1 is in use"_s.arg(id),
                        u"Leave the id out to get a free one."_s, {{u"field"_s, u"id"_s}});
        if (used.contains(id))
            continue;
        const auto noted = rollback.intend(u"guest.id"_s, {{u"id"_s, id}, {u"uuid"_s, uuid}});
        if (!noted)
            return fail(noted.error());
        const auto put = m_parts.store.commit(
            transaction(context, {StoreOperation::put(idKey(id), 0, {{u"uuid"_s, uuid}}),
                                  StoreOperation::check(key(id), 0)}),
            deadline());
        if (put)
            return id;
        if (!isTaken(put.error()))
            return fail(put.error());
        used.insert(id--); // somebody was faster: look at this one again, and go on
    }
}

Result<qint64> GuestDocuments::put(const Api::GuestConfig &config, qint64 expected,
                                   const TaskContext &context) const
{
    return m_parts.store.commit(
        transaction(context, {StoreOperation::put(key(config.id), expected, toJsonObject(config))}),
        deadline());
}

Result<void> GuestDocuments::remove(int id, const QString &uuid, const TaskContext &context) const
{
    QList<StoreOperation> operations;
    for (const QString &name : {key(id), idKey(id)}) {
        const auto version = versionFor(m_parts.store, name, uuid);
        if (!version)
            return fail(version.error());
        if (*version)
            operations.append(StoreOperation::remove(name, *version));
    }
    if (operations.isEmpty())
        return {};
    const auto removed = m_parts.store.commit(transaction(context, operations), deadline());
    return removed ? Result<void>() : fail(removed.error());
}

Result<void> GuestDocuments::releaseId(int id, const QString &uuid,
                                       const TaskContext &context) const
{
    const auto version = versionFor(m_parts.store, idKey(id), uuid);
    if (!version)
        return fail(version.error());
    if (!*version)
        return {};
    const auto removed = m_parts.store.commit(
        transaction(context, {StoreOperation::remove(idKey(id), *version)}), deadline());
    return removed ? Result<void>() : fail(removed.error());
}

Result<void> GuestDocuments::checkVersion(const GuestDocument &document, qint64 version,
                                          const TaskContext &context) const
{
    if (document.version == version)
        return {};
    if (version < 1) // a check for a document that is not there
        return fail(invalidField(
            u"version"_s, u"must be the one that you saw; it is %1 now"_s.arg(document.version)));
    const auto checked = m_parts.store.commit(
        transaction(context, {StoreOperation::check(key(document.config.id), version)}),
        deadline());
    if (!checked)
        return fail(checked.error());
    return {};
}

} // namespace Atoll
