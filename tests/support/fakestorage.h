// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <storage/storagelookup.h>

#include <condition_variable>
#include <map>
#include <mutex>

namespace Atoll {

//! A storage in memory that can be made to hang or to be full.
class FakeStorage : public StorageDriver
{
public:
    explicit FakeStorage(const QString &name) { m_config = {name, QStringLiteral("fake"), {}}; }

    //! While true, every call blocks.
    void setHanging(bool isHanging)
    {
        const std::lock_guard lock(m_mutex);
        m_isHanging = isHanging;
        m_wake.notify_all();
    }
    //! Bytes that all volumes together may take.
    void setTotalBytes(qint64 bytes)
    {
        const std::lock_guard lock(m_mutex);
        m_totalBytes = bytes;
    }
    void add(const QString &name, Api::VolumeFormat format, qint64 sizeBytes)
    {
        const std::lock_guard lock(m_mutex);
        m_volumes[name] = {m_config.name, name, format, sizeBytes, sizeBytes, {}};
    }

    const StorageConfig &config() const override { return m_config; }
    StorageCapabilities capabilities() const override
    {
        return {.formats = {Api::VolumeFormat::Qcow2, Api::VolumeFormat::Raw}, .isThin = true};
    }
    Result<void> activate() override
    {
        const auto lock = enter();
        return {};
    }
    Result<StorageStatus> status() override
    {
        const auto lock = enter();
        return StorageStatus{m_totalBytes, m_totalBytes - used()};
    }
    Result<QList<Api::VolumeInfo>> volumes() override
    {
        const auto lock = enter();
        QList<Api::VolumeInfo> all;
        for (const auto &[name, info] : m_volumes)
            all += info;
        return all;
    }
    Result<Api::VolumeInfo> volume(const QString &name) override
    {
        const auto lock = enter();
        const auto it = m_volumes.find(name);
        if (it == m_volumes.end())
            return fail(ErrorCode::NotFound, QStringLiteral("no volume ") + name);
        return it->second;
    }
    Result<Api::VolumeInfo> create(const VolumeSpec &spec, const WorkContext &context) override
    {
        const auto lock = enter();
        if (m_volumes.contains(spec.name))
            return fail(ErrorCode::AlreadyExists, QStringLiteral("there is already ") + spec.name);
        if (used() + spec.sizeBytes > m_totalBytes)
            return fail(ErrorCode::NoSpace, QStringLiteral("the storage is full"));
        if (context.progress)
            context.progress(spec.sizeBytes, spec.sizeBytes);
        const qint64 allocated = spec.isPreallocated ? spec.sizeBytes : 0;
        return m_volumes[spec.name] = {m_config.name,  spec.name, spec.format,
                                       spec.sizeBytes, allocated, {}};
    }
    Result<Api::VolumeInfo> put(const QString &name, const QByteArray &bytes) override
    {
        const auto lock = enter();
        contents[name] = bytes;
        return m_volumes[name] = {m_config.name, name,         Api::VolumeFormat::Iso,
                                  bytes.size(),  bytes.size(), {}};
    }
    Result<std::unique_ptr<VolumeDraft>> draft(const DraftSpec &) override
    {
        return fail(ErrorCode::Unsupported, QStringLiteral("a storage in memory has no files"));
    }
    Result<void> remove(const QString &name) override
    {
        const auto lock = enter();
        m_volumes.erase(name);
        return {};
    }
    Result<Api::VolumeInfo> rename(const QString &name, const QString &newName) override
    {
        const auto lock = enter();
        auto node = m_volumes.extract(name);
        if (node.empty())
            return fail(ErrorCode::NotFound, QStringLiteral("no volume ") + name);
        node.key() = newName;
        node.mapped().name = newName;
        m_volumes.insert(std::move(node));
        return m_volumes[newName];
    }
    Result<Api::VolumeInfo> resize(const QString &name, qint64 sizeBytes) override
    {
        const auto lock = enter();
        m_volumes[name].sizeBytes = sizeBytes;
        return m_volumes[name];
    }
    Result<VolumeSource> source(const QString &name) override
    {
        const Result<Api::VolumeInfo> info = volume(name);
        if (!info)
            return fail(info.error());
        VolumeSource source;
        source.format = info->format;
        source.path = QStringLiteral("/fake/%1/%2").arg(m_config.name, name);
        return source;
    }
    Result<void> vet(const QString &) override { return {}; }
    QString volumeAt(const QString &path) const override
    {
        const QString prefix = QStringLiteral("/fake/%1/").arg(m_config.name);
        return path.startsWith(prefix) ? path.mid(prefix.size()) : QString();
    }

    std::map<QString, QByteArray> contents; //!< of what was put

private:
    std::unique_lock<std::mutex> enter()
    {
        std::unique_lock lock(m_mutex);
        m_wake.wait(lock, [this] { return !m_isHanging; });
        return lock;
    }
    qint64 used() const
    {
        qint64 sum = 0;
        for (const auto &[name, info] : m_volumes)
            sum += info.sizeBytes;
        return sum;
    }

    StorageConfig m_config;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::map<QString, Api::VolumeInfo> m_volumes;
    bool m_isHanging = false;
    qint64 m_totalBytes = 1LL << 40;
};

//! Storages by name, for tests of what uses them.
class FakeStorageLookup : public StorageLookup
{
public:
    std::map<QString, std::shared_ptr<StorageDriver>> storages;

    Result<std::shared_ptr<StorageDriver>> storage(const QString &name) const override
    {
        const auto it = storages.find(name);
        if (it == storages.end())
            return fail(ErrorCode::NotFound, QStringLiteral("no storage ") + name);
        return it->second;
    }
    QStringList storageNames() const override
    {
        QStringList names;
        for (const auto &[name, driver] : storages)
            names += name;
        return names;
    }
};

} // namespace Atoll
