// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/guestconfig.h>
#include <core/result.h>

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

private:
    ProcessRunner &m_runner;
};

} // namespace Atoll
