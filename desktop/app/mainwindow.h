// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "registry.h"

#include <QMainWindow>

QT_BEGIN_NAMESPACE
class QMenu;
class QToolButton;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
class CommandPalette;
class ErrorBar;
class LayoutKeeper;
class TabArea;
class Tour;

//! The frame: toolbar, docks around, tabs in the centre. What stands in them comes from the
//! registry.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    static constexpr int kLayoutVersion = 1;

    explicit MainWindow(AppContext &context);

    TabArea &tabs() const { return *m_tabs; }
    CommandPalette &palette() const { return *m_palette; }
    //! A quiet fact in the toolbar, between the arrows and the search field; returns its button.
    QToolButton *addFact(const QString &objectName);
    QMenu *viewMenu() const { return m_viewMenu; }
    void resetLayout();
    void startTour();

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void makeActions();
    void makeDocks();
    void makeToolBar();
    QAction *addShortcut(const QString &id, const QString &text, const QString &icon,
                         const QKeySequence &key, const std::function<void()> &run);
    QMenu *makeMenu();
    QMenu *makeNewMenu();
    void placeDocks();
    void updateDockTitles();
    void restoreAll();
    void updateTitle();
    QList<PaletteEntry> findActions(const QString &query);
    const FileTarget *targetOf(const QStringList &files) const;
    void toggleFullScreen();
    void showAbout();

    AppContext &m_context;
    TabArea *m_tabs;
    ErrorBar *m_errors;
    CommandPalette *m_palette;
    LayoutKeeper *m_layouts = nullptr;
    Tour *m_tour = nullptr;
    QToolBar *m_toolBar = nullptr;
    QMenu *m_viewMenu = nullptr;
    QAction *m_factsEnd = nullptr;
    QAction *m_back = nullptr;
    QAction *m_forward = nullptr;
    QAction *m_search = nullptr;
    QAction *m_settings = nullptr;
    QAction *m_fullScreen = nullptr;
    QList<QDockWidget *> m_docks;
};

} // namespace Atoll
