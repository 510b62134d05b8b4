// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "volumedraft.h"

#include <api/storage.h>

#include <functional>
#include <memory>
#include <stop_token>

namespace Atoll {

//! A configured storage: the document `/storages/<name>`.
struct StorageConfig
{
    QString name;
    QString type = QStringLiteral("dir");
    QString path; //!< of type dir: the directory
    bool isEnabled = true;
    static constexpr auto fields()
    {
        return fieldsOf(field("name", &StorageConfig::name).length(0, 64),
                        field("type", &StorageConfig::type, "dir").length(1, 16),
                        field("path", &StorageConfig::path, "Absolute path of the directory"),
                        field("isEnabled", &StorageConfig::isEnabled));
    }
    bool operator==(const StorageConfig &) const = default;
};

struct StorageCapabilities
{
    QList<Api::VolumeFormat> formats; //!< of new volumes; the first is the default
    bool isThin = false;              //!< volumes take only what is written
    bool hasSnapshots = false;
    bool hasOverlays = false; //!< a volume can stand on another one that is not written to any more
    bool isShared = false;    //!< other nodes see the same volumes
};

struct StorageStatus
{
    qint64 totalBytes = 0;
    qint64 freeBytes = 0;
};

//! A new volume. Its final name may get an ending that tells the format.
struct VolumeSpec
{
    QString name; //!< "web-1-vda"
    Api::VolumeFormat format = Api::VolumeFormat::Qcow2;
    qint64 sizeBytes = 0;
    bool isPreallocated = false; //!< takes all its space now
};

//! A new volume that stands on another one of the same storage: what it does not have is read
//! there.
struct OverlaySpec
{
    QString name;
    QString base;         //!< must not be written to from then on
    qint64 sizeBytes = 0; //!< zero: as large as the base
};

//! How a hypervisor opens a volume.
struct VolumeSource
{
    enum class Kind { File, Block, Network };

    Kind kind = Kind::File;
    Api::VolumeFormat format = Api::VolumeFormat::Raw;
    QString path;      //!< file, device, or name in the network storage ("pool/image")
    QString protocol;  //!< of Network: "rbd", "iscsi"
    QStringList hosts; //!< of Network
    bool isReadOnly = false;

    bool operator==(const VolumeSource &) const = default;
};

//! What long work reports to and listens to.
struct WorkContext
{
    std::stop_token stop = {};
    std::function<void(qint64 doneBytes, qint64 totalBytes)> progress = {};
};

//! A new volume with the content of another one, which may be in another storage.
struct CopySpec
{
    QString name;
    Api::VolumeFormat format = Api::VolumeFormat::Qcow2;
    VolumeSource from;
    QString snapshot = {}; //!< the content that `from` had at this snapshot inside of it
};

//! One kind of storage. Every function blocks: for worker threads, several of them at once.
//! Volumes are named as in VolumeInfo::name; any other name is refused, so callers may pass on what
//! users wrote.
class StorageDriver
{
public:
    StorageDriver() = default;
    StorageDriver(const StorageDriver &) = delete;
    StorageDriver &operator=(const StorageDriver &) = delete;
    virtual ~StorageDriver() = default;

    virtual const StorageConfig &config() const = 0;
    virtual StorageCapabilities capabilities() const = 0;

    //! Makes it usable and removes what work that was cut short left behind. Can be repeated.
    virtual Result<void> activate() = 0;
    virtual Result<StorageStatus> status() = 0;
    virtual Result<QList<Api::VolumeInfo>> volumes() = 0;
    virtual Result<Api::VolumeInfo> volume(const QString &name) = 0;

    //! Either the whole volume is there afterwards, on stable storage, or nothing is.
    virtual Result<Api::VolumeInfo> create(const VolumeSpec &spec, const WorkContext &context) = 0;
    //! Writes a small volume whole, or another in its place; who has the former open keeps it. As
    //! create(), there is the former, the new one, or nothing. `name` has its ending.
    virtual Result<Api::VolumeInfo> put(const QString &name, const QByteArray &bytes)
    {
        (void)bytes;
        return fail(ErrorCode::Unsupported, QStringLiteral("this storage cannot take ") + name);
    }
    //! Begins a volume whose bytes the caller writes; see VolumeDraft. NoSpace when they cannot
    //! fit.
    virtual Result<std::unique_ptr<VolumeDraft>> draft(const DraftSpec &spec) = 0;
    //! No error when it is gone already: a delete that was cut short can be repeated.
    virtual Result<void> remove(const QString &name) = 0;
    //! Keeps the ending. AlreadyExists when the new name is taken. Nobody may use the volume.
    virtual Result<Api::VolumeInfo> rename(const QString &name, const QString &newName) = 0;
    //! Only grows.
    virtual Result<Api::VolumeInfo> resize(const QString &name, qint64 sizeBytes) = 0;

    virtual Result<VolumeSource> source(const QString &name) = 0;
    //! Refuses what a guest must not be given because somebody may have planted it, as an image
    //! that is backed by a file outside of the storage. For volumes that a user names.
    virtual Result<void> vet(const QString &name) = 0;
    //! The name of the volume that this file or device is; empty when it is none of ours.
    virtual QString volumeAt(const QString &path) const = 0;

    // Volumes that stand on others; for storages with the capability hasOverlays.
    virtual Result<Api::VolumeInfo> createOverlay(const OverlaySpec &spec,
                                                  const WorkContext &context);
    //! Names of the volumes that stand directly on this one.
    virtual Result<QStringList> dependents(const QString &name);
    //! The volume that this one stands on; empty when on none of this storage.
    virtual Result<QString> baseOf(const QString &name);
    //! Writes what `name` has into the volume that it stands on. Both stay, and read the same.
    //! Nobody may use either. Can be repeated.
    virtual Result<void> mergeDown(const QString &name, const WorkContext &context);
    //! Lets it stand on another volume that reads the same as the former one.
    virtual Result<void> setBase(const QString &name, const QString &base);
    virtual Result<void> setReadOnly(const QString &name, bool isReadOnly);
    //! As create(). Nothing may write to the source meanwhile.
    virtual Result<Api::VolumeInfo> createCopy(const CopySpec &spec, const WorkContext &context);
};

} // namespace Atoll
