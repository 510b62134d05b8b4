// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestroster.h"

#include "guestsnapshotdocuments.h"

#include <QLoggingCategory>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

Q_LOGGING_CATEGORY(lcRoster, "atoll.agent.guest")

constexpr qsizetype kNotesInList = 500; //!< every listener gets them

} // namespace

GuestRoster::GuestRoster(const QString &node, Hypervisor &hypervisor, ClusterStore &store,
                         Inventory &inventory, QObject *parent)
    : QObject(parent)
    , m_node(node)
    , m_store(store)
    , m_inventory(inventory)
{
    m_store.watch(QString::fromLatin1(kGuestPrefix), this,
                  [this](const StoreEvent &event) { storeChanged(event); });
    m_store.watch(SnapshotDocuments::key(), this, [this](const StoreEvent &event) {
        for (const StoreEvent::Change &change : event.changes)
            readSnapshots(change.key, change.document);
        updateVolumeUse();
    });
    m_store.watch(QString::fromLatin1(kDeletedPrefix), this, [this](const StoreEvent &) {
        loadDeleted();
        updateVolumeUse();
    });
    loadDocuments();
    loadDeleted();
    updateVolumeUse();
    connect(&hypervisor, &Hypervisor::listed, this, &GuestRoster::listed);
    connect(&hypervisor, &Hypervisor::domainsChanged, this, &GuestRoster::domainsChanged);
    connect(&hypervisor, &Hypervisor::lost, this, &GuestRoster::lost);
    connect(&hypervisor, &Hypervisor::domainRemoved, this, [this](const QString &uuid) {
        m_domains.remove(uuid);
        publish(uuid);
        updateVolumeUse();
    });
}

//! What a configuration names is the guest's, whether the hypervisor knows the guest or not.
void GuestRoster::noteVolumes(const Api::GuestConfig &config, VolumeUse &use)
{
    for (const Api::DiskConfig &disk : config.disks) {
        if (!disk.volume.isEmpty())
            use.byName.insert(VolumeUse::nameOf(disk.storage, disk.volume), config.uuid);
    }
}

void GuestRoster::loadDocuments()
{
    for (const StoredDocument &document : m_store.list(QString::fromLatin1(kGuestPrefix)))
        readDocument(document);
    for (const StoredDocument &document : m_store.list(SnapshotDocuments::key()))
        readSnapshots(document.key, document);
    for (const QString &uuid : m_documents.keys())
        publish(uuid);
}

void GuestRoster::readSnapshots(const QString &key, const std::optional<StoredDocument> &document)
{
    m_snapshotUse.remove(key);
    const auto tree = document ? fromJson<SnapshotTree>(document->value, UnknownFields::Ignore)
                               : Result<SnapshotTree>(SnapshotTree{});
    if (!tree)
        return; // it is told when the snapshots are asked for
    for (const SnapshotEntry &entry : tree->entries) {
        for (const SnapshotVolume &volume : entry.volumes())
            m_snapshotUse[key].insert(volume.path, tree->uuid);
    }
}

void GuestRoster::loadDeleted()
{
    m_deletedUse = {};
    for (const StoredDocument &document : m_store.list(QString::fromLatin1(kDeletedPrefix))) {
        const QJsonObject config = document.value.value("config"_L1).toObject();
        const QString uuid = config.value("uuid"_L1).toString();
        for (const QJsonValue &path : document.value.value("paths"_L1).toArray())
            m_deletedUse.byPath.insert(path.toString(), uuid);
        const auto read = fromJson<Api::GuestConfig>(config, UnknownFields::Ignore);
        noteVolumes(read.value_or(Api::GuestConfig{}), m_deletedUse);
    }
}

void GuestRoster::readDocument(const StoredDocument &document)
{
    const auto config = fromJson<Api::GuestConfig>(document.value, UnknownFields::Ignore);
    if (!config) {
        qCWarning(lcRoster).noquote() << document.key << config.error().text;
        return;
    }
    m_documents.insert(config->uuid, {*config, document.version});
    m_uuidOfKey.insert(document.key, config->uuid);
}

void GuestRoster::storeChanged(const StoreEvent &event)
{
    for (const StoreEvent::Change &change : event.changes) {
        const QString former = m_uuidOfKey.take(change.key);
        m_documents.remove(former);
        if (change.document)
            readDocument(*change.document);
        const QString uuid = m_uuidOfKey.value(change.key);
        if (!former.isEmpty())
            publish(former);
        if (!uuid.isEmpty() && uuid != former)
            publish(uuid);
    }
    updateVolumeUse();
}

void GuestRoster::listed(const QList<DomainInfo> &domains)
{
    m_isAway = false;
    m_wasListed = true;
    QHash<QString, DomainInfo> former;
    former.swap(m_domains);
    for (const DomainInfo &domain : domains)
        m_domains.insert(domain.uuid, domain);
    QSet<QString> uuids(former.keyBegin(), former.keyEnd());
    uuids.unite({m_domains.keyBegin(), m_domains.keyEnd()});
    uuids.unite({m_documents.keyBegin(), m_documents.keyEnd()});
    for (const QString &uuid : std::as_const(uuids))
        publish(uuid);
    updateVolumeUse();
}

