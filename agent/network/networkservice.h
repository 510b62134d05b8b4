// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "linkwatch.h"

#include <api/network.h>

#include <QThreadPool>
#include <QTimer>

namespace Atoll {

class Inventory;

//! What guests' network cards can be plugged into on this node: bridges, networks of libvirt, and
//! the user network, which is always there. Follows the kernel's events and reports to the
//! inventory. Lives in the event-loop thread.
class NetworkService : public QObject
{
    Q_OBJECT

public:
    NetworkService(const QString &nodeName, Inventory *inventory, QObject *parent = nullptr);
    ~NetworkService() override; //!< waits for its worker

    QList<Api::NetworkInfo> infos() const;

    //! Networks that the hypervisor offers by name.
    void setEngineNetworks(const QList<Api::NetworkInfo> &networks);

private:
    void refresh();
    void report();

    QString m_nodeName;
    Inventory *m_inventory;
    QList<BridgeLink> m_bridges;
    QList<Api::NetworkInfo> m_engineNetworks;
    LinkWatch m_watch;
    QTimer m_soon;
    bool m_isListing = false;
    bool m_isStale = false;
    QThreadPool m_worker;
};

} // namespace Atoll
