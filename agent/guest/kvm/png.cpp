// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "png.h"

#include <png.h>

#include <algorithm>
#include <array>
#include <vector>

using namespace Qt::StringLiterals;

namespace Atoll::Kvm {
namespace {

constexpr char kSignature[] = "\x89PNG\r\n\x1a\n";
constexpr qint64 kMaximumSide = 16384;
constexpr qint64 kMaximumPixels = 64 << 20;

//! 8 bits each of red, green, blue; rows from the top without gaps.
struct Picture
{
    qint64 width = 0;
    qint64 height = 0;
    QByteArray rgb;
};

Error broken(const char *why = "")
{
    return {ErrorCode::EngineFailed,
            u"the hypervisor gave a picture that cannot be read %1"_s.arg(QString::fromLatin1(why))
                .trimmed()};
}

bool isWithinLimits(qint64 width, qint64 height)
{
    return width > 0 && height > 0 && width <= kMaximumSide && height <= kMaximumSide
           && width * height <= kMaximumPixels;
}

//! "P6 640 480 255\n"; the position behind it, or -1.
qsizetype readHeader(const QByteArray &ppm, std::array<qint64, 3> &numbers)
{
    qsizetype at = 2;
    for (qint64 &number : numbers) {
        while (at < ppm.size() && isspace(quint8(ppm.at(at))))
            ++at;
        const qsizetype from = at;
        while (at < ppm.size() && isdigit(quint8(ppm.at(at))) && at - from < 6)
            ++at;
        number = ppm.mid(from, at - from).toLongLong();
    }
    return at < ppm.size() ? at + 1 : -1;
}

Result<Picture> readPpm(const QByteArray &ppm)
{
    std::array<qint64, 3> header{};
    const qsizetype pixels = ppm.startsWith("P6") ? readHeader(ppm, header) : -1;
    const auto [width, height, maximum] = header;
    if (pixels < 0 || !isWithinLimits(width, height) || maximum != 255
        || ppm.size() - pixels < width * height * 3)
        return fail(broken());
    return Picture{width, height, ppm.mid(pixels, width * height * 3)};
}

png_image newImage()
{
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    return image;
}

Result<Picture> readPng(const QByteArray &png)
{
    png_image image = newImage();
    if (!png_image_begin_read_from_memory(&image, png.constData(), size_t(png.size())))
        return fail(broken(image.message));
    image.format = PNG_FORMAT_RGB;
    if (!isWithinLimits(image.width, image.height)) {
        png_image_free(&image);
        return fail(broken());
    }
    Picture picture{image.width, image.height, {}};
    picture.rgb.resize(picture.width * picture.height * 3);
    const png_color ground{};
    if (!png_image_finish_read(&image, &ground, picture.rgb.data(), 0, nullptr))
        return fail(broken(image.message));
    return picture;
}

//! Every pixel is the mean of those that it stands for, so that text stays grey and does not break.
Picture scaledDown(const Picture &from, qint64 width)
{
    Picture to{width, std::max<qint64>(1, from.height * width / from.width), {}};
    to.rgb.resize(to.width * to.height * 3);
    const auto *source = reinterpret_cast<const quint8 *>(from.rgb.constData());
    auto *target = reinterpret_cast<quint8 *>(to.rgb.data());
    std::vector<quint32> sums(size_t(to.width) * 3);
    for (qint64 y = 0; y < to.height; ++y) {
        const qint64 top = y * from.height / to.height;
        const qint64 bottom = std::max(top + 1, (y + 1) * from.height / to.height);
        std::fill(sums.begin(), sums.end(), 0);
        for (qint64 row = top; row < bottom; ++row) {
            const quint8 *line = source + row * from.width * 3;
            for (qint64 x = 0; x < to.width; ++x) {
                const qint64 right = (x + 1) * from.width / to.width;
                for (qint64 i = x * from.width / to.width; i < right; ++i) {
                    for (int colour = 0; colour < 3; ++colour)
                        sums[size_t(x * 3 + colour)] += line[i * 3 + colour];
                }
            }
        }
        for (qint64 x = 0; x < to.width; ++x) {
            const qint64 count =
                ((x + 1) * from.width / to.width - x * from.width / to.width) * (bottom - top);
            for (int colour = 0; colour < 3; ++colour)
                *target++ = quint8(sums[size_t(x * 3 + colour)] / quint32(count));
        }
    }
    return to;
}

Result<QByteArray> writePng(const Picture &picture)
{
    png_image image = newImage();
    image.width = png_uint_32(picture.width);
    image.height = png_uint_32(picture.height);
    image.format = PNG_FORMAT_RGB;
    image.flags = PNG_IMAGE_FLAG_FAST;
    // No compressed picture is much larger than its pixels.
    QByteArray png(picture.rgb.size() + picture.rgb.size() / 100 + picture.height + 4096,
                   Qt::Uninitialized);
    png_alloc_size_t size = size_t(png.size());
    if (!png_image_write_to_memory(&image, png.data(), &size, 0, picture.rgb.constData(), 0,
                                   nullptr))
        return fail(broken(image.message));
    png.resize(qsizetype(size));
    return png;
}

} // namespace

Result<QByteArray> toPng(const QByteArray &picture, int width)
{
    const bool isPng = picture.startsWith(QByteArrayView(kSignature, 8));
    if (isPng && width == 0)
        return picture;
    const Result<Picture> read = isPng ? readPng(picture) : readPpm(picture);
    if (!read)
        return fail(read.error());
    if (isPng && read->width <= width)
        return picture;
    return writePng(width > 0 && read->width > width ? scaledDown(*read, width) : *read);
}

} // namespace Atoll::Kvm
