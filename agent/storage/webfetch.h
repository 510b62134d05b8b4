// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/storagetransfer.h>
#include <core/result.h>

#include <QHostAddress>
#include <QUrl>

#include <functional>

namespace Atoll {

class StorageLookup;
class TaskContext;

//! storage.fetch: the node gets a file over http or https. It must not become a way to talk to the
//! node itself: addresses of the node's own loopback and of the link (there cloud metadata lives)
//! are refused, after every redirect again, and the connection goes to the very address that was
//! checked. Private networks are allowed, because mirrors live there. A worker's.
class WebFetch
{
public:
    using AddressPolicy = std::function<bool(const QHostAddress &)>;

    explicit WebFetch(StorageLookup &storages, AddressPolicy mayConnect = isFetchable);

    Result<Api::TransferResult> run(TaskContext &context, const Api::StorageFetch &wish) const;

    static bool isFetchable(const QHostAddress &address);
    //! InvalidParams that names the field.
    static Result<QUrl> checkUrl(const QString &text);
    //! The wanted name, or the end of the address.
    static QString nameFor(const Api::StorageFetch &wish);

private:
    StorageLookup &m_storages;
    AddressPolicy m_mayConnect;
};

} // namespace Atoll
