// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a snapshot is to be, and why one is not possible.

#include "guestdefinition.h"
#include "guestsnapshotcreation.h"
#include "kvm/firmwarevariables.h"
#include "kvm/xml.h"

#include <core/units.h>

#include <QRegularExpression>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

using Api::GuestState;
using Api::SnapshotKind;

constexpr qsizetype kMaximumSnapshots = 64;

//! What the engine and qcow2 take as a name as it is; a number could be taken for qcow2's own id.
QString engineNameFor(const QString &name)
{
    static const QRegularExpression plain(u"^[A-Za-z][A-Za-z0-9_.-]*$"_s);
    return plain.match(name).hasMatch()
               ? name
               : u"atoll-"_s + QUuid::createUuid().toString(QUuid::Id128).first(12);
}

tl::unexpected<Error> refuse(const QString &why, const QString &hint)
{
    return fail(ErrorCode::InvalidState, why, hint);
}

} // namespace

Result<void> SnapshotCreation::checkName(const QString &name)
{
    if (name.trimmed() != name || name.isEmpty())
        return fail(invalidField(u"name"_s, u"must not be empty, or begin or end with a space"_s));
    const bool hasControl = std::any_of(name.begin(), name.end(), [](QChar c) {
        return c.category() == QChar::Other_Control || c.category() == QChar::Separator_Line
               || c.category() == QChar::Separator_Paragraph;
    });
    if (hasControl || !Kvm::isXmlText(name))
        return fail(invalidField(u"name"_s, u"must not have control characters"_s));
    return {};
}

Result<SnapshotCreation::Step> SnapshotCreation::prepare(const QString &uuid,
                                                         const Api::SnapshotCreate &wish,
                                                         const QString &author) const
{
    if (const auto ok = checkName(wish.name); !ok)
        return fail(ok.error());
    const auto guest = GuestDocuments(m_parts).managed(uuid);
    if (!guest)
        return fail(guest.error());
    const auto snapshots = SnapshotDocuments(m_parts).read(guest->config);
    if (!snapshots)
        return fail(snapshots.error());
    Step step{*guest, *snapshots, {}, false, {}, {}, {}};
    if (guest->config.isTemplate)
        return refuse(u"“%1” is a template, which never changes"_s.arg(guest->config.name),
                      u"Clone it."_s);
    if (snapshots->tree.find(wish.name))
        return fail(ErrorCode::AlreadyExists, u"there is already a snapshot “%1”"_s.arg(wish.name),
                    u"Choose another name."_s, {{u"field"_s, u"name"_s}});
    if (snapshots->tree.entries.size() >= kMaximumSnapshots)
        return refuse(u"the guest has %1 snapshots already"_s.arg(kMaximumSnapshots),
                      u"Delete those that are not needed."_s);
    const auto domain = m_parts.hypervisor.domain(uuid);
    if (!domain && domain.error().code != ErrorCode::NotFound)
        return fail(domain.error());
    const GuestState state = domain ? domain->state : GuestState::Stopped;
    step.isRunning = state == GuestState::Running || state == GuestState::Paused;
    if (!step.isRunning && state != GuestState::Stopped && state != GuestState::Crashed)
        return refuse(u"the guest is %1"_s.arg(nameOf(state)), u"Wait until it runs or is off."_s);
    SnapshotEntry &entry = step.entry;
    entry.name = wish.name;
    entry.description = wish.description;
    entry.parent = snapshots->tree.current;
    entry.at = QDateTime::currentDateTimeUtc();
    entry.author = author;
    entry.config = guest->config;
    entry.config.foreignXml.clear();
    entry.hasMemory = step.isRunning && wish.withMemory;
    if (const auto ok = checkDisks(step); !ok)
        return fail(ok.error());
    if (const auto ok = checkMachine(step); !ok)
        return fail(ok.error());
    if (const auto ok = chooseKind(step, wish); !ok)
        return fail(ok.error());
    if (const auto ok = checkSpace(step); !ok)
        return fail(ok.error());
    return step;
}

Result<void> SnapshotCreation::checkDisks(Step &step) const
{
    for (const Api::DiskConfig &disk : step.guest.config.disks) {
        if (disk.kind != Api::DiskKind::Disk) {
            step.left += u"the medium in drive %1"_s.arg(disk.target);
            continue;
        }
        if (disk.isReadOnly) {
            step.left += u"disk %1, which is read-only"_s.arg(disk.target);
            continue;
        }
        const QString which = u"disk %1 cannot be part of a snapshot: "_s.arg(disk.target);
        if (disk.storage.isEmpty())
            return refuse(which
                              + (disk.path.startsWith(u"/dev/")
                                     ? u"it is the device %1 of the node"_s.arg(disk.path)
                                     : u"its file %1 is in no storage"_s.arg(disk.path)),
                          u"Move it to a storage first."_s);
        const auto storage = m_parts.storages.storage(disk.storage);
        if (!storage)
            return fail(storage.error().prefixed(which));
        if (!(*storage)->capabilities().hasOverlays)
            return refuse(which + u"storage %1 has no snapshots"_s.arg(disk.storage),
                          u"Move it to a storage that has."_s);
        const auto source = (*storage)->source(disk.volume);
        if (!source)
            return fail(source.error().prefixed(which));
        if (source->isReadOnly)
            return refuse(which + u"%1 is read-only"_s.arg(disk.volume), {});
        if (source->format != Api::VolumeFormat::Qcow2 && source->format != Api::VolumeFormat::Raw)
            return refuse(which + u"%1 is neither qcow2 nor raw"_s.arg(disk.volume), {});
        step.entry.disks += SnapshotVolume{disk.target, disk.storage, disk.volume, source->path};
    }
    if (step.entry.disks.isEmpty())
        return refuse(u"the guest has no disk that a snapshot could keep"_s, {});
    return {};
}

