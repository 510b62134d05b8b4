// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/guestconfig.h>
#include <core/result.h>

#include <functional>
#include <stop_token>

namespace Atoll {

class ProcessRunner;

//! What `qemu-img info` says of one image.
struct ImageInfo
{
    QString format;
    qint64 virtualBytes = 0;
    qint64 actualBytes = 0;
    QString backingFile; //!< as written in the image; may be relative, or a URL
    QString dataFile;

    bool operator==(const ImageInfo &) const = default;
};

//! Reads the JSON of `qemu-img info`; limits hold since images come from strangers.
Result<ImageInfo> parseImageInfo(const QByteArray &json);

//! The program qemu-img. Blocks; paths are absolute, formats always named, never probed.
class QemuImg
{
public:
    explicit QemuImg(ProcessRunner &runner)
        : m_runner(runner)
    {}

    Result<void> create(const QString &path, Api::VolumeFormat format, qint64 sizeBytes,
                        bool isPreallocated, std::stop_token stop);
    Result<void> resize(const QString &path, Api::VolumeFormat format, qint64 sizeBytes);
    //! Opens only this image, not what it is backed by.
    Result<ImageInfo> info(const QString &path, Api::VolumeFormat format);

    using Progress = std::function<void(double fraction)>;
    struct Copy
    {
        QString from;
        Api::VolumeFormat fromFormat = Api::VolumeFormat::Qcow2;
        QString snapshot; //!< inside of `from`; empty: what it is now
        QString to;
        Api::VolumeFormat toFormat = Api::VolumeFormat::Qcow2;
    };
    //! A qcow2 image that reads from `base` what it does not have. `base` may be relative to it.
    Result<void> createOverlay(const QString &path, const QString &base,
                               Api::VolumeFormat baseFormat, qint64 sizeBytes,
                               std::stop_token stop);
    //! Writes what a qcow2 image has into its base, and leaves it as it is.
    Result<void> commit(const QString &path, std::stop_token stop, const Progress &progress);
    //! Writes another name of the base into it; nothing is read or copied.
    Result<void> setBase(const QString &path, const QString &base, Api::VolumeFormat baseFormat);
    Result<void> copy(const Copy &what, std::stop_token stop, const Progress &progress);

private:
    Result<void> runWithProgress(const QStringList &arguments, std::stop_token stop,
                                 const Progress &progress);

    ProcessRunner &m_runner;
};

} // namespace Atoll
