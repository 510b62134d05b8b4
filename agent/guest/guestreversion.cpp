// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestreversion.h"

#include "guestlive.h"
#include "guestrules.h"

#include <core/units.h>
#include <tasks/taskcontext.h>

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr int kStoreMs = 20'000;
constexpr int kHistoryLength = 1000;

//! Top-level keys in which the documents differ, as guest.set takes them.
QJsonObject topLevelChanges(const QJsonObject &before, const QJsonObject &after)
{
    static const QStringList fixed{u"id"_s, u"uuid"_s, u"kind"_s, u"foreignXml"_s};
    QJsonObject changes;
    for (const QJsonObject &document : {before, after}) {
        for (const QString &key : document.keys()) {
            if (!fixed.contains(key) && before.value(key) != after.value(key))
                changes.insert(key, after.contains(key) ? after.value(key) : QJsonValue());
        }
    }
    return changes;
}

const Api::DiskConfig *findVolume(const Api::GuestConfig &config, const Api::DiskConfig &wanted)
{
    for (const Api::DiskConfig &disk : config.disks) {
        if (disk.storage == wanted.storage && disk.volume == wanted.volume
            && disk.path == wanted.path)
            return &disk;
    }
    return nullptr;
}

//! Items of lists without names are only meaningful together.
QString wholeList(const QString &key)
{
    static const QRegularExpression numbered(u"\\[\\d+\\].*$"_s);
    return QString(key).remove(numbered);
}

//! Members that together say where the bytes of a disk are.
QStringList partsOf(const QString &key)
{
    if (!key.startsWith(u"disks[") || !key.endsWith(u".path"))
        return {wholeList(key)};
    QStringList keys;
    for (const QString &part : {u"storage"_s, u"volume"_s, u"path"_s, u"format"_s, u"sizeBytes"_s})
        keys += key.chopped(4) + part;
    return keys;
}

} // namespace

Result<Api::GuestConfig> GuestReversion::former(const GuestDocument &now, qint64 version) const
{
    const auto entries = m_parts.store.history(GuestDocuments::key(now.config.id), kHistoryLength,
                                               QDeadlineTimer(kStoreMs));
    if (!entries)
        return fail(entries.error());
    for (const HistoryEntry &entry : *entries) {
        if (entry.version != version || !entry.after)
            continue;
        auto config = fromJson<Api::GuestConfig>(*entry.after, UnknownFields::Ignore);
        if (config && config->uuid == now.config.uuid)
            return config;
    }
    return fail(invalidField(u"toVersion"_s, u"is not in the guest's history: %1"_s.arg(version)));
}

Result<bool> GuestReversion::fitDisk(Api::DiskConfig &disk, const Api::GuestConfig &now,
                                     QStringList &remarks) const
{
    if (const Api::DiskConfig *same = findVolume(now, disk)) {
        if (disk.sizeBytes < same->sizeBytes && !disk.volume.isEmpty()) {
            remarks += u"Disk %1 stays at %2: it cannot shrink"_s.arg(
                disk.target, units::formatBytes(same->sizeBytes));
            disk.sizeBytes = same->sizeBytes;
        }
        return true;
    }
    if (!disk.path.isEmpty()) {
        remarks += u"Disk %1 does not come back: its file is in no storage"_s.arg(disk.target);
        return false;
    }
    if (disk.volume.isEmpty())
        return true;
    const auto storage = m_parts.storages.storage(disk.storage);
    const auto volume = storage ? (*storage)->volume(disk.volume) : fail(storage.error());
    if (volume) {
        if (disk.kind == Api::DiskKind::Disk)
            disk.sizeBytes = volume->sizeBytes;
        return true;
    }
    if (volume.error().code != ErrorCode::NotFound)
        return fail(volume.error());
    if (disk.kind == Api::DiskKind::Cdrom) {
        remarks += u"Drive %1 stays empty: %2 is no longer in storage %3"_s.arg(
            disk.target, disk.volume, disk.storage);
        disk.storage.clear();
        disk.volume.clear();
        return true;
    }
    remarks +=
        u"Disk %1 does not come back: its volume %2 was deleted"_s.arg(disk.target, disk.volume);
    return false;
}

