// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestagentmethods.h"

#include "guestagentcommands.h"
#include "guestpush.h"

#include <server/registry.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

template <class P>
using Check = std::function<Result<void>(const P &)>;

template <class P>
std::function<Result<TaskObject>(const P &)> resolver(const GuestParts &parts,
                                                      const Check<P> &check)
{
    return [parts, check](const P &wish) -> Result<TaskObject> {
        if (const auto ok = check ? check(wish) : Result<void>(); !ok)
            return fail(ok.error());
        const auto guest = parts.roster.find(wish.guest);
        if (!guest)
            return fail(guest.error());
        return TaskObject{u"/guests/"_s + guest->uuid, guest->name};
    };
}

//! `lane` keeps two of these from the same guest, and nothing else; none: any number at once.
template <class P, class R>
ChangeHandler<P, R>
handlerFor(const GuestParts &parts, const QString &lane,
           std::function<Result<R>(TaskContext &, const Api::GuestInfo &, const P &)> run,
           const Check<P> &check = {})
{
    ChangeHandler<P, R> handler;
    handler.object = resolver<P>(parts, check);
    handler.adjust = [lane](TaskSpec &spec, const P &) {
        spec.lanes = lane.isEmpty() ? QStringList() : QStringList{spec.object + lane};
    };
    handler.run = [parts, run](TaskContext &context, const P &wish) -> Result<R> {
        const auto guest = parts.roster.find(uuidOfObject(context.object()));
        return guest ? run(context, *guest, wish) : fail(guest.error());
    };
    return handler;
}

void registerQueries(Registry &registry, const GuestParts &parts, GuestAgents &agents)
{
    registry.queryLater<Api::GuestRef, Api::AgentPing>(
        Api::guestAgentPing,
        [parts, &agents](const Caller &, const Api::GuestRef &ref, const auto &reply) {
            const auto guest = parts.roster.find(ref.guest);
            if (!guest)
                return reply(fail(guest.error()));
            agents.ping(*guest, reply);
        });
    registry.queryLater<Api::AgentInfoRequest, Api::AgentInfo>(
        Api::guestAgentInfo,
        [parts, &agents](const Caller &, const Api::AgentInfoRequest &request, const auto &reply) {
            const auto guest = parts.roster.find(request.guest);
            if (!guest)
                return reply(fail(guest.error()));
            agents.facts(*guest, std::chrono::seconds(request.maximumAgeSeconds), reply);
        });
    registry.queryLater<Api::AgentFileRead, Api::AgentFileData>(
        Api::guestAgentFileRead,
        [parts, &agents](const Caller &, const Api::AgentFileRead &wish, const auto &reply) {
            if (const auto ok = checkGuestPath(wish.path); !ok)
                return reply(fail(ok.error()));
            const auto guest = parts.roster.find(wish.guest);
            if (!guest)
                return reply(fail(guest.error()));
            agents.inWorker<Api::AgentFileData>(
                [&agents, guest = *guest, wish] {
                    return GuestAgentCommands(agents).readFile(guest, wish);
                },
                reply);
        });
}

} // namespace

void registerGuestAgentMethods(Registry &registry, const GuestParts &parts)
{
    using Info = Api::GuestInfo;
    auto *agents = new GuestAgents(parts, &parts.roster);
    registerQueries(registry, parts, *agents);
    const GuestAgentCommands commands(*agents);
    registry.change(Api::guestAgentExec, handlerFor<Api::AgentExec, Api::AgentExecResult>(
                                             parts, {},
                                             [commands](TaskContext &context, const Info &guest,
                                                        const Api::AgentExec &wish) {
                                                 return commands.exec(context, guest, wish);
                                             },
                                             checkExec));
    registry.change(
        Api::guestAgentFileWrite,
        handlerFor<Api::AgentFileWrite, Api::AgentFileWritten>(
            parts, {},
            [commands](TaskContext &, const Info &guest, const Api::AgentFileWrite &wish) {
                return commands.writeFile(guest, wish);
            },
            [](const Api::AgentFileWrite &wish) -> Result<void> {
                if (const auto ok = checkGuestPath(wish.path); !ok)
                    return ok;
                const auto data = checkedBase64(u"data"_s, wish.data);
                return data ? Result<void>() : fail(data.error());
            }));
    TransferHandler<Api::GuestPush, Api::GuestPushed> push;
    push.object = resolver<Api::GuestPush>(parts, GuestPush::check);
    push.run = [parts, agents](TaskContext &context, const Api::GuestPush &wish,
                               const FileDescriptor &socket) -> Result<Api::GuestPushed> {
        const auto guest = parts.roster.find(uuidOfObject(context.object()));
        return guest ? GuestPush(*agents).run(context, *guest, wish, socket) : fail(guest.error());
    };
    registry.transfer(Api::guestPush, push);
    registry.change(Api::guestAgentPassword, handlerFor<Api::AgentPassword, Api::Nothing>(
                                                 parts, {},
                                                 [commands](TaskContext &, const Info &guest,
                                                            const Api::AgentPassword &wish) {
                                                     return commands.setPassword(guest, wish);
                                                 }));
    registry.change(Api::guestAgentFreeze,
                    handlerFor<Api::AgentFreeze, Api::AgentFrozen>(
                        parts, u"/freeze"_s,
                        [commands](TaskContext &, const Info &guest, const Api::AgentFreeze &wish) {
                            return commands.freeze(guest, wish);
                        }));
    registry.change(
        Api::guestAgentThaw,
        handlerFor<Api::GuestRef, Api::AgentFrozen>(
            parts, u"/thaw"_s, [commands](TaskContext &, const Info &guest, const Api::GuestRef &) {
                return commands.thaw(guest);
            }));
    registry.change(
        Api::guestAgentTrim,
        handlerFor<Api::GuestRef, Api::AgentTrimmed>(
            parts, u"/trim"_s, [commands](TaskContext &, const Info &guest, const Api::GuestRef &) {
                return commands.trim(guest);
            }));
}

} // namespace Atoll
