// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation.h"

#include "interrupt.h"
#include "localterminal.h"
#include "output.h"

#include <core/endreason.h>

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QStandardPaths>

#include <cstdio>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace Atoll::Cli {
namespace {

void out(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stdout);
    std::fflush(stdout);
}

void err(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stderr);
}

} // namespace

QString Target::path()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
           + u"/atoll/atollctl.json"_s;
}

Target Target::load()
{
    QFile file(path());
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QJsonObject object = QJsonDocument::fromJson(file.readAll()).object();
    return {object.value("server"_L1).toString(),
            object.value("fingerprint"_L1).toString(),
            object.value("user"_L1).toString(),
            {},
            object.value("token"_L1).toString()};
}

Result<void> Target::save() const
{
    QDir().mkpath(QFileInfo(path()).path());
    QSaveFile file(path());
    const QJsonObject object{{u"server"_s, server},
                             {u"fingerprint"_s, fingerprint},
                             {u"user"_s, user},
                             {u"token"_s, token}};
    if (!file.open(QIODevice::WriteOnly)
        || !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        || file.write(QJsonDocument(object).toJson()) < 0 || !file.commit())
        return Atoll::fail(ErrorCode::Internal,
                           u"cannot save %1: %2"_s.arg(path(), file.errorString()));
    return {};
}

Conversation::Conversation(Target target, Flags flags, QObject *parent)
    : QObject(parent)
    , m_target(std::move(target))
    , m_flags(flags)
#ifdef Q_OS_UNIX
    , m_showsProgress(!flags.asJson && isatty(STDERR_FILENO))
#endif
{}

void Conversation::open(std::function<void()> whenReady)
{
    m_whenReady = std::move(whenReady);
    const auto endpoint = Rpc::Endpoint::parse(m_target.server);
    if (!endpoint)
        return fail(endpoint.error());
    m_client = std::make_unique<Rpc::Client>(
        Rpc::Client::Options{{*endpoint}, m_target.fingerprint, u"atollctl"_s, m_target.token});
    connect(m_client.get(), &Rpc::Client::stateChanged, this, &Conversation::stateChanged);
    connect(m_client.get(), &Rpc::Client::loggedIn, this, [this](const Api::SessionInfo &session) {
        if (!session.token.isEmpty())
            m_target.token = session.token;
    });
    m_client->start();
}

void Conversation::stateChanged(Rpc::ClientState state, const std::optional<Error> &why)
{
    if (m_isEnding)
        return;
    if (state == Rpc::ClientState::Ready) {
        if (m_whenReady)
            std::exchange(m_whenReady, {})();
        else if (!m_task.isEmpty())
            follow(m_task); // the connection was cut while the task ran
    } else if (state == Rpc::ClientState::NeedsTrust) {
        Error error = *why;
        if (error.code == ErrorCode::CertificateUnknown)
            error.hint =
                u"When `atolld fingerprint` there shows %1, add --fingerprint with it"_s.arg(
                    error.details.value("fingerprint"_L1).toString());
        fail(error);
    } else if (state == Rpc::ClientState::NeedsLogin) {
        if (m_target.password.isNull()) {
            return fail(why.value_or(Error{ErrorCode::NotAuthenticated, u"nobody is logged in"_s,
                                           u"Run `atollctl login --server … --user …`"_s}));
        }
        m_client->login(m_target.user, m_target.password)
            .then(this, [this](const Result<Api::SessionInfo> &session) {
                if (!session)
                    fail(session.error());
            });
    } else if (state == Rpc::ClientState::Waiting && m_whenReady) {
        fail(*why); // never connected: a script must not hang
    }
}

void Conversation::run(const Command &command)
{
    open([this, command] {
        if (command.method->kind == Api::Kind::Change)
            withVersion(command, [this](const Command &ready) { askChange(ready); });
        else
            ask(command);
    });
}

void Conversation::transfer(const TransferCommand &command)
{
    open([this, command] {
        auto *transfer =
            new Rpc::Transfer(m_client.get(), command.way, command.file, m_client.get());
        const auto show = [this, command](const QString &what) {
            return [this, words = what.arg(command.file)](qint64 done, qint64 total) {
                showProgress({.fraction = total > 0 ? double(done) / double(total) : -1,
                              .doneBytes = done,
                              .totalBytes = total,
                              .stage = words});
            };
        };
        connect(transfer, &Rpc::Transfer::hashed, this, show(u"Checking %1"_s));
        connect(
            transfer, &Rpc::Transfer::moved, this,
            show(command.way == Rpc::Transfer::Way::ToAgent ? u"Sending %1"_s : u"Receiving %1"_s));
        connect(transfer, &Rpc::Transfer::ended, this, [this](const Result<QJsonValue> &result) {
            showProgress({});
            if (!result)
                return fail(result.error());
            print(*result);
            finish(0);
        });
        const QJsonObject &params = command.command.params;
        transfer->sendMore(command.more);
        if (command.command.method->name == QLatin1StringView(Api::storageUpload.name))
            transfer->upload(params.value("storage"_L1).toString(),
                             params.value("name"_L1).toString());
        else
            transfer->start(command.command.method->name, params);
    });
}

