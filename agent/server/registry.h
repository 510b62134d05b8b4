// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "caller.h"
#include "consoleholds.h"

#include <api/catalogue.h>
#include <system/filedescriptor.h>
#include <tasks/taskrunner.h>

#include <QHash>
#include <QObject>
#include <QThreadPool>

#include <functional>
#include <optional>

namespace Atoll {

class Session;

//! What a change works on, resolved before its task begins.
struct TaskObject
{
    QString path; //!< "/guests/<uuid>"
    QString name; //!< for people
};

template <class P, class R>
struct ChangeHandler
{
    //! Event-loop thread, must not block: resolves the object, checks what can be checked at once.
    std::function<Result<TaskObject>(const P &)> object;
    //! Worker: what the change would do. Only for rows with dryRun.
    std::function<Result<Api::Plan>(const Caller &, const P &)> plan = {};
    //! Worker, as a task.
    std::function<Result<R>(TaskContext &, const P &)> run;
    //! Where the usual "one change at a time per object, refuse when busy" does not fit.
    std::function<void(TaskSpec &, const P &)> adjust = {};
    //! Event-loop thread: where parameters need more than the row's privilege.
    std::function<Result<void>(const Caller &, const P &)> allow = {};
};

//! Where the bytes of a channel come from. `open` runs in a worker and gives a connected socket,
//! which the server then owns.
struct ChannelGrant
{
    QString object; //!< ACL path
    std::function<Result<int>()> open;
    std::optional<ConsoleWish> hold = {}; //!< of what only one viewer can have
};

//! A channel whose bytes a task takes or gives.
template <class P, class R>
struct TransferHandler
{
    //! Event-loop thread, must not block.
    std::function<Result<TaskObject>(const P &)> object;
    //! Worker, as a task. The socket is the channel's end here; closing it ends the channel.
    std::function<Result<R>(TaskContext &, const P &, const FileDescriptor &socket)> run;
    //! As ChangeHandler::adjust. Without it transfers do not exclude each other.
    std::function<void(TaskSpec &, const P &)> adjust = {};
};

//! Joins the rows of the catalogue with the functions that answer them. Checks privilege and
//! parameters before a handler is asked. Lives in the event-loop thread.
class Registry : public QObject
{
    Q_OBJECT

public:
    using Reply = std::function<void(Result<QJsonValue>)>;
    //! Says whether a user has a privilege on an ACL path.
    using Gate = std::function<Result<void>(const QString &user, Privilege, const QString &path)>;
    //! One line per change: who, from where, what, result.
    using Audit = std::function<void(const Api::AuditRecord &)>;
    //! Keeps a grant until its ticket comes back.
    using TicketMaker =
        std::function<Result<Api::ConsoleTicket>(const Caller &, const ChannelGrant &)>;

    Registry(TaskRunner *tasks, Gate gate, Audit audit, TicketMaker tickets,
             QObject *parent = nullptr);
    ~Registry() override;

    //! Answered at once in the event-loop thread: never blocks.
    template <class P, class R>
    void query(const Api::Method<P, R> &row,
               std::function<Result<R>(const Caller &, const P &)> handler);
    //! Answered by a worker that may wait for an engine. Late answers become Timeout.
    template <class P, class R>
    void queryInWorker(const Api::Method<P, R> &row,
                       std::function<Result<R>(const Caller &, const P &)> handler);
    //! Answered later, in the event-loop thread, by work that the handler begins and that has a
    //! deadline of its own. For what must not take a worker from others.
    template <class P, class R>
    void queryLater(
        const Api::Method<P, R> &row,
        std::function<void(const Caller &, const P &, std::function<void(Result<R>)>)> handler);
    //! Answered by the connection itself, perhaps later: login, subscriptions, channels.
    template <class P, class R>
    void
    connection(const Api::Method<P, R> &row,
               std::function<void(Session &, const P &, std::function<void(Result<R>)>)> handler);
    template <class P, class R>
    void change(const Api::Method<P, R> &row, ChangeHandler<P, R> handler);
    //! The answer is a ticket for what `handler` grants.
    template <class P>
    void channel(const Api::Method<P, Api::ConsoleTicket> &row,
                 std::function<Result<ChannelGrant>(const Caller &, const P &)> handler);

