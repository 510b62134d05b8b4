// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "options.h"

#include <app/appcontext.h>

#include <memory>

QT_BEGIN_NAMESPACE
class QApplication;
QT_END_NAMESPACE

namespace Atoll {

class AccessArea;
class Alerts;
class GuestArea;
class InventoryArea;
class MainWindow;
class Notifier;
class TasksArea;
class WallArea;

//! The composition root: makes everything, in order, and knows every area by name. The only place
//! that does.
class Desktop : public QObject
{
    Q_OBJECT
public:
    Desktop(QApplication &application, Settings &settings, Options options);
    ~Desktop() override;

    //! Shows the window from the offline caches, then connects.
    void start();

    AppContext &context() { return *m_context; }
    MainWindow &window() { return *m_window; }
    InventoryArea &inventory() { return *m_inventory; }
    WallArea &wall() { return *m_wall; }

private:
    void addAreas();
    template <class T>
    void addSessionPage(ObjectKind kind);
    void connectByOptions();
    void makeAlerts();

    Settings &m_settings;
    Options m_options;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<SecretStore> m_secrets;
    std::unique_ptr<Clusters> m_clusters;
    std::unique_ptr<AppContext> m_context;
    std::unique_ptr<InventoryArea> m_inventory;
    std::unique_ptr<AccessArea> m_access;
    std::unique_ptr<TasksArea> m_tasks;
    std::unique_ptr<GuestArea> m_guests;
    std::unique_ptr<WallArea> m_wall;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<Notifier> m_notifier;
    std::unique_ptr<Alerts> m_alerts;
};

} // namespace Atoll
