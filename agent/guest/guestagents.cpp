// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestagents.h"

#include "guestagentmessages.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

Q_LOGGING_CATEGORY(lcAgents, "atoll.agent.guest.agent")

constexpr int kWorkers = 4;
constexpr std::chrono::seconds kFirstRest{5};
constexpr std::chrono::seconds kLastRest{60};
constexpr std::chrono::seconds kThawAgain{5};
constexpr int kStoreMs = 20'000;
const QString kFrozenPrefix = u"/guest-frozen/"_s;

QString advice() { return u"Install qemu-guest-agent in the guest and see that it runs there."_s; }

QString words(const Error &error) { return error.text; }

} // namespace

struct GuestAgents::Entry
{
    QDateTime runsSince; //!< of the guest: what was known of a former run is not true any more
    std::optional<QDateTime> silentSince;
    QString problem;
    QDeadlineTimer rest;
    std::chrono::seconds nextRest = kFirstRest;
    Api::AgentInfo facts;
    bool isRefreshing = false;
    std::vector<Facts> waiting;
};

GuestAgents::GuestAgents(const GuestParts &parts, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
{
    m_workers.setMaxThreadCount(kWorkers);
    m_workers.setObjectName(u"guest agents"_s);
    for (const StoredDocument &document : m_parts.store.list(kFrozenPrefix)) {
        const QString uuid = document.key.mid(kFrozenPrefix.size());
        const auto until =
            QDateTime::fromString(document.value.value("until"_L1).toString(), Qt::ISODateWithMs);
        m_frozen.insert(uuid, until);
        thawLater(uuid, std::chrono::milliseconds(
                            qMax(0LL, QDateTime::currentDateTimeUtc().msecsTo(until))));
    }
}

GuestAgents::~GuestAgents()
{
    m_workers.clear();
    m_workers.waitForDone();
}

std::shared_ptr<GuestAgents::Entry> GuestAgents::entryOf(const Api::GuestInfo &guest)
{
    std::shared_ptr<Entry> &entry = m_entries[guest.uuid];
    if (!entry)
        entry = std::make_shared<Entry>();
    if (entry->runsSince != guest.stateSince) {
        entry->runsSince = guest.stateSince;
        entry->silentSince.reset();
        entry->nextRest = kFirstRest;
        entry->facts = {};
    }
    return entry;
}

Error GuestAgents::silent(const Api::GuestInfo &guest, const Entry &entry) const
{
    return {ErrorCode::EngineUnavailable,
            u"the guest agent of “%1” does not answer since %2"_s.arg(
                guest.name, entry.silentSince->toLocalTime().toString(u"HH:mm:ss"_s)),
            advice(),
            {{u"since"_s, entry.silentSince->toUTC().toString(Qt::ISODateWithMs)}}};
}

Result<void> GuestAgents::mayAsk(const Api::GuestInfo &guest, Entry &entry, Patience patience)
{
    if (guest.state == Api::GuestState::Unknown)
        return fail(ErrorCode::EngineUnavailable,
                    u"the state of “%1” is not known: libvirt does not answer"_s.arg(guest.name));
    if (guest.state != Api::GuestState::Running && guest.state != Api::GuestState::ShuttingDown)
        return fail(ErrorCode::InvalidState, u"“%1” is %2"_s.arg(guest.name, nameOf(guest.state)),
                    u"Its agent answers while it runs."_s);
    const std::lock_guard lock(m_mutex);
    if (patience == Patience::Normal && entry.silentSince && !entry.rest.hasExpired())
        return fail(silent(guest, entry));
    return {};
}

//! An agent that says no is well; Busy is others' fault.
void GuestAgents::note(Entry &entry, const Result<QByteArray> &answer)
{
    const std::lock_guard lock(m_mutex);
    const bool isWell = answer || answer.error().code == ErrorCode::EngineFailed;
    if (isWell) {
        entry.silentSince.reset();
        entry.nextRest = kFirstRest;
        return;
    }
    if (answer.error().code == ErrorCode::Busy || answer.error().code == ErrorCode::InvalidState)
        return;
    if (!entry.silentSince)
        entry.silentSince = QDateTime::currentDateTimeUtc();
    entry.problem = words(answer.error());
    entry.rest.setRemainingTime(entry.nextRest);
    entry.nextRest = std::min(entry.nextRest * 2, kLastRest);
}

Result<QJsonValue> GuestAgents::ask(const Api::GuestInfo &guest, const QString &command,
                                    const QJsonObject &arguments, std::chrono::seconds timeout,
                                    Patience patience)
{
    std::shared_ptr<Entry> entry;
    {
        const std::lock_guard lock(m_mutex);
        entry = entryOf(guest);
    }
    if (const auto allowed = mayAsk(guest, *entry, patience); !allowed)
        return fail(allowed.error());
    const auto answer = m_parts.hypervisor.agentCommand(
        guest.uuid, agentmessages::command(command, arguments), timeout);
    note(*entry, answer);
    if (answer)
        return agentmessages::answer(*answer);
    const ErrorCode code = answer.error().code;
    if (code != ErrorCode::Timeout && code != ErrorCode::Unsupported
        && code != ErrorCode::EngineUnavailable)
        return fail(answer.error());
    const std::lock_guard lock(m_mutex);
    Error error = entry->silentSince ? silent(guest, *entry) : answer.error();
    error.details.insert(u"reason"_s, answer.error().text);
    return fail(error);
}

void GuestAgents::ping(const Api::GuestInfo &guest, const Ping &reply)
{
    inWorker<Api::AgentPing>(
        [this, guest]() -> Result<Api::AgentPing> {
            QElapsedTimer timer;
            timer.start();
            const auto answer = ask(guest, u"guest-ping"_s, {}, kTimeout, Patience::Probe);
            if (!answer)
                return fail(answer.error());
            return Api::AgentPing{timer.elapsed()};
        },
        reply);
}

void GuestAgents::facts(const Api::GuestInfo &guest, std::chrono::seconds maximumAge,
                        const Facts &reply)
{
    std::shared_ptr<Entry> entry;
    bool isFresh = false;
    bool isKnown = false;
    {
        const std::lock_guard lock(m_mutex);
        entry = entryOf(guest);
        isKnown = entry->facts.askedAt.isValid() && !entry->silentSince;
        const qint64 age = entry->facts.askedAt.secsTo(QDateTime::currentDateTimeUtc());
        const bool isResting = entry->silentSince && !entry->rest.hasExpired();
        isFresh = (isKnown && age <= maximumAge.count()) || isResting
                  || guest.state != Api::GuestState::Running;
        if (maximumAge.count() == 0 && guest.state == Api::GuestState::Running)
            isFresh = false;
        if (!isFresh) {
            entry->waiting.push_back(reply);
            if (std::exchange(entry->isRefreshing, true))
                return;
        }
    }
    if (isFresh)
        return reply(snapshot(guest, *entry));
    // Who answered before goes ahead of those that perhaps never do.
    m_workers.start(
        [this, guest, entry] {
            const Api::AgentInfo now = refresh(guest);
            QMetaObject::invokeMethod(
                this,
                [this, entry, now] {
                    std::vector<Facts> waiting;
                    {
                        const std::lock_guard lock(m_mutex);
                        entry->isRefreshing = false;
                        waiting.swap(entry->waiting);
                    }
                    for (const Facts &answer : waiting)
                        answer(now);
                },
                Qt::QueuedConnection);
        },
        isKnown ? 1 : 0);
}

Api::AgentInfo GuestAgents::snapshot(const Api::GuestInfo &guest, Entry &entry)
{
    const std::lock_guard lock(m_mutex);
    Api::AgentInfo info = entry.facts;
    info.isAnswering = info.askedAt.isValid() && !entry.silentSince;
    if (entry.silentSince) {
        info.silentSince = *entry.silentSince;
        info.problem = entry.problem;
        info.advice = advice();
    }
    if (guest.state != Api::GuestState::Running) {
        info.isAnswering = false;
        info.problem = u"the guest is %1"_s.arg(nameOf(guest.state));
        info.advice = u"Its agent answers while it runs."_s;
    }
    info.isFrozen = m_frozen.contains(guest.uuid);
    info.frozenUntil = m_frozen.value(guest.uuid);
    return info;
}

Api::AgentInfo GuestAgents::refresh(const Api::GuestInfo &guest)
{
    namespace m = agentmessages;
    std::shared_ptr<Entry> entry;
    {
        const std::lock_guard lock(m_mutex);
        entry = entryOf(guest);
    }
    Api::AgentInfo facts;
    const auto info = ask(guest, u"guest-info"_s, {}, kTimeout, Patience::Probe);
    if (!info)
        return snapshot(guest, *entry);
    m::takeInfo(*info, facts);
    using Take = std::function<void(const QJsonValue &)>;
    const std::pair<QString, Take> questions[] = {
        {u"guest-get-osinfo"_s, [&](const QJsonValue &v) { m::takeSystem(v, facts); }},
        {u"guest-get-host-name"_s, [&](const QJsonValue &v) { m::takeHostName(v, facts); }},
        {u"guest-get-timezone"_s, [&](const QJsonValue &v) { m::takeTimeZone(v, facts); }},
        {u"guest-get-time"_s,
         [&](const QJsonValue &v) { m::takeTime(v, QDateTime::currentDateTimeUtc(), facts); }},
        {u"guest-get-users"_s, [&](const QJsonValue &v) { m::takeUsers(v, facts); }},
        {u"guest-network-get-interfaces"_s,
         [&](const QJsonValue &v) { m::takeInterfaces(v, facts); }},
        {u"guest-get-fsinfo"_s, [&](const QJsonValue &v) { m::takeFilesystems(v, facts); }}};
    for (const auto &[command, take] : questions) {
        if (!facts.commands.contains(command))
            continue;
        const auto answer = ask(guest, command);
        if (answer)
            take(*answer);
        else if (answer.error().code != ErrorCode::EngineFailed)
            return snapshot(guest, *entry); // what it told before stays, with its age
    }
    facts.askedAt = QDateTime::currentDateTimeUtc();
    {
        const std::lock_guard lock(m_mutex);
        entry->facts = facts;
    }
    return snapshot(guest, *entry);
}

Result<void> GuestAgents::willFreeze(const QString &uuid, const QDateTime &until)
{
    const QJsonObject document{{u"until"_s, until.toUTC().toString(Qt::ISODateWithMs)}};
    const auto noted = m_parts.store.update(
        kFrozenPrefix + uuid, u"agent"_s, {},
        [&document](const QJsonObject &) -> Result<QJsonObject> { return document; },
        QDeadlineTimer(kStoreMs));
    if (!noted)
        return fail(noted.error());
    {
        const std::lock_guard lock(m_mutex);
        m_frozen.insert(uuid, until);
    }
    thawLater(uuid,
              std::chrono::milliseconds(qMax(0LL, QDateTime::currentDateTimeUtc().msecsTo(until))));
    return {};
}

void GuestAgents::isThawed(const QString &uuid)
{
    {
        const std::lock_guard lock(m_mutex);
        m_frozen.remove(uuid);
    }
    const QDeadlineTimer deadline(kStoreMs);
    const QString key = kFrozenPrefix + uuid;
    const auto document = m_parts.store.read(key, deadline);
    if (document)
        (void)m_parts.store.commit(
            {{StoreOperation::remove(key, document->version)}, u"agent"_s, {}}, deadline);
}

void GuestAgents::thawLater(const QString &uuid, std::chrono::milliseconds delay)
{
    QMetaObject::invokeMethod(this, [this, uuid, delay] {
        QTimer::singleShot(delay, this, [this, uuid] { thawNow(uuid); });
    });
}

//! Unless somebody thawed it, or put it off.
void GuestAgents::thawNow(const QString &uuid)
{
    QDateTime until;
    {
        const std::lock_guard lock(m_mutex);
        if (!m_frozen.contains(uuid))
            return;
        until = m_frozen.value(uuid);
    }
    const qint64 left = QDateTime::currentDateTimeUtc().msecsTo(until);
    if (left > 0)
        return thawLater(uuid, std::chrono::milliseconds(left + 1));
    const auto guest = m_parts.roster.find(uuid);
    if (!guest && !m_parts.hypervisor.engine().isAvailable)
        return thawLater(uuid, kThawAgain);
    m_workers.start(
        [this, uuid, guest] {
            if (!guest || guest->state == Api::GuestState::Stopped
                || guest->state == Api::GuestState::Crashed)
                return isThawed(uuid); // it ended, which thaws
            const auto thawed = ask(*guest, u"guest-fsfreeze-thaw"_s, {}, std::chrono::seconds(20),
                                    Patience::Probe);
            if (thawed) {
                qCInfo(lcAgents).noquote() << guest->name << "thawed after its time";
                return isThawed(uuid);
            }
            qCWarning(lcAgents).noquote()
                << guest->name << "cannot be thawed:" << thawed.error().text;
            thawLater(uuid, kThawAgain);
        },
        2);
}

} // namespace Atoll
