// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/catalogue.h>
#include <crypto/identity.h>
#include <inventory/inventory.h>
#include <rpc/link.h>

#include <QHash>
#include <QSet>
#include <QWebSocketServer>

#include <functional>
#include <memory>

namespace Atoll {

//! An agent without engines: speaks the real protocol over TLS, keeps an inventory, runs changes
//! as tasks that end at once or when told. For tests of clients, and for the fleet simulator.
//! Lives in one thread with an event loop.
class FakeAgent : public QObject
{
    Q_OBJECT

public:
    FakeAgent(const Identity &identity, const Api::ClusterInfo &cluster, QObject *parent = nullptr);
    ~FakeAgent() override;

    //! Port 0: any free one.
    Result<void> listen(quint16 port = 0);
    quint16 port() const { return m_port; }
    QString address() const;
    QString fingerprint() const;
    Inventory &inventory() { return *m_inventory; }

    //! Any user logs in with any password but this.
    static constexpr const char *kWrongPassword = "wrong";
    //! A token as a login would have given it.
    QString issueToken(const QString &user);
    void expireTokens() { m_tokens.clear(); }
    void setRole(QList<Privilege> privileges) { m_privileges = std::move(privileges); }

    void dropConnections();
    void stopListening();
    //! Begins anew on the same port: other epoch unless `keepsState`, other certificate if given.
    Result<void> restart(bool keepsState, const Identity *identity = nullptr);

    //! The next call of the method fails with this.
    void failNext(const QString &method, const Error &error) { m_failures.insert(method, error); }
    //! The next call of the method is done, but the connection breaks before the answer.
    void loseAnswerOf(const QString &method) { m_lost.insert(method); }
    //! Tasks then stay running until endTask().
    void setHoldsTasks(bool holds) { m_holdsTasks = holds; }
    void endTask(const QString &task, const std::optional<Error> &error = {});

    //! What a query of the method answers; of a change, its plan and its task's result.
    void setAnswer(const QString &method, const QJsonValue &answer)
    {
        m_answers.insert(method, answer);
    }
    //! A query's answer, made anew for each call.
    using Answerer = std::function<Result<QJsonValue>(const QJsonObject &params)>;
    void answerBy(const QString &method, Answerer answerer)
    {
        m_answerers.insert(method, std::move(answerer));
    }
    //! Parameters of the last call of the method that was answered.
    QJsonObject lastParams(const QString &method) const { return m_lastParams.value(method); }
    //! How often changes of this method were really done.
    int doneCount(const QString &method) const { return m_done.value(method); }
    const QList<Api::InventorySubscribe> &subscriptions() const { return m_subscriptions; }
    const QStringList &watched() const { return m_watched; }
    qsizetype connectionCount() const { return qsizetype(m_peers.size()); }
    void sendUsage(const Api::UsageSamples &samples);
    //! Ends listeners that are behind, as the agent does.
    void setBacklogLimit(qint64 bytes) { m_backlogLimit = bytes; }
    int droppedListeners() const { return m_droppedListeners; }

    //! What storages hold: uploads come here, downloads and exports are taken from here (exports
    //! under the guest's reference).
    QHash<QString, QByteArray> files;

Q_SIGNALS:
    void connected();

private:
    struct Peer;
    using Reply = Result<QJsonValue>;

    void accept();
    void take(Peer &peer, const Rpc::Request &request);
    Reply answer(Peer &peer, const Rpc::Request &request);
    Reply login(Peer &peer, const QString &method, const QJsonObject &params);
    Reply query(Peer &peer, const QString &method, const QJsonObject &params);
    Reply beginTransfer(const QString &method, const QJsonObject &params, const QString &user);
    void serveTransfer(Rpc::Channel *channel, const QString &ticket);
    Reply change(const QString &method, QJsonObject params, const QString &user);
    void perform(const Api::TaskInfo &task);
    Api::SessionInfo session(const QString &user, const QString &token) const;
    void send(Peer &peer, const QByteArray &text);
    void tell(const QByteArray &text);
    void adoptInventory();

    Identity m_identity;
    Api::ClusterInfo m_cluster;
    std::unique_ptr<Inventory> m_inventory;
    std::unique_ptr<QWebSocketServer> m_server;
    quint16 m_port = 0;
    std::vector<std::unique_ptr<Peer>> m_peers;
    QHash<QString, QString> m_tokens; //!< to user
    QList<Privilege> m_privileges;
    QHash<QString, Error> m_failures;
    QSet<QString> m_lost;
    QHash<QString, int> m_done;
    QHash<QString, QJsonValue> m_answers;
    QHash<QString, Answerer> m_answerers;
    QHash<QString, QJsonObject> m_lastParams;
    QHash<QString, QString> m_taskOfRequest;
    QHash<QString, Api::TaskInfo> m_tasks;
    QStringList m_taskOrder;
    QList<Api::InventorySubscribe> m_subscriptions;
    QStringList m_watched;
    struct Transfer
    {
        QString task;
        QString file;
        qint64 uploadBytes = -1; //!< negative: a download
    };
    QHash<QString, Transfer> m_transfers; //!< by ticket
    QSet<QString> m_tickets;
    qint64 m_backlogLimit = limits::kListenerBacklog;
    int m_droppedListeners = 0;
    int m_nextTask = 1;
    bool m_holdsTasks = false;
};

} // namespace Atoll
