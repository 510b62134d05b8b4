// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSortFilterProxyModel>

namespace Atoll {

class HardwareModel;

//! Which rows of the hardware list are seen: advanced values only when wanted, set, pending or
//! wrong; or what a typed name finds. GUI thread.
class HardwareFilter : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    explicit HardwareFilter(HardwareModel &model, QObject *parent = nullptr);

    bool showsAll() const { return m_showsAll; }
    void setShowsAll(bool showsAll);
    void setText(const QString &text);

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    bool acceptsField(const QModelIndex &index) const;

    HardwareModel &m_model;
    bool m_showsAll = false;
    QString m_text;
};

} // namespace Atoll
