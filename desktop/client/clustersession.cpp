// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clustersession.h"

#include "frameclock.h"
#include "inbox.h"
#include "offlinecache.h"
#include "sessionworker.h"
#include "whendone.h"
#include "words.h"

#include <app/secretstore.h>
#include <core/log.h>

#include <QDir>
#include <QThread>
#include <QThreadPool>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

Q_LOGGING_CATEGORY(lcSession, "atoll.desktop.session")

constexpr qsizetype kObjectsAtOnce = 500;
constexpr std::chrono::seconds kSaveDelay{20};
constexpr std::chrono::milliseconds kWatchDelay{50};

} // namespace

ClusterSession::ClusterSession(ClusterEntry entry, Services services, QObject *parent)
    : QObject(parent)
    , m_entry(std::move(entry))
    , m_services(std::move(services))
{
    m_sendWatches.setSingleShot(true);
    m_sendWatches.setInterval(kWatchDelay);
    connect(&m_sendWatches, &QTimer::timeout, this, &ClusterSession::sendWatches);
    m_save.setSingleShot(true);
    m_save.setInterval(kSaveDelay);
    connect(&m_save, &QTimer::timeout, this, &ClusterSession::saveCache);
    connect(&m_store, &StateStore::clusterChanged, this, &ClusterSession::nameChanged);
}

ClusterSession::~ClusterSession()
{
    saveCache();
    m_services.frames.forget(this);
    dropConnection();
}

QString ClusterSession::name() const
{
    const QStringList candidates{m_entry.name, m_store.cluster().name, m_server.clusterName,
                                 m_entry.addresses.value(0)};
    for (const QString &candidate : candidates) {
        if (!candidate.isEmpty())
            return candidate;
    }
    return m_entry.key;
}

QString ClusterSession::site() const
{
    return m_entry.site.isEmpty() ? m_store.cluster().site : m_entry.site;
}

void ClusterSession::setName(const QString &name)
{
    m_entry.name = name;
    Q_EMIT entryChanged();
    Q_EMIT nameChanged();
}

void ClusterSession::setSite(const QString &site)
{
    m_entry.site = site;
    Q_EMIT entryChanged();
    Q_EMIT nameChanged();
}

QString ClusterSession::stateText() const { return Words::connection(m_state, m_problem); }

Error ClusterSession::notConnectedError() const
{
    return {ErrorCode::ConnectionLost, tr("%1 is not connected").arg(name()),
            m_problem ? m_problem->sentence() : QString()};
}

void ClusterSession::open()
{
    if (std::exchange(m_isOpened, true))
        return;
    auto loading = std::make_shared<QPromise<Result<StateSnapshot>>>();
    loading->start();
    const QString path = cacheFile();
    if (path.isEmpty()) {
        loading->addResult(fail(ErrorCode::NotFound, u"there is no offline cache"_s));
        loading->finish();
    } else {
        QThreadPool::globalInstance()->start([loading, path] {
            loading->addResult(OfflineCache::load(path));
            loading->finish();
        });
    }
    whenDone(loading->future(), this, [this](const Result<StateSnapshot> &state) {
        if (state)
            m_store.adopt(*state);
        else if (state.error().code != ErrorCode::NotFound)
            qCWarning(lcSession).noquote() << name() << state.error().sentence();
        Q_EMIT cacheShown();
        if (!m_entry.connects)
            return;
        whenDone(m_services.secrets.read(m_entry.tokenKey()), this,
                 [this](const Result<QString> &token) {
                     if (!m_client)
                         connectWith(token.value_or(QString()));
                 });
    });
}

void ClusterSession::connectWith(const QString &token)
{
    dropConnection();
    auto *worker = new SessionWorker({m_entry.endpoints(), m_entry.fingerprint, u"atoll"_s, token},
                                     m_store.epoch(), m_store.revision());
    m_worker = worker;
    m_client = worker->client();
    m_inbox = worker->inbox();
    worker->moveToThread(&m_services.ioThread);
    // What an abandoned worker had posted still arrives: it is not ours any more.
    const auto ours = [this, worker](auto function) {
        return [this, worker, function](const auto &...arguments) {
            if (m_worker == worker)
                function(arguments...);
        };
    };
    connect(worker, &SessionWorker::hasUpdates, this,
            ours([this] { m_services.frames.request(this, [this] { return drain(); }); }));
    connect(worker, &SessionWorker::caughtUp, this, ours([this] {
                m_isCaughtUp = true;
                m_services.frames.request(this, [this] { return drain(); });
            }));
    connect(worker, &SessionWorker::misread, this, ours([this](const Error &error) {
                qCWarning(lcSession).noquote() << name() << error.sentence();
            }));
    connect(m_client, &Rpc::Client::stateChanged, this,
            ours([this](Rpc::ClientState state, const std::optional<Error> &why) {
                takeState(state, why);
            }));
    connect(m_client, &Rpc::Client::greeted, this, ours([this](const Api::ServerHello &hello) {
                m_server = hello;
                if (m_entry.clusterId != hello.clusterId) {
                    m_entry.clusterId = hello.clusterId;
                    Q_EMIT entryChanged();
                }
                Q_EMIT nameChanged();
            }));
    connect(m_client, &Rpc::Client::loggedIn, this,
            ours([this](const Api::SessionInfo &session) { takeSession(session); }));
    m_client->start();
}

void ClusterSession::dropConnection()
{
    if (!m_worker)
        return;
    m_worker->deleteLater(); // runs in its own thread
    m_worker = nullptr;
    m_client = nullptr;
    m_inbox.reset();
    m_store.setLive(false);
}

