// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "volumemodel.h"

#include <app/format.h>
#include <client/statestore.h>
#include <theme/theme.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

bool isSame(const Api::VolumeInfo &a, const Api::VolumeInfo &b) { return toJson(a) == toJson(b); }

} // namespace

VolumeModel::VolumeModel(const Theme &theme, const StateStore &store, QObject *parent)
    : QAbstractTableModel(parent)
    , m_theme(theme)
    , m_store(store)
{}

//! Both lists are sorted by name: walks them side by side, so that rows come and go singly.
void VolumeModel::setVolumes(QList<Api::VolumeInfo> wanted)
{
    std::sort(wanted.begin(), wanted.end(),
              [](const auto &a, const auto &b) { return a.name < b.name; });
    int row = 0;
    for (const Api::VolumeInfo &volume : std::as_const(wanted)) {
        while (row < m_volumes.size() && m_volumes.at(row).name < volume.name) {
            beginRemoveRows({}, row, row);
            m_volumes.removeAt(row);
            endRemoveRows();
        }
        if (row < m_volumes.size() && m_volumes.at(row).name == volume.name) {
            if (!isSame(m_volumes.at(row), volume)) {
                m_volumes[row] = volume;
                Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
            }
        } else {
            beginInsertRows({}, row, row);
            m_volumes.insert(row, volume);
            endInsertRows();
        }
        ++row;
    }
    if (row < m_volumes.size()) {
        beginRemoveRows({}, row, int(m_volumes.size()) - 1);
        m_volumes.resize(row);
        endRemoveRows();
    }
}

void VolumeModel::refreshGuests()
{
    if (!m_volumes.isEmpty())
        Q_EMIT dataChanged(index(0, UsedByColumn), index(rowCount() - 1, UsedByColumn));
}

int VolumeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_volumes.size());
}

int VolumeModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString VolumeModel::guestName(const QString &uuid) const
{
    const Api::GuestInfo *guest = m_store.guest(uuid);
    return guest ? guest->name : uuid;
}

QVariant VolumeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Api::VolumeInfo &volume = m_volumes.at(index.row());
    const bool isNumber = index.column() == SizeColumn || index.column() == AllocatedColumn;
    switch (role) {
    case Qt::DisplayRole:
        return display(volume, index.column());
    case SortRole:
        if (isNumber)
            return index.column() == SizeColumn ? volume.sizeBytes : volume.allocatedBytes;
        return display(volume, index.column());
    case Qt::DecorationRole:
        if (index.column() != NameColumn)
            return {};
        return m_theme.icon(volume.format == Api::VolumeFormat::Iso ? u"cdrom"_s : u"disk"_s);
    case Qt::ToolTipRole:
        return index.column() == NameColumn ? volume.name : QVariant();
    case Qt::TextAlignmentRole:
        return isNumber ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter)) : QVariant();
    case Qt::ForegroundRole:
        return index.column() == UsedByColumn && volume.usedBy.isEmpty()
                   ? QVariant(m_theme.color(Token::Text3))
                   : QVariant();
    default:
        return {};
    }
}

QVariant VolumeModel::display(const Api::VolumeInfo &volume, int column) const
{
    switch (column) {
    case NameColumn:
        return volume.name;
    case FormatColumn:
        return QString(nameOf(volume.format));
    case SizeColumn:
        return Format::bytes(double(volume.sizeBytes));
    case AllocatedColumn:
        return Format::bytes(double(volume.allocatedBytes));
    default:
        return volume.usedBy.isEmpty() ? tr("nobody") : guestName(volume.usedBy);
    }
}

QVariant VolumeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && (section == SizeColumn || section == AllocatedColumn))
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Volume");
    case FormatColumn:
        return tr("Format");
    case SizeColumn:
        return tr("Size");
    case AllocatedColumn:
        return tr("Takes");
    default:
        return tr("Used by");
    }
}

} // namespace Atoll
