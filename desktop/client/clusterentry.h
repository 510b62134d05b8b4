// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/json.h>
#include <rpc/client.h>

namespace Atoll {

//! A cluster that the desktop knows, as the settings keep it. Secrets are elsewhere (SecretStore).
struct ClusterEntry
{
    QString key;           //!< chosen here, stays; ObjectRef::cluster
    QStringList addresses; //!< "host:port", the first one is tried first
    QString fingerprint;   //!< pinned; empty before the first trust
    QString user;          //!< "admin@builtin"
    QString name;          //!< given here; empty: the cluster's own
    QString site;          //!< given here; empty: the cluster's own
    QString clusterId;     //!< as it said last
    bool connects = true;  //!< false: stays disconnected until asked
    static constexpr auto fields()
    {
        return fieldsOf(field("key", &ClusterEntry::key).required(),
                        field("addresses", &ClusterEntry::addresses),
                        field("fingerprint", &ClusterEntry::fingerprint),
                        field("user", &ClusterEntry::user), field("name", &ClusterEntry::name),
                        field("site", &ClusterEntry::site),
                        field("clusterId", &ClusterEntry::clusterId),
                        field("connects", &ClusterEntry::connects));
    }
    bool operator==(const ClusterEntry &) const = default;

    //! Those addresses that can be read.
    QList<Rpc::Endpoint> endpoints() const;
    QString tokenKey() const { return key + QStringLiteral("/token"); }
    QString passwordKey() const { return key + QStringLiteral("/password"); }
};

//! The list as settings keep it: a JSON array. Entries that cannot be read are left out.
QList<ClusterEntry> readEntries(const QByteArray &json);
QByteArray writeEntries(const QList<ClusterEntry> &entries);

} // namespace Atoll
