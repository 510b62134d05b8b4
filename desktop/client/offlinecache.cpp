// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "offlinecache.h"

#include "packing.h"

#include <QCryptographicHash>
#include <QFile>
#include <QSaveFile>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace Atoll::OfflineCache {
namespace {

constexpr QByteArrayView kMagic("ATOLLINV");
constexpr auto kHash = QCryptographicHash::Blake2b_256;
constexpr qsizetype kHashBytes = 32;
constexpr qsizetype kHeaderBytes = 8 + sizeof(quint32) + kHashBytes;

//! Another list of fields makes another version: such a file is made anew, not read wrongly.
quint32 version()
{
    static const quint32 number =
        packing::layout<Api::ClusterInfo>() ^ (packing::layout<Api::NodeInfo>() << 1)
        ^ (packing::layout<Api::GuestInfo>() << 2) ^ (packing::layout<Api::StorageInfo>() << 3)
        ^ (packing::layout<Api::NetworkInfo>() << 4);
    return number;
}

template <class T>
void writeTable(packing::Writer &writer, const ObjectTable<T> &table)
{
    writer.number(table.size());
    const QList<int> indexes = table.indexes();
    for (const int index : indexes)
        writer.value(table.at(index));
}

template <class T>
bool readTable(packing::Reader &reader, ObjectTable<T> &table)
{
    const qint64 count = reader.count();
    table.reserve(count);
    for (qint64 i = 0; i < count && reader.isGood(); ++i) {
        T item;
        reader.value(item);
        if (!keyOf(item).isEmpty())
            table.put(std::move(item));
    }
    return reader.isGood();
}

Error damaged(const QString &why)
{
    return {ErrorCode::ParseError, u"the offline copy is %1"_s.arg(why),
            u"It is made anew when the cluster answers"_s};
}

} // namespace

QByteArray encode(const StateSnapshot &state)
{
    packing::Writer writer;
    writer.value(state.cluster);
    writer.value(state.epoch);
    writer.value(state.revision);
    writer.value(state.lastSeen);
    writeTable(writer, state.nodes);
    writeTable(writer, state.guests);
    writeTable(writer, state.storages);
    writeTable(writer, state.networks);
    const QByteArray payload = writer.finish();

    QByteArray bytes;
    bytes.reserve(kHeaderBytes + payload.size());
    bytes.append(kMagic);
    char octets[sizeof(quint32)];
    qToLittleEndian(version(), octets);
    bytes.append(octets, sizeof(octets));
    bytes.append(QCryptographicHash::hash(payload, kHash));
    bytes.append(payload);
    return bytes;
}

Result<StateSnapshot> decode(const QByteArray &bytes)
{
    if (!bytes.startsWith(kMagic) || bytes.size() < kHeaderBytes)
        return fail(damaged(u"not one of ours"_s));
    if (qFromLittleEndian<quint32>(bytes.constData() + kMagic.size()) != version())
        return fail(damaged(u"of another version of this program"_s));
    const QByteArrayView sum = QByteArrayView(bytes).sliced(kHeaderBytes - kHashBytes, kHashBytes);
    const QByteArrayView payload = QByteArrayView(bytes).sliced(kHeaderBytes);
    QCryptographicHash hash(kHash);
    hash.addData(payload);
    if (hash.result() != sum)
        return fail(damaged(u"damaged"_s));
    packing::Reader reader(payload);
    StateSnapshot state;
    reader.value(state.cluster);
    reader.value(state.epoch);
    reader.value(state.revision);
    reader.value(state.lastSeen);
    if (!readTable(reader, state.nodes) || !readTable(reader, state.guests)
        || !readTable(reader, state.storages) || !readTable(reader, state.networks))
        return fail(damaged(u"damaged"_s));
    return state;
}

Result<StateSnapshot> load(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return fail(ErrorCode::NotFound, u"there is no offline copy"_s);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::EngineFailed, u"cannot read %1: %2"_s.arg(path, file.errorString()));
    auto state = decode(file.readAll());
    file.close();
    if (!state) {
        const QString aside = path + u".bad"_s;
        QFile::remove(aside);
        QFile::rename(path, aside);
    }
    return state;
}

Result<void> save(const QString &path, const StateSnapshot &state)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)
        || !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        || file.write(encode(state)) < 0 || !file.commit()) {
        return fail(ErrorCode::EngineFailed, u"cannot write %1: %2"_s.arg(path, file.errorString()),
                    u"Check the free space and the permissions of the folder"_s);
    }
    return {};
}

} // namespace Atoll::OfflineCache
