// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QString>

#include <functional>
#include <vector>

namespace Atoll {

class AppContext;
class InventoryArea;
class MainWindow;

//! Takes pictures of every page, light and dark, as a person would see them, then ends the program.
class Shots : public QObject
{
    Q_OBJECT
public:
    Shots(MainWindow &window, AppContext &context, InventoryArea &inventory, QString directory,
          QObject *parent);

    void start();

private:
    struct Step
    {
        QString name; //!< of the picture; empty: none is taken
        std::function<void()> prepare;
        int waitMs = 700;
    };
    void plan();
    void planGuest();
    void next();
    void take(const QString &name);

    MainWindow &m_window;
    AppContext &m_context;
    InventoryArea &m_inventory;
    QString m_directory;
    std::vector<Step> m_steps;
    size_t m_next = 0;
};

} // namespace Atoll
