// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clusters.h"

#include <QUuid>

using namespace Qt::StringLiterals;

namespace Atoll {

Clusters::Clusters(Options options, SecretStore &secrets, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_secrets(secrets)
{
    m_ioThread.setObjectName(u"connections"_s);
    m_ioThread.start();
    const QList<ClusterEntry> entries = readEntries(m_options.saved);
    for (const ClusterEntry &entry : entries)
        make(entry);
}

Clusters::~Clusters()
{
    qDeleteAll(m_sessions); // their workers go into the I/O thread, which ends after them
    m_ioThread.quit();
    m_ioThread.wait();
}

ClusterSession *Clusters::session(const QString &key) const
{
    for (ClusterSession *session : m_sessions) {
        if (session->key() == key)
            return session;
    }
    return nullptr;
}

ClusterSession *Clusters::make(const ClusterEntry &entry)
{
    auto *session = new ClusterSession(
        entry, {m_ioThread, m_frames, m_secrets, m_options.cacheDirectory}, this);
    connect(session, &ClusterSession::entryChanged, this, &Clusters::save);
    connect(session, &ClusterSession::stateChanged, this,
            [this, session] { Q_EMIT sessionChanged(session); });
    connect(session, &ClusterSession::nameChanged, this,
            [this, session] { Q_EMIT sessionChanged(session); });
    m_sessions.append(session);
    return session;
}

void Clusters::open()
{
    m_cachesMissing = m_sessions.size();
    for (ClusterSession *session : std::as_const(m_sessions)) {
        connect(session, &ClusterSession::cacheShown, this, &Clusters::oneCacheShown);
        session->open();
    }
    if (m_sessions.isEmpty()) {
        m_isCacheShown = true;
        Q_EMIT cacheShown();
    }
}

void Clusters::oneCacheShown()
{
    if (--m_cachesMissing > 0 || m_isCacheShown)
        return;
    m_isCacheShown = true;
    Q_EMIT cacheShown();
}

ClusterSession *Clusters::add(const QList<Rpc::Endpoint> &addresses)
{
    ClusterEntry entry;
    for (const Rpc::Endpoint &endpoint : addresses)
        entry.addresses.append(endpoint.toString());
    for (ClusterSession *known : std::as_const(m_sessions)) {
        const bool isSame = std::any_of(
            entry.addresses.begin(), entry.addresses.end(),
            [known](const QString &address) { return known->entry().addresses.contains(address); });
        if (isSame)
            return known;
    }
    entry.key = QUuid::createUuid().toString(QUuid::WithoutBraces);
    ClusterSession *session = make(entry);
    Q_EMIT added(session);
    session->open();
    return session;
}

void Clusters::remove(const QString &key)
{
    ClusterSession *gone = session(key);
    if (!gone)
        return;
    Q_EMIT aboutToRemove(gone);
    m_sessions.removeOne(gone);
    gone->forgetEverything();
    gone->disconnect(this);
    gone->deleteLater();
    save();
}

void Clusters::save()
{
    if (!m_options.save)
        return;
    QList<ClusterEntry> entries;
    for (const ClusterSession *session : std::as_const(m_sessions)) {
        if (!session->entry().fingerprint.isEmpty()) // one that was never trusted is not kept
            entries.append(session->entry());
    }
    m_options.save(writeEntries(entries));
}

} // namespace Atoll
