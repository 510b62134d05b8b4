// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "libvirtsnapshots.h"

#include "libvirtjobwatch.h"
#include "xml.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Atoll::Kvm {
namespace {

constexpr auto kMemory = 3600s; // memory and disks are written meanwhile
constexpr int kFreezeSeconds = 20;
constexpr auto kFreeze = 30s;

struct SnapshotFree
{
    void operator()(virDomainSnapshot *snapshot) const { virDomainSnapshotFree(snapshot); }
};
using SnapshotHandle = std::unique_ptr<virDomainSnapshot, SnapshotFree>;

Result<void> done(int result, const QString &what)
{
    if (result < 0)
        return fail(lastLibvirtError(what));
    return {};
}

Result<SnapshotHandle> find(virDomain *domain, const QString &name)
{
    SnapshotHandle snapshot(virDomainSnapshotLookupByName(domain, name.toUtf8().constData(), 0));
    if (snapshot)
        return snapshot;
    const virError *error = virGetLastError();
    if (error && error->code == VIR_ERR_NO_DOMAIN_SNAPSHOT)
        return fail(ErrorCode::NotFound, u"libvirt has no snapshot “%1”"_s.arg(name));
    return fail(lastLibvirtError(u"cannot look for the snapshot “%1”"_s.arg(name)));
}

EngineSnapshot describe(virDomainSnapshot *snapshot)
{
    EngineSnapshot described;
    described.name = QString::fromUtf8(virDomainSnapshotGetName(snapshot));
    described.isCurrent = virDomainSnapshotIsCurrent(snapshot, 0) == 1;
    const auto document = XmlDocument::parse(takeString(virDomainSnapshotGetXMLDesc(snapshot, 0)));
    if (!document)
        return described;
    const XmlElement root = document->root();
    described.description = root.child(u"description"_s).text();
    described.parent = root.child(u"parent/name"_s).text();
    described.at =
        QDateTime::fromSecsSinceEpoch(root.child(u"creationTime"_s).text().toLongLong(), Qt::UTC);
    const QString memory = root.child(u"memory"_s).attribute(u"snapshot"_s);
    described.hasMemory = memory == u"internal" || memory == u"external";
    described.isExternal = memory == u"external";
    for (const XmlElement &disk : root.child(u"disks"_s).children(u"disk"_s))
        described.isExternal |= disk.attribute(u"snapshot"_s) == u"external";
    return described;
}

} // namespace

Result<QString> renamedSnapshotXml(const QString &xml, const QString &name)
{
    const auto document = XmlDocument::parse(xml);
    if (!document)
        return fail(document.error());
    for (const QString &definition : {u"domain"_s, u"inactiveDomain"_s}) {
        XmlElement element = document->root().child(definition);
        if (element)
            element.ensure(u"name"_s).setText(name);
    }
    return document->toString();
}

QString snapshotXml(const SnapshotOrder &order)
{
    XmlDocument document = XmlDocument::withRoot(u"domainsnapshot"_s);
    XmlElement root = document.root();
    if (!order.name.isEmpty())
        root.append(u"name"_s).setText(order.name);
    if (!order.description.isEmpty())
        root.append(u"description"_s).setText(order.description);
    XmlElement memory = root.append(u"memory"_s);
    if (!order.withMemory) {
        memory.setAttribute(u"snapshot"_s, u"no"_s);
    } else {
        memory.setAttribute(u"snapshot"_s, order.isExternal ? u"external"_s : u"internal"_s);
        if (order.isExternal)
            memory.setAttribute(u"file"_s, order.memoryPath);
    }
    if (!order.isExternal)
        return document.toString();
    XmlElement disks = root.append(u"disks"_s);
    for (const SnapshotOrder::Disk &wish : order.disks) {
        XmlElement disk = disks.append(u"disk"_s);
        disk.setAttribute(u"name"_s, wish.target);
        disk.setAttribute(u"snapshot"_s, wish.overlay.isEmpty() ? u"no"_s : u"external"_s);
        if (wish.overlay.isEmpty())
            continue;
        disk.append(u"driver"_s).setAttribute(u"type"_s, u"qcow2"_s);
        disk.append(u"source"_s).setAttribute(u"file"_s, wish.overlay);
    }
    return document.toString();
}

Result<QList<EngineSnapshot>> LibvirtSnapshots::snapshots(const QString &uuid)
{
    using All = QList<EngineSnapshot>;
    return m_access->ask<All>(uuid, kQuestion, [](virDomain *domain) -> Result<All> {
        virDomainSnapshotPtr *list = nullptr;
        const int count = virDomainListAllSnapshots(domain, &list, 0);
        if (count < 0)
            return fail(lastLibvirtError(u"cannot list the snapshots"_s));
        All all;
        for (int i = 0; i < count; ++i) {
            const SnapshotHandle snapshot(list[i]);
            all.append(describe(snapshot.get()));
        }
        free(list);
        return all;
    });
}

