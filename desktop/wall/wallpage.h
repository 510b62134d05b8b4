// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "thumbnails.h"

#include <app/page.h>
#include <inventory/guestlistmodel.h>
#include <inventory/usagewatches.h>
#include <inventory/wallscope.h>

#include <functional>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QSlider;
class QStackedLayout;
QT_END_NAMESPACE

namespace Atoll {

class GuestViews;
class InventoryModel;
class QueryField;
class SelectionActions;
class TileDelegate;
class TileView;

//! Live pictures of many guests: which ones is a WallScope, kept as the object's id. On full screen
//! it is a window of its own, so that it can stand on another screen while work goes on here.
//! Pictures and usage are asked for what is on the screen, seldom while the window is not in front,
//! and not at all while it cannot be seen.
class WallPage : public Page
{
    Q_OBJECT
public:
    struct Parts
    {
        Thumbnails &thumbnails;
        const InventoryModel &inventory;
        const GuestViews &views;
        std::function<void(const ObjectRef &guest)> openConsole;
    };
    WallPage(const ObjectRef &object, AppContext &context, Parts parts, QWidget *parent);
    ~WallPage() override;

    QString title() const override;
    QIcon icon() const override;
    QString status() const override;
    QList<QAction *> headActions() const override;

    GuestListModel &model() { return m_model; }
    TileView &view() { return *m_view; }
    bool isOnFullScreen() const { return m_window != nullptr; }
    void toggleFullScreen();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeBar();
    QWidget *makeAway();
    void makeOrder();
    void setScope();
    void refresh();
    void wantPictures();
    void activate(const QModelIndex &index);
    bool takeKey(QKeyEvent *event);
    QList<ObjectRef> selected() const;
    bool canBeSeen() const;
    QString scopeName() const;

    Parts m_parts;
    WallScope m_scope;
    GuestListModel &m_model; //!< a child, which goes after all that listens to it
    TileView *m_view;
    TileDelegate *m_delegate;
    QueryField *m_filter;
    QComboBox *m_order;
    QSlider *m_size;
    QLabel *m_problem;
    QLabel *m_empty;
    QStackedLayout *m_stack;
    QWidget *m_content; //!< here, or in m_window
    QStackedLayout *m_place;
    QWidget *m_window = nullptr; //!< on full screen
    QAction *m_fullScreen;
    SelectionActions *m_actions;
    UsageWatches m_watches;
    QTimer m_wanting;
    QTimer m_clock; //!< ages grow
};

} // namespace Atoll
