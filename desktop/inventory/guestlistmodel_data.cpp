// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestlistmodel.h"
#include "inventorymodel.h"

#include <app/format.h>
#include <client/words.h>
#include <guest/guestwords.h>

#include <QLocale>

#include <cmath>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

bool isRightAligned(int column)
{
    switch (column) {
    case GuestListModel::CpuColumn:
    case GuestListModel::MemoryColumn:
    case GuestListModel::DiskColumn:
    case GuestListModel::NetworkColumn:
    case GuestListModel::VcpusColumn:
    case GuestListModel::SizeColumn:
    case GuestListModel::IdColumn:
        return true;
    default:
        return false;
    }
}

double known(bool isKnown, double number) { return isKnown ? number : std::nan(""); }

} // namespace

const Usage *GuestListModel::usageOf(int entry) const
{
    const Entry &place = m_entries[size_t(entry)];
    const StateStore &store = *m_clusters[size_t(place.cluster)]->store;
    const Usage &usage = store.guestUsage(place.guest);
    const bool runs = store.guests().at(place.guest).state == Api::GuestState::Running;
    return usage.isKnown() && runs && store.isLive() ? &usage : nullptr;
}

double GuestListModel::numberOf(int entry, int column) const
{
    const Api::GuestInfo &guest = guestOf(entry);
    const Usage *usage = usageOf(entry);
    switch (column) {
    case StateColumn:
        return double(guest.state);
    case CpuColumn:
        return known(usage && usage->cpu >= 0, usage ? double(usage->cpu) : 0);
    case MemoryColumn:
        return known(usage && usage->memory() >= 0, usage ? double(usage->memory()) : 0);
    case DiskColumn:
        return known(usage,
                     usage ? double(usage->diskReadBytesPerSecond + usage->diskWriteBytesPerSecond)
                           : 0);
    case NetworkColumn:
        return known(
            usage,
            usage ? double(usage->networkInBytesPerSecond + usage->networkOutBytesPerSecond) : 0);
    case VcpusColumn:
        return known(guest.cpus > 0, guest.cpus);
    case SizeColumn:
        return known(guest.memoryBytes > 0, double(guest.memoryBytes));
    case SinceColumn:
        return known(guest.stateSince.isValid(), -double(guest.stateSince.toMSecsSinceEpoch()));
    case IdColumn:
        return known(guest.id > 0, guest.id);
    case ManagedColumn:
        return guest.isManaged ? 0 : 1;
    case ProtectedColumn:
        return guest.isProtected ? 0 : 1;
    default:
        return std::nan("");
    }
}

QString GuestListModel::textOf(int entry, int column) const
{
    const Api::GuestInfo &guest = guestOf(entry);
    const double number = numberOf(entry, column);
    switch (column) {
    case NameColumn:
        return guest.name.isEmpty() ? guest.uuid : guest.name;
    case StateColumn: {
        const PendingAction *pending = clusterOf(entry).store->pending(guest.uuid);
        const QString words = pending ? Words::pending(pending->method) : QString();
        return words.isEmpty() ? GuestWords::state(guest.state) : words;
    }
    case ClusterColumn:
        return clusterOf(entry).name;
    case SiteColumn:
        return clusterOf(entry).site;
    case NodeColumn:
        return guest.node;
    case TagsColumn:
        return guest.tags.join(u", "_s);
    case AddressColumn:
        return guest.addresses.join(u", "_s);
    case MacColumn:
        return guest.macs.join(u", "_s);
    case NotesColumn:
        return guest.notes.simplified();
    case OsColumn:
        return guest.osName;
    case CpuColumn:
        return Format::wholePercent(number);
    case MemoryColumn: {
        const Usage *usage = usageOf(entry);
        return std::isnan(number) ? Format::unknown()
                                  : tr("%1 of %2")
                                        .arg(Format::bytes(double(usage->memoryUsedBytes)),
                                             Format::bytes(double(usage->memoryTotalBytes)));
    }
    case DiskColumn:
    case NetworkColumn:
        return std::isnan(number) ? Format::unknown() : Format::rate(number);
    case VcpusColumn:
    case IdColumn:
        return std::isnan(number) ? Format::unknown() : QString::number(int(number));
    case SizeColumn:
        return std::isnan(number) ? Format::unknown() : Format::bytes(number);
    case SinceColumn:
        return std::isnan(number)
                   ? Format::unknown()
                   : Format::duration(guest.stateSince.secsTo(QDateTime::currentDateTimeUtc()));
    case ManagedColumn:
        return guest.isManaged ? tr("managed") : tr("not managed");
    case ProtectedColumn:
        return guest.isProtected ? tr("protected") : QString();
    default:
        return {};
    }
}

