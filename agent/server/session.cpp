// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "session.h"

#include "channelpump.h"

#include <access/randomtoken.h>

#include <QPointer>
#include <QWebSocket>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Atoll {

Session::Session(std::unique_ptr<Rpc::Link> link, Registry *registry, QObject *parent)
    : QObject(parent)
    , m_link(std::move(link))
    , m_registry(registry)
    , m_caller{{}, m_link->socket()->peerAddress().toString(), this}
{
    connect(m_link.get(), &Rpc::Link::received, this, &Session::take);
    connect(m_link.get(), &Rpc::Link::misunderstood, this,
            [this](const Rpc::BadMessage &bad) { answer(bad.id, fail(bad.error)); });
    connect(m_link.get(), &Rpc::Link::closed, this, &Session::closed);
}

Session::~Session() = default;

void Session::setLogin(const Api::SessionInfo &info, const QString &token)
{
    m_info = info;
    m_info.token.clear();
    m_loginId = RandomToken::hashOf(token);
    m_caller.user = info.user;
    m_link->setTrusted(true);
    Q_EMIT loginChanged();
}

void Session::clearLogin()
{
    m_info = {};
    m_loginId.clear();
    m_tasks.clear();
    m_caller.user.clear();
    m_followsInventory = false;
    m_link->setTrusted(false);
    setWatchedObjects({});
    Q_EMIT loginChanged();
}

void Session::setWatchedObjects(std::optional<QSet<QString>> objects)
{
    m_watched = std::move(objects);
    Q_EMIT watchChanged();
}

void Session::notify(const QByteArray &encoded)
{
    if (m_link->backlogBytes() > limits::kListenerBacklog) {
        close({ErrorCode::LimitExceeded,
               u"the client does not keep up with what it subscribed to"_s});
        return;
    }
    m_link->sendText(encoded);
}

Result<void> Session::mayOpenChannel() const
{
    if (m_link->channelCount() < limits::kChannels)
        return {};
    return fail(ErrorCode::LimitExceeded,
                u"this connection has %1 channels open already"_s.arg(limits::kChannels),
                u"Close a console first"_s,
                {{u"limit"_s, u"channels"_s}, {u"maximum"_s, limits::kChannels}});
}

Result<int> Session::openChannel(int descriptor, ConsoleHolds::Lease lease)
{
    if (const auto allowed = mayOpenChannel(); !allowed) {
        ::close(descriptor);
        return fail(allowed.error());
    }
    const quint32 id = m_nextChannel++;
    new ChannelPump(m_link->addChannel(id), descriptor, std::move(lease), this);
    return int(id);
}

void Session::close(const Error &why) { m_link->close(why); }

void Session::take(const Rpc::Message &message)
{
    const auto *request = std::get_if<Rpc::Request>(&message);
    if (!request || request->id < 0)
        return; // clients have nothing to tell that is not a request
    if (m_outstanding >= limits::kOutstandingCalls) {
        answer(request->id, fail(ErrorCode::LimitExceeded,
                                 u"more than %1 calls are waiting for their answers"_s.arg(
                                     limits::kOutstandingCalls),
                                 {},
                                 {{u"limit"_s, u"outstandingCalls"_s},
                                  {u"maximum"_s, limits::kOutstandingCalls}}));
        return;
    }
    ++m_outstanding;
    const QPointer<Session> guard(this);
    m_registry->dispatch(m_caller, request->method, request->params,
                         [guard, id = request->id](const Result<QJsonValue> &result) {
                             if (!guard)
                                 return;
                             --guard->m_outstanding;
                             guard->answer(id, result);
                         });
}

void Session::answer(qint64 id, const Result<QJsonValue> &result)
{
    m_link->sendText(result ? Rpc::encodeResult(id, *result)
                            : Rpc::encodeError(id, result.error()));
}

} // namespace Atoll
