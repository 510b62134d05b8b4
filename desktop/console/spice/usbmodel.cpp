// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "usbmodel.h"

#include <algorithm>

namespace Atoll::Console {

namespace {

bool isTicked(const UsbDevice &device)
{
    return device.state == UsbDevice::State::InGuest || device.state == UsbDevice::State::Going;
}

bool canMove(const UsbDevice &device)
{
    return device.state == UsbDevice::State::Here || device.state == UsbDevice::State::InGuest;
}

} // namespace

//! The new list is in the order of its ids, too; rows come, go and change one by one.
void UsbModel::setDevices(const QList<UsbDevice> &devices)
{
    QList<UsbDevice> wanted = devices;
    std::sort(wanted.begin(), wanted.end(),
              [](const UsbDevice &a, const UsbDevice &b) { return a.id < b.id; });
    int row = 0;
    while (row < m_devices.size() || row < wanted.size()) {
        const bool isGone = row >= wanted.size()
                            || (row < m_devices.size() && m_devices.at(row).id < wanted.at(row).id);
        if (isGone) {
            beginRemoveRows({}, row, row);
            m_devices.removeAt(row);
            endRemoveRows();
            continue;
        }
        if (row >= m_devices.size() || wanted.at(row).id < m_devices.at(row).id) {
            beginInsertRows({}, row, row);
            m_devices.insert(row, wanted.at(row));
            endInsertRows();
        } else if (m_devices.at(row) != wanted.at(row)) {
            m_devices[row] = wanted.at(row);
            Q_EMIT dataChanged(index(row, 0), index(row, Columns - 1));
        }
        ++row;
    }
}

int UsbModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_devices.size());
}

int UsbModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : Columns;
}

QVariant UsbModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Device:
        return tr("Device");
    case Ids:
        return tr("Id");
    case Place:
        return tr("Bus");
    case State:
        return tr("State");
    default:
        return {};
    }
}

QString UsbModel::text(const UsbDevice &device, int column) const
{
    using S = UsbDevice::State;
    switch (column) {
    case Device:
        return device.name.isEmpty() ? tr("Unnamed device") : device.name;
    case Ids:
        return device.ids;
    case Place:
        return device.isImage ? tr("file")
                              : tr("%1, device %2").arg(device.bus).arg(device.address);
    default:
        break;
    }
    switch (device.state) {
    case S::Here:
        return device.isInput ? tr("Here; keys or pointer would go, too") : tr("Here");
    case S::Going:
        return tr("Going into the guest…");
    case S::InGuest:
        return tr("In the guest");
    case S::Returning:
        return tr("Coming back…");
    case S::Blocked:
        break;
    }
    return device.why;
}

QVariant UsbModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const UsbDevice &device = m_devices.at(index.row());
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return text(device, index.column());
    if (role == Qt::CheckStateRole && index.column() == Device)
        return isTicked(device) ? Qt::Checked : Qt::Unchecked;
    return {};
}

bool UsbModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || role != Qt::CheckStateRole || index.column() != Device)
        return false;
    const UsbDevice &device = m_devices.at(index.row());
    const bool inGuest = value.toInt() == Qt::Checked;
    if (!canMove(device) || inGuest == isTicked(device))
        return false;
    Q_EMIT wanted(device.id, inGuest);
    return true;
}

Qt::ItemFlags UsbModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    Qt::ItemFlags flags = Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    if (canMove(m_devices.at(index.row())))
        flags |= Qt::ItemIsEnabled;
    if (index.column() == Device)
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

} // namespace Atoll::Console
