// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "page.h"

QT_BEGIN_NAMESPACE
class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeView;
QT_END_NAMESPACE

namespace Atoll {

class KeyTable;

//! Every action with its key: to find one, and to give it another. What a key would take away from
//! another action is said before.
class KeyboardPage : public Page
{
    Q_OBJECT
public:
    KeyboardPage(const ObjectRef &object, AppContext &context, QWidget *parent);

    QString title() const override;
    QIcon icon() const override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeEditor();
    QString current() const;
    void select(const QString &id);
    void refresh();
    void offer();
    void apply();

    KeyTable *m_table;
    QLineEdit *m_filter;
    QTreeView *m_list;
    QLabel *m_action;
    QKeySequenceEdit *m_edit;
    QLabel *m_remark;
    QPushButton *m_set;
    QPushButton *m_none;
    QPushButton *m_reset;
    QPushButton *m_resetAll;
};

} // namespace Atoll
