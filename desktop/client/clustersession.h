// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "clusterentry.h"
#include "statestore.h"
#include "usagewatch.h"

#include <api/catalogue.h>
#include <rpc/client.h>
#include <rpc/transfer.h>

#include <QCoreApplication>
#include <QTimer>

#include <stop_token>

namespace Atoll {

class FrameClock;
class Inbox;
class SecretStore;
class SessionWorker;

//! One cluster: its last known state, and the connection that keeps it true. GUI thread; socket and
//! JSON are in the I/O thread. Futures that it returns finish in the GUI thread; use whenDone().
class ClusterSession : public QObject
{
    Q_OBJECT

public:
    struct Services
    {
        QThread &ioThread;
        FrameClock &frames;
        SecretStore &secrets;
        QString cacheDirectory; //!< empty: no offline cache
    };

    ClusterSession(ClusterEntry entry, Services services, QObject *parent = nullptr);
    ~ClusterSession() override;

    const QString &key() const { return m_entry.key; }
    const ClusterEntry &entry() const { return m_entry; }
    QString name() const;
    QString site() const; //!< may be empty
    void setName(const QString &name);
    void setSite(const QString &site);

    StateStore &store() { return m_store; }
    const StateStore &store() const { return m_store; }

    Rpc::ClientState state() const { return m_state; }
    bool isReady() const { return m_state == Rpc::ClientState::Ready; }
    //! Why it is not ready; in NeedsTrust details.fingerprint is what the agent showed.
    const std::optional<Error> &problem() const { return m_problem; }
    QString stateText() const; //!< a few words
    const Api::ServerHello &server() const { return m_server; }
    const Api::SessionInfo &user() const { return m_user; }
    //! False while not logged in.
    bool may(Privilege privilege) const { return isReady() && m_user.may(privilege); }

    //! Shows the offline cache, then connects. Once.
    void open();
    //! Connects now, also when it waits for the next attempt or was disconnected.
    void reconnect();
    void disconnectFromCluster();
    //! After NeedsTrust: pins the fingerprint and goes on.
    void trust(const QString &fingerprint);
    //! `remembers`: the password too goes to the secret store, to log in again by itself.
    QFuture<Result<Api::SessionInfo>> login(const QString &user, const QString &password,
                                            bool remembers = false);
    void logout(); //!< forgets token and password

    template <class P, class R>
    QFuture<Result<R>> call(const Api::Method<P, R> &row,
                            const std::type_identity_t<P> &params = {})
    {
        return m_client ? here(m_client->call(row, params)) : notConnected<R>();
    }
    //! What a change would do.
    template <class P, class R>
    QFuture<Result<Api::Plan>> plan(const Api::Method<P, R> &row,
                                    const std::type_identity_t<P> &params)
    {
        return m_client ? here(m_client->plan(row, params)) : notConnected<Api::Plan>();
    }
    //! The answer is the change's task. A guest that `params` names by UUID shows the action as
    //! pending at once; if it is refused or fails, changeFailed() says why.
    template <class P, class R>
    QFuture<Result<Api::TaskRef>> change(const Api::Method<P, R> &row,
                                         const std::type_identity_t<P> &params)
    {
        QString guest;
        if constexpr (requires { params.guest; })
            guest = params.guest;
        const QString method = QString::fromUtf8(row.name);
        return m_client ? watched(here(m_client->change(row, params)), method, guest)
                        : watched(notConnected<Api::TaskRef>(), method, guest);
    }
    //! guest.bulk: each guest that `wish` names by UUID shows the single method as pending until
    //! its own task has ended, at the latest until all have.
    QFuture<Result<Api::TaskRef>> changeMany(const Api::GuestBulk &wish);
    //! Done when the task has ended, however it ended.
    QFuture<Result<Api::TaskInfo>> taskEnd(const QString &task);
    QFuture<Result<Api::Nothing>> cancelTask(const QString &task);

