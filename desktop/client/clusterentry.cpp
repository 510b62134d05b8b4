// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clusterentry.h"

#include <core/log.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

Q_LOGGING_CATEGORY(lcClusters, "atoll.desktop.clusters")

} // namespace

QList<Rpc::Endpoint> ClusterEntry::endpoints() const
{
    QList<Rpc::Endpoint> list;
    for (const QString &address : addresses) {
        const auto endpoint = Rpc::Endpoint::parse(address);
        if (endpoint)
            list.append(*endpoint);
        else
            qCWarning(lcClusters).noquote() << endpoint.error().sentence();
    }
    return list;
}

QList<ClusterEntry> readEntries(const QByteArray &json)
{
    QList<ClusterEntry> entries;
    const QJsonArray array = QJsonDocument::fromJson(json).array();
    for (const QJsonValue &item : array) {
        const auto entry = fromJson<ClusterEntry>(item, UnknownFields::Ignore);
        if (entry && !entry->key.isEmpty())
            entries.append(*entry);
        else
            qCWarning(lcClusters) << "settings hold a cluster that cannot be read";
    }
    return entries;
}

QByteArray writeEntries(const QList<ClusterEntry> &entries)
{
    return QJsonDocument(toJson(entries).toArray()).toJson(QJsonDocument::Compact);
}

} // namespace Atoll
