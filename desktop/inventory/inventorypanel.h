// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QStackedLayout;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
class InventoryModel;
class InventoryTree;
class QueryField;

//! What the inventory dock holds: filter, tree, and words where there is nothing to show.
class InventoryPanel : public QWidget
{
    Q_OBJECT
public:
    InventoryPanel(AppContext &context, InventoryModel &model, QWidget *parent);

    InventoryTree &tree() const { return *m_tree; }
    void focusFilter();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeEmpty();
    void refresh();

    AppContext &m_context;
    InventoryModel &m_model;
    QueryField *m_filter;
    QLabel *m_count;
    QLabel *m_problem;
    InventoryTree *m_tree;
    QStackedLayout *m_stack;
    QLabel *m_emptyText = nullptr;
    QPushButton *m_emptyAction = nullptr;
};

} // namespace Atoll
