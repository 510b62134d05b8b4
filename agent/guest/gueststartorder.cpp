// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gueststartorder.h"

#include "guestdocuments.h"
#include "guesthooks.h"
#include "guestpower.h"

#include <tasks/taskrunner.h>

#include <QFile>
#include <QLoggingCategory>
#include <QSaveFile>

#include <thread>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

Q_LOGGING_CATEGORY(lcBoot, "atoll.agent.guest")

constexpr int kStoreMs = 20'000;
constexpr std::chrono::milliseconds kLook{200};
constexpr std::chrono::seconds kPressAgain{15};

bool isOff(Api::GuestState state)
{
    return state == Api::GuestState::Stopped || state == Api::GuestState::Crashed
           || state == Api::GuestState::Suspended;
}

Result<void> pause(std::chrono::seconds time, TaskContext &context)
{
    const QDeadlineTimer deadline(time);
    while (!deadline.hasExpired()) {
        if (const auto go = context.mayGoOn(); !go)
            return go;
        std::this_thread::sleep_for(kLook);
    }
    return {};
}

//! From now on a start of the agent starts no guest, until the machine boots again.
void markBoot(const QString &path, const QString &bootId)
{
    QSaveFile mark(path);
    if (!mark.open(QIODevice::WriteOnly) || mark.write(bootId.toLatin1()) < 0 || !mark.commit())
        qCWarning(lcBoot).noquote() << "cannot write" << path;
}

} // namespace

QList<QList<GuestStartOrder::Item>> GuestStartOrder::grouped(QList<Item> items)
{
    const auto rank = [](const Item &item) {
        return item.order.order ? item.order.order : std::numeric_limits<int>::max();
    };
    std::stable_sort(items.begin(), items.end(), [&rank](const Item &a, const Item &b) {
        return std::pair(rank(a), a.info.id) < std::pair(rank(b), b.info.id);
    });
    QList<QList<Item>> groups;
    for (const Item &item : std::as_const(items)) {
        if (groups.isEmpty() || rank(groups.last().first()) != rank(item))
            groups.append(QList<Item>{});
        groups.last().append(item);
    }
    return groups;
}

Result<QList<GuestStartOrder::Item>> GuestStartOrder::items() const
{
    const auto documents =
        m_parts.store.readAll(QString::fromLatin1(kGuestPrefix), QDeadlineTimer(kStoreMs));
    if (!documents)
        return fail(documents.error());
    QHash<QString, Api::GuestConfig> configs;
    for (const StoredDocument &document : *documents) {
        const auto config = fromJson<Api::GuestConfig>(document.value, UnknownFields::Ignore);
        if (config)
            configs.insert(config->uuid, *config);
    }
    QList<Item> items;
    for (const Api::GuestInfo &info : m_parts.roster.all()) {
        const Api::GuestConfig config = configs.value(info.uuid);
        items.append({info, config.startOrder, config.startsAtBoot && !config.isTemplate});
    }
    return items;
}

Result<Api::Nothing> GuestStartOrder::startAll(TaskContext &context) const
{
    auto all = items();
    if (!all)
        return fail(all.error());
    all->removeIf([](const Item &item) { return !item.startsAtBoot; });
    QStringList failed;
    for (const QList<Item> &group : grouped(*all)) {
        for (const Item &item : group) {
            if (const auto go = context.mayGoOn(); !go)
                return fail(go.error());
            const auto domain = m_parts.hypervisor.domain(item.info.uuid);
            if (domain && !isOff(domain->state))
                continue;
            const auto started = GuestPower(m_parts).startGuest(item.info.uuid, false, context);
            if (!started) {
                failed += item.info.name;
                context.log(
                    u"“%1” did not start: %2"_s.arg(item.info.name, started.error().sentence()));
                continue;
            }
            context.log(u"Started “%1”"_s.arg(item.info.name));
            context.setStage(u"Waiting after “%1”"_s.arg(item.info.name));
            const auto waited = pause(std::chrono::seconds(item.order.upDelaySeconds), context);
            if (!waited)
                return fail(waited.error());
        }
    }
    if (!failed.isEmpty())
        return fail(ErrorCode::EngineFailed,
                    u"these guests did not start: %1"_s.arg(failed.join(u", ")),
                    u"The task's log says why."_s);
    return Api::Nothing{};
}

