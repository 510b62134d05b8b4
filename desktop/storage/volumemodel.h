// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/storage.h>

#include <QAbstractTableModel>

namespace Atoll {

class StateStore;
class Theme;

//! The volumes of one storage, by name. GUI thread.
class VolumeModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        NameColumn,
        FormatColumn,
        SizeColumn,
        AllocatedColumn,
        UsedByColumn,
        ColumnCount
    };
    enum Role { SortRole = Qt::UserRole };

    VolumeModel(const Theme &theme, const StateStore &store, QObject *parent = nullptr);

    void setVolumes(QList<Api::VolumeInfo> volumes);
    const Api::VolumeInfo &at(int row) const { return m_volumes.at(row); }
    //! Names of guests have changed.
    void refreshGuests();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString guestName(const QString &uuid) const;
    QVariant display(const Api::VolumeInfo &volume, int column) const;

    const Theme &m_theme;
    const StateStore &m_store;
    QList<Api::VolumeInfo> m_volumes;
};

} // namespace Atoll