    //! The answer is a ticket for the bytes, and the task that they are the matter of.
    template <class P, class R>
    void transfer(const Api::Method<P, Api::TransferTicket> &row, TransferHandler<P, R> handler);

    //! Names of catalogue rows that nobody answers; empty in a complete agent.
    QStringList missing() const;

    void dispatch(const Caller &caller, const QString &method, const QJsonObject &params,
                  const Reply &reply);

private:
    using Handler = std::function<void(const Caller &, const QJsonObject &, const Reply &)>;
    struct ChangeCall
    {
        QString requestId;
        bool isDryRun = false;
    };
    using ErasedRun = std::function<Result<QJsonValue>(TaskContext &)>;

    void add(const char *method, Handler handler);
    void inWorker(std::function<Result<QJsonValue>()> work, const Reply &reply);
    Result<ChangeCall> takeChangeMembers(QJsonObject &params) const;
    static QJsonObject withoutSecrets(const QString &method, const QJsonObject &params);
    void startTask(const Caller &caller, const TaskSpec &spec, const ErasedRun &run,
                   const Reply &reply);
    void startTransfer(
        const Caller &caller, const TaskSpec &spec,
        const std::function<Result<QJsonValue>(TaskContext &, const FileDescriptor &)> &run,
        const Reply &reply);
    void auditRefusal(const Caller &caller, const QString &method, const QString &object,
                      const Error &error);