void GuestStartOrder::shutDownGroup(const QList<Item> &group, TaskContext &context) const
{
    struct Waiting
    {
        Item item;
        QDeadlineTimer deadline;
        QDeadlineTimer again{0};
    };
    QList<Waiting> waiting;
    const GuestHooks hooks(m_parts);
    for (const Item &item : group) {
        context.log(u"Shutting “%1” down"_s.arg(item.info.name));
        (void)hooks.run(item.info.uuid, GuestHooks::Phase::BeforeStop, context);
        waiting.append({item, QDeadlineTimer(std::chrono::seconds(item.order.downTimeoutSeconds))});
    }
    const GuestPower power(m_parts);
    while (!waiting.isEmpty()) {
        for (auto it = waiting.begin(); it != waiting.end();) {
            const QString &uuid = it->item.info.uuid;
            const auto domain = m_parts.hypervisor.domain(uuid);
            const bool isGone =
                domain ? isOff(domain->state) : domain.error().code == ErrorCode::NotFound;
            const bool isLate = it->deadline.hasExpired() || context.isCanceled();
            if (isGone) {
                context.log(u"“%1” is off"_s.arg(it->item.info.name));
                (void)hooks.run(uuid, GuestHooks::Phase::AfterStop, context);
            } else if (isLate) {
                context.log(
                    u"“%1” did not shut down in time: switching it off"_s.arg(it->item.info.name));
                if (const auto off = m_parts.hypervisor.destroy(uuid); !off)
                    context.log(off.error().sentence());
                (void)hooks.run(uuid, GuestHooks::Phase::AfterStop, context);
            } else {
                if (it->again.hasExpired()) {
                    power.askToShutDown(uuid);
                    it->again = QDeadlineTimer(kPressAgain);
                }
                ++it;
                continue;
            }
            it = waiting.erase(it);
        }
        std::this_thread::sleep_for(kLook);
    }
}

Result<Api::Nothing> GuestStartOrder::shutDownAll(TaskContext &context) const
{
    auto all = items();
    if (!all)
        return fail(all.error());
    all->removeIf([](const Item &item) { return isOff(item.info.state); });
    QList<QList<Item>> groups = grouped(*all);
    while (!groups.isEmpty()) {
        // Cancelling leaves alone what was not asked yet.
        if (const auto go = context.mayGoOn(); !go)
            return fail(go.error());
        shutDownGroup(groups.takeLast(), context);
    }
    return Api::Nothing{};
}

Result<QString> startShutdownOfGuests(TaskRunner &tasks, const GuestParts &parts)
{
    const TaskSpec spec{.method = QString::fromLatin1(Api::nodeShutdownGuests.name),
                        .user = u"agent"_s,
                        .object = u"/nodes/"_s + parts.roster.node(),
                        .objectName = u"shutdown of the node"_s,
                        .lanes = {u"/nodes/host-shutdown"_s}};
    return tasks.start(spec, [parts](TaskContext &context) {
        return GuestStartOrder(parts).shutDownAll(context).map(
            [](const Api::Nothing &nothing) { return toJson(nothing); });
    });
}

GuestBoot::GuestBoot(const QString &bootId, TaskRunner &tasks, const GuestParts &parts,
                     QObject *parent)
    : QObject(parent)
    , m_bootId(bootId)
    , m_tasks(tasks)
    , m_parts(parts)
{
    connect(&m_parts.hypervisor, &Hypervisor::listed, this, &GuestBoot::engineIsThere,
            Qt::QueuedConnection); // the roster hears it first
}

QString GuestBoot::currentBootId()
{
    QFile file(u"/proc/sys/kernel/random/boot_id"_s);
    return file.open(QIODevice::ReadOnly) ? QString::fromLatin1(file.readAll().trimmed())
                                          : QString();
}

void GuestBoot::engineIsThere()
{
    if (std::exchange(m_isDone, true) || m_bootId.isEmpty() || m_parts.stateDirectory.isEmpty())
        return;
    const QString path = m_parts.stateDirectory + u"/started-in-boot"_s;
    QFile former(path);
    if (former.open(QIODevice::ReadOnly) && former.readAll().trimmed() == m_bootId.toLatin1())
        return; // the agent was restarted, not the node
    const auto documents = m_parts.store.list(QString::fromLatin1(kGuestPrefix));
    const bool isWished =
        std::any_of(documents.begin(), documents.end(), [](const StoredDocument &document) {
            return document.value.value("startsAtBoot"_L1).toBool();
        });
    if (!isWished)
        return markBoot(path, m_bootId);
    const TaskSpec spec{.method = QString::fromLatin1(Api::nodeStartGuests.name),
                        .user = u"agent"_s,
                        .object = u"/nodes"_s,
                        .objectName = u"start of the node"_s,
                        .lanes = {u"/nodes/guests"_s}};
    const auto started = m_tasks.start(
        spec,
        [parts = m_parts, path, bootId = m_bootId](TaskContext &context) -> Result<QJsonValue> {
            const auto done = GuestStartOrder(parts).startAll(context);
            // A killed agent does not come here and goes on at its next start.
            markBoot(path, bootId);
            if (!done)
                return fail(done.error());
            return toJson(Api::Nothing{});
        });
    if (!started)
        qCWarning(lcBoot).noquote() << started.error().sentence();
}

} // namespace Atoll
