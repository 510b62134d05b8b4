// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "thumbnails.h"

#include <functional>

QT_BEGIN_NAMESPACE
class QAction;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
class InventoryArea;
class MainWindow;
struct PaletteEntry;

//! Walls of guests and the peek, and the ways to them.
class WallArea : public QObject
{
    Q_OBJECT
public:
    WallArea(AppContext &context, InventoryArea &inventory,
             std::function<void(const ObjectRef &guest)> openConsole, QObject *parent = nullptr);

    //! Its action in the window's menu, and the peek.
    void addTo(MainWindow &window);
    Thumbnails &thumbnails() { return m_thumbnails; }

private:
    QList<QAction *> actionsFor(const QList<ObjectRef> &selection, QObject *owner);
    QList<PaletteEntry> find(const QString &query);

    AppContext &m_context;
    InventoryArea &m_inventory;
    Thumbnails m_thumbnails;
};

} // namespace Atoll