Result<void> SnapshotCreation::checkMachine(Step &step) const
{
    const QString &uuid = step.guest.config.uuid;
    const auto xml = GuestDefinition(m_parts).current(uuid, XmlKind::Definition);
    if (!xml)
        return fail(xml.error());
    if (!*xml)
        return {};
    step.entry.definition = **xml;
    const auto document = Kvm::XmlDocument::parse(**xml);
    if (!document)
        return fail(document.error());
    const Kvm::XmlElement devices = document->root().child(u"devices"_s);
    for (const Kvm::XmlElement &disk : devices.children(u"disk"_s)) {
        const QString target = disk.child(u"target"_s).attribute(u"dev"_s);
        if (disk.child(u"shareable"_s))
            return refuse(
                u"disk %1 cannot be part of a snapshot: it is shared with other guests"_s.arg(
                    target),
                u"Detach it first."_s);
    }
    step.firmwarePath = Kvm::firmwareVariablesOf(**xml);
    if (!devices.children(u"tpm"_s).isEmpty())
        step.left += u"what is in the TPM"_s;
    return step.entry.hasMemory ? checkMemory(uuid) : Result<void>();
}

Result<void> SnapshotCreation::checkMemory(const QString &uuid) const
{
    const auto xml = m_parts.hypervisor.xml(uuid, XmlKind::Live);
    const auto document = xml ? Kvm::XmlDocument::parse(*xml) : fail(xml.error());
    if (!document)
        return fail(document.error());
    const Kvm::XmlElement devices = document->root().child(u"devices"_s);
    for (const QString &device : {u"hostdev"_s, u"filesystem"_s}) {
        if (!devices.children(device).isEmpty())
            return refuse(
                u"the memory cannot be saved: the guest has a %1"_s.arg(
                    device == u"hostdev" ? u"device of the node"_s : u"directory of the node"_s),
                u"Take the snapshot without memory."_s);
    }
    const auto host = m_parts.hypervisor.capabilities();
    if (!host)
        return fail(host.error());
    for (const Kvm::XmlElement &channel : devices.children(u"channel"_s)) {
        if (channel.attribute(u"type"_s) == u"qemu-vdagent" && !host->hasVdagent)
            return refuse(u"the memory cannot be saved: this QEMU does not allow it beside the "
                          "clipboard of a VNC display"_s,
                          u"Take the snapshot without memory, or switch the clipboard off under "
                          "Hardware and start the guest anew."_s);
    }
    return {};
}

Result<void> SnapshotCreation::chooseKind(Step &step, const Api::SnapshotCreate &wish) const
{
    SnapshotTree &tree = step.snapshots.tree;
    QString raw;
    for (const SnapshotVolume &disk : std::as_const(step.entry.disks)) {
        if (!disk.volume.endsWith(u".qcow2"))
            raw = disk.target;
    }
    const bool hasUefi =
        step.guest.config.firmware != Api::Firmware::Bios || !step.firmwarePath.isEmpty();
    QString reason;
    if (!raw.isEmpty())
        reason = u"disk %1 is raw"_s.arg(raw);
    else if (hasUefi)
        reason = u"the guest has UEFI variables"_s;
    else if (step.isRunning && !wish.withMemory && !tree.hasInternal())
        reason = u"the guest runs, and its memory is not wanted"_s;
    else if (tree.hasChains())
        reason = u"its other snapshots are so"_s;
    if (!reason.isEmpty() && tree.hasInternal())
        return refuse(u"a snapshot is only possible on new volumes (%1), but others are inside of "
                      "the volumes: “%2”"_s.arg(reason, tree.entries.first().name),
                      u"Delete those first."_s);
    step.entry.kind = reason.isEmpty() ? SnapshotKind::Internal : SnapshotKind::External;
    step.reason = reason;
    if (reason.isEmpty() && step.isRunning)
        step.entry.hasMemory = true; // the engine takes no other of a running guest
    step.entry.isQuiesced = wish.quiesces && step.isRunning && !step.entry.hasMemory;
    if (!step.entry.isExternal())
        step.entry.engineName = engineNameFor(wish.name);
    return {};
}

Result<void> SnapshotCreation::checkSpace(const Step &step) const
{
    if (!step.entry.hasMemory)
        return {};
    const QString name = step.entry.disks.first().storage;
    const auto storage = m_parts.storages.storage(name);
    const auto status = storage ? (*storage)->status() : fail(storage.error());
    if (!status)
        return fail(status.error());
    const qint64 needed = step.guest.config.memoryBytes;
    if (status->freeBytes < needed)
        return fail(ErrorCode::NoSpace,
                    u"storage %1 has no room for the memory: up to %2 needed, %3 free"_s.arg(
                        name, units::formatBytes(needed), units::formatBytes(status->freeBytes)),
                    u"Take it without memory, or delete what is not needed."_s);
    return {};
}

} // namespace Atoll
