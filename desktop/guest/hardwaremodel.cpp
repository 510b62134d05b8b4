// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hardwaremodel.h"

#include <theme/theme.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

using Mark = HardwareDevice::Mark;

//! Ids of rows: 0 for devices, device row + 1 for their values.
constexpr quintptr kDevice = 0;

QStringList keysOf(const QList<HardwareDevice> &devices)
{
    QStringList keys;
    for (const HardwareDevice &device : devices)
        keys += device.key;
    return keys;
}

bool haveSameShape(const QList<HardwareDevice> &a, const QList<HardwareDevice> &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto &x, const auto &y) {
        return x.key == y.key && x.fields.size() == y.fields.size();
    });
}

} // namespace

HardwareModel::HardwareModel(const Theme &theme, QObject *parent)
    : QAbstractItemModel(parent)
    , m_theme(theme)
{}

void HardwareModel::setDraft(const HardwareDraft &draft)
{
    m_draft = draft;
    update();
}

void HardwareModel::setChoices(const HardwareChoices &choices)
{
    m_choices = choices;
    update();
}

void HardwareModel::setEditable(bool isEditable) { m_isEditable = isEditable; }

//! Rows come and go one by one, so that the view keeps what is open and selected.
void HardwareModel::update()
{
    const QList<HardwareDevice> wanted = describeHardware(m_draft, m_choices);
    const QStringList wantedKeys = keysOf(wanted);
    for (int row = int(m_devices.size()) - 1; row >= 0; --row) {
        const qsizetype at = wantedKeys.indexOf(m_devices.at(row).key);
        if (at >= 0 && wanted.at(at).fields.size() == m_devices.at(row).fields.size())
            continue;
        beginRemoveRows({}, row, row);
        m_devices.removeAt(row);
        endRemoveRows();
    }
    for (int row = 0; row < int(wanted.size()); ++row) {
        if (row < m_devices.size() && m_devices.at(row).key == wanted.at(row).key)
            continue;
        beginInsertRows({}, row, row);
        m_devices.insert(row, wanted.at(row));
        endInsertRows();
    }
    if (!haveSameShape(m_devices, wanted)) { // the order changed as well
        beginResetModel();
        m_devices = wanted;
        endResetModel();
    }
    m_devices = wanted;
    if (!m_devices.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(int(m_devices.size()) - 1, ColumnCount - 1));
    for (int row = 0; row < int(m_devices.size()); ++row) {
        const QModelIndex device = index(row, 0);
        Q_EMIT dataChanged(index(0, 0, device), index(int(m_devices.at(row).fields.size()) - 1,
                                                      ColumnCount - 1, device));
    }
    Q_EMIT draftChanged();
}

bool HardwareModel::applyConfig(const Api::GuestConfig &config, const QString &label)
{
    if (const auto done = m_draft.setEdited(config); !done) {
        Q_EMIT refused(label, done.error());
        return false;
    }
    update();
    return true;
}

void HardwareModel::addDisk(const Api::DiskConfig &disk)
{
    Api::GuestConfig config = m_draft.edited();
    config.disks += disk;
    applyConfig(config, tr("Disk"));
}

void HardwareModel::addNic(const Api::NicConfig &nic)
{
    Api::GuestConfig config = m_draft.edited();
    config.nics += nic;
    applyConfig(config, tr("Network card"));
}

bool HardwareModel::canRemove(const QModelIndex &index) const
{
    const HardwareDevice *item = device(index);
    return m_isEditable && item && item->mark != Mark::Removed
           && (item->disk >= 0 || item->nic >= 0);
}

bool HardwareModel::canRestore(const QModelIndex &index) const
{
    const HardwareDevice *item = device(index);
    return m_isEditable && item && item->mark == Mark::Removed;
}

void HardwareModel::removeDevice(const QModelIndex &index)
{
    if (!canRemove(index))
        return;
    Api::GuestConfig config = m_draft.edited();
    const HardwareDevice item = *device(index);
    if (item.disk >= 0)
        config.disks.removeAt(item.disk);
    else
        config.nics.removeAt(item.nic);
    applyConfig(config, item.title);
}

void HardwareModel::restoreDevice(const QModelIndex &index)
{
    if (!canRestore(index))
        return;
    Api::GuestConfig config = m_draft.edited();
    const HardwareDevice item = *device(index);
    if (item.disk >= 0)
        config.disks.insert(qMin(qsizetype(item.disk), config.disks.size()),
                            m_draft.base().disks.at(item.disk));
    else
        config.nics.insert(qMin(qsizetype(item.nic), config.nics.size()),
                           m_draft.base().nics.at(item.nic));
    applyConfig(config, item.title);
}

