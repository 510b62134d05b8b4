// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "canvas.h"
#include "emulator.h"
#include "search.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QAction;
class QMenu;
QT_END_NAMESPACE

namespace Atoll {
class ErrorBar;
class KeyMap;
} // namespace Atoll

namespace Atoll::Terminal {

class SearchBar;

//! A terminal for a page: the canvas, what one does with it, and the bars that ask before a paste
//! and search. Knows nothing of where the bytes come from. GUI thread.
class TerminalView final : public QWidget
{
    Q_OBJECT

public:
    TerminalView(Emulator &emulator, const Theme &theme, QWidget *parent = nullptr);

    Canvas &canvas() const { return *m_canvas; }
    Search &search() { return m_search; }
    QAction *copy = nullptr;
    QAction *paste = nullptr;
    QAction *find = nullptr;
    QAction *selectAll = nullptr;
    QAction *clearHistory = nullptr;
    QAction *zoomIn = nullptr;
    QAction *zoomOut = nullptr;
    QAction *zoomReset = nullptr;

    //! The actions' keys as the map's person wants them; without a map they are the standard ones.
    void bindKeys(KeyMap &keys);
    static void defineKeys(KeyMap &keys);

    //! Asks first when it is more than one line or holds control characters.
    void pasteText(const QString &text);
    //! Nothing answers: typing and pasting say nothing.
    void setConnected(bool isConnected);

private:
    void makeActions();
    QAction *add(const char *icon, const QString &id);
    void showMenu(const QPoint &globalPosition);
    void openLink(const QString &address);

    Emulator &m_emulator;
    const Theme &m_theme;
    Search m_search;
    Canvas *m_canvas;
    ErrorBar *m_pasteBar;
    SearchBar *m_searchBar;
};

} // namespace Atoll::Terminal
