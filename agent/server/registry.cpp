// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "registry.h"

#include <system/systemerror.h>

#include <QPointer>
#include <QTimer>

#include <sys/socket.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr std::chrono::seconds kWorkerDeadline{30};
constexpr int kWorkers = 8;

//! "/guests/{guest}" with the parameter in its place.
QString aclPath(const QString &path, const QJsonObject &params)
{
    QString filled = path;
    const qsizetype open = filled.indexOf(u'{');
    const qsizetype close = filled.indexOf(u'}');
    if (open < 0 || close < open)
        return filled;
    const QString value = params.value(filled.mid(open + 1, close - open - 1)).toString();
    return filled.replace(open, close - open + 1, value);
}

//! Nothing that a schema marks as secret, however deep.
QJsonValue stripped(const QJsonObject &schema, const QJsonValue &value)
{
    if (value.isArray()) {
        QJsonArray list;
        for (const QJsonValue &item : value.toArray())
            list.append(stripped(schema.value("items"_L1).toObject(), item));
        return list;
    }
    if (!value.isObject())
        return value;
    const QJsonObject properties = schema.value("properties"_L1).toObject();
    QJsonObject object;
    const QJsonObject members = value.toObject();
    for (auto it = members.begin(); it != members.end(); ++it) {
        const QJsonObject property = properties.value(it.key()).toObject();
        if (!property.value("writeOnly"_L1).toBool())
            object.insert(it.key(), stripped(property, *it));
    }
    return object;
}

} // namespace

Registry::Registry(TaskRunner *tasks, Gate gate, Audit audit, TicketMaker tickets, QObject *parent)
    : QObject(parent)
    , m_tasks(tasks)
    , m_gate(std::move(gate))
    , m_audit(std::move(audit))
    , m_tickets(std::move(tickets))
{
    m_workers.setMaxThreadCount(kWorkers);
    m_workers.setObjectName(u"queries"_s);
}

Registry::~Registry() { m_workers.waitForDone(); }

void Registry::add(const char *method, Handler handler)
{
    const QString name = QString::fromUtf8(method);
    Q_ASSERT(Api::findMethod(name));
    Q_ASSERT(!m_handlers.contains(name));
    m_handlers.insert(name, std::move(handler));
}

QStringList Registry::missing() const
{
    QStringList names;
    for (const Api::MethodInfo &method : Api::methods()) {
        if (!m_handlers.contains(method.name))
            names += method.name;
    }
    return names;
}

void Registry::dispatch(const Caller &caller, const QString &method, const QJsonObject &params,
                        const Reply &reply)
{
    const Api::MethodInfo *row = Api::findMethod(method);
    const auto handler = m_handlers.constFind(method);
    if (!row || handler == m_handlers.constEnd()) {
        return reply(fail(ErrorCode::MethodNotFound, u"there is no method “%1”"_s.arg(method),
                          u"The agent may be older than the client"_s));
    }
    if (row->privilege != Privilege::Anyone) {
        if (caller.user.isEmpty())
            return reply(fail(ErrorCode::NotAuthenticated, u"log in first"_s));
        const QString path = aclPath(row->path, params);
        if (row->privilege != Privilege::LoggedIn) {
            if (const auto allowed = m_gate(caller.user, row->privilege, path); !allowed) {
                if (row->kind != Api::Kind::Query)
                    auditRefusal(caller, method, path, allowed.error());
                return reply(fail(allowed.error()));
            }
        }
    }
    (*handler)(caller, params, reply);
}

