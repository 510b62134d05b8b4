// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "objectref.h"

#include <QAbstractTableModel>
#include <QDateTime>

#include <deque>

namespace Atoll {

enum class Severity : quint8 { Info, Ok, Warning, Error };

//! Something that happened and that a person may want to read again.
struct Notice
{
    Severity severity = Severity::Info;
    QString text;
    QString details = {};
    ObjectRef object = {};
    QDateTime at = QDateTime::currentDateTime();
};

//! The desktop's own log: newest first, bounded. GUI thread.
class Notices : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { TimeColumn, TextColumn, ColumnCount };
    enum Role { SeverityRole = Qt::UserRole, DetailsRole, ObjectRole };
    static constexpr int kMaximum = 2000;

    using QAbstractTableModel::QAbstractTableModel;

    void add(Notice notice);
    const Notice &at(int row) const { return m_notices[size_t(row)]; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void added(const Atoll::Notice &notice);

private:
    std::deque<Notice> m_notices;
};

} // namespace Atoll