QVariant GuestListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const int entry = int(quint32(index.internalId())) - 1;
    if (entry >= 0)
        return guestData(entry, index.column(), role);
    return groupData(m_groups[size_t(index.internalId() >> 32) - 1], index.column(), role);
}

QVariant GuestListModel::groupData(const Group &group, int column, int role) const
{
    if (column != NameColumn)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return group.title;
    case InventoryModel::RemarkRole:
        return QLocale().toString(qlonglong(group.entries.size()));
    case InventoryModel::KindRole:
        return int(ObjectKind::Cluster); // drawn as what holds guests
    case InventoryModel::IconRole:
        return m_grouping == ByTag     ? u"tag"_s
               : m_grouping == ByNode  ? u"node"_s
               : m_grouping == BySite  ? u"site"_s
               : m_grouping == ByState ? u"power"_s
                                       : u"cluster"_s;
    case InventoryModel::LoadRole:
        return -1.0;
    case Qt::AccessibleTextRole:
        return tr("%1, %n guest(s)", nullptr, int(group.entries.size())).arg(group.title);
    default:
        return {};
    }
}

QVariant GuestListModel::nameData(int entry, int role) const
{
    const Api::GuestInfo &guest = guestOf(entry);
    const StateStore &store = *clusterOf(entry).store;
    switch (role) {
    case InventoryModel::KindRole:
        return int(ObjectKind::Guest);
    case InventoryModel::IconRole:
        return GuestWords::iconName(guest);
    case InventoryModel::OverlayRole:
        return int(GuestWords::overlay(guest.state, store.pending(guest.uuid) != nullptr));
    case InventoryModel::FadedRole:
        return guest.state != Api::GuestState::Running || !store.isLive();
    case InventoryModel::ProtectedRole:
        return guest.isProtected;
    case InventoryModel::LoadRole:
        return -1.0;
    default:
        return {};
    }
}

QVariant GuestListModel::guestData(int entry, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return textOf(entry, column);
    case Qt::TextAlignmentRole:
        return isRightAligned(column) ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter))
                                      : QVariant();
    case Qt::ToolTipRole:
        if (column == SinceColumn)
            return Format::dateTime(guestOf(entry).stateSince);
        return column == NameColumn || column == TagsColumn || column == AddressColumn
                   ? textOf(entry, column)
                   : QVariant();
    case InventoryModel::LoadRole:
        if (column == CpuColumn || column == MemoryColumn) {
            const double load = numberOf(entry, column);
            return std::isnan(load) ? -1.0 : load;
        }
        break;
    case InventoryModel::TagsRole:
        return column == TagsColumn ? QVariant(guestOf(entry).tags) : QVariant();
    default:
        break;
    }
    return column == NameColumn ? nameData(entry, role) : QVariant();
}

QVariant GuestListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((isRightAligned(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QString titles[] = {tr("Name"),    tr("State"),      tr("Cluster"), tr("Node"),
                              tr("CPU"),     tr("Memory use"), tr("Disk"),    tr("Network"),
                              tr("vCPUs"),   tr("Memory"),     tr("Tags"),    tr("Since"),
                              tr("Address"), tr("System"),     tr("Site"),    tr("Id"),
                              tr("Managed"), tr("Protected"),  tr("MAC"),     tr("Notes")};
    static_assert(sizeof(titles) == ColumnCount * sizeof(QString));
    return titles[section];
}

} // namespace Atoll
