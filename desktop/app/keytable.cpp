// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keytable.h"

#include <QCollator>
#include <QFont>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

QString keysText(const KeyMap &keys, const QString &id)
{
    return QKeySequence::listToString(keys.keys(id), QKeySequence::NativeText)
        .replace(u"; "_s, u"   "_s);
}

} // namespace

KeyTable::KeyTable(KeyMap &keys, QObject *parent)
    : QAbstractTableModel(parent)
    , m_keys(keys)
{
    setFilter({});
    connect(&keys, &KeyMap::changed, this, [this](const QString &id) {
        if (const int row = rowOf(id); row >= 0)
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    });
}

void KeyTable::setFilter(const QString &text)
{
    const QStringList words = text.toCaseFolded().split(u' ', Qt::SkipEmptyParts);
    QList<const KeyAction *> found;
    for (const KeyAction &action : m_keys.actions()) {
        const QString all =
            u"%1 %2 %3"_s
                .arg(action.text, KeyMap::placeName(action.place), keysText(m_keys, action.id))
                .toCaseFolded();
        if (std::all_of(words.begin(), words.end(),
                        [&all](const QString &word) { return all.contains(word); }))
            found += &action;
    }
    QCollator order;
    order.setNumericMode(true);
    std::stable_sort(found.begin(), found.end(), [&order](const auto *a, const auto *b) {
        return a->place != b->place ? a->place < b->place : order.compare(a->text, b->text) < 0;
    });
    beginResetModel(); // a person has typed another word
    m_shown.clear();
    for (const KeyAction *action : std::as_const(found))
        m_shown += action->id;
    endResetModel();
}

int KeyTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int KeyTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant KeyTable::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const QString id = m_shown.at(index.row());
    const KeyAction *action = m_keys.find(id);
    if (role == IdRole)
        return id;
    if (role == Qt::FontRole && index.column() == KeyColumn && m_keys.isChosen(id)) {
        QFont font;
        font.setBold(true);
        return font;
    }
    if (role == Qt::ToolTipRole && index.column() == KeyColumn && m_keys.isChosen(id))
        return tr("You have chosen this key.");
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case ActionColumn:
        return QString(action->text).remove(u'&');
    case PlaceColumn:
        return KeyMap::placeName(action->place);
    default:
        return keysText(m_keys, id);
    }
}

QVariant KeyTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QString titles[] = {tr("Action"), tr("Where it works"), tr("Key")};
    return titles[section];
}

} // namespace Atoll