Result<QList<EngineSnapshotRecord>> LibvirtSnapshots::snapshotRecords(const QString &uuid)
{
    using All = QList<EngineSnapshotRecord>;
    return m_access->ask<All>(uuid, kQuestion, [](virDomain *domain) -> Result<All> {
        virDomainSnapshotPtr *list = nullptr;
        const int count =
            virDomainListAllSnapshots(domain, &list, VIR_DOMAIN_SNAPSHOT_LIST_TOPOLOGICAL);
        if (count < 0)
            return fail(lastLibvirtError(u"cannot list the snapshots"_s));
        All all;
        bool isWhole = true;
        for (int i = 0; i < count; ++i) {
            const SnapshotHandle snapshot(list[i]);
            all.append({takeString(virDomainSnapshotGetXMLDesc(snapshot.get(), 0)),
                        virDomainSnapshotIsCurrent(snapshot.get(), 0) == 1});
            isWhole &= !all.last().xml.isEmpty();
        }
        free(list);
        return isWhole ? Result<All>(all) : fail(lastLibvirtError(u"cannot read the snapshots"_s));
    });
}

Result<void> LibvirtSnapshots::defineSnapshots(const QString &uuid, const QString &name,
                                               const QList<EngineSnapshotRecord> &records)
{
    return m_access->order<void>(uuid, kOrder, [name, records](virDomain *domain) -> Result<void> {
        for (const EngineSnapshotRecord &record : records) {
            const auto xml = renamedSnapshotXml(record.xml, name);
            if (!xml)
                return fail(xml.error());
            const unsigned flags =
                VIR_DOMAIN_SNAPSHOT_CREATE_REDEFINE
                | (record.isCurrent ? unsigned(VIR_DOMAIN_SNAPSHOT_CREATE_CURRENT) : 0U);
            const SnapshotHandle known(
                virDomainSnapshotCreateXML(domain, xml->toUtf8().constData(), flags));
            if (!known)
                return fail(lastLibvirtError(u"libvirt does not take a snapshot back"_s));
        }
        return {};
    });
}

Result<void> LibvirtSnapshots::takeSnapshot(const QString &uuid, const SnapshotOrder &order,
                                            std::stop_token stop,
                                            const std::function<void(qint64, qint64)> &onProgress)
{
    // Memory inside of a volume is QEMU's monitor's, which tells nothing and cannot be stopped.
    std::optional<LibvirtJobWatch> watch;
    if (order.isExternal && order.withMemory)
        watch.emplace(m_access, uuid, std::move(stop), onProgress);
    return m_access->order<void>(uuid, kMemory, [order](virDomain *domain) -> Result<void> {
        unsigned flags = VIR_DOMAIN_SNAPSHOT_CREATE_ATOMIC;
        if (order.isExternal) {
            flags |= VIR_DOMAIN_SNAPSHOT_CREATE_REUSE_EXT | VIR_DOMAIN_SNAPSHOT_CREATE_NO_METADATA;
            flags |= order.withMemory ? VIR_DOMAIN_SNAPSHOT_CREATE_LIVE
                                      : VIR_DOMAIN_SNAPSHOT_CREATE_DISK_ONLY;
        }
        const SnapshotHandle taken(
            virDomainSnapshotCreateXML(domain, snapshotXml(order).toUtf8().constData(), flags));
        if (!taken)
            return fail(lastLibvirtError(u"libvirt cannot take the snapshot"_s));
        return {};
    });
}

Result<void> LibvirtSnapshots::revertToSnapshot(const QString &uuid, const QString &name,
                                                bool starts)
{
    return m_access->order<void>(uuid, kMemory, [name, starts](virDomain *domain) -> Result<void> {
        const auto snapshot = find(domain, name);
        if (!snapshot)
            return fail(snapshot.error());
        // FORCE: also where QEMU must be started anew because the machine was another one.
        unsigned flags = VIR_DOMAIN_SNAPSHOT_REVERT_FORCE;
        if (starts)
            flags |= VIR_DOMAIN_SNAPSHOT_REVERT_RUNNING;
        return done(virDomainRevertToSnapshot(snapshot->get(), flags),
                    u"libvirt cannot go back to “%1”"_s.arg(name));
    });
}