void Registry::inWorker(std::function<Result<QJsonValue>()> work, const Reply &reply)
{
    // The first of answer and deadline counts; both come in this thread.
    const auto isAnswered = std::make_shared<bool>(false);
    const auto once = [isAnswered, reply](const Result<QJsonValue> &result) {
        if (!std::exchange(*isAnswered, true))
            reply(result);
    };
    const QPointer<QTimer> deadline = new QTimer(this);
    deadline->setSingleShot(true);
    connect(deadline, &QTimer::timeout, this, [once, deadline] {
        deadline->deleteLater();
        once(fail(ErrorCode::Timeout,
                  u"the engine did not answer within %1 s"_s.arg(kWorkerDeadline.count()),
                  u"See the node's page for what it is busy with"_s));
    });
    deadline->start(kWorkerDeadline);
    m_workers.start([this, work = std::move(work), once, deadline] {
        const Result<QJsonValue> result = work();
        const auto finish = [once, result, deadline] {
            delete deadline;
            once(result);
        };
        QMetaObject::invokeMethod(this, finish, Qt::QueuedConnection);
    });
}

Result<Registry::ChangeCall> Registry::takeChangeMembers(QJsonObject &params) const
{
    ChangeCall call;
    const QLatin1StringView dryRun(Api::kDryRunMember);
    const QLatin1StringView requestId(Api::kRequestIdMember);
    if (params.contains(dryRun)) {
        if (!params.value(dryRun).isBool())
            return fail(invalidField(dryRun, u"must be true or false"_s));
        call.isDryRun = params.take(dryRun).toBool();
    }
    if (params.contains(requestId)) {
        call.requestId = params.take(requestId).toString();
        if (call.requestId.isEmpty() || call.requestId.size() > 64)
            return fail(invalidField(requestId, u"must be a text of 1 to 64 characters"_s));
    }
    return call;
}

QJsonObject Registry::withoutSecrets(const QString &method, const QJsonObject &params)
{
    return stripped(Api::findMethod(method)->params(), params).toObject();
}

void Registry::startTask(const Caller &caller, const TaskSpec &spec, const ErasedRun &run,
                         const Reply &reply)
{
    Api::AuditRecord record{{}, caller.user, caller.address, spec.method, spec.object, {}, {}};
    const auto task = m_tasks->start(
        spec, [run, record, audit = m_audit](TaskContext &context) -> Result<QJsonValue> {
            context.setAddress(record.address);
            const Result<QJsonValue> result = run(context);
            Api::AuditRecord line = record;
            line.at = QDateTime::currentDateTimeUtc();
            line.task = context.id();
            line.result = result ? u"ok"_s : result.error().text;
            audit(line);
            return result;
        });
    if (!task) {
        auditRefusal(caller, spec.method, spec.object, task.error());
        return reply(fail(task.error()));
    }
    reply(toJson(Api::TaskRef{*task}));
}

void Registry::startTransfer(
    const Caller &caller, const TaskSpec &spec,
    const std::function<Result<QJsonValue>(TaskContext &, const FileDescriptor &)> &run,
    const Reply &reply)
{
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return reply(fail(systemError(u"cannot make a channel"_s, errno)));
    const auto near = std::make_shared<FileDescriptor>(ends[0]);
    const auto far = std::make_shared<FileDescriptor>(ends[1]);
    startTask(
        caller, spec,
        [near, run](TaskContext &context) {
            const FileDescriptor socket = std::move(*near); // closed when the task ends
            return run(context, socket);
        },
        [this, caller, spec, far, reply](const Result<QJsonValue> &started) {
            if (!started)
                return reply(fail(started.error()));
            // A ticket that nobody redeems goes with this, and the task sees its channel closed.
            const auto open = [far]() -> Result<int> {
                if (!far->isValid())
                    return fail(ErrorCode::TicketInvalid, u"the channel was opened before"_s);
                return far->release();
            };
            const auto ticket = m_tickets(caller, {spec.object, open});
            if (!ticket)
                return reply(fail(ticket.error()));
            reply(toJson(Api::TransferTicket{ticket->ticket,
                                             started->toObject().value("task"_L1).toString()}));
        });
}

void Registry::auditRefusal(const Caller &caller, const QString &method, const QString &object,
                            const Error &error)
{
    m_audit({QDateTime::currentDateTimeUtc(),
             caller.user,
             caller.address,
             method,
             object,
             error.text,
             {}});
}

} // namespace Atoll
