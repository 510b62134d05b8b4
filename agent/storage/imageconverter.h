// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/result.h>

#include <QByteArrayView>
#include <QJsonObject>

#include <functional>
#include <stop_token>

namespace Atoll {

class ProcessRunner;

//! A disk image that comes from somebody else: a file, or a part of one (a disk in an OVA).
struct ForeignImage
{
    QString path;
    QString format; //!< as qemu-img names it; never probed
    qint64 offset = 0;
    qint64 sizeBytes = 0;  //!< of the part; 0: the whole file
    QString snapshot = {}; //!< read as it was at this snapshot inside of it

    //! The option text that makes QEMU open it, and only it.
    QString imageOptions() const;
};

//! The name qemu-img has for images of this ending ("vpc" for .vhd); empty: cannot be imported.
QString imageFormatOf(const QString &fileName);

//! Refuses, by its first and last bytes, an image that says it is something else or that would make
//! QEMU open other files. Both are at most 512 bytes.
Result<void> checkImageBytes(const QString &format, QByteArrayView first, QByteArrayView last);

//! qemu-img for images of strangers. Blocks: for workers.
class ImageConverter
{
public:
    using Progress = std::function<void(double fraction)>;

    explicit ImageConverter(ProcessRunner &runner)
        : m_runner(runner)
    {}

    //! Its size as a guest sees it. PermissionDenied when it needs other files: a base image, data
    //! or extents elsewhere.
    Result<qint64> inspect(const ForeignImage &image) const;
    //! What a copy would not keep.
    struct Layers
    {
        bool hasSnapshots = false; //!< inside of the image
        bool hasBase = false;
    };
    Result<Layers> layers(const ForeignImage &image) const;
    //! Bytes that a copy in this format takes.
    Result<qint64> measure(const ForeignImage &image, const QString &format) const;
    //! Into a file that is there. `format`: "qcow2", "raw", or "vmdk" (stream-optimized).
    Result<void> convert(const ForeignImage &image, const QString &target, const QString &format,
                         std::stop_token stop, const Progress &progress) const;

private:
    Result<QJsonObject> info(const ForeignImage &image) const;

    ProcessRunner &m_runner;
};

} // namespace Atoll