void ClusterSession::reconnect()
{
    if (!m_entry.connects) {
        m_entry.connects = true;
        Q_EMIT entryChanged();
    }
    if (m_client) {
        m_client->stop();
        m_client->start();
        return;
    }
    whenDone(m_services.secrets.read(m_entry.tokenKey()), this,
             [this](const Result<QString> &token) { connectWith(token.value_or(QString())); });
}

void ClusterSession::disconnectFromCluster()
{
    m_entry.connects = false;
    dropConnection();
    takeState(Rpc::ClientState::Idle, {});
    Q_EMIT entryChanged();
}

void ClusterSession::trust(const QString &fingerprint)
{
    m_entry.fingerprint = fingerprint;
    Q_EMIT entryChanged();
    if (m_client)
        m_client->trust(fingerprint);
}

QFuture<Result<Api::SessionInfo>> ClusterSession::login(const QString &user,
                                                        const QString &password, bool remembers)
{
    if (!m_client)
        return notConnected<Api::SessionInfo>();
    auto answer = here(m_client->login(user, password));
    whenDone(answer, this,
             [this, user, password, remembers](const Result<Api::SessionInfo> &session) {
                 if (!session)
                     return;
                 if (remembers)
                     m_services.secrets.write(m_entry.passwordKey(), password);
                 if (m_entry.user != user) {
                     m_entry.user = user;
                     Q_EMIT entryChanged();
                 }
             });
    return answer;
}

void ClusterSession::logout()
{
    if (m_client)
        m_client->call(Api::sessionLogout);
    m_services.secrets.remove(m_entry.tokenKey());
    m_services.secrets.remove(m_entry.passwordKey());
    if (m_client)
        connectWith({});
}

void ClusterSession::takeSession(const Api::SessionInfo &session)
{
    m_user = session;
    if (session.token.isEmpty())
        return;
    m_user.token.clear();
    whenDone(m_services.secrets.write(m_entry.tokenKey(), session.token), this,
             [this](const Result<void> &written) {
                 if (!written)
                     qCWarning(lcSession).noquote() << name() << written.error().sentence();
             });
}

void ClusterSession::takeState(Rpc::ClientState state, const std::optional<Error> &why)
{
    m_state = state;
    // While the next attempt runs, the last one's failure is still the news.
    if (state != Rpc::ClientState::Connecting)
        m_problem = why;
    if (state == Rpc::ClientState::Ready) {
        m_hasTriedPassword = false;
        sendWatches();
        const QStringList tasks = m_taskWaiters.keys();
        for (const QString &task : tasks) {
            whenDone(call(Api::taskGet, {task}), this, [this](const Result<Api::TaskInfo> &info) {
                if (info)
                    takeTasks({*info});
            });
        }
    } else {
        m_isCaughtUp = false;
        if (m_store.isLive()) {
            m_store.setLive(false);
            saveCache();
        }
    }
    if (state == Rpc::ClientState::NeedsLogin)
        loginAgain();
    Q_EMIT stateChanged();
}

void ClusterSession::loginAgain()
{
    if (m_entry.user.isEmpty() || std::exchange(m_hasTriedPassword, true))
        return;
    whenDone(m_services.secrets.read(m_entry.passwordKey()), this,
             [this](const Result<QString> &password) {
                 if (password && m_state == Rpc::ClientState::NeedsLogin)
                     login(m_entry.user, *password);
             });
}

bool ClusterSession::drain()
{
    if (!m_inbox)
        return false;
    QList<Api::InventoryDelta> deltas;
    QList<Api::TaskInfo> tasks;
    QList<Api::UsageSamples> usage;
    auto updates = m_inbox->take(kObjectsAtOnce);
    for (Update &update : updates) {
        if (auto *delta = std::get_if<Api::InventoryDelta>(&update))
            deltas.append(std::move(*delta));
        else if (auto *some = std::get_if<QList<Api::TaskInfo>>(&update))
            tasks.append(std::move(*some));
        else
            usage.append(std::move(std::get<Api::UsageSamples>(update)));
    }
    if (!deltas.isEmpty()) {
        m_store.apply(deltas);
        m_isDirty = true;
        if (!m_save.isActive())
            m_save.start();
    }
    if (!tasks.isEmpty())
        takeTasks(tasks);
    for (const Api::UsageSamples &samples : std::as_const(usage)) {
        m_store.applyUsage(samples);
        Q_EMIT usageSampled(samples);
    }
    if (m_inbox && !m_inbox->isEmpty())
        return true;
    if (m_isCaughtUp)
        m_store.setLive(true);
    return false;
}

QString ClusterSession::cacheFile() const
{
    return m_services.cacheDirectory.isEmpty()
               ? QString()
               : QDir(m_services.cacheDirectory).filePath(m_entry.key + u".inventory"_s);
}

void ClusterSession::saveCache()
{
    m_save.stop();
    const QString path = cacheFile();
    if (!std::exchange(m_isDirty, false) || path.isEmpty())
        return;
    QThreadPool::globalInstance()->start([path, state = m_store.snapshot(), who = name()] {
        const auto saved = OfflineCache::save(path, state);
        if (!saved)
            qCWarning(lcSession).noquote() << who << saved.error().sentence();
    });
}

void ClusterSession::forgetEverything()
{
    m_isDirty = false;
    m_services.secrets.remove(m_entry.tokenKey());
    m_services.secrets.remove(m_entry.passwordKey());
    const QString path = cacheFile();
    m_services.cacheDirectory.clear();
    if (!path.isEmpty())
        QThreadPool::globalInstance()->start([path] { QFile::remove(path); });
}

} // namespace Atoll
