// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "networkservice.h"

#include <inventory/inventory.h>

#include <QLoggingCategory>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

Q_LOGGING_CATEGORY(lcNetwork, "atoll.agent.network")

//! A guest that starts brings several events; one listing is enough for them.
constexpr std::chrono::milliseconds kSettle{50};

} // namespace

NetworkService::NetworkService(const QString &nodeName, Inventory *inventory, QObject *parent)
    : QObject(parent)
    , m_nodeName(nodeName)
    , m_inventory(inventory)
{
    m_worker.setMaxThreadCount(1);
    m_worker.setObjectName(u"network"_s);
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &NetworkService::refresh);
    connect(&m_watch, &LinkWatch::changed, this, [this] {
        if (!m_soon.isActive())
            m_soon.start(kSettle);
    });
    report();
    refresh();
}

NetworkService::~NetworkService() { m_worker.waitForDone(); }

void NetworkService::refresh()
{
    m_isStale = m_isListing;
    if (m_isListing)
        return;
    m_isListing = true;
    m_worker.start([this] {
        QMetaObject::invokeMethod(
            this,
            [this, bridges = listBridges()] {
                m_isListing = false;
                if (bridges)
                    m_bridges = *bridges;
                else
                    qCWarning(lcNetwork).noquote() << bridges.error().text;
                report();
                if (m_isStale)
                    refresh();
            },
            Qt::QueuedConnection);
    });
}

QList<Api::NetworkInfo> NetworkService::infos() const
{
    QList<Api::NetworkInfo> infos;
    for (const BridgeLink &bridge : m_bridges) {
        infos += {bridge.name, m_nodeName, Api::NetworkKind::Bridge, bridge.isUp, bridge.alias};
    }
    for (Api::NetworkInfo network : m_engineNetworks) {
        network.node = m_nodeName;
        infos += network;
    }
    infos += {u"user"_s, m_nodeName, Api::NetworkKind::User, true,
              u"Reaches out through the node; nothing reaches in"_s};
    return infos;
}

void NetworkService::setEngineNetworks(const QList<Api::NetworkInfo> &networks)
{
    m_engineNetworks = networks;
    report();
}

void NetworkService::report()
{
    if (m_inventory)
        m_inventory->setNetworks(m_nodeName, infos());
}

} // namespace Atoll
