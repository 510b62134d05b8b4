// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonObject>
#include <QObject>
#include <QTimer>

#include <functional>
#include <vector>

namespace Atoll {

class Desktop;
class Page;

//! Uses the window as a person would, again and again until the program ends: pages, consoles,
//! filters, lists, a wall, the palette, another theme, and all of it closed again. For `./dev
//! bench soak`, which watches memory and the event loop meanwhile. GUI thread.
class BenchSoak : public QObject
{
    Q_OBJECT
public:
    using Write = std::function<void(const QString &what, const QJsonObject &values)>;
    BenchSoak(Desktop &desktop, Write write);

private:
    void next();
    void makeSteps();
    void openGuest(int number);
    void showConsole();
    void filterTree(const QString &text);
    void changePage(const std::function<void(Page &)> &change);
    void closeTabs();

    Desktop &m_desktop;
    Write m_write;
    std::vector<std::function<void()>> m_steps;
    size_t m_step = 0;
    int m_round = 0;
    QTimer m_timer;
};

} // namespace Atoll
