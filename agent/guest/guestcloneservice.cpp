// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestcloneservice.h"

#include "guestcloning.h"
#include "guesttemplate.h"

#include <server/registry.h>

#include <QUuid>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

void registerClone(Registry &registry, const GuestParts &parts)
{
    const GuestCloning cloning(parts);
    ChangeHandler<Api::GuestClone, Api::GuestRef> clone;
    clone.object = [parts](const Api::GuestClone &wish) -> Result<TaskObject> {
        const auto original = parts.roster.find(wish.guest);
        if (!original)
            return fail(original.error());
        return TaskObject{u"/guests/"_s + QUuid::createUuid().toString(QUuid::WithoutBraces),
                          wish.name};
    };
    clone.adjust = [parts](TaskSpec &spec, const Api::GuestClone &wish) {
        if (const auto original = parts.roster.find(wish.guest))
            spec.lanes = {spec.object, GuestCloning::laneOf(original->uuid, wish)};
        spec.whenBusy = TaskSpec::WhenBusy::Queue;
    };
    clone.plan = [cloning](const Caller &, const Api::GuestClone &wish) {
        return cloning.plan(wish);
    };
    clone.run = [cloning](TaskContext &context, const Api::GuestClone &wish) {
        return cloning.run(context, wish);
    };
    registry.change(Api::guestClone, clone);
}

void registerTemplate(Registry &registry, const GuestParts &parts,
                      const Api::Method<Api::GuestRef, Api::Nothing> &row, bool makes)
{
    const GuestTemplate work(parts);
    ChangeHandler<Api::GuestRef, Api::Nothing> handler;
    handler.object = [parts](const Api::GuestRef &ref) -> Result<TaskObject> {
        const auto info = parts.roster.find(ref.guest);
        if (!info)
            return fail(info.error());
        return TaskObject{u"/guests/"_s + info->uuid, info->name};
    };
    handler.plan = [work, parts, makes](const Caller &,
                                        const Api::GuestRef &ref) -> Result<Api::Plan> {
        const auto info = parts.roster.find(ref.guest);
        return info ? work.plan(info->uuid, makes) : fail(info.error());
    };
    handler.run = [work, makes](TaskContext &context, const Api::GuestRef &) {
        return work.run(context, makes);
    };
    registry.change(row, handler);
}

} // namespace

void registerCloneMethods(Registry &registry, TaskRunner &tasks, const GuestParts &parts)
{
    GuestTemplate(parts).registerRecovery(tasks);
    registerClone(registry, parts);
    registerTemplate(registry, parts, Api::templateMake, true);
    registerTemplate(registry, parts, Api::templateUnmake, false);
}

} // namespace Atoll
