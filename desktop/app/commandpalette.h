// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "registry.h"

#include <QAbstractListModel>
#include <QFrame>

QT_BEGIN_NAMESPACE
class QLineEdit;
class QListView;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
class PaletteModel;

//! How well the letters of `query` match `text`, both folded: 0 not at all. Whole words and
//! beginnings beat letters that are strewn about.
int matchScore(QStringView query, QStringView text);

//! Ctrl+K: finds guests, nodes, pages and actions by a few letters and runs them.
class CommandPalette : public QFrame
{
    Q_OBJECT
public:
    static constexpr int kShown = 12;

    CommandPalette(AppContext &context, QWidget *window);

    void open(const QString &query = {});

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void search(const QString &text);
    void run(const QModelIndex &index);
    void place();

    AppContext &m_context;
    QLineEdit *m_field;
    QListView *m_list;
    PaletteModel *m_model;
};

//! What the palette shows for one query.
class PaletteModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { HintRole = Qt::UserRole, IconRole };

    using QAbstractListModel::QAbstractListModel;

    void setEntries(QList<PaletteEntry> entries);
    const PaletteEntry &at(int row) const { return m_entries.at(row); }
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<PaletteEntry> m_entries;
};

} // namespace Atoll
