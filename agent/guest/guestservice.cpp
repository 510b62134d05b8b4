// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestservice.h"

#include "cloudinitdrive.h"
#include "cloudinitmethods.h"
#include "devicemappings.h"
#include "guestagentmethods.h"
#include "guestbulkservice.h"
#include "guestchange.h"
#include "guestcloneservice.h"
#include "guestcreation.h"
#include "guestdeletion.h"
#include "guestlifecycleservice.h"
#include "guestpower.h"
#include "guestrules.h"
#include "guestsecrets.h"
#include "guestsnapshotservice.h"
#include "guesttransferservice.h"
#include "nodemethods.h"

#include <server/registry.h>
#include <tasks/taskrunner.h>

#include <QUuid>

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

using Api::GuestInfo;
using Api::GuestState;

constexpr int kHistoryLength = 100;
constexpr int kStoreMs = 20'000;

//! States in which an order makes sense, and the words for those in which it does not.
struct Order
{
    QString verb;
    QList<GuestState> states;
};

Result<void> check(const GuestInfo &info, const Order &order)
{
    if (order.states.contains(info.state))
        return {};
    if (info.state == GuestState::Unknown)
        return fail(ErrorCode::EngineUnavailable,
                    u"the state of “%1” is not known: libvirt does not answer"_s.arg(info.name),
                    u"Try again when the node's page shows libvirt again."_s,
                    {{u"since"_s, info.stateSince.toUTC().toString(Qt::ISODateWithMs)}});
    return fail(ErrorCode::InvalidState,
                u"cannot %1 “%2”: it is %3"_s.arg(order.verb, info.name, nameOf(info.state)));
}

TaskObject objectOf(const GuestInfo &info) { return {u"/guests/"_s + info.uuid, info.name}; }

template <class P>
std::function<Result<TaskObject>(const P &)> resolver(const GuestParts &parts, const Order &order)
{
    return [parts, order](const P &params) -> Result<TaskObject> {
        const auto info = parts.roster.find(params.guest);
        if (!info)
            return fail(info.error());
        if (info->isTemplate && !order.states.isEmpty())
            return fail(ErrorCode::InvalidState,
                        u"“%1” is a template, which cannot %2"_s.arg(info->name, order.verb),
                        u"Make a clone of it, or turn it back into a guest."_s);
        if (!order.states.isEmpty()) {
            if (const auto ok = check(*info, order); !ok)
                return fail(ok.error());
        }
        return objectOf(*info);
    };
}

template <class P>
ChangeHandler<P, Api::Nothing>
powerHandler(const GuestParts &parts, const Order &order,
             std::function<Result<Api::Nothing>(const GuestPower &, TaskContext &, const P &)> run)
{
    ChangeHandler<P, Api::Nothing> handler;
    handler.object = resolver<P>(parts, order);
    handler.run = [power = GuestPower(parts), run](TaskContext &context, const P &params) {
        return run(power, context, params);
    };
    return handler;
}

void registerPower(Registry &registry, const GuestParts &parts)
{
    using S = GuestState;
    using Api::GuestRef;
    using Api::GuestShutdown;
    const auto simple = [&](const auto &row, const Order &order,
                            Result<Api::Nothing> (GuestPower::*function)(TaskContext &) const) {
        auto handler = powerHandler<GuestRef>(
            parts, order,
            [function](const GuestPower &power, TaskContext &context, const GuestRef &) {
                return (power.*function)(context);
            });
        if (function == &GuestPower::stop) {
            // Pulling the plug must work beside a shutdown that hangs.
            handler.adjust = [](TaskSpec &spec, const GuestRef &) {
                spec.lanes = {spec.object + u"/plug"_s};
            };
        }
        registry.change(row, handler);
    };
    registry.change(Api::guestStart,
                    powerHandler<Api::GuestStart>(
                        parts, {u"start"_s, {S::Stopped, S::Crashed, S::Suspended}},
                        [](const GuestPower &power, TaskContext &context,
                           const Api::GuestStart &wish) { return power.start(context, wish); }));
    registry.change(Api::guestHibernate,
                    powerHandler<Api::GuestHibernate>(
                        parts, {u"hibernate"_s, {S::Running, S::Paused}},
                        [](const GuestPower &power, TaskContext &context,
                           const Api::GuestHibernate &) { return power.hibernate(context); }));
    simple(Api::guestStop, {u"stop"_s, {S::Running, S::Paused, S::ShuttingDown, S::Crashed}},
           &GuestPower::stop);
    simple(Api::guestReset, {u"reset"_s, {S::Running, S::Paused, S::Crashed}}, &GuestPower::reset);
    simple(Api::guestPause, {u"pause"_s, {S::Running}}, &GuestPower::pause);
    simple(Api::guestResume, {u"resume"_s, {S::Paused}}, &GuestPower::resume);
    registry.change(Api::guestShutdown,
                    powerHandler<GuestShutdown>(
                        parts, {u"shut down"_s, {S::Running, S::ShuttingDown}},
                        [](const GuestPower &power, TaskContext &context,
                           const GuestShutdown &wish) { return power.shutDown(context, wish); }));
    registry.change(Api::guestReboot,
                    powerHandler<GuestShutdown>(
                        parts, {u"reboot"_s, {S::Running}},
                        [](const GuestPower &power, TaskContext &context,
                           const GuestShutdown &wish) { return power.reboot(context, wish); }));
}

