// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "link.h"

#include <api/access.h>
#include <api/catalogue.h>
#include <api/guest.h>

#include <QFuture>
#include <QPromise>
#include <QUrl>

namespace Atoll::Rpc {

struct Endpoint
{
    QString host;
    quint16 port = 7443;

    QString toString() const;
    //! "host", "host:port", "[v6]:port".
    static Result<Endpoint> parse(const QString &text);
    bool operator==(const Endpoint &) const = default;
};

//! Where the conversation with a cluster stands.
enum class ClientState {
    Idle,       //!< not started
    Connecting, //!<
    NeedsTrust, //!< stopped: the certificate is not known, or is not the pinned one
    NeedsLogin, //!< connected; waits for login()
    Ready,
    Waiting, //!< lost; tries again by itself
};

//! A session with one cluster that keeps itself alive: connects to the first endpoint that answers,
//! checks the pinned fingerprint, logs in again with its token, and asks again for the changes
//! whose answer was lost, under the same request id, so that they happen once.
//!
//! Lives in any thread with an event loop; every public function may be called from any thread.
//! Results arrive in the future; continue with `.then(context, …)` in the thread of the context.
class Client : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        QList<Endpoint> endpoints;
        QString fingerprint; //!< pinned; empty: the first contact asks for trust
        QString name = QStringLiteral("atoll");
        QString token; //!< of an earlier login; may be empty
    };

    explicit Client(Options options, QObject *parent = nullptr);
    ~Client() override;

    void start();
    void stop();
    //! After NeedsTrust: pin this fingerprint and go on.
    void trust(const QString &fingerprint);
    QFuture<Result<Api::SessionInfo>> login(const QString &user, const QString &password);

    //! A query, or a row of kind Channel.
    template <class P, class R>
    QFuture<Result<R>> call(const Api::Method<P, R> &row, const P &params = {})
    {
        Q_ASSERT(row.kind != Api::Kind::Change);
        return typed<R>(callRaw(QString::fromUtf8(row.name), toJson(params).toObject()));
    }
    //! A change: the answer is its task.
    template <class P, class R>
    QFuture<Result<Api::TaskRef>> change(const Api::Method<P, R> &row, const P &params)
    {
        Q_ASSERT(row.kind == Api::Kind::Change);
        return typed<Api::TaskRef>(
            changeRaw(QString::fromUtf8(row.name), toJson(params).toObject()));
    }
    //! What a change would do.
    template <class P, class R>
    QFuture<Result<Api::Plan>> plan(const Api::Method<P, R> &row, const P &params)
    {
        Q_ASSERT(row.dryRun);
        QJsonObject object = toJson(params).toObject();
        object.insert(QLatin1StringView(Api::kDryRunMember), true);
        return typed<Api::Plan>(callRaw(QString::fromUtf8(row.name), object));
    }
    QFuture<Result<QJsonValue>> callRaw(const QString &method, const QJsonObject &params);
    //! Adds a request id when there is none; asked again after a reconnect.
    QFuture<Result<QJsonValue>> changeRaw(const QString &method, QJsonObject params);

    //! Redeems a ticket. The device lives in the calling thread; the caller owns it.
    QFuture<Result<std::shared_ptr<QIODevice>>> openChannel(const QString &ticket);

Q_SIGNALS:
    //! `why` is set in NeedsTrust, Waiting, and in NeedsLogin after a session ended.
    void stateChanged(Atoll::Rpc::ClientState state, const std::optional<Atoll::Error> &why);
    //! Before Ready on each connection.
    void greeted(const Atoll::Api::ServerHello &hello);
    void loggedIn(const Atoll::Api::SessionInfo &session);
    void notified(const QString &method, const QJsonObject &params);

private:
    struct Call
    {
        QString method;
        QJsonObject params;
        std::shared_ptr<QPromise<Result<QJsonValue>>> promise;
        bool isRepeatable = false;
    };

    template <class R>
    static QFuture<Result<R>> typed(QFuture<Result<QJsonValue>> raw)
    {
        return raw.then([](const Result<QJsonValue> &answer) -> Result<R> {
            if (!answer)
                return fail(answer.error());
            return fromJson<R>(*answer, UnknownFields::Ignore);
        });
    }
    QFuture<Result<QJsonValue>> enqueue(const QString &method, const QJsonObject &params,
                                        bool isRepeatable);
    void setState(ClientState state, const std::optional<Error> &why = {});
    void connectNext();
    void connected();
    void lost(const Error &why);
    void greet();
    void resume(const QString &token);
    void becomeReady(const Api::SessionInfo &session);
    void send(Call call);
    void take(const Message &message);
    void openOnLink(const QString &ticket, QThread *thread,
                    const std::shared_ptr<QPromise<Result<std::shared_ptr<QIODevice>>>> &promise);

    Options m_options;
    ClientState m_state = ClientState::Idle;
    std::unique_ptr<Link> m_link;
    QHash<qint64, Call> m_calls;
    QList<Call> m_again; //!< changes whose answer was lost
    qint64 m_nextId = 1;
    qsizetype m_nextEndpoint = 0;
    int m_failures = 0;
    QTimer m_retry;
};

} // namespace Atoll::Rpc
