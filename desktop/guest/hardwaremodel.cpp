// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hardwaremodel.h"

#include <theme/theme.h>

#include <QMimeData>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

using Mark = HardwareDevice::Mark;

constexpr quintptr kDevice = 0;
const QString kBootMime = u"application/x-atoll-boot-entry"_s;

template <class T>
qsizetype indexOfKey(const QList<T> &items, const QString &key, qsizetype from, QString T::*member)
{
    for (qsizetype i = from; i < items.size(); ++i) {
        if (items.at(i).*member == key)
            return i;
    }
    return -1;
}

} // namespace

HardwareModel::HardwareModel(const Theme &theme, QObject *parent)
    : QAbstractItemModel(parent)
    , m_theme(theme)
{}

void HardwareModel::setDraft(const HardwareDraft &draft)
{
    m_draft = draft;
    m_errors.clear();
    update();
}

void HardwareModel::setChoices(const HardwareChoices &choices)
{
    m_choices = choices;
    update();
}

void HardwareModel::setEditable(bool isEditable) { m_isEditable = isEditable; }

//! Rows come, go and move one by one, so that the view keeps what is open and selected.
void HardwareModel::update()
{
    const QList<HardwareDevice> wanted = describeHardware(m_draft, m_choices);
    for (int row = int(m_devices.size()) - 1; row >= 0; --row) {
        if (indexOfKey(wanted, m_devices.at(row).key, 0, &HardwareDevice::key) >= 0)
            continue;
        beginRemoveRows({}, row, row);
        m_devices.removeAt(row);
        m_ids.removeAt(row);
        endRemoveRows();
    }
    for (int row = 0; row < int(wanted.size()); ++row) {
        const HardwareDevice &device = wanted.at(row);
        const int at = int(indexOfKey(m_devices, device.key, row, &HardwareDevice::key));
        if (at < 0) {
            beginInsertRows({}, row, row);
            m_devices.insert(row, device);
            m_ids.insert(row, ++m_lastId);
            endInsertRows();
        } else if (at != row) {
            beginMoveRows({}, at, at, {}, row);
            m_devices.move(at, row);
            m_ids.move(at, row);
            endMoveRows();
        }
        updateFields(row, device);
    }
    Q_EMIT draftChanged();
}

void HardwareModel::updateFields(int row, const HardwareDevice &wanted)
{
    const QModelIndex parent = index(row, 0);
    QList<HardwareField> &fields = m_devices[row].fields;
    for (int i = int(fields.size()) - 1; i >= 0; --i) {
        if (indexOfKey(wanted.fields, fields.at(i).label, 0, &HardwareField::label) >= 0)
            continue;
        beginRemoveRows(parent, i, i);
        fields.removeAt(i);
        endRemoveRows();
    }
    for (int i = 0; i < int(wanted.fields.size()); ++i) {
        const HardwareField &field = wanted.fields.at(i);
        const int at = int(indexOfKey(fields, field.label, i, &HardwareField::label));
        if (at < 0) {
            beginInsertRows(parent, i, i);
            fields.insert(i, field);
            endInsertRows();
        } else if (at != i) {
            beginMoveRows(parent, at, at, parent, i);
            fields.move(at, i);
            endMoveRows();
        }
    }
    m_devices[row] = wanted;
    if (!wanted.fields.isEmpty())
        Q_EMIT dataChanged(index(0, 0, parent),
                           index(int(wanted.fields.size()) - 1, ColumnCount - 1, parent));
    Q_EMIT dataChanged(parent, index(row, ColumnCount - 1));
}

void HardwareModel::note(const QString &path, const Error &error)
{
    const QString field = error.details.value(u"field"_s).toString();
    QString why = error.text;
    if (!field.isEmpty() && why.startsWith(field + u' '))
        why = why.mid(field.size() + 1);
    m_errors.insert(path, why);
    if (const QModelIndex at = find(path); at.isValid())
        Q_EMIT dataChanged(at.siblingAtColumn(0), at.siblingAtColumn(ColumnCount - 1));
}

void HardwareModel::refuse(const QString &path, const QString &label, const Error &error)
{
    note(path, error);
    Q_EMIT refused(label, error);
}

void HardwareModel::addDisk(const Api::DiskConfig &disk) { addDevice(u"disks"_s, toJson(disk)); }

void HardwareModel::addNic(const Api::NicConfig &nic) { addDevice(u"nics"_s, toJson(nic)); }

void HardwareModel::addDevice(const QString &list, const QJsonValue &device)
{
    const qsizetype last = m_draft.value(list).toArray().size();
    if (const auto done = m_draft.insertItem(list, last, device); !done)
        return refuse(list, tr("The list"), done.error());
    update();
}

bool HardwareModel::canRemove(const QModelIndex &index) const
{
    const HardwareDevice *item = device(index);
    return m_isEditable && item && item->mark != Mark::Removed && !item->list.isEmpty();
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
    const HardwareDevice item = *device(index);
    if (const auto done = m_draft.removeItem(item.list, item.item); !done)
        return refuse(item.list, item.title, done.error());
    m_errors.clear(); // numbers in paths have moved
    update();
}

