// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "usbdevices.h"

#include <QAbstractTableModel>

namespace Atoll::Console {

//! The USB devices that can go into a guest; the tick is "in the guest". GUI thread.
class UsbModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Device, Ids, Place, State, Columns };

    using QAbstractTableModel::QAbstractTableModel;

    void setDevices(const QList<UsbDevice> &devices);
    const UsbDevice &at(int row) const { return m_devices.at(row); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    //! A tick was set or taken. The state follows when it is so.
    void wanted(quint32 device, bool inGuest);

private:
    QString text(const UsbDevice &device, int column) const;

    QList<UsbDevice> m_devices; //!< by id
};

} // namespace Atoll::Console