//! Files and devices of the node are for those who may change the node.
Result<void> mayNameFiles(const GuestParts &parts, const Caller &caller, const QString &field)
{
    if (field.isEmpty() || !parts.gate)
        return {};
    const auto allowed = parts.gate(caller.user, Privilege::NodeEdit, u"/nodes"_s);
    if (!allowed)
        return fail(
            allowed.error().prefixed(u"%1 names files or devices of the node"_s.arg(field)));
    return {};
}

//! A wrong change is refused later, with the reason; here it only may not name what it must not.
Result<void> maySet(const GuestParts &parts, const Caller &caller, const Api::GuestSet &wish)
{
    const auto info = parts.roster.find(wish.guest);
    const Api::GuestConfig before =
        info ? parts.roster.document(info->uuid).value_or(Api::GuestConfig{}) : Api::GuestConfig{};
    QJsonObject document = toJsonObject(before);
    for (auto it = wish.changes.begin(); it != wish.changes.end(); ++it)
        document.insert(it.key(), *it);
    const auto after = fromJson<Api::GuestConfig>(document);
    return after ? mayNameFiles(parts, caller, guestrules::fieldOfNode(*after, before))
                 : Result<void>();
}

void registerCreation(Registry &registry, const GuestParts &parts)
{
    const GuestCreation creation(parts);
    ChangeHandler<Api::GuestCreate, Api::GuestRef> create;
    create.allow = [parts](const Caller &caller, const Api::GuestCreate &wish) {
        return mayNameFiles(parts, caller, guestrules::fieldOfNode(wish.config));
    };
    create.object = [](const Api::GuestCreate &wish) -> Result<TaskObject> {
        if (const auto ok = guestrules::checkNew(wish.config); !ok)
            return fail(ok.error());
        const QString uuid = wish.config.uuid.isEmpty()
                                 ? QUuid::createUuid().toString(QUuid::WithoutBraces)
                                 : wish.config.uuid.toLower();
        return TaskObject{u"/guests/"_s + uuid, wish.config.name};
    };
    create.plan = [creation](const Caller &, const Api::GuestCreate &wish) {
        return creation.planCreate(wish);
    };
    create.run = [creation](TaskContext &context, const Api::GuestCreate &wish) {
        return creation.create(context, wish);
    };
    registry.change(Api::guestCreate, create);

    ChangeHandler<Api::GuestRef, Api::GuestRef> adopt;
    adopt.object = resolver<Api::GuestRef>(parts, {});
    adopt.plan = [creation, parts](const Caller &, const Api::GuestRef &ref) -> Result<Api::Plan> {
        const auto info = parts.roster.find(ref.guest);
        return info ? creation.planAdopt(info->uuid) : fail(info.error());
    };
    adopt.run = [creation](TaskContext &context, const Api::GuestRef &) {
        return creation.adopt(context);
    };
    registry.change(Api::guestAdopt, adopt);
}

