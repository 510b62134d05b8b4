// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "qemuimg.h"
#include "storagedriver.h"

namespace Atoll {

class FileDescriptor;
class NewFile;

//! Volumes as files of one directory: qcow2, raw, and ISO images. New files are made under a hidden
//! temporary name, brought to stable storage and then renamed.
class DirStorage : public StorageDriver
{
public:
    static Result<std::unique_ptr<DirStorage>> create(const StorageConfig &config,
                                                      ProcessRunner &runner);

    const StorageConfig &config() const override { return m_config; }
    StorageCapabilities capabilities() const override;

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
    QString volumeAt(const QString &path) const override;

    Result<Api::VolumeInfo> createOverlay(const OverlaySpec &spec,
                                          const WorkContext &context) override;
    Result<QStringList> dependents(const QString &name) override;
    Result<QString> baseOf(const QString &name) override;
    Result<void> mergeDown(const QString &name, const WorkContext &context) override;
    Result<void> setBase(const QString &name, const QString &base) override;
    Result<void> setReadOnly(const QString &name, bool isReadOnly) override;
    Result<Api::VolumeInfo> createCopy(const CopySpec &spec, const WorkContext &context) override;

private:
    class Draft;

    DirStorage(const StorageConfig &config, ProcessRunner &runner);

    Result<FileDescriptor> openDirectory() const;
    Result<Api::VolumeInfo> describe(const FileDescriptor &directory, const QString &name) const;
    Result<void> checkSpace(const VolumeSpec &spec, qint64 sizeBytes);
    //! Makes a file by `fill` and gives it this name, whole or not at all.
    Result<Api::VolumeInfo> publish(const QString &name, const WorkContext &context,
                                    const std::function<Result<void>(const QString &path)> &fill);
    Result<void> fill(const NewFile &file, const VolumeSpec &spec, qint64 sizeBytes,
                      const WorkContext &context);
    Result<void> vetImage(const QString &path, int depth);
    Result<QStringList> backedBy(const FileDescriptor &directory, const QString &name);
    QString pathOf(const QString &name) const;
    Error noSpace(qint64 neededBytes, qint64 freeBytes) const;

    StorageConfig m_config;
    QemuImg m_qemuImg;
};

} // namespace Atoll
