// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storageservice.h"

#include "dirstorage.h"

#include <core/units.h>
#include <inventory/inventory.h>
#include <store/clusterstore.h>

#include <QDir>
#include <QLoggingCategory>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

Q_LOGGING_CATEGORY(lcStorage, "atoll.agent.storage")

const auto kPrefix = u"/storages/"_s;
const auto kLocal = u"local"_s;
//! Files come in bursts; one look is enough for them.
constexpr std::chrono::milliseconds kSettle{300};
//! Smaller changes of the used space are not worth an event to every desktop.
constexpr qint64 kReported = 1 * units::MiB;

qint64 rounded(qint64 bytes) { return (bytes + kReported / 2) / kReported * kReported; }

Result<std::unique_ptr<StorageDriver>> makeDriver(const StorageConfig &config,
                                                  ProcessRunner &runner)
{
    if (config.type == "dir"_L1)
        return DirStorage::create(config, runner);
    return fail(ErrorCode::Unsupported,
                u"storages of type %1 are not supported by this version"_s.arg(config.type));
}

} // namespace

StorageService::StorageService(const Options &options, ClusterStore *store, ProcessRunner *runner,
                               Inventory *inventory, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_store(store)
    , m_runner(runner)
    , m_inventory(inventory)
{
    // Waits only; each storage has at most one look under way.
    m_workers.setMaxThreadCount(64);
    m_workers.setExpiryTimeout(5'000);
    m_workers.setObjectName(u"storage"_s);
    connect(&m_watch, &DirectoryWatch::changed, this, [this](const QString &path) {
        for (const auto &[name, entry] : m_entries) {
            if (entry.config.path == path)
                m_touched += name;
        }
        if (!m_soon.isActive())
            m_soon.start(kSettle);
    });
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, [this] {
        for (const QString &name : std::exchange(m_touched, {}))
            refresh(name);
    });
    connect(&m_timer, &QTimer::timeout, this, [this] { refresh(); });
    m_timer.start(m_options.interval);
    if (m_store)
        m_store->watch(kPrefix, this, [this](const StoreEvent &) { load(); });
    load();
}

StorageService::~StorageService() { m_workers.waitForDone(); }

void StorageService::load()
{
    std::map<QString, StorageConfig> configs;
    configs[kLocal] = {kLocal, u"dir"_s, m_options.localPath};
    const QList<StoredDocument> documents =
        m_store ? m_store->list(kPrefix) : QList<StoredDocument>();
    for (const StoredDocument &document : documents) {
        const QString name = document.key.mid(kPrefix.size());
        auto config = fromJson<StorageConfig>(document.value, UnknownFields::Ignore);
        if (!config) {
            qCWarning(lcStorage).noquote() << document.key << config.error().text;
            continue;
        }
        config->name = name;
        configs[name] = *config;
    }
    QList<StorageConfig> list;
    for (const auto &[name, config] : configs)
        list += config;
    apply(list);
}

void StorageService::apply(const QList<StorageConfig> &configs)
{
    std::map<QString, Entry> entries;
    for (const StorageConfig &config : configs) {
        const auto known = m_entries.find(config.name);
        if (known != m_entries.end() && known->second.config == config)
            entries[config.name] = known->second;
        else
            entries[config.name] = makeEntry(config);
    }
    for (const auto &[name, entry] : m_entries) {
        const auto kept = entries.find(name);
        if (kept == entries.end() || kept->second.driver != entry.driver)
            m_watch.remove(entry.config.path);
    }
    m_entries = std::move(entries);
    {
        const std::lock_guard lock(m_mutex);
        m_drivers.clear();
        for (const auto &[name, entry] : m_entries) {
            if (entry.driver)
                m_drivers.insert(name, entry.driver);
        }
    }
    for (auto &[name, entry] : m_entries)
        look(entry);
    report();
}

StorageService::Entry StorageService::makeEntry(const StorageConfig &config) const
{
    Entry entry;
    entry.config = config;
    entry.info.name = config.name;
    entry.info.node = m_options.nodeName;
    entry.info.type = config.type;
    entry.info.path = config.path;
    if (!config.isEnabled) {
        entry.info.problem = u"It is switched off"_s;
        return entry;
    }
    auto driver = makeDriver(config, *m_runner);
    if (driver)
        entry.driver = std::make_shared<GuardedStorage>(std::move(*driver), m_options.deadlines);
    else
        entry.info.problem = driver.error().sentence();
    return entry;
}

void StorageService::refresh(const QString &name)
{
    for (auto &[entryName, entry] : m_entries) {
        if (name.isEmpty() || name == entryName)
            look(entry);
    }
}

void StorageService::look(Entry &entry)
{
    if (!entry.driver)
        return;
    if (entry.isLooking) {
        entry.isStale = true;
        return;
    }
    entry.isLooking = true;
    // What was killed while it was made is cleaned up when a storage comes (back).
    const bool activates = !entry.info.isActive;
    const bool makesDirectory =
        activates && entry.config.name == kLocal && entry.config.path == m_options.localPath;
    m_workers.start([this, driver = entry.driver, activates, makesDirectory] {
        Look seen;
        const StorageConfig &config = driver->config();
        if (makesDirectory)
            QDir().mkpath(config.path);
        if (const auto active = activates ? driver->activate() : Result<void>(); !active)
            seen.problem = active.error();
        else if (const auto status = driver->status(); !status)
            seen.problem = status.error();
        else
            seen.status = *status;
        if (!seen.problem && activates && config.type == "dir"_L1)
            m_watch.add(config.path);
        QMetaObject::invokeMethod(
            this, [this, driver, seen] { finishLook(driver->config().name, driver, seen); },
            Qt::QueuedConnection);
    });
}

void StorageService::finishLook(const QString &name, const std::shared_ptr<GuardedStorage> &driver,
                                const Look &seen)
{
    const auto found = m_entries.find(name);
    if (found == m_entries.end() || found->second.driver != driver)
        return; // its configuration changed meanwhile
    Entry &entry = found->second;
    entry.isLooking = false;
    Api::StorageInfo &info = entry.info;
    const bool wasActive = info.isActive;
    info.isActive = !seen.problem;
    info.problem = seen.problem ? seen.problem->sentence() : QString();
    if (info.isActive) {
        info.totalBytes = seen.status.totalBytes;
        info.usedBytes = rounded(seen.status.totalBytes - seen.status.freeBytes);
    } else if (wasActive) {
        qCWarning(lcStorage).noquote() << name << info.problem;
    }
    report();
    if (std::exchange(entry.isStale, false))
        look(entry);
}

void StorageService::report()
{
    if (m_inventory)
        m_inventory->setStorages(m_options.nodeName, infos());
}

QList<Api::StorageInfo> StorageService::infos() const
{
    QList<Api::StorageInfo> infos;
    for (const auto &[name, entry] : m_entries)
        infos += entry.info;
    return infos;
}

void StorageService::setVolumeUse(const VolumeUse &use)
{
    const std::lock_guard lock(m_mutex);
    m_volumeUse = use;
}

Result<std::shared_ptr<StorageDriver>> StorageService::storage(const QString &name) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_drivers.constFind(name);
    if (found != m_drivers.constEnd())
        return *found;
    return fail(ErrorCode::NotFound,
                u"there is no usable storage %1 on node %2"_s.arg(name, m_options.nodeName));
}