void Conversation::importFile(const LocalImport::Wish &wish)
{
    open([this, wish] {
        auto *import = new LocalImport(m_client.get(), wish, m_client.get());
        connect(import, &LocalImport::progressed, this, &Conversation::showProgress);
        connect(import, &LocalImport::ended, this, [this](const Result<QJsonValue> &guest) {
            showProgress({});
            if (!guest)
                return fail(guest.error());
            print(*guest);
            finish(0);
        });
        auto *interrupt = new Interrupt(import);
        connect(interrupt, &Interrupt::came, import, &LocalImport::cancel);
        import->begin();
    });
}

void Conversation::console(const Command &command)
{
    open([this, command] {
        auto terminal = LocalTerminal::create();
        if (!terminal)
            return fail(terminal.error());
        (*terminal)->setParent(this);
        Command ready = command;
        ready.params.insert(u"kind"_s, nameOf(Api::ConsoleKind::Serial));
        join(terminal->release(), ready);
    });
}

void Conversation::join(LocalTerminal *terminal, const Command &command)
{
    connect(
        terminal, &LocalTerminal::left, this,
        [this, terminal] {
            delete terminal; // before the next words, which want their line ends
            err(u"\n"_s);
            finish(0);
        },
        Qt::QueuedConnection);
    const auto refuse = [this, terminal](Error error) {
        delete terminal;
        if (error.details.contains("holder"_L1))
            error.hint = u"Add --takes-over to have it instead"_s;
        fail(error);
    };
    m_client->callRaw(command.method->name, command.params)
        .then(this, [this, terminal, refuse](const Result<QJsonValue> &answer) {
            if (!answer)
                return refuse(answer.error());
            m_client->openChannel(answer->toObject().value("ticket"_L1).toString())
                .then(this, [this, terminal,
                             refuse](const Result<std::shared_ptr<QIODevice>> &channel) {
                    if (!channel)
                        return refuse(channel.error());
                    err(u"Connected. Enter shows the prompt, Ctrl+] leaves.\r\n"_s);
                    connect(
                        channel->get(), &QIODevice::readChannelFinished, terminal,
                        [refuse, device = channel->get()] {
                            const auto *ended = dynamic_cast<const EndReason *>(device);
                            refuse(
                                (ended ? ended->endReason() : std::nullopt)
                                    .value_or(Error{ErrorCode::ConnectionLost,
                                                    u"the console was closed at the other end"_s}));
                        },
                        Qt::QueuedConnection);
                    terminal->join(*channel);
                });
        });
}

void Conversation::login()
{
    open([this] {
        if (const auto saved = m_target.save(); !saved)
            return fail(saved.error());
        out(u"Logged in to %1 as %2. Saved for the next commands.\n"_s.arg(m_target.server,
                                                                           m_target.user));
        finish(0);
    });
}

void Conversation::followEvents()
{
    open([this] {
        connect(m_client.get(), &Rpc::Client::notified, this,
                [this](const QString &method, const QJsonObject &params) {
                    const QJsonObject event{{u"event"_s, method}, {u"params"_s, params}};
                    const auto style =
                        m_flags.asJson ? QJsonDocument::Compact : QJsonDocument::Indented;
                    out(QString::fromUtf8(QJsonDocument(event).toJson(style)).trimmed() + u'\n');
                });
        m_client->call(Api::inventorySubscribe)
            .then(this, [this](const Result<Api::InventoryRevision> &subscribed) {
                if (!subscribed)
                    fail(subscribed.error());
            });
    });
}

void Conversation::ask(const Command &command)
{
    m_client->callRaw(command.method->name, command.params)
        .then(this, [this, command](const Result<QJsonValue> &answer) {
            if (!answer)
                return fail(answer.error());
            print(*answer, command.method->name);
            finish(0);
        });
}