    TaskRunner *m_tasks;
    Gate m_gate;
    Audit m_audit;
    TicketMaker m_tickets;
    QHash<QString, Handler> m_handlers;
    QThreadPool m_workers;
};

template <class P, class R>
void Registry::query(const Api::Method<P, R> &row,
                     std::function<Result<R>(const Caller &, const P &)> handler)
{
    add(row.name, [handler](const Caller &caller, const QJsonObject &json, const Reply &reply) {
        const auto params = fromJson<P>(json);
        if (!params)
            return reply(fail(params.error()));
        reply(handler(caller, *params).map([](const R &answer) { return toJson(answer); }));
    });
}

template <class P, class R>
void Registry::queryInWorker(const Api::Method<P, R> &row,
                             std::function<Result<R>(const Caller &, const P &)> handler)
{
    add(row.name, [this, handler](const Caller &caller, const QJsonObject &json,
                                  const Reply &reply) {
        const auto params = fromJson<P>(json);
        if (!params)
            return reply(fail(params.error()));
        inWorker(
            [handler, caller, params = *params]() -> Result<QJsonValue> {
                return handler(caller, params).map([](const R &answer) { return toJson(answer); });
            },
            reply);
    });
}

template <class P, class R>
void Registry::queryLater(
    const Api::Method<P, R> &row,
    std::function<void(const Caller &, const P &, std::function<void(Result<R>)>)> handler)
{
    add(row.name, [handler](const Caller &caller, const QJsonObject &json, const Reply &reply) {
        const auto params = fromJson<P>(json);
        if (!params)
            return reply(fail(params.error()));
        handler(caller, *params, [reply](const Result<R> &answer) {
            reply(answer.map([](const R &value) { return toJson(value); }));
        });
    });
}

template <class P, class R>
void Registry::connection(
    const Api::Method<P, R> &row,
    std::function<void(Session &, const P &, std::function<void(Result<R>)>)> handler)
{
    add(row.name, [handler](const Caller &caller, const QJsonObject &json, const Reply &reply) {
        const auto params = fromJson<P>(json);
        if (!params)
            return reply(fail(params.error()));
        handler(*caller.session, *params, [reply](const Result<R> &answer) {
            reply(answer.map([](const R &value) { return toJson(value); }));
        });
    });
}

template <class P, class R>
void Registry::change(const Api::Method<P, R> &row, ChangeHandler<P, R> handler)
{
    Q_ASSERT(row.kind == Api::Kind::Change);
    Q_ASSERT(!row.dryRun || handler.plan);
    const QString name = QString::fromUtf8(row.name);
    add(row.name,
        [this, name, handler](const Caller &caller, QJsonObject json, const Reply &reply) {
            const auto call = takeChangeMembers(json);
            if (!call)
                return reply(fail(call.error()));
            const auto params = fromJson<P>(json);
            if (!params)
                return reply(fail(params.error()));
            if (handler.allow) {
                if (const auto allowed = handler.allow(caller, *params); !allowed) {
                    auditRefusal(caller, name, {}, allowed.error());
                    return reply(fail(allowed.error()));
                }
            }
            const auto object = handler.object(*params);
            if (!object) {
                auditRefusal(caller, name, {}, object.error());
                return reply(fail(object.error()));
            }
            if (call->isDryRun) {
                if (!handler.plan)
                    return reply(fail(ErrorCode::Unsupported,
                                      name + QStringLiteral(" cannot be asked as a dry run")));
                return inWorker(
                    [handler, caller, params = *params]() -> Result<QJsonValue> {
                        return handler.plan(caller, params).map([](const Api::Plan &plan) {
                            return toJson(plan);
                        });
                    },
                    reply);
            }
            TaskSpec spec{.method = name,
                          .user = caller.user,
                          .object = object->path,
                          .objectName = object->name,
                          .requestId = call->requestId,
                          .lanes = {object->path},
                          .params = withoutSecrets(name, json)};
            if (handler.adjust)
                handler.adjust(spec, *params);
            startTask(
                caller, spec,
                [handler, params = *params](TaskContext &context) -> Result<QJsonValue> {
                    return handler.run(context, params).map([](const R &answer) {
                        return toJson(answer);
                    });
                },
                reply);
        });
}

template <class P>
void Registry::channel(const Api::Method<P, Api::ConsoleTicket> &row,
                       std::function<Result<ChannelGrant>(const Caller &, const P &)> handler)
{
    add(row.name,
        [this, handler](const Caller &caller, const QJsonObject &json, const Reply &reply) {
            const auto params = fromJson<P>(json);
            if (!params)
                return reply(fail(params.error()));
            const auto grant = handler(caller, *params);
            if (!grant)
                return reply(fail(grant.error()));
            reply(m_tickets(caller, *grant).map([](const Api::ConsoleTicket &ticket) {
                return toJson(ticket);
            }));
        });
}

template <class P, class R>
void Registry::transfer(const Api::Method<P, Api::TransferTicket> &row,
                        TransferHandler<P, R> handler)
{
    Q_ASSERT(row.kind == Api::Kind::Channel);
    const QString name = QString::fromUtf8(row.name);
    add(row.name,
        [this, name, handler](const Caller &caller, const QJsonObject &json, const Reply &reply) {
            const auto params = fromJson<P>(json);
            if (!params)
                return reply(fail(params.error()));
            const auto object = handler.object(*params);
            if (!object) {
                auditRefusal(caller, name, {}, object.error());
                return reply(fail(object.error()));
            }
            TaskSpec spec{.method = name,
                          .user = caller.user,
                          .object = object->path,
                          .objectName = object->name,
                          .params = withoutSecrets(name, json)};
            if (handler.adjust)
                handler.adjust(spec, *params);
            startTransfer(
                caller, spec,
                [handler, params = *params](TaskContext &context,
                                            const FileDescriptor &socket) -> Result<QJsonValue> {
                    return handler.run(context, params, socket).map([](const R &answer) {
                        return toJson(answer);
                    });
                },
                reply);
        });
}

} // namespace Atoll