void registerChangeAndDeletion(Registry &registry, const GuestParts &parts)
{
    const GuestChange change(parts);
    ChangeHandler<Api::GuestSet, Api::GuestRef> set;
    set.allow = [parts](const Caller &caller, const Api::GuestSet &wish) {
        return maySet(parts, caller, wish);
    };
    set.object = resolver<Api::GuestSet>(parts, {});
    // A password may be among the changes, which the catalogue does not know one by one.
    set.adjust = [](TaskSpec &spec, const Api::GuestSet &wish) {
        spec.params.insert(u"changes"_s, withoutPassword(wish).changes);
    };
    set.plan = [change, parts](const Caller &, const Api::GuestSet &wish) -> Result<Api::Plan> {
        const auto info = parts.roster.find(wish.guest);
        return info ? change.plan(info->uuid, withoutPassword(wish)) : fail(info.error());
    };
    set.run = [change, parts](TaskContext &context, const Api::GuestSet &wish) {
        return CloudInitDrive(parts).change(
            context, wish,
            [&change, &context](const Api::GuestSet &clean) { return change.run(context, clean); });
    };
    registry.change(Api::guestSet, set);

    const GuestDeletion deletion(parts);
    ChangeHandler<Api::GuestDelete, Api::Nothing> remove;
    remove.object = resolver<Api::GuestDelete>(parts, {});
    remove.plan = [deletion, parts](const Caller &,
                                    const Api::GuestDelete &wish) -> Result<Api::Plan> {
        const auto info = parts.roster.find(wish.guest);
        return info ? deletion.plan(info->uuid, wish) : fail(info.error());
    };
    remove.adjust = [](TaskSpec &spec, const Api::GuestDelete &) {
        spec.lanes = {spec.object, spec.object + u"/snapshots"_s}; // which clones may be reading
    };
    remove.run = [deletion](TaskContext &context, const Api::GuestDelete &wish) {
        return deletion.run(context, wish);
    };
    registry.change(Api::guestDelete, remove);
}

Result<Api::GuestDetail> detail(const GuestParts &parts, const QString &reference)
{
    const auto info = parts.roster.find(reference);
    if (!info)
        return fail(info.error());
    const auto document = GuestDocuments(parts).find(info->uuid);
    if (!document)
        return fail(document.error());
    if (*document)
        return Api::GuestDetail{*info, (*document)->config, (*document)->version};
    const auto xml = parts.hypervisor.xml(info->uuid, XmlKind::Definition);
    if (!xml)
        return fail(xml.error());
    const auto read = Kvm::readDomain(*xml);
    if (!read)
        return fail(read.error());
    Api::GuestDetail answer{*info, read->config, 0};
    answer.config.foreignXml = Kvm::withoutSecrets(*xml).value_or(QString());
    return answer;
}

Result<QList<Api::GuestVersion>> history(const GuestParts &parts, const QString &reference,
                                         const QString &user)
{
    const auto info = parts.roster.find(reference);
    if (!info)
        return fail(info.error());
    if (!info->isManaged)
        return QList<Api::GuestVersion>{};
    const auto entries = parts.store.history(GuestDocuments::key(info->id), kHistoryLength,
                                             QDeadlineTimer(kStoreMs));
    if (!entries)
        return fail(entries.error());
    const bool mayRead = GuestSecrets(parts).mayRead(user, info->uuid);
    QList<Api::GuestVersion> versions;
    for (const HistoryEntry &entry : *entries) {
        Api::GuestVersion version{entry.version, entry.time, entry.author, entry.changes()};
        version.changes.removeIf([](const Change &change) { return change.path == u"foreignXml"; });
        if (!mayRead)
            version.changes = GuestSecrets::hidden(version.changes);
        versions.append(version);
    }
    return versions;
}

