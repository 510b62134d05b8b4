// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

#include <memory>

QT_BEGIN_NAMESPACE
class QAction;
class QMenu;
QT_END_NAMESPACE

namespace Atoll::Console {

class ConsoleView;

//! The actions of a console, shared by its bar, its window and menus of the program. Owned by the
//! view.
class ConsoleActions : public QObject
{
    Q_OBJECT

public:
    explicit ConsoleActions(ConsoleView &view);
    ~ConsoleActions() override;

    QMenu *keysMenu() const { return m_keysMenu.get(); } //!< Ctrl+Alt+Del and its like
    QMenu *layoutMenu() const { return m_layoutMenu.get(); }
    QAction *ctrlAltDelete = nullptr;
    QAction *grabKeys = nullptr;
    QAction *fit = nullptr;
    QAction *typeClipboard = nullptr;
    QAction *shareClipboard = nullptr;
    QAction *saveScreenshot = nullptr;
    QAction *copyScreenshot = nullptr;
    QAction *statistics = nullptr;
    QAction *windowLayouts = nullptr; //!< a menu of whoever keeps them; hidden without one

    //! Brings checks and enabled states in line with the view.
    void update();

private:
    void makeKeysMenu();
    void makeLayoutMenu();
    QAction *add(const char *icon, const QString &text, const QString &tip, bool checkable = false);

    ConsoleView &m_view;
    std::unique_ptr<QMenu> m_keysMenu;
    std::unique_ptr<QMenu> m_layoutMenu;
};

} // namespace Atoll::Console
