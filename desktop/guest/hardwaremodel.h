// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "hardwarefields.h"

#include <QAbstractItemModel>

namespace Atoll {

class Theme;

//! The hardware list: devices, and below each its values, which are edited in place. What is
//! pending is marked and shows the value before; what the agent's rules refuse says so in its row.
//! GUI thread.
class HardwareModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Column { NameColumn, ValueColumn, BeforeColumn, ColumnCount };
    enum Role { MarkRole = Qt::UserRole, IsDefaultRole };

    explicit HardwareModel(const Theme &theme, QObject *parent = nullptr);

    const HardwareDraft &draft() const { return m_draft; }
    void setDraft(const HardwareDraft &draft);
    void setChoices(const HardwareChoices &choices);
    const HardwareChoices &choices() const { return m_choices; }
    void setEditable(bool isEditable);

    void addDisk(const Api::DiskConfig &disk);
    void addNic(const Api::NicConfig &nic);
    //! To a list of HardwareDraft::lists().
    void addDevice(const QString &list, const QJsonValue &device);
    //! A removed device comes back.
    bool canRemove(const QModelIndex &index) const;
    bool canRestore(const QModelIndex &index) const;
    void removeDevice(const QModelIndex &index);
    void restoreDevice(const QModelIndex &index);
    void revert();

    //! An entry of the boot order.
    bool canMove(const QModelIndex &index, int steps) const;
    void moveEntry(const QModelIndex &index, int steps);

    //! Puts the agent's refusal into the row of the field that it names; invalid: there is none.
    QModelIndex showError(const Error &error);
    bool hasError(const QModelIndex &index) const;
    QModelIndex find(const QString &path) const;

    //! Null for a device's own row.
    const HardwareField *field(const QModelIndex &index) const;
    const HardwareDevice *device(const QModelIndex &index) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    bool canDropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                         const QModelIndex &parent) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;

Q_SIGNALS:
    void draftChanged();
    //! A value that breaks a rule; the row keeps the old one.
    void refused(const QString &label, const Atoll::Error &error);

private:
    void update();
    void updateFields(int row, const HardwareDevice &wanted);
    void note(const QString &path, const Error &error);
    void refuse(const QString &path, const QString &label, const Error &error);
    QVariant deviceData(const HardwareDevice &device, int column, int role) const;
    QVariant fieldData(const HardwareField &field, int column, int role) const;
    QString remarkOf(const HardwareField &field) const;
    QVariant colorOf(const HardwareField &field, int column) const;
    int bootRow() const;

    const Theme &m_theme;
    HardwareDraft m_draft;
    HardwareChoices m_choices;
    QList<HardwareDevice> m_devices;
    QList<quintptr> m_ids; //!< of the devices' values; stay while rows move
    quintptr m_lastId = 0;
    QHash<QString, QString> m_errors; //!< by path
    bool m_isEditable = true;
};

} // namespace Atoll
