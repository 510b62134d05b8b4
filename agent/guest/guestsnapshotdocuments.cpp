// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestsnapshotdocuments.h"

#include <tasks/taskcontext.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr int kDeadlineMs = 20'000;

QDeadlineTimer deadline() { return QDeadlineTimer(kDeadlineMs); }

} // namespace

QList<SnapshotVolume> SnapshotEntry::volumes() const
{
    QList<SnapshotVolume> all = disks;
    for (const SnapshotVolume &other : {memory, firmware}) {
        if (!other.volume.isEmpty())
            all += other;
    }
    return all;
}

SnapshotEntry *SnapshotTree::find(const QString &name)
{
    const auto it = std::find_if(entries.begin(), entries.end(),
                                 [&](const SnapshotEntry &entry) { return entry.name == name; });
    return it == entries.end() ? nullptr : &*it;
}

const SnapshotEntry *SnapshotTree::find(const QString &name) const
{
    return const_cast<SnapshotTree *>(this)->find(name);
}

bool SnapshotTree::needs(const SnapshotVolume &volume) const
{
    return std::any_of(entries.begin(), entries.end(), [&](const SnapshotEntry &entry) {
        const QList<SnapshotVolume> all = entry.volumes();
        return std::any_of(all.begin(), all.end(),
                           [&](const SnapshotVolume &other) { return other.isSame(volume); });
    });
}

bool SnapshotTree::hasChains() const
{
    return !layers.isEmpty()
           || std::any_of(entries.begin(), entries.end(),
                          [](const SnapshotEntry &entry) { return entry.isExternal(); });
}

bool SnapshotTree::hasInternal() const
{
    return std::any_of(entries.begin(), entries.end(),
                       [](const SnapshotEntry &entry) { return !entry.isExternal(); });
}

QStringList SnapshotTree::below(const QString &name) const
{
    QStringList all{name};
    for (qsizetype i = 0; i < all.size(); ++i) {
        for (const SnapshotEntry &entry : entries) {
            if (entry.parent == all.at(i) && !all.contains(entry.name))
                all += entry.name;
        }
    }
    return all;
}

QString SnapshotDocuments::key() { return u"/guest-snapshots/"_s; }

QString SnapshotDocuments::key(int id) { return key() + QString::number(id); }

Result<SnapshotDocument> SnapshotDocuments::read(const Api::GuestConfig &config) const
{
    SnapshotDocument none;
    none.tree.uuid = config.uuid;
    const auto document = m_parts.store.read(key(config.id), deadline());
    if (!document && document.error().code == ErrorCode::NotFound)
        return none;
    if (!document)
        return fail(document.error());
    const auto tree = fromJson<SnapshotTree>(document->value, UnknownFields::Ignore);
    if (!tree)
        return fail(tree.error());
    none.version = document->version;
    if (tree->uuid != config.uuid)
        return none; // of a guest that had this id before
    return SnapshotDocument{*tree, document->version};
}

Result<void> SnapshotDocuments::write(SnapshotDocument &document, const TaskContext &context,
                                      int id, GuestDocument *guest) const
{
    document.tree.lastTask = context.id();
    QList<StoreOperation> operations{
        StoreOperation::put(key(id), document.version, toJsonObject(document.tree))};
    if (guest)
        operations += StoreOperation::put(GuestDocuments::key(guest->config.id), guest->version,
                                          toJsonObject(guest->config));
    const QString author = context.user().isEmpty() ? u"agent"_s : context.user();
    const auto version =
        m_parts.store.commit({operations, author, context.requestId()}, deadline());
    if (!version)
        return fail(version.error());
    document.version = *version;
    if (guest)
        guest->version = *version;
    return {};
}

} // namespace Atoll
