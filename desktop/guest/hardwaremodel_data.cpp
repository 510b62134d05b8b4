// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the hardware list shows in its cells.
#include "hardwaremodel.h"

#include <theme/theme.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

using Mark = HardwareDevice::Mark;

} // namespace

QVariant HardwareModel::data(const QModelIndex &index, int role) const
{
    const HardwareDevice *item = device(index);
    if (!item)
        return {};
    if (role == MarkRole)
        return int(item->mark);
    const HardwareField *value = field(index);
    return value ? fieldData(*value, index.column(), role)
                 : deviceData(*item, index.column(), role);
}

QVariant HardwareModel::deviceData(const HardwareDevice &item, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        if (column == NameColumn)
            return item.title;
        if (column == ValueColumn)
            return item.summary;
        return item.mark == Mark::Added     ? tr("new")
               : item.mark == Mark::Removed ? tr("will be removed")
               : item.mark == Mark::Changed ? tr("changed")
                                            : QString();
    case Qt::DecorationRole:
        return column == NameColumn ? m_theme.icon(item.icon) : QVariant();
    case Qt::FontRole: {
        QFont font = column == NameColumn ? m_theme.boldFont() : QFont();
        font.setStrikeOut(item.mark == Mark::Removed && column != BeforeColumn);
        return font;
    }
    case Qt::ForegroundRole:
        if (item.mark == Mark::Removed)
            return m_theme.color(Token::Error);
        return column == BeforeColumn ? m_theme.color(Token::Warning) : QVariant();
    case Qt::ToolTipRole:
        return column == ValueColumn ? item.summary : QVariant();
    case IsDefaultRole:
        return true;
    default:
        return {};
    }
}

//! What is wrong, else what it was, else what it means.
QString HardwareModel::remarkOf(const HardwareField &value) const
{
    const auto wrong = m_errors.constFind(value.path);
    if (wrong != m_errors.constEnd() && !value.path.isEmpty())
        return *wrong;
    if (value.isPending)
        return tr("was %1").arg(value.before.isEmpty() ? u"–"_s : value.before);
    return value.remark;
}

QVariant HardwareModel::colorOf(const HardwareField &value, int column) const
{
    if (column == BeforeColumn) {
        const bool isWrong = !value.path.isEmpty() && m_errors.contains(value.path);
        return m_theme.color(isWrong           ? Token::Error
                             : value.isPending ? Token::Warning
                                               : Token::Text3);
    }
    const bool isQuiet = column == NameColumn || value.path.isEmpty()
                         || value.kind == FieldKind::FixedText
                         || (!value.zeroText.isEmpty() && value.text == value.zeroText);
    return isQuiet ? m_theme.color(Token::Text2) : QVariant();
}

QVariant HardwareModel::fieldData(const HardwareField &value, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        if (column == NameColumn)
            return value.label;
        return column == ValueColumn ? value.text : remarkOf(value);
    case Qt::EditRole:
        return column == ValueColumn ? value.value.toVariant() : QVariant();
    case Qt::CheckStateRole: {
        const bool isFlag = value.kind == FieldKind::Flag || value.kind == FieldKind::BootEntry;
        if (column != ValueColumn || !isFlag)
            return {};
        return value.value.toBool() ? Qt::Checked : Qt::Unchecked;
    }
    case Qt::FontRole:
        return column == ValueColumn && value.isPending ? m_theme.boldFont() : QVariant();
    case Qt::ForegroundRole:
        return colorOf(value, column);
    case Qt::ToolTipRole:
        if (column == NameColumn)
            return value.isDefault ? QVariant() : tr("Differs from what is usual for this system");
        return column == ValueColumn ? value.text : remarkOf(value);
    case Qt::AccessibleTextRole:
        return u"%1: %2"_s.arg(value.label, value.text);
    case IsDefaultRole:
        return value.isDefault;
    default:
        return {};
    }
}

QVariant HardwareModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Device");
    case ValueColumn:
        return tr("Value");
    default:
        return tr("Remark");
    }
}

Qt::ItemFlags HardwareModel::flags(const QModelIndex &index) const
{
    const HardwareField *item = field(index);
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (!item) {
        const HardwareDevice *owner = device(index);
        if (owner && owner->key == "boot"_L1)
            flags |= Qt::ItemIsDropEnabled;
        return owner ? flags : Qt::NoItemFlags;
    }
    flags |= Qt::ItemNeverHasChildren;
    if (!m_isEditable || item->path.isEmpty() || item->kind == FieldKind::FixedText)
        return flags;
    if (item->kind == FieldKind::BootEntry)
        flags |= Qt::ItemIsDragEnabled | Qt::ItemIsDropEnabled;
    if (index.column() != ValueColumn)
        return flags;
    const bool isFlag = item->kind == FieldKind::Flag || item->kind == FieldKind::BootEntry;
    return flags | (isFlag ? Qt::ItemIsUserCheckable : Qt::ItemIsEditable);
}

} // namespace Atoll
