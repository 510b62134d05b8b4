// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "notices.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace Atoll {

void Notices::add(Notice notice)
{
    if (int(m_notices.size()) >= kMaximum) {
        beginRemoveRows({}, kMaximum - 1, int(m_notices.size()) - 1);
        m_notices.resize(kMaximum - 1);
        endRemoveRows();
    }
    beginInsertRows({}, 0, 0);
    m_notices.push_front(std::move(notice));
    endInsertRows();
    Q_EMIT added(m_notices.front());
}

int Notices::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_notices.size());
}

int Notices::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant Notices::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Notice &notice = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == TimeColumn)
            return notice.at.toString(u"HH:mm:ss");
        return notice.text;
    case Qt::ToolTipRole:
        return index.column() == TimeColumn ? QLocale().toString(notice.at, QLocale::ShortFormat)
                                            : notice.text;
    case SeverityRole:
        return int(notice.severity);
    case DetailsRole:
        return notice.details;
    case ObjectRole:
        return QVariant::fromValue(notice.object);
    default:
        return {};
    }
}

QVariant Notices::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == TimeColumn ? tr("Time") : tr("Message");
}

} // namespace Atoll
