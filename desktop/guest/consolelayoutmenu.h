// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "consolelayouts.h"

#include <QMenu>

#include <functional>

namespace Atoll {

class AppContext;
namespace Console {
class ConsoleView;
} // namespace Console

//! "Window Layouts" of a guest's console: brings a named one back, saves, renames and deletes them.
class ConsoleLayoutMenu final : public QMenu
{
    Q_OBJECT
public:
    using Layout = Console::ConsoleLayout;
    //! `now` tells how the windows stand, `apply` moves them. The layouts outlive the view's menu.
    ConsoleLayoutMenu(AppContext &context, ConsoleLayouts &layouts, Console::ConsoleView &view,
                      std::function<Layout()> now, std::function<void(const Layout &)> apply);

    void askAndSave();

private:
    void fill();
    void addNamed(const QString &name);
    void remove(const QString &name);
    void askName(const QString &title, const QString &name,
                 const std::function<void(const QString &)> &use);
    void report(const Result<void> &done);

    AppContext &m_context;
    ConsoleLayouts &m_layouts;
    Console::ConsoleView &m_view; //!< where it says what went wrong
    const std::function<Layout()> m_now;
    const std::function<void(const Layout &)> m_apply;
};

} // namespace Atoll
