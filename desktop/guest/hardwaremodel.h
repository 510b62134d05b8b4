// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "hardwarefields.h"

#include <QAbstractItemModel>

namespace Atoll {

class Theme;

//! The hardware list: devices, and below each its values, which are edited in place. What is
//! pending is marked and shows the value before. GUI thread.
class HardwareModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Column { NameColumn, ValueColumn, BeforeColumn, ColumnCount };
    enum Role { MarkRole = Qt::UserRole };

    explicit HardwareModel(const Theme &theme, QObject *parent = nullptr);

    const HardwareDraft &draft() const { return m_draft; }
    void setDraft(const HardwareDraft &draft);
    void setChoices(const HardwareChoices &choices);
    const HardwareChoices &choices() const { return m_choices; }
    void setEditable(bool isEditable);

    void addDisk(const Api::DiskConfig &disk);
    void addNic(const Api::NicConfig &nic);
    //! A removed device comes back.
    bool canRemove(const QModelIndex &index) const;
    bool canRestore(const QModelIndex &index) const;
    void removeDevice(const QModelIndex &index);
    void restoreDevice(const QModelIndex &index);
    void revert();

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

Q_SIGNALS:
    void draftChanged();
    //! A value that breaks a rule; the row keeps the old one.
    void refused(const QString &label, const Atoll::Error &error);

private:
    void update();
    bool applyConfig(const Api::GuestConfig &config, const QString &label);
    QVariant deviceData(const HardwareDevice &device, int column, int role) const;
    QVariant fieldData(const HardwareDevice &device, const HardwareField &field, int column,
                       int role) const;
    QString before(const HardwareField &field) const;

    const Theme &m_theme;
    HardwareDraft m_draft;
    HardwareChoices m_choices;
    QList<HardwareDevice> m_devices;
    bool m_isEditable = true;
};

} // namespace Atoll
