// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "storagedriver.h"

#include <system/lane.h>

namespace Atoll {

struct StorageDeadlines
{
    std::chrono::milliseconds answer{15'000};    //!< status, lists, sources
    std::chrono::milliseconds change{60'000};    //!< delete, resize
    std::chrono::milliseconds create{1'800'000}; //!< writes, perhaps a lot
    std::chrono::milliseconds copy{86'400'000};  //!< reads and writes whole volumes
};

//! A storage behind a lane of its own: when it hangs, callers get EngineUnavailable after a
//! deadline, and at once as long as it goes on hanging.
class GuardedStorage : public StorageDriver
{
public:
    explicit GuardedStorage(std::shared_ptr<StorageDriver> driver,
                            const StorageDeadlines &deadlines = {});

    //! Since when it does not answer.
    std::optional<QDateTime> silentSince() const { return m_lane->silentSince(); }

    const StorageConfig &config() const override { return m_driver->config(); }
    StorageCapabilities capabilities() const override { return m_driver->capabilities(); }

    Result<void> activate() override;
    Result<StorageStatus> status() override;
    Result<QList<Api::VolumeInfo>> volumes() override;
    Result<Api::VolumeInfo> volume(const QString &name) override;
    Result<Api::VolumeInfo> create(const VolumeSpec &spec, const WorkContext &context) override;
    Result<Api::VolumeInfo> put(const QString &name, const QByteArray &bytes) override;
    Result<std::unique_ptr<VolumeDraft>> draft(const DraftSpec &spec) override;
    Result<void> remove(const QString &name) override;
    Result<Api::VolumeInfo> rename(const QString &name, const QString &newName) override;
    Result<Api::VolumeInfo> resize(const QString &name, qint64 sizeBytes) override;
    Result<VolumeSource> source(const QString &name) override;
    Result<void> vet(const QString &name) override;
    QString volumeAt(const QString &path) const override { return m_driver->volumeAt(path); }

    Result<Api::VolumeInfo> createOverlay(const OverlaySpec &spec,
                                          const WorkContext &context) override;
    Result<QStringList> dependents(const QString &name) override;
    Result<QString> baseOf(const QString &name) override;
    Result<void> mergeDown(const QString &name, const WorkContext &context) override;
    Result<void> setBase(const QString &name, const QString &base) override;
    Result<void> setReadOnly(const QString &name, bool isReadOnly) override;
    Result<Api::VolumeInfo> createCopy(const CopySpec &spec, const WorkContext &context) override;

private:
    //! Long work with progress, which ends when the caller does.
    template <class T, class F>
    Result<T> longCall(const WorkContext &context, F work);
    template <class T, class F>
    Result<T> call(std::chrono::milliseconds deadline, F work, std::stop_token stop = {});

    std::shared_ptr<StorageDriver> m_driver;
    StorageDeadlines m_deadlines;
    const std::shared_ptr<Lane> m_lane; //!< shared with drafts, which may outlive this
};

} // namespace Atoll
