// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "clustersummary.h"
#include "guestviews.h"
#include "inventorymodel.h"

#include <app/registry.h>

namespace Atoll {

class AppContext;
class MainWindow;

//! The inventory's part of the desktop: tree dock, overview, attention dock, log dock, palette
//! entries, facts of the toolbar. Made before the window and outlives it. GUI thread.
class InventoryArea : public QObject
{
    Q_OBJECT
public:
    explicit InventoryArea(AppContext &context, QObject *parent = nullptr);

    InventoryModel &model() { return m_model; }
    ClusterSummaries &summaries() { return m_summaries; }
    const GuestViews &views() const { return m_views; }
    //! Clusters, guests and attention in the window's toolbar, and the key of all guests.
    void addFacts(MainWindow &window);

private:
    void followClusters();
    void addDocks();
    void findViews(const QString &query, QList<PaletteEntry> &entries);
    QList<PaletteEntry> find(const QString &query, int maximum);

    AppContext &m_context;
    InventoryModel m_model;
    ClusterSummaries m_summaries;
    GuestViews m_views;
};

} // namespace Atoll
