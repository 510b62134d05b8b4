// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "keymap.h"

#include <QAbstractTableModel>

namespace Atoll {

//! All actions with their keys, those whose name, place or key has the filter's words. GUI thread.
class KeyTable : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { ActionColumn, PlaceColumn, KeyColumn, ColumnCount };
    enum Role { IdRole = Qt::UserRole };

    explicit KeyTable(KeyMap &keys, QObject *parent = nullptr);

    void setFilter(const QString &text);
    //! -1: it is not shown.
    int rowOf(const QString &id) const { return int(m_shown.indexOf(id)); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    KeyMap &m_keys;
    QStringList m_shown; //!< ids, by place and name
};

} // namespace Atoll