void registerQueries(Registry &registry, const GuestParts &parts)
{
    using Api::GuestRef;
    registry.query<Api::Nothing, QList<GuestInfo>>(
        Api::guestList, [parts](const Caller &, const Api::Nothing &) -> Result<QList<GuestInfo>> {
            QList<GuestInfo> guests = parts.roster.all();
            std::sort(guests.begin(), guests.end(), [](const GuestInfo &a, const GuestInfo &b) {
                return std::tie(a.id, a.name, a.uuid) < std::tie(b.id, b.name, b.uuid);
            });
            return guests;
        });
    registry.queryInWorker<GuestRef, Api::GuestDetail>(
        Api::guestGet, [parts](const Caller &caller, const GuestRef &ref) {
            auto answer = detail(parts, ref.guest);
            if (answer && !GuestSecrets(parts).mayRead(caller.user, answer->info.uuid))
                answer->config = GuestSecrets::hidden(answer->config);
            if (answer) {
                // what no event tells is asked for when somebody looks; the answer comes as a delta
                QMetaObject::invokeMethod(
                    &parts.hypervisor,
                    [&hypervisor = parts.hypervisor, uuid = answer->info.uuid] {
                        hypervisor.lookAt(uuid);
                    },
                    Qt::QueuedConnection);
            }
            return answer;
        });
    registry.queryInWorker<GuestRef, Api::GuestXml>(
        Api::guestXml, [parts](const Caller &, const GuestRef &ref) -> Result<Api::GuestXml> {
            const auto info = parts.roster.find(ref.guest);
            if (!info)
                return fail(info.error());
            const auto xml = parts.hypervisor.xml(info->uuid, XmlKind::Live);
            return xml ? Result<Api::GuestXml>(Api::GuestXml{*xml}) : fail(xml.error());
        });
    registry.queryInWorker<GuestRef, QList<Api::GuestVersion>>(
        Api::guestHistory, [parts](const Caller &caller, const GuestRef &ref) {
            return history(parts, ref.guest, caller.user);
        });
    registry.queryInWorker<Api::GuestPicture, Api::Screenshot>(
        Api::guestScreenshot,
        [parts](const Caller &, const Api::GuestPicture &wish) -> Result<Api::Screenshot> {
            const auto info = parts.roster.find(wish.guest);
            if (!info)
                return fail(info.error());
            const auto picture = parts.hypervisor.screenshot(info->uuid, wish.width);
            if (!picture)
                return fail(picture.error());
            return Api::Screenshot{QString::fromLatin1(picture->toBase64())};
        });
}

//! VNC is shared; a serial port and SPICE have one viewer, who would lose them to the next.
std::optional<ConsoleWish> holdOf(const Api::GuestConsole &wish, const Api::GuestInfo &guest)
{
    if (wish.kind == Api::ConsoleKind::Vnc)
        return {};
    const bool isSpice = wish.kind == Api::ConsoleKind::Spice;
    return ConsoleWish{u"/guests/%1/%2"_s.arg(guest.uuid, nameOf(wish.kind)),
                       (isSpice ? u"the SPICE display of “%1”"_s : u"the serial console of “%1”"_s)
                           .arg(guest.name),
                       wish.viewer, wish.takesOver, isSpice};
}

void registerConsole(Registry &registry, const GuestParts &parts)
{
    registry.channel<Api::GuestConsole>(
        Api::guestConsole,
        [parts](const Caller &, const Api::GuestConsole &wish) -> Result<ChannelGrant> {
            const auto info = parts.roster.find(wish.guest);
            if (!info)
                return fail(info.error());
            const Order order{u"open the console of"_s,
                              {GuestState::Running, GuestState::Paused, GuestState::ShuttingDown,
                               GuestState::Crashed}};
            if (const auto ok = check(*info, order); !ok)
                return fail(ok.error());
            return ChannelGrant{u"/guests/"_s + info->uuid,
                                [parts, kind = wish.kind, uuid = info->uuid] {
                                    return parts.hypervisor.openConsole(uuid, kind);
                                },
                                holdOf(wish, *info)};
        });
}

} // namespace

void registerGuestMethods(Registry &registry, TaskRunner &tasks, const GuestParts &parts)
{
    GuestCreation(parts).registerRecovery(tasks);
    GuestDeletion(parts).registerRecovery(tasks);
    registerGuestLifecycle(registry, tasks, parts);
    registerQueries(registry, parts);
    registerNodeCapabilityMethods(registry, parts);
    registerConsole(registry, parts);
    registerPower(registry, parts);
    registerCreation(registry, parts);
    registerChangeAndDeletion(registry, parts);
    registerSnapshotMethods(registry, tasks, parts);
    registerCloneMethods(registry, tasks, parts);
    registerGuestAgentMethods(registry, parts);
    registerCloudInitMethods(registry, tasks, parts);
    registerGuestBulk(registry, tasks, parts);
    registerGuestTransfers(registry, tasks, parts);
    registerMappingMethods(registry, parts);
}

} // namespace Atoll