Result<void> LibvirtSnapshots::removeSnapshot(const QString &uuid, const QString &name)
{
    const auto removed =
        m_access->order<void>(uuid, kMemory, [name](virDomain *domain) -> Result<void> {
            const auto snapshot = find(domain, name);
            if (!snapshot)
                return fail(snapshot.error());
            return done(virDomainSnapshotDelete(snapshot->get(), 0),
                        u"libvirt cannot delete the snapshot “%1”"_s.arg(name));
        });
    if (!removed && removed.error().code == ErrorCode::NotFound)
        return {};
    return removed;
}

Result<QString> LibvirtSnapshots::memoryDefinition(const QString &path)
{
    return m_access->call<QString>(
        kOrder, [path](const LibvirtConnection &connection) -> Result<QString> {
            const QString xml = takeString(virDomainSaveImageGetXMLDesc(
                connection.get(), path.toUtf8().constData(), VIR_DOMAIN_SAVE_IMAGE_XML_SECURE));
            if (xml.isEmpty())
                return fail(lastLibvirtError(u"cannot read the saved memory"_s));
            return xml;
        });
}

Result<void> LibvirtSnapshots::restoreMemory(const QString &path, const QString &xml)
{
    return m_access->call<void>(
        kMemory, [path, xml](const LibvirtConnection &connection) -> Result<void> {
            return done(virDomainRestoreFlags(connection.get(), path.toUtf8().constData(),
                                              xml.isEmpty() ? nullptr : xml.toUtf8().constData(),
                                              VIR_DOMAIN_SAVE_RUNNING),
                        u"cannot start the guest from its saved memory"_s);
        });
}

Result<int> LibvirtSnapshots::freezeFileSystems(const QString &uuid)
{
    return m_access->order<int>(uuid, kFreeze, [](virDomain *domain) -> Result<int> {
        virDomainAgentSetResponseTimeout(domain, kFreezeSeconds, 0);
        const int count = virDomainFSFreeze(domain, nullptr, 0, 0);
        if (count < 0)
            return fail(lastLibvirtError(u"the guest agent cannot freeze the file systems"_s));
        return count;
    });
}

Result<void> LibvirtSnapshots::thawFileSystems(const QString &uuid)
{
    return m_access->order<void>(uuid, kFreeze, [](virDomain *domain) {
        virDomainAgentSetResponseTimeout(domain, kFreezeSeconds, 0);
        return done(virDomainFSThaw(domain, nullptr, 0, 0),
                    u"the guest agent cannot thaw the file systems"_s);
    });
}

Result<void> LibvirtSnapshots::beginMerge(const QString &uuid, const QString &target,
                                          const QString &base, const QString &top, bool isActive)
{
    return m_access->order<void>(uuid, kOrder, [target, base, top, isActive](virDomain *domain) {
        unsigned flags = VIR_DOMAIN_BLOCK_COMMIT_RELATIVE;
        if (isActive)
            flags |= VIR_DOMAIN_BLOCK_COMMIT_ACTIVE;
        return done(virDomainBlockCommit(domain, target.toUtf8().constData(),
                                         base.toUtf8().constData(), top.toUtf8().constData(), 0,
                                         flags),
                    u"cannot merge the volumes of %1"_s.arg(target));
    });
}

Result<BlockJob> LibvirtSnapshots::mergeJob(const QString &uuid, const QString &target)
{
    return m_access->order<BlockJob>(uuid, kOrder, [target](virDomain *domain) -> Result<BlockJob> {
        virDomainBlockJobInfo info{};
        const int found = virDomainGetBlockJobInfo(domain, target.toUtf8().constData(), &info, 0);
        if (found < 0)
            return fail(lastLibvirtError(u"cannot ask how far %1 is"_s.arg(target)));
        if (found == 0)
            return BlockJob{};
        // Both are equal for a moment before all is ready; the mirror element tells for sure.
        const auto document = XmlDocument::parse(takeString(virDomainGetXMLDesc(domain, 0)));
        bool isReady = false;
        if (document) {
            for (const XmlElement &disk :
                 document->root().child(u"devices"_s).children(u"disk"_s)) {
                if (disk.child(u"target"_s).attribute(u"dev"_s) == target)
                    isReady = disk.child(u"mirror"_s).attribute(u"ready"_s) == u"yes";
            }
        }
        return BlockJob{true, isReady, qint64(info.cur), qint64(info.end)};
    });
}

Result<void> LibvirtSnapshots::endMerge(const QString &uuid, const QString &target, bool switches)
{
    return m_access->order<void>(uuid, kOrder, [target, switches](virDomain *domain) {
        return done(virDomainBlockJobAbort(domain, target.toUtf8().constData(),
                                           switches ? VIR_DOMAIN_BLOCK_JOB_ABORT_PIVOT : 0),
                    u"cannot end the merge of %1"_s.arg(target));
    });
}

} // namespace Atoll::Kvm