void HardwareModel::restoreDevice(const QModelIndex &index)
{
    if (!canRestore(index))
        return;
    const HardwareDevice item = *device(index);
    const QJsonValue value = valueAt(toJson(m_draft.base()), item.list).toArray().at(item.item);
    if (const auto done = m_draft.insertItem(item.list, item.item, value); !done)
        return refuse(item.list, item.title, done.error());
    m_errors.clear();
    update();
}

void HardwareModel::revert()
{
    m_draft.revert();
    m_errors.clear();
    update();
}

QModelIndex HardwareModel::find(const QString &path) const
{
    for (int row = 0; row < int(m_devices.size()); ++row) {
        const QList<HardwareField> &fields = m_devices.at(row).fields;
        for (int i = 0; i < int(fields.size()); ++i) {
            if (editsPath(fields.at(i), path))
                return index(i, ValueColumn, index(row, 0));
        }
    }
    return {};
}

QModelIndex HardwareModel::showError(const Error &error)
{
    QString path = error.details.value(u"field"_s).toString();
    for (const QString &prefix : {u"changes."_s, u"config."_s}) {
        if (path.startsWith(prefix))
            path = path.mid(prefix.size());
    }
    const QModelIndex at = find(path);
    if (const HardwareField *item = field(at))
        note(QString(item->path), error);
    return at;
}

bool HardwareModel::hasError(const QModelIndex &index) const
{
    const HardwareField *item = field(index);
    return item && m_errors.contains(item->path);
}

const HardwareDevice *HardwareModel::device(const QModelIndex &index) const
{
    if (!index.isValid())
        return nullptr;
    const qsizetype row =
        index.internalId() == kDevice ? index.row() : m_ids.indexOf(index.internalId());
    return row >= 0 && row < m_devices.size() ? &m_devices.at(row) : nullptr;
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
    return createIndex(row, column, parent.isValid() ? m_ids.at(parent.row()) : kDevice);
}

QModelIndex HardwareModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == kDevice)
        return {};
    const qsizetype row = m_ids.indexOf(index.internalId());
    return row < 0 ? QModelIndex() : createIndex(int(row), 0, kDevice);
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

bool HardwareModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const HardwareField *item = field(index);
    if (!item || item->path.isEmpty() || (role != Qt::EditRole && role != Qt::CheckStateRole))
        return false;
    const QString label = item->label;
    const QString path = item->path;
    const QJsonValue json = role == Qt::CheckStateRole ? QJsonValue(value.toInt() == Qt::Checked)
                                                       : QJsonValue::fromVariant(value);
    const bool hadError = m_errors.remove(path) > 0;
    if (json == item->value) {
        if (hadError)
            Q_EMIT dataChanged(index.siblingAtColumn(0), index.siblingAtColumn(ColumnCount - 1));
        return true;
    }
    if (const auto done = setField(m_draft, path, json, m_choices); !done) {
        refuse(path, label, done.error());
        return false;
    }
    update();
    return true;
}

int HardwareModel::bootRow() const
{
    return int(indexOfKey(m_devices, u"boot"_s, 0, &HardwareDevice::key));
}

bool HardwareModel::canMove(const QModelIndex &index, int steps) const
{
    const HardwareField *item = field(index);
    const int row = index.row() + steps;
    return m_isEditable && item && item->kind == FieldKind::BootEntry && row >= 0
           && row < rowCount(index.siblingAtColumn(0).parent());
}

void HardwareModel::moveEntry(const QModelIndex &index, int steps)
{
    if (!canMove(index, steps))
        return;
    const HardwareField item = *field(index);
    if (const auto done = moveBootEntry(m_draft, item.path.section(u'/', 1), steps); !done)
        return refuse(item.path, item.label, done.error());
    update();
}

QStringList HardwareModel::mimeTypes() const { return {kBootMime}; }

QMimeData *HardwareModel::mimeData(const QModelIndexList &indexes) const
{
    const HardwareField *item = indexes.isEmpty() ? nullptr : field(indexes.first());
    if (!item || item->kind != FieldKind::BootEntry)
        return nullptr;
    auto *data = new QMimeData;
    data->setData(kBootMime, item->path.toUtf8());
    return data;
}

bool HardwareModel::canDropMimeData(const QMimeData *data, Qt::DropAction, int, int,
                                    const QModelIndex &parent) const
{
    const HardwareDevice *item = device(parent);
    return m_isEditable && data->hasFormat(kBootMime) && item && item->key == "boot"_L1;
}

bool HardwareModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                                 const QModelIndex &parent)
{
    if (!canDropMimeData(data, action, row, column, parent))
        return false;
    const QModelIndex from = find(QString::fromUtf8(data->data(kBootMime)));
    if (!from.isValid())
        return false;
    // Between two entries, on one of them, or on the order itself: then it comes last.
    const QModelIndex order = index(bootRow(), 0);
    int to = row >= 0 ? row : field(parent) ? parent.row() : rowCount(order);
    if (row >= 0 || !field(parent))
        to -= to > from.row() ? 1 : 0;
    moveEntry(from, to - from.row());
    return true;
}

} // namespace Atoll