void Conversation::withVersion(const Command &command, const std::function<void(Command)> &then)
{
    const QJsonObject properties = command.method->params().value("properties"_L1).toObject();
    if (!properties.contains("version"_L1) || !properties.contains("guest"_L1)
        || command.params.contains("version"_L1))
        return then(command);
    m_client->call(Api::guestGet, Api::GuestRef{command.params.value("guest"_L1).toString()})
        .then(this, [this, command, then](const Result<Api::GuestDetail> &guest) {
            if (!guest)
                return fail(guest.error());
            Command ready = command;
            ready.params.insert(u"version"_s, guest->version);
            then(ready);
        });
}

void Conversation::askChange(const Command &command)
{
    const bool isDryRun = command.params.value(QLatin1StringView(Api::kDryRunMember)).toBool();
    auto answer = isDryRun ? m_client->callRaw(command.method->name, command.params)
                           : m_client->changeRaw(command.method->name, command.params);
    answer.then(this, [this, isDryRun](const Result<QJsonValue> &result) {
        if (!result)
            return fail(result.error());
        if (isDryRun) {
            const auto plan = fromJson<Api::Plan>(*result, UnknownFields::Ignore);
            if (m_flags.asJson || !plan)
                print(*result);
            else
                out(formatPlan(*plan));
            return finish(0);
        }
        if (!m_flags.waits) {
            print(*result);
            return finish(0);
        }
        follow(result->toObject().value("task"_L1).toString());
    });
}

void Conversation::follow(const QString &task)
{
    if (m_task.isEmpty()) {
        connect(m_client.get(), &Rpc::Client::notified, this,
                [this](const QString &method, const QJsonObject &params) {
                    if (method != QLatin1StringView(Api::taskChanged.name))
                        return;
                    const auto moved = fromJson<Api::TaskInfo>(params, UnknownFields::Ignore);
                    if (moved && moved->id == m_task)
                        taskMoved(*moved);
                });
    }
    m_task = task;
    // Who asks for a running task is told how it goes on.
    m_client->call(Api::taskGet, Api::TaskRef{task})
        .then(this, [this](const Result<Api::TaskInfo> &info) {
            if (info)
                taskMoved(*info);
            else if (info.error().code != ErrorCode::ConnectionLost)
                fail(info.error());
        });
}

void Conversation::taskMoved(const Api::TaskInfo &task)
{
    if (m_isEnding)
        return;
    if (!task.isEnded()) {
        const QString progress = formatProgress(task.progress);
        if (m_showsProgress && !progress.isEmpty())
            err(u"\r\033[K"_s + progress);
        return;
    }
    if (m_showsProgress)
        err(u"\r\033[K"_s);
    if (task.state == Api::TaskState::Succeeded) {
        if (m_flags.asJson)
            print(toJson(task));
        else
            out(u"%1 %2: done\n"_s.arg(task.method, task.objectName));
        if (!m_flags.asJson && !task.result.toObject().isEmpty())
            print(task.result); // what a program said, for one
        return finish(0);
    }
    if (m_flags.asJson) {
        print(toJson(task));
        return finish(1);
    }
    Error error = Error::fromJson(task.error);
    if (error.text.isEmpty())
        error.text = u"%1 %2: %3"_s.arg(task.method, task.objectName, nameOf(task.state));
    fail(error);
}

void Conversation::showProgress(const Api::TaskProgress &progress)
{
    if (m_showsProgress && !m_isEnding)
        err(u"\r\033[K"_s + formatProgress(progress));
}

void Conversation::print(const QJsonValue &answer, const QString &method)
{
    if (!m_flags.asJson)
        return out(formatAnswer(answer, method, m_flags.isWide));
    const QJsonDocument document =
        answer.isArray() ? QJsonDocument(answer.toArray()) : QJsonDocument(answer.toObject());
    out(QString::fromUtf8(document.toJson()));
}

void Conversation::finish(int code)
{
    m_isEnding = true;
    QCoreApplication::exit(code);
}

void Conversation::fail(const Error &error)
{
    if (m_isEnding)
        return;
    if (m_flags.asJson) {
        out(QString::fromUtf8(QJsonDocument(QJsonObject{{u"error"_s, error.toJson()}}).toJson()));
    } else {
        err(u"atollctl: "_s + error.sentence() + u'\n');
    }
    const bool isUnreachable = error.code == ErrorCode::ConnectionLost
                               || error.code == ErrorCode::CertificateUnknown
                               || error.code == ErrorCode::CertificateChanged;
    finish(isUnreachable ? 3 : 1);
}

} // namespace Atoll::Cli
