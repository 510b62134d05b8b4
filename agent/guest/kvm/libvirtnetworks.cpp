// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "libvirtnetworks.h"

#include "libvirtmailbox.h"
#include "xml.h"

#include <QLoggingCategory>

using namespace Qt::StringLiterals;

namespace Atoll::Kvm {
namespace {

Q_LOGGING_CATEGORY(lcNetworks, "atoll.agent.libvirt.networks")

} // namespace

QString networkWords(const QString &xml)
{
    const auto document = XmlDocument::parse(xml);
    if (!document)
        return {};
    const XmlElement root = document->root();
    const XmlElement forward = root.child(u"forward"_s);
    const QString bridge = root.child(u"bridge"_s).attribute(u"name"_s);
    const QString device = forward.attribute(u"dev"_s);
    const QString mode = forward ? forward.attribute(u"mode"_s) : u"none"_s;
    if (mode == "nat"_L1 || mode.isEmpty())
        return bridge.isEmpty() ? u"NAT"_s : u"NAT through %1"_s.arg(bridge);
    if (mode == "route"_L1 || mode == "open"_L1)
        return device.isEmpty() ? u"Routed by the node"_s : u"Routed through %1"_s.arg(device);
    if (mode == "none"_L1)
        return u"Only guests of the node reach each other"_s;
    if (mode == "bridge"_L1)
        return bridge.isEmpty() ? u"Bridged"_s : u"Bridge %1"_s.arg(bridge);
    return u"Mode %1"_s.arg(mode);
}

Result<QList<Api::NetworkInfo>> LibvirtConnection::networks() const
{
    virNetworkPtr *networks = nullptr;
    const int count = virConnectListAllNetworks(get(), &networks, 0);
    if (count < 0) {
        const virError *why = virGetLastError();
        if (why && (why->code == VIR_ERR_NO_SUPPORT || why->code == VIR_ERR_NO_CONNECT))
            return {};
        return fail(lastLibvirtError(u"cannot list the networks"_s));
    }
    QList<Api::NetworkInfo> infos;
    infos.reserve(count);
    for (int i = 0; i < count; ++i) {
        const NetworkHandle network(networks[i]);
        Api::NetworkInfo info;
        info.kind = Api::NetworkKind::Network;
        info.name = QString::fromUtf8(virNetworkGetName(network.get()));
        info.isActive = virNetworkIsActive(network.get()) == 1;
        info.comment = networkWords(takeString(virNetworkGetXMLDesc(network.get(), 0)));
        infos.append(info);
    }
    free(networks);
    std::sort(infos.begin(), infos.end(),
              [](const Api::NetworkInfo &a, const Api::NetworkInfo &b) { return a.name < b.name; });
    return infos;
}

void LibvirtConnection::registerNetworkEvents()
{
    auto opaque = std::make_unique<std::shared_ptr<void>>(m_callbacks);
    constexpr auto lifecycle = [](virConnect *, virNetwork *, int, int, void *data) {
        callbacksOf(data).onNetworks();
    };
    m_networkRegistration = virConnectNetworkEventRegisterAny(
        get(), nullptr, VIR_NETWORK_EVENT_ID_LIFECYCLE, VIR_NETWORK_EVENT_CALLBACK(+lifecycle),
        opaque.get(), freeOpaque);
    if (m_networkRegistration >= 0) // else this driver has no networks
        (void)opaque.release();
}

void LibvirtHypervisor::listNetworks()
{
    m_areNetworksStale = m_isListingNetworks;
    if (m_isListingNetworks || !m_isConnected)
        return;
    m_isListingNetworks = true;
    m_describers.start([mailbox = m_mailbox, access = m_access, generation = m_generation] {
        using All = QList<Api::NetworkInfo>;
        const auto networks =
            access->call<All>(std::chrono::seconds(30), [](const LibvirtConnection &connection) {
                return connection.networks();
            });
        mailbox->post([networks, generation](LibvirtHypervisor &self) {
            self.m_isListingNetworks = false;
            const bool isAgain =
                std::exchange(self.m_areNetworksStale, false) || self.m_generation != generation;
            if (isAgain)
                self.listNetworks();
            else if (networks)
                self.takeNetworks(*networks);
            else
                qCWarning(lcNetworks).noquote() << networks.error().text;
        });
    });
}

void LibvirtHypervisor::takeNetworks(const QList<Api::NetworkInfo> &networks)
{
    if (m_networks == networks)
        return;
    m_networks = networks;
    Q_EMIT networksChanged(m_networks);
}

void LibvirtHypervisor::loseNetworks()
{
    QList<Api::NetworkInfo> networks = m_networks;
    for (Api::NetworkInfo &network : networks)
        network.isActive = false;
    takeNetworks(networks);
}

} // namespace Atoll::Kvm