void GuestRoster::domainsChanged(const QList<DomainInfo> &domains)
{
    bool isUseChanged = false;
    for (const DomainInfo &domain : domains) {
        isUseChanged |= m_domains.value(domain.uuid).diskPaths != domain.diskPaths;
        m_domains.insert(domain.uuid, domain);
        publish(domain.uuid);
    }
    if (isUseChanged)
        updateVolumeUse();
}

void GuestRoster::lost(const QDateTime &since)
{
    m_isAway = true;
    m_awaySince = since;
    QSet<QString> uuids(m_domains.keyBegin(), m_domains.keyEnd());
    uuids.unite({m_documents.keyBegin(), m_documents.keyEnd()});
    for (const QString &uuid : std::as_const(uuids))
        publish(uuid);
}

Api::GuestInfo GuestRoster::infoOf(const QString &uuid) const
{
    const DomainInfo domain = m_domains.value(uuid);
    Api::GuestInfo info;
    info.uuid = uuid;
    info.node = m_node;
    info.name = domain.name;
    info.state = m_domains.contains(uuid) ? domain.state : Api::GuestState::Stopped;
    info.stateSince = domain.stateSince;
    info.isPersistent = domain.isPersistent;
    info.cpus = domain.cpus;
    info.memoryBytes = domain.memoryBytes;
    info.osName = domain.osName;
    info.addresses = domain.addresses;
    info.macs = domain.macs;
    info.notes = domain.description.left(kNotesInList);
    info.displayKind = domain.displayKind;
    info.hasSpice = domain.hasSpice;
    info.hasSerial = domain.hasSerial;
    info.hasPending = domain.hasPending;
    if (m_isAway) {
        info.state = Api::GuestState::Unknown;
        info.stateSince = m_awaySince;
        info.addresses.clear();
    }
    const auto document = m_documents.constFind(uuid);
    if (document == m_documents.constEnd())
        return info;
    const Api::GuestConfig &config = document->config;
    info.isManaged = true;
    info.id = config.id;
    info.name = config.name;
    info.isProtected = config.isProtected;
    info.isTemplate = config.isTemplate;
    info.tags = config.tags;
    info.notes = config.description.left(kNotesInList);
    if (info.macs.isEmpty()) {
        for (const Api::NicConfig &nic : config.nics)
            info.macs += nic.mac;
    }
    info.version = document->version;
    if (!info.cpus)
        info.cpus = config.cpu.sockets * config.cpu.cores;
    if (!info.memoryBytes)
        info.memoryBytes = config.memoryBytes;
    return info;
}

void GuestRoster::publish(const QString &uuid)
{
    if (!m_domains.contains(uuid) && !m_documents.contains(uuid)) {
        m_inventory.removeGuest(uuid);
        const std::lock_guard lock(m_mutex);
        m_index.remove(uuid);
        return;
    }
    const Api::GuestInfo info = infoOf(uuid);
    m_inventory.setGuest(info);
    const std::lock_guard lock(m_mutex);
    m_index.insert(uuid, info);
    m_published.notify_all();
}

bool GuestRoster::waitUntilManaged(const QString &uuid, std::chrono::milliseconds patience) const
{
    std::unique_lock lock(m_mutex);
    return m_published.wait_for(lock, patience, [&] { return m_index.value(uuid).isManaged; });
}

Result<Api::GuestInfo> GuestRoster::find(const QString &reference) const
{
    const std::lock_guard lock(m_mutex);
    if (const auto it = m_index.constFind(reference); it != m_index.constEnd())
        return *it;
    bool isNumber = false;
    const int id = reference.toInt(&isNumber);
    QList<Api::GuestInfo> named;
    for (const Api::GuestInfo &info : m_index) {
        if (isNumber && id > 0 && info.id == id)
            return info;
        if (info.name == reference)
            named.append(info);
    }
    if (named.size() == 1)
        return named.first();
    if (named.isEmpty())
        return fail(ErrorCode::NotFound, u"there is no guest “%1”"_s.arg(reference),
                    u"Name it by id, UUID or name, as guest.list shows them"_s,
                    {{u"field"_s, u"guest"_s}});
    return fail(ErrorCode::InvalidParams,
                u"%1 guests are named “%2”"_s.arg(named.size()).arg(reference),
                u"Use the id or the UUID"_s, {{u"field"_s, u"guest"_s}});
}

QList<Api::GuestInfo> GuestRoster::all() const
{
    const std::lock_guard lock(m_mutex);
    return m_index.values();
}

std::optional<Api::GuestConfig> GuestRoster::document(const QString &uuid) const
{
    const auto it = m_documents.constFind(uuid);
    return it == m_documents.constEnd() ? std::nullopt : std::optional(it->config);
}

VolumeUse GuestRoster::volumeUse() const
{
    const std::lock_guard lock(m_mutex);
    return m_volumeUse;
}

void GuestRoster::updateVolumeUse()
{
    VolumeUse use = m_deletedUse;
    use.isComplete = m_wasListed;
    for (const QHash<QString, QString> &kept : std::as_const(m_snapshotUse))
        use.byPath.insert(kept);
    for (const Document &document : std::as_const(m_documents))
        noteVolumes(document.config, use);
    for (const DomainInfo &domain : std::as_const(m_domains)) {
        for (const QString &path : domain.diskPaths)
            use.byPath.insert(path, domain.uuid);
    }
    {
        const std::lock_guard lock(m_mutex);
        m_volumeUse = use;
    }
    Q_EMIT volumeUseChanged();
}

} // namespace Atoll
