// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakehypervisor.h"

#include <guest/kvm/domain.h>
#include <guest/kvm/xml.h>

#include <QFile>
#include <QProcess>

using namespace Qt::StringLiterals;

namespace Atoll {

using S = Api::GuestState;

QString FakeHypervisor::withDisk(const QString &xml, const QString &target, const QString &path)
{
    const auto document = Kvm::XmlDocument::parse(xml);
    for (const Kvm::XmlElement &disk : document->root().child(u"devices"_s).children(u"disk"_s)) {
        if (disk.child(u"target"_s).attribute(u"dev"_s) != target)
            continue;
        Kvm::XmlElement(disk).ensure(u"source"_s).setAttribute(u"file"_s, path);
        Kvm::XmlElement(disk)
            .ensure(u"driver"_s)
            .setAttribute(u"type"_s, path.endsWith(u".qcow2") ? u"qcow2"_s : u"raw"_s);
    }
    return document->toString();
}

void FakeHypervisor::putDisk(Domain &domain, const QString &target, const QString &path)
{
    domain.xml = withDisk(domain.xml, target, path);
    if (!domain.live.isEmpty())
        domain.live = withDisk(domain.live, target, path);
}

Result<QList<EngineSnapshot>> FakeHypervisor::snapshots(const QString &uuid)
{
    const std::lock_guard lock(m_mutex);
    if (const auto ok = enter(u"snapshots"_s, uuid); !ok)
        return fail(ok.error());
    QList<EngineSnapshot> all;
    for (const Snapshot &snapshot : std::as_const(m_domains[uuid].snapshots))
        all += snapshot.info;
    return all;
}

// A record is the snapshot's name and definition: what is forgotten with the domain.
Result<QList<EngineSnapshotRecord>> FakeHypervisor::snapshotRecords(const QString &uuid)
{
    const std::lock_guard lock(m_mutex);
    if (const auto ok = enter(u"snapshotRecords"_s, uuid); !ok)
        return fail(ok.error());
    QList<EngineSnapshotRecord> records;
    for (const Snapshot &snapshot : std::as_const(m_domains[uuid].snapshots))
        records += {snapshot.info.name + u'\n' + snapshot.xml, snapshot.info.isCurrent};
    return records;
}

Result<void> FakeHypervisor::defineSnapshots(const QString &uuid, const QString &,
                                             const QList<EngineSnapshotRecord> &records)
{
    const std::lock_guard lock(m_mutex);
    if (const auto ok = enter(u"defineSnapshots"_s, uuid); !ok)
        return ok;
    QList<Snapshot> &snapshots = m_domains[uuid].snapshots;
    for (const EngineSnapshotRecord &record : records) {
        const QString name = record.xml.section(u'\n', 0, 0);
        snapshots.removeIf([&](const Snapshot &snapshot) { return snapshot.info.name == name; });
        Snapshot snapshot;
        snapshot.info.name = name;
        snapshot.info.isCurrent = record.isCurrent;
        snapshot.xml = record.xml.section(u'\n', 1);
        snapshots += snapshot;
    }
    done(u"defineSnapshots"_s);
    return {};
}

Result<void> FakeHypervisor::takeSnapshot(const QString &uuid, const SnapshotOrder &order,
                                          std::stop_token,
                                          const std::function<void(qint64, qint64)> &onProgress)
{
    if (order.withMemory && onProgress)
        onProgress(1 << 20, 2 << 20);
    const std::lock_guard lock(m_mutex);
    if (const auto ok = enter(u"takeSnapshot"_s, uuid); !ok)
        return ok;
    Domain &domain = m_domains[uuid];
    if (order.withMemory && order.isExternal) {
        QFile memory(order.memoryPath);
        if (memory.open(QIODevice::ReadWrite))
            memory.write(domain.xml.toUtf8());
    }
    if (order.isExternal) {
        for (const SnapshotOrder::Disk &disk : order.disks) {
            if (!disk.overlay.isEmpty())
                putDisk(domain, disk.target, disk.overlay);
        }
    } else {
        EngineSnapshot info;
        info.name = order.name;
        info.description = order.description;
        info.hasMemory = order.withMemory;
        info.at = QDateTime::currentDateTimeUtc();
        domain.snapshots += {info, domain.xml, domain.info.state};
    }
    done(u"takeSnapshot"_s);
    return {};
}

Result<void> FakeHypervisor::revertToSnapshot(const QString &uuid, const QString &name, bool starts)
{
    const std::lock_guard lock(m_mutex);
    if (const auto ok = enter(u"revertToSnapshot"_s, uuid); !ok)
        return ok;
    Domain &domain = m_domains[uuid];
    for (const Snapshot &snapshot : std::as_const(domain.snapshots)) {
        if (snapshot.info.name != name)
            continue;
        domain.xml = snapshot.xml;
        domain.info.state = starts ? S::Running : snapshot.state;
        domain.live = domain.info.state == S::Stopped ? QString() : domain.xml;
        tell(domain.info);
        done(u"revertToSnapshot"_s);
        return {};
    }
    return fail(ErrorCode::NotFound, u"no snapshot "_s + name);
}

Result<void> FakeHypervisor::removeSnapshot(const QString &uuid, const QString &name)
{
    const std::lock_guard lock(m_mutex);
    if (const auto ok = enter(u"removeSnapshot"_s, uuid); !ok)
        return ok;
    m_domains[uuid].snapshots.removeIf(
        [&](const Snapshot &snapshot) { return snapshot.info.name == name; });
    done(u"removeSnapshot"_s);
    return {};
}

Result<QString> FakeHypervisor::memoryDefinition(const QString &path)
{
    const std::lock_guard lock(m_mutex);
    if (const auto ok = enter(u"memoryDefinition"_s, {}); !ok)
        return fail(ok.error());
    QFile memory(path);
    if (!memory.open(QIODevice::ReadOnly))
        return fail(ErrorCode::NotFound, u"no saved memory"_s);
    QByteArray text = memory.readAll();
    if (const qsizetype end = text.indexOf('\0'); end >= 0)
        text.truncate(end);
    return QString::fromUtf8(text);
}

Result<void> FakeHypervisor::restoreMemory(const QString &, const QString &xml)
{
    const std::lock_guard lock(m_mutex);
    if (const auto ok = enter(u"restoreMemory"_s, {}); !ok)
        return ok;
    DomainInfo info = infoFrom(xml);
    info.state = S::Running;
    m_domains[info.uuid].info = info;
    m_domains[info.uuid].xml = xml;
    m_domains[info.uuid].live = xml;
    tell(info);
    done(u"restoreMemory"_s);
    return {};
}

Result<int> FakeHypervisor::freezeFileSystems(const QString &uuid)
{
    const std::lock_guard lock(m_mutex);
    if (const auto ok = enter(u"freezeFileSystems"_s, uuid); !ok)
        return fail(ok.error());
    done(u"freezeFileSystems"_s);
    return 1;
}

Result<void> FakeHypervisor::thawFileSystems(const QString &uuid)
{
    const std::lock_guard lock(m_mutex);
    return enter(u"thawFileSystems"_s, uuid);
}

Result<void> FakeHypervisor::beginMerge(const QString &uuid, const QString &target,
                                        const QString &base, const QString &top, bool isActive)
{
    const std::lock_guard lock(m_mutex);
    if (const auto ok = enter(u"beginMerge"_s, uuid); !ok)
        return ok;
    if (QFile::exists(top))
        QProcess::execute(u"qemu-img"_s, {u"commit"_s, u"-q"_s, u"-d"_s, top});
    if (isActive)
        m_domains[uuid].merges.insert(target, {base, top, true});
    done(u"beginMerge"_s);
    return {};
}

Result<BlockJob> FakeHypervisor::mergeJob(const QString &uuid, const QString &target)
{
    const std::lock_guard lock(m_mutex);
    if (const auto ok = enter(u"mergeJob"_s, uuid); !ok)
        return fail(ok.error());
    const bool exists = m_domains[uuid].merges.contains(target);
    return BlockJob{exists, exists, 1, 1};
}

Result<void> FakeHypervisor::endMerge(const QString &uuid, const QString &target, bool switches)
{
    const std::lock_guard lock(m_mutex);
    if (const auto ok = enter(u"endMerge"_s, uuid); !ok)
        return ok;
    const Merge merge = m_domains[uuid].merges.take(target);
    if (switches)
        putDisk(m_domains[uuid], target, merge.base);
    done(u"endMerge"_s);
    return {};
}

} // namespace Atoll
