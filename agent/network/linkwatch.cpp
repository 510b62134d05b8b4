// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "linkwatch.h"

#include <QLoggingCategory>

#include <algorithm>
#include <net/if.h>
#include <netlink/netlink.h>
#include <netlink/route/link.h>
#include <sys/socket.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

Q_LOGGING_CATEGORY(lcLink, "atoll.agent.network")

QString netlinkError(int error) { return QString::fromUtf8(nl_geterror(error)); }

} // namespace

void LinkWatch::FreeSocket::operator()(nl_sock *socket) const { nl_socket_free(socket); }

Result<QList<BridgeLink>> listBridges()
{
    const std::unique_ptr<nl_sock, void (*)(nl_sock *)> socket(nl_socket_alloc(), nl_socket_free);
    int error = socket ? nl_connect(socket.get(), NETLINK_ROUTE) : -NLE_NOMEM;
    nl_cache *links = nullptr;
    if (error >= 0)
        error = rtnl_link_alloc_cache(socket.get(), AF_UNSPEC, &links);
    if (error < 0) {
        return fail(ErrorCode::EngineFailed,
                    u"cannot list network interfaces: "_s + netlinkError(error));
    }
    const std::unique_ptr<nl_cache, void (*)(nl_cache *)> owner(links, nl_cache_free);
    QList<BridgeLink> bridges;
    for (nl_object *object = nl_cache_get_first(links); object;
         object = nl_cache_get_next(object)) {
        // nl_object is the base of every libnl object, in C's way.
        auto *link = reinterpret_cast<rtnl_link *>(object);
        const QByteArray type = rtnl_link_get_type(link);
        if (type != "bridge" && type != "openvswitch")
            continue;
        bridges +=
            {QString::fromUtf8(rtnl_link_get_name(link)), (rtnl_link_get_flags(link) & IFF_UP) != 0,
             QString::fromUtf8(rtnl_link_get_ifalias(link))};
    }
    std::sort(bridges.begin(), bridges.end(),
              [](const BridgeLink &a, const BridgeLink &b) { return a.name < b.name; });
    return bridges;
}

LinkWatch::LinkWatch(QObject *parent)
    : QObject(parent)
    , m_socket(nl_socket_alloc())
{
    if (!m_socket)
        return;
    int error = nl_connect(m_socket.get(), NETLINK_ROUTE);
    if (error >= 0)
        error = nl_socket_add_membership(m_socket.get(), RTNLGRP_LINK);
    if (error >= 0)
        error = nl_socket_set_nonblocking(m_socket.get());
    if (error < 0) {
        qCWarning(lcLink).noquote() << "changes of networks are not seen:" << netlinkError(error);
        return;
    }
    m_notifier =
        std::make_unique<QSocketNotifier>(nl_socket_get_fd(m_socket.get()), QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &LinkWatch::drain);
}

LinkWatch::~LinkWatch() = default;

void LinkWatch::drain()
{
    // What happened does not matter: everything is listed anew. Also an overflow (ENOBUFS) only
    // means that much has changed.
    char buffer[16 * 1024];
    while (::recv(nl_socket_get_fd(m_socket.get()), buffer, sizeof buffer, MSG_DONTWAIT) > 0) {}
    Q_EMIT changed();
}

} // namespace Atoll