QStringList StorageService::storageNames() const
{
    const std::lock_guard lock(m_mutex);
    QStringList names = m_drivers.keys();
    names.sort();
    return names;
}

bool StorageService::isUseKnown() const
{
    const std::lock_guard lock(m_mutex);
    return m_volumeUse.isComplete;
}

QString StorageService::userOf(StorageDriver &driver, const QString &volume) const
{
    const std::lock_guard lock(m_mutex);
    for (auto it = m_volumeUse.byPath.constBegin(); it != m_volumeUse.byPath.constEnd(); ++it) {
        if (driver.volumeAt(it.key()) == volume)
            return it.value();
    }
    return m_volumeUse.byName.value(VolumeUse::nameOf(driver.config().name, volume));
}

Result<QList<Api::VolumeInfo>> StorageService::volumes(const QString &storageName) const
{
    const auto driver = storage(storageName);
    if (!driver)
        return fail(driver.error());
    Result<QList<Api::VolumeInfo>> volumes = (*driver)->volumes();
    if (!volumes)
        return volumes;
    QHash<QString, QString> users;
    {
        const std::lock_guard lock(m_mutex);
        for (const Api::VolumeInfo &info : std::as_const(*volumes)) {
            const QString name = VolumeUse::nameOf(storageName, info.name);
            if (const auto user = m_volumeUse.byName.constFind(name);
                user != m_volumeUse.byName.constEnd())
                users.insert(info.name, *user);
        }
        for (auto it = m_volumeUse.byPath.constBegin(); it != m_volumeUse.byPath.constEnd(); ++it) {
            if (const QString volume = (*driver)->volumeAt(it.key()); !volume.isEmpty())
                users.insert(volume, it.value());
        }
    }
    for (Api::VolumeInfo &info : *volumes)
        info.usedBy = users.value(info.name);
    return volumes;
}

Result<void> StorageService::mayDeleteVolume(const Api::VolumeRef &ref) const
{
    const auto driver = storage(ref.storage);
    if (!driver)
        return fail(driver.error());
    if (const auto info = (*driver)->volume(ref.volume); !info)
        return fail(info.error());
    const QString user = userOf(**driver, ref.volume);
    if (user.isEmpty() && !isUseKnown())
        return fail(
            ErrorCode::EngineUnavailable,
            u"whether a guest has volume %1 is not known: the hypervisor has not listed its "
            "guests yet"_s.arg(ref.volume),
            u"See whether libvirtd runs on the node."_s);
    if (user.isEmpty())
        return {};
    return fail(ErrorCode::InvalidState, u"volume %1 belongs to a guest"_s.arg(ref.volume),
                u"Delete the guest, or take the disk from it first"_s, {{u"guest"_s, user}});
}

Result<void> StorageService::deleteVolume(const Api::VolumeRef &ref) const
{
    if (const auto allowed = mayDeleteVolume(ref); !allowed)
        return allowed;
    return (*storage(ref.storage))->remove(ref.volume);
}

} // namespace Atoll