void HardwareModel::revert()
{
    m_draft.revert();
    update();
}

const HardwareDevice *HardwareModel::device(const QModelIndex &index) const
{
    if (!index.isValid())
        return nullptr;
    const int row = index.internalId() == kDevice ? index.row() : int(index.internalId()) - 1;
    return row < m_devices.size() ? &m_devices.at(row) : nullptr;
}

const HardwareField *HardwareModel::field(const QModelIndex &index) const
{
    const HardwareDevice *item = device(index);
    if (!item || index.internalId() == kDevice || index.row() >= item->fields.size())
        return nullptr;
    return &item->fields.at(index.row());
}

QModelIndex HardwareModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) + 1 : kDevice);
}

QModelIndex HardwareModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == kDevice)
        return {};
    return createIndex(int(index.internalId()) - 1, 0, kDevice);
}

int HardwareModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_devices.size());
    if (parent.internalId() != kDevice || parent.column() != 0)
        return 0;
    return int(m_devices.at(parent.row()).fields.size());
}

int HardwareModel::columnCount(const QModelIndex &) const { return ColumnCount; }

QVariant HardwareModel::data(const QModelIndex &index, int role) const
{
    const HardwareDevice *item = device(index);
    if (!item)
        return {};
    if (role == MarkRole)
        return int(item->mark);
    const HardwareField *value = field(index);
    return value ? fieldData(*item, *value, index.column(), role)
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
    default:
        return {};
    }
}

QString HardwareModel::before(const HardwareField &value) const
{
    for (const HardwareDevice &old :
         describeHardware(HardwareDraft(m_draft.base(), m_draft.version()), m_choices)) {
        for (const HardwareField &candidate : old.fields) {
            if (candidate.path == value.path)
                return candidate.text;
        }
    }
    return {};
}

QVariant HardwareModel::fieldData(const HardwareDevice &item, const HardwareField &value,
                                  int column, int role) const
{
    const auto isPending = [&] {
        return item.mark == Mark::Changed && !value.path.isEmpty() && before(value) != value.text;
    };
    switch (role) {
    case Qt::DisplayRole:
        if (column == NameColumn)
            return value.label;
        if (column == ValueColumn)
            return value.text;
        return isPending() ? tr("was %1").arg(before(value).isEmpty() ? u"–"_s : before(value))
                           : QString();
    case Qt::EditRole:
        return column == ValueColumn ? value.value.toVariant() : QVariant();
    case Qt::CheckStateRole:
        if (column != ValueColumn || value.kind != FieldKind::Flag)
            return {};
        return value.value.toBool() ? Qt::Checked : Qt::Unchecked;
    case Qt::FontRole:
        return column == ValueColumn && isPending() ? m_theme.boldFont() : QVariant();
    case Qt::ForegroundRole:
        if (column == BeforeColumn)
            return m_theme.color(Token::Warning);
        return column == NameColumn || value.path.isEmpty() ? m_theme.color(Token::Text2)
                                                            : QVariant();
    case Qt::ToolTipRole:
        return column == ValueColumn ? value.text : QVariant();
    case Qt::AccessibleTextRole:
        return u"%1: %2"_s.arg(value.label, value.text);
    default:
        return {};
    }
}

bool HardwareModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const HardwareField *item = field(index);
    if (!item || item->path.isEmpty() || (role != Qt::EditRole && role != Qt::CheckStateRole))
        return false;
    const QString label = item->label;
    const QJsonValue json = role == Qt::CheckStateRole ? QJsonValue(value.toInt() == Qt::Checked)
                                                       : QJsonValue::fromVariant(value);
    if (json == item->value)
        return true;
    if (const auto done = setField(m_draft, item->path, json); !done) {
        Q_EMIT refused(label, done.error());
        return false;
    }
    update();
    return true;
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
        return tr("Pending");
    }
}

Qt::ItemFlags HardwareModel::flags(const QModelIndex &index) const
{
    const HardwareField *item = field(index);
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (!item)
        return index.isValid() ? flags : Qt::NoItemFlags;
    flags |= Qt::ItemNeverHasChildren;
    if (m_isEditable && index.column() == ValueColumn && !item->path.isEmpty()
        && item->kind != FieldKind::FixedText)
        flags |= item->kind == FieldKind::Flag ? Qt::ItemIsUserCheckable : Qt::ItemIsEditable;
    return flags;
}

} // namespace Atoll
