// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestbench.h"

#include <storage/dirstorage.h>
#include <support/fakehypervisor.h>
#include <system/localprocessrunner.h>

#include <QDir>

#include <signal.h>
#include <unistd.h>

namespace Atoll {

//! Passes everything on to a real storage, but may be the end of the process.
class DeadlyStorage : public StorageDriver
{
public:
    DeadlyStorage(std::unique_ptr<DirStorage> storage, const QString &point)
        : m_storage(std::move(storage))
        , m_point(point)
    {}

    const StorageConfig &config() const override { return m_storage->config(); }
    StorageCapabilities capabilities() const override { return m_storage->capabilities(); }
    Result<void> activate() override { return m_storage->activate(); }
    Result<StorageStatus> status() override { return m_storage->status(); }
    Result<QList<Api::VolumeInfo>> volumes() override { return m_storage->volumes(); }
    Result<Api::VolumeInfo> volume(const QString &name) override { return m_storage->volume(name); }
    Result<Api::VolumeInfo> create(const VolumeSpec &spec, const WorkContext &context) override
    {
        dieAt(QStringLiteral("volume"));
        auto made = m_storage->create(spec, context);
        dieAt(QStringLiteral("volume+"));
        return made;
    }
    Result<std::unique_ptr<VolumeDraft>> draft(const DraftSpec &spec) override
    {
        return m_storage->draft(spec);
    }
    Result<Api::VolumeInfo> rename(const QString &name, const QString &newName) override
    {
        return m_storage->rename(name, newName);
    }
    Result<void> remove(const QString &name) override
    {
        dieAt(QStringLiteral("remove"));
        auto gone = m_storage->remove(name);
        dieAt(QStringLiteral("remove+"));
        return gone;
    }
    Result<Api::VolumeInfo> resize(const QString &name, qint64 sizeBytes) override
    {
        return m_storage->resize(name, sizeBytes);
    }
    Result<VolumeSource> source(const QString &name) override { return m_storage->source(name); }
    Result<void> vet(const QString &name) override { return m_storage->vet(name); }
    QString volumeAt(const QString &path) const override { return m_storage->volumeAt(path); }
    Result<Api::VolumeInfo> createOverlay(const OverlaySpec &spec,
                                          const WorkContext &context) override
    {
        dieAt(QStringLiteral("overlay"));
        auto made = m_storage->createOverlay(spec, context);
        dieAt(QStringLiteral("overlay+"));
        return made;
    }
    Result<QStringList> dependents(const QString &name) override
    {
        return m_storage->dependents(name);
    }
    Result<QString> baseOf(const QString &name) override { return m_storage->baseOf(name); }
    Result<void> mergeDown(const QString &name, const WorkContext &context) override
    {
        dieAt(QStringLiteral("mergeDown"));
        auto merged = m_storage->mergeDown(name, context);
        dieAt(QStringLiteral("mergeDown+"));
        return merged;
    }
    Result<void> setBase(const QString &name, const QString &base) override
    {
        return m_storage->setBase(name, base);
    }
    Result<void> setReadOnly(const QString &name, bool isReadOnly) override
    {
        return m_storage->setReadOnly(name, isReadOnly);
    }
    Result<Api::VolumeInfo> createCopy(const CopySpec &spec, const WorkContext &context) override
    {
        dieAt(QStringLiteral("copy"));
        auto made = m_storage->createCopy(spec, context);
        dieAt(QStringLiteral("copy+"));
        return made;
    }

private:
    void dieAt(const QString &point) const
    {
        if (point == m_point)
            ::kill(::getpid(), SIGKILL);
    }

    std::unique_ptr<DirStorage> m_storage;
    QString m_point;
};

//! An agent on a folder that outlives it. It dies at `point`: the name of a step, with a plus when
//! it is to have been done.
struct MortalAgent
{
    explicit MortalAgent(const QString &folder, const QString &point = {})
    {
        hypervisor.keepIn(folder + QStringLiteral("/hypervisor.json"));
        hypervisor.dieIn(point.chopped(point.endsWith(u'+') ? 1 : 0), point.endsWith(u'+'));
        QDir(folder).mkpath(QStringLiteral("images"));
        StorageConfig config;
        config.name = QStringLiteral("local");
        config.path = folder + QStringLiteral("/images");
        auto storage = DirStorage::create(config, runner);
        (void)(*storage)->activate();
        storages.storages = {
            {QStringLiteral("local"), std::make_shared<DeadlyStorage>(std::move(*storage), point)}};
        bench = std::make_unique<GuestBench>(folder, hypervisor, storages);
        hypervisor.connectNow();
        bench->tasks().resume();
    }
    ~MortalAgent() { bench.reset(); }

    LocalProcessRunner runner;
    FakeHypervisor hypervisor;
    FakeStorageLookup storages;
    std::unique_ptr<GuestBench> bench;
};

} // namespace Atoll
