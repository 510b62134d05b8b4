// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "clustersession.h"
#include "frameclock.h"

#include <QThread>

#include <memory>

namespace Atoll {

//! All clusters that the desktop knows, each with its session. GUI thread. A cluster that does not
//! answer never holds another one back.
class Clusters : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        QByteArray saved; //!< the list as `save` was given it
        std::function<void(const QByteArray &)> save;
        QString cacheDirectory; //!< empty: no offline cache
    };

    Clusters(Options options, SecretStore &secrets, QObject *parent = nullptr);
    ~Clusters() override;

    //! In the order in which they were added.
    const QList<ClusterSession *> &sessions() const { return m_sessions; }
    //! Null when there is none.
    ClusterSession *session(const QString &key) const;

    //! Shows the offline caches and connects. Once, after everybody has connected to added().
    void open();
    bool isCacheShown() const { return m_isCacheShown; }

    //! A new cluster, connecting. It goes to NeedsTrust, then NeedsLogin: trust() and login() on
    //! the session. A cluster that is known already (same address) is answered as it is.
    ClusterSession *add(const QList<Rpc::Endpoint> &addresses);
    //! Forgets it with its secrets and offline cache. Deletes the session.
    void remove(const QString &key);

Q_SIGNALS:
    void added(Atoll::ClusterSession *session);
    void aboutToRemove(Atoll::ClusterSession *session);
    //! Once after open(): every offline cache is in its store.
    void cacheShown();
    //! Any session's connection state or name changed.
    void sessionChanged(Atoll::ClusterSession *session);

private:
    ClusterSession *make(const ClusterEntry &entry);
    void save();
    void oneCacheShown();

    Options m_options;
    SecretStore &m_secrets;
    FrameClock m_frames;
    QThread m_ioThread;
    QList<ClusterSession *> m_sessions;
    qsizetype m_cachesMissing = 0;
    bool m_isCacheShown = false;
};

} // namespace Atoll
