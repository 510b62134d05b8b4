// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestlistmodel.h"
#include "usagewatches.h"

#include <app/page.h>

#include <QSet>

#include <functional>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QMenu;
class QPushButton;
class QStackedLayout;
QT_END_NAMESPACE

namespace Atoll {

class GuestListView;
class GuestViews;
class InventoryModel;
class QueryField;
class SelectionActions;
struct GuestView;

//! All guests of all clusters in one table, or those of a saved view: the object's id is its name.
//! Asks for usage of what is in sight only.
class GuestListPage : public Page
{
    Q_OBJECT
public:
    //! The agent watches 64 objects for a connection; pages of guests need some of them.
    static constexpr int kWatched = 48;

    GuestListPage(const ObjectRef &object, AppContext &context, const InventoryModel &inventory,
                  GuestViews &views, QWidget *parent);
    ~GuestListPage() override;

    QString title() const override;
    QIcon icon() const override;
    QString status() const override; //!< "312 of 10,000 guests"
    QList<QAction *> headActions() const override;
    void setActive(bool isActive) override;

    GuestListModel &model() { return m_model; }
    GuestListView &view() { return *m_view; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeBar();
    QWidget *makeEmpty();
    void refresh();
    void openGroups();
    void openWall();
    void watchWhatIsSeen();
    void restore();
    GuestView current(const QString &name) const;
    // In guestlistpage_views.cpp.
    void fillViewMenu();
    void askName(const QString &title, const QString &name,
                 const std::function<void(const QString &)> &use);
    void saveAs(const QString &name);
    void renameTo(const QString &name);

    const InventoryModel &m_inventory;
    GuestViews &m_views;
    GuestListModel &m_model; //!< a child, which goes after all that listens to it
    GuestListView *m_view;
    QueryField *m_filter;
    QComboBox *m_groups;
    QMenu *m_viewMenu;
    QLabel *m_problem;
    QLabel *m_emptyText = nullptr;
    QPushButton *m_emptyAction = nullptr;
    QStackedLayout *m_stack;
    SelectionActions *m_actions;
    QTimer m_watching;
    QSet<QString> m_closedGroups;
    UsageWatches m_watches;
    bool m_isActive = false;
};

} // namespace Atoll