Result<void> GuestReversion::fit(Api::GuestConfig &config, const Api::GuestConfig &now,
                                 QStringList &remarks) const
{
    QList<Api::DiskConfig> disks;
    for (Api::DiskConfig &disk : config.disks) {
        const auto fits = fitDisk(disk, now, remarks);
        if (!fits)
            return fail(fits.error());
        if (*fits)
            disks.append(disk);
    }
    config.disks = disks;
    // Whoever may change guests may not choose files and devices of the node, not even former ones.
    if (const QString field = guestrules::fieldOfNode(config, now); !field.isEmpty()) {
        config.kernel = now.kernel;
        config.initrd = now.initrd;
        config.hookScript = now.hookScript;
        config.qemuArguments = now.qemuArguments;
        config.devices.pci = now.devices.pci;
        config.devices.usb = now.devices.usb;
        config.devices.shares = now.devices.shares;
        remarks +=
            u"%1 and others that name files or devices of the node stay as they are: set them "
            "by themselves"_s.arg(field);
    }
    if (config.name == now.name)
        return {};
    const auto domain = m_parts.hypervisor.domain(now.uuid);
    if (!domain && domain.error().code != ErrorCode::NotFound)
        return fail(domain.error());
    if (domain && domain->state != Api::GuestState::Stopped
        && domain->state != Api::GuestState::Crashed) {
        remarks += u"The name stays “%1”: a guest that runs cannot be renamed"_s.arg(now.name);
        config.name = now.name;
    }
    return {};
}

Result<GuestReversion::Way> GuestReversion::wayBack(const QString &uuid,
                                                    const Api::GuestRevert &wish) const
{
    const auto now = GuestDocuments(m_parts).managed(uuid);
    if (!now)
        return fail(now.error());
    auto config = former(*now, wish.toVersion);
    if (!config)
        return fail(config.error());
    Way way{{wish.guest, wish.version, {}}, {}};
    if (const auto fits = fit(*config, now->config, way.remarks); !fits)
        return fail(fits.error());
    way.set.changes = topLevelChanges(toJsonObject(now->config), toJsonObject(*config));
    return way;
}

Result<Api::Plan> GuestReversion::plan(const QString &uuid, const Api::GuestRevert &wish) const
{
    const auto way = wayBack(uuid, wish);
    if (!way)
        return fail(way.error());
    auto plan = m_change.plan(uuid, way->set);
    if (plan && !way->remarks.isEmpty()) {
        plan->steps += way->remarks;
        plan->impact += (plan->impact.isEmpty() ? u""_s : u". "_s)
                        + u"Not all of it comes back: %1"_s.arg(way->remarks.join(u"; "));
    }
    return plan;
}

Result<Api::GuestRef> GuestReversion::run(TaskContext &context, const Api::GuestRevert &wish) const
{
    const auto way = wayBack(uuidOfObject(context.object()), wish);
    if (!way)
        return fail(way.error());
    context.log(u"Going back to version %1"_s.arg(wish.toVersion));
    for (const QString &remark : way->remarks)
        context.log(remark);
    return m_change.run(context, way->set);
}

Result<Api::GuestSet> GuestReversion::toRunning(const QString &uuid,
                                                const Api::PendingRevert &wish) const
{
    const auto document = GuestDocuments(m_parts).managed(uuid);
    const auto pending = GuestLive(m_parts).pending(uuid);
    if (!document || !pending)
        return fail(document ? pending.error() : document.error());
    auto running = GuestLive(m_parts).running(uuid);
    if (!running)
        return fail(running.error());
    if (!*running)
        return fail(ErrorCode::InvalidState, u"the guest does not run: nothing waits"_s);
    GuestVolumes(m_parts).recognize(**running);
    const QJsonObject runs = toJsonObject(**running);
    const QJsonObject before = toJsonObject(document->config);
    QJsonObject after = before;
    QStringList known;
    for (const Api::PendingChange &change : *pending)
        known += change.path;
    for (const QString &key : wish.keys.isEmpty() ? known : wish.keys) {
        if (!known.contains(key))
            return fail(invalidField(u"keys"_s, u"has “%1”, which does not wait"_s.arg(key)));
        for (const QString &part : partsOf(key)) {
            const auto next = Kvm::withValue(after, part, Kvm::valueAt(runs, part));
            if (!next)
                return fail(next.error());
            after = *next;
        }
    }
    return Api::GuestSet{wish.guest, wish.version, topLevelChanges(before, after)};
}

Result<Api::Plan> GuestReversion::plan(const QString &uuid, const Api::PendingRevert &wish) const
{
    const auto set = toRunning(uuid, wish);
    return set ? m_change.plan(uuid, *set) : fail(set.error());
}

Result<Api::GuestRef> GuestReversion::run(TaskContext &context,
                                          const Api::PendingRevert &wish) const
{
    const auto set = toRunning(uuidOfObject(context.object()), wish);
    return set ? m_change.run(context, *set) : fail(set.error());
}

} // namespace Atoll
