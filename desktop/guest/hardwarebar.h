// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "hardwareadd.h"

#include <QWidget>

#include <functional>

QT_BEGIN_NAMESPACE
class QLineEdit;
class QMenu;
class QToolButton;
QT_END_NAMESPACE

namespace Atoll {

class Theme;

//! Above the hardware list: add a device, remove the chosen one, find a value, show all values.
class HardwareBar : public QWidget
{
    Q_OBJECT
public:
    HardwareBar(const Theme &theme, bool showsAll, QWidget *parent = nullptr);

    //! What the menu offers, asked whenever it opens.
    void setAdditions(std::function<QList<HardwareAddition>()> additions);
    //! Why nothing can be edited; empty: it can.
    void setReason(const QString &reason, bool isBusy);
    void setRemovable(bool canRemove, bool canRestore);
    void focusFilter();

Q_SIGNALS:
    void addRequested(const Atoll::HardwareAddition &addition);
    void removeRequested();
    void filterChanged(const QString &text);
    void showsAllChanged(bool showsAll);
    //! The list below is wanted: Down or Enter in the filter.
    void listWanted();

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void fillMenu();

    const Theme &m_theme;
    std::function<QList<HardwareAddition>()> m_additions;
    QString m_reason;
    QMenu *m_menu;
    QToolButton *m_add;
    QToolButton *m_remove;
    QLineEdit *m_filter;
    QToolButton *m_showAll;
};

} // namespace Atoll
