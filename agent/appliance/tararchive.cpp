// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tararchive.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr qint64 kBlock = 512;
constexpr int kMaximumMembers = 4096;
constexpr qint64 kMaximumExtra = 64 * 1024; //!< a long name or a pax header

tl::unexpected<Error> damaged(const QString &why)
{
    return fail(ErrorCode::InvalidParams, u"the archive cannot be read: "_s + why,
                u"Check that it is an OVA and that all of it arrived"_s);
}

QByteArray text(const QByteArray &block, qsizetype at, qsizetype size)
{
    const QByteArray field = block.mid(at, size);
    const qsizetype end = field.indexOf('\0');
    return end < 0 ? field : field.first(end);
}

//! Octal digits, or big-endian with the highest bit set (GNU, star).
std::optional<qint64> number(const QByteArray &block, qsizetype at, qsizetype size)
{
    if (uchar(block.at(at)) & 0x80) {
        quint64 value = uchar(block.at(at)) & 0x7f;
        for (qsizetype i = 1; i < size; ++i) {
            if (value >> 54)
                return std::nullopt;
            value = value << 8 | uchar(block.at(at + i));
        }
        return qint64(value);
    }
    bool isNumber = false;
    const QByteArray digits = text(block, at, size).trimmed();
    const qint64 value = digits.isEmpty() ? 0 : digits.toLongLong(&isNumber, 8);
    if ((!isNumber && !digits.isEmpty()) || value < 0)
        return std::nullopt;
    return value;
}

bool isSumRight(const QByteArray &block)
{
    qint64 sum = 0;
    for (qsizetype i = 0; i < kBlock; ++i)
        sum += i >= 148 && i < 156 ? ' ' : uchar(block.at(i));
    return number(block, 148, 8) == sum;
}

qint64 roundedUp(qint64 size) { return (size + kBlock - 1) / kBlock * kBlock; }

//! What the next plain file's header does not say itself.
struct Extra
{
    std::optional<QString> name;
    std::optional<qint64> sizeBytes;
};

//! "<length> key=value\n" again and again.
Result<void> readPax(const QByteArray &bytes, Extra &extra)
{
    qsizetype at = 0;
    while (at < bytes.size()) {
        const qsizetype space = bytes.indexOf(' ', at);
        bool isNumber = false;
        const qsizetype length = space < 0 ? 0 : bytes.mid(at, space - at).toLongLong(&isNumber);
        if (!isNumber || length <= space - at + 1 || length > bytes.size() - at)
            return damaged(u"a pax header is damaged"_s);
        const QByteArray record = bytes.mid(space + 1, at + length - space - 2);
        const qsizetype equals = record.indexOf('=');
        const QByteArray key = record.first(std::max<qsizetype>(equals, 0));
        if (key == "path")
            extra.name = QString::fromUtf8(record.mid(equals + 1));
        if (key == "size") {
            extra.sizeBytes = record.mid(equals + 1).toLongLong(&isNumber);
            if (!isNumber || *extra.sizeBytes < 0)
                return damaged(u"a pax header has an impossible size"_s);
        }
        at += length;
    }
    return {};
}

Result<void> readExtra(const TarReader &read, char type, qint64 offset, qint64 size, Extra &extra)
{
    if (size > kMaximumExtra)
        return damaged(u"a name is too long"_s);
    const auto bytes = read(offset, size);
    if (!bytes)
        return fail(bytes.error());
    if (bytes->size() != size)
        return damaged(u"it ends too early"_s);
    if (type == 'x')
        return readPax(*bytes, extra);
    if (type == 'L')
        extra.name = QString::fromUtf8(text(*bytes, 0, bytes->size()));
    return {};
}

QString nameIn(const QByteArray &block)
{
    const QByteArray prefix = block.mid(257, 5) == "ustar" ? text(block, 345, 155) : QByteArray();
    const QString name = QString::fromUtf8(text(block, 0, 100));
    return prefix.isEmpty() || block.mid(257, 8) == QByteArray("ustar  \0", 8)
               ? name
               : QString::fromUtf8(prefix) + u'/' + name;
}

} // namespace

Result<QList<TarMember>> readTarIndex(const TarReader &read, qint64 sizeBytes)
{
    QList<TarMember> members;
    Extra extra;
    qint64 at = 0;
    for (int headers = 0; at + kBlock <= sizeBytes; ++headers) {
        if (headers > 2 * kMaximumMembers)
            return damaged(u"it holds more than %1 files"_s.arg(kMaximumMembers));
        const auto block = read(at, kBlock);
        if (!block)
            return fail(block.error());
        if (block->size() != kBlock || block->count('\0') == kBlock)
            break;
        if (!isSumRight(*block))
            return damaged(members.isEmpty() ? u"it is no tar archive"_s
                                             : u"a header is damaged"_s);
        const auto written = number(*block, 124, 12);
        if (!written)
            return damaged(u"a size is no number"_s);
        const char type = block->at(156);
        const bool isExtra = type == 'x' || type == 'L' || type == 'K' || type == 'g';
        const qint64 size = isExtra ? *written : extra.sizeBytes.value_or(*written);
        at += kBlock;
        if (size > sizeBytes - at)
            return damaged(u"it ends before its last file does"_s);
        if (isExtra) {
            if (const auto ok = readExtra(read, type, at, size, extra); !ok)
                return fail(ok.error());
        } else {
            if (type == '0' || type == '\0' || type == '7')
                members.append({extra.name.value_or(nameIn(*block)), at, size});
            extra = {};
        }
        at += roundedUp(size);
    }
    if (members.isEmpty())
        return damaged(u"it holds no files"_s);
    return members;
}

QByteArray tarHeader(const QString &name, qint64 sizeBytes)
{
    QByteArray block(kBlock, '\0');
    const auto put = [&block](qsizetype at, const QByteArray &bytes) {
        block.replace(at, bytes.size(), bytes);
    };
    const auto octal = [](qint64 value, int digits) {
        return QByteArray::number(value, 8).rightJustified(digits, '0');
    };
    put(0, name.toUtf8().first(std::min<qsizetype>(name.toUtf8().size(), 100)));
    put(100, "0000644");
    put(108, "0000000");
    put(116, "0000000");
    if (sizeBytes < 1LL << 33) {
        put(124, octal(sizeBytes, 11));
    } else { // GNU's way for more than 8 GiB, which all readers of OVAs know
        block[124] = char(0x80);
        for (int i = 0; i < 8; ++i)
            block[135 - i] = char(sizeBytes >> (8 * i));
    }
    put(136, octal(QDateTime::currentSecsSinceEpoch(), 11));
    put(148, "        ");
    block[156] = '0';
    put(257, QByteArray("ustar\00000", 8));
    qint64 sum = 0;
    for (const char byte : std::as_const(block))
        sum += uchar(byte);
    put(148, octal(sum, 6) + QByteArray("\0 ", 2));
    return block;
}

QByteArray tarPadding(qint64 sizeBytes)
{
    return QByteArray(roundedUp(sizeBytes) - sizeBytes, '\0');
}

QByteArray tarEnd() { return QByteArray(2 * kBlock, '\0'); }

} // namespace Atoll