    //! The stream of a guest's display or serial console. Every call asks for a new ticket.
    QFuture<Result<std::shared_ptr<QIODevice>>> openConsole(const Api::GuestConsole &wish);
    //! Sends a file of this machine as a volume. The result is a TransferResult; progress is that
    //! of the task in store(), and so is cancelling.
    //! Before there is a task its checksum is taken, which `watch` hears of and stops, too.
    struct UploadWatch
    {
        std::function<void(qint64 doneBytes, qint64 totalBytes)> hashed; //!< GUI thread
        std::stop_token stop = {};
        std::function<void(const QString &task)> began = {}; //!< GUI thread
    };
    QFuture<Result<QJsonValue>> upload(const QString &file, const QString &storage,
                                       const QString &name, const UploadWatch &watch);
    QFuture<Result<QJsonValue>> upload(const QString &file, const QString &storage,
                                       const QString &name)
    {
        return upload(file, storage, name, UploadWatch());
    }
    //! Sends files one after the other to a row that answers with a TransferTicket.
    QFuture<Result<QJsonValue>> sendFiles(const QString &method, const QJsonObject &params,
                                          const QStringList &files, const UploadWatch &watch);
    //! Saves the bytes of a row that answers with a TransferTicket as a file.
    QFuture<Result<QJsonValue>> download(const QString &method, const QJsonObject &params,
                                         const QString &file);

    //! See UsageWatch. Samples arrive in store() and by usageSampled().
    [[nodiscard]] UsageWatch watchUsage(const QString &object) { return {this, object}; }

    //! Writes the offline cache in a worker if anything changed. At the end of the program.
    void saveCache();
    //! Before it is removed: secrets and offline cache.
    void forgetEverything();

Q_SIGNALS:
    void stateChanged(); //!< state, problem, user or server
    void entryChanged(); //!< to be kept in the settings
    void nameChanged();  //!< name() or site()
    void cacheShown();   //!< once: the offline cache, if any, is in store()
    void usageSampled(const Atoll::Api::UsageSamples &samples);
    void taskEnded(const Atoll::Api::TaskInfo &task); //!< of a change that was asked here
    //! A change that was asked here was refused, or its task failed.
    void changeFailed(const QString &guest, const QString &method, const Atoll::Error &error);

private:
    friend class UsageWatch;

    template <class T>
    static QFuture<T> here(QFuture<T> future)
    {
        // The application object outlives the I/O thread, so the hop cannot miss it.
        return future.then(QCoreApplication::instance(), [](T result) { return result; });
    }
    template <class T>
    static QFuture<Result<T>> ready(Result<T> result)
    {
        QPromise<Result<T>> promise;
        promise.start();
        promise.addResult(std::move(result));
        promise.finish();
        return promise.future();
    }
    template <class T>
    QFuture<Result<T>> notConnected() const
    {
        return ready<T>(fail(notConnectedError()));
    }
    QFuture<Result<QJsonValue>> transfer(Rpc::Transfer::Way way, const QString &file,
                                         const std::function<void(Rpc::Transfer &)> &begin);
    Error notConnectedError() const;
    QFuture<Result<Api::TaskRef>> watched(QFuture<Result<Api::TaskRef>> answer,
                                          const QString &method, const QString &guest);
    void connectWith(const QString &token);
    void dropConnection();
    void takeState(Rpc::ClientState state, const std::optional<Error> &why);
    void takeSession(const Api::SessionInfo &session);
    void loginAgain();
    bool drain();
    void takeTasks(const QList<Api::TaskInfo> &tasks);
    void settle(const Api::TaskInfo &task);
    void settleBulk(const Api::TaskInfo &task);
    void clearPendingOf(const QString &guest, const QString &task);
    void addWatch(const QString &object);
    void removeWatch(const QString &object);
    void sendWatches();
    QString cacheFile() const;

    ClusterEntry m_entry;
    Services m_services;
    StateStore m_store;
    SessionWorker *m_worker = nullptr; //!< in the I/O thread; deleted there
    Rpc::Client *m_client = nullptr;   //!< the worker's
    std::shared_ptr<Inbox> m_inbox;
    Rpc::ClientState m_state = Rpc::ClientState::Idle;
    std::optional<Error> m_problem;
    Api::ServerHello m_server;
    Api::SessionInfo m_user;
    QHash<QString, QString> m_ownTasks;      //!< changes asked here, until they end: task to guest
    QHash<QString, QStringList> m_bulkTasks; //!< asked here, until they end: task to guests
    QHash<QString, QList<std::shared_ptr<QPromise<Result<Api::TaskInfo>>>>> m_taskWaiters;
    QHash<QString, int> m_watches;
    QTimer m_sendWatches;
    QTimer m_save;
    bool m_isOpened = false;
    bool m_isCaughtUp = false;
    bool m_isDirty = false;
    bool m_hasTriedPassword = false;
};

} // namespace Atoll
