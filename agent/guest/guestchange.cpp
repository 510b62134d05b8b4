// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestchange.h"

#include "firmwarestate.h"
#include "guestlive.h"
#include "guestrules.h"

#include <core/units.h>
#include <tasks/rollback.h>
#include <tasks/taskcontext.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr std::chrono::seconds kEnginePatience{120};

bool isOff(Api::GuestState state)
{
    return state == Api::GuestState::Stopped || state == Api::GuestState::Crashed
           || state == Api::GuestState::Suspended;
}

const Api::DiskConfig *findDisk(const Api::GuestConfig &config, const QString &target)
{
    const auto it =
        std::find_if(config.disks.begin(), config.disks.end(),
                     [&](const Api::DiskConfig &disk) { return disk.target == target; });
    return it == config.disks.end() ? nullptr : &*it;
}

//! A new device comes at once even when a part of it, as a disk's own thread, has to wait.
QList<Api::PlanEffect> effectsOf(const Change &change, const QList<Api::PendingChange> &pending)
{
    QList<Api::PlanEffect> parts;
    for (const Api::PendingChange &other : pending) {
        if (other.path == change.path || change.path.startsWith(other.path + u'.'))
            return {{change.path, false, other.reason}};
        if (other.path.startsWith(change.path + u'.'))
            parts.append({other.path, false, other.reason});
    }
    const bool isNow = Kvm::isLiveKey(change.path);
    const QString reason = isNow ? QString() : u"It is fixed when the guest starts"_s;
    return QList<Api::PlanEffect>{{change.path, isNow, reason}} + parts;
}

} // namespace

Result<GuestChange::Step> GuestChange::prepare(const QString &uuid, const Api::GuestSet &wish,
                                               const TaskContext &context) const
{
    const GuestDocuments documents(m_parts);
    const auto document = documents.managed(uuid);
    if (!document)
        return fail(document.error());
    if (const auto same = documents.checkVersion(*document, wish.version, context); !same)
        return fail(same.error());
    auto after = guestrules::merged(document->config, wish.changes);
    if (!after)
        return fail(after.error());
    guestrules::complete(*after);
    Step step{*document, *after, Api::GuestState::Stopped};
    const auto domain = m_parts.hypervisor.domain(uuid);
    if (domain)
        step.state = domain->state;
    else if (domain.error().code != ErrorCode::NotFound)
        return fail(domain.error());
    if (const auto ok = checkStep(step); !ok)
        return fail(ok.error());
    return step;
}

Result<void> GuestChange::checkStep(const Step &step) const
{
    const Api::GuestConfig &before = step.before.config;
    const Api::GuestConfig &after = step.after;
    if (before.name != after.name) {
        if (!isOff(step.state))
            return fail(ErrorCode::InvalidState, u"a guest that runs cannot be renamed"_s,
                        u"Shut it down first."_s, {{u"field"_s, u"changes.name"_s}});
        const auto other = m_parts.roster.find(after.name);
        if (other && other->name == after.name && other->uuid != after.uuid)
            return fail(ErrorCode::AlreadyExists,
                        u"there is already a guest named “%1”"_s.arg(after.name),
                        u"Choose another name."_s, {{u"field"_s, u"changes.name"_s}});
    }
    for (const Api::DiskConfig &disk : before.disks) {
        const bool isTaken = before.isProtected && after.isProtected
                             && disk.kind == Api::DiskKind::Disk && !findDisk(after, disk.target);
        if (isTaken)
            return fail(ErrorCode::InvalidState,
                        u"“%1” is protected: its disk %2 stays"_s.arg(before.name, disk.target),
                        u"Switch its protection off first."_s, {{u"field"_s, u"changes.disks"_s}});
    }
    for (qsizetype i = 0; i < after.disks.size(); ++i) {
        const Api::DiskConfig &disk = after.disks.at(i);
        const Api::DiskConfig *former = findDisk(before, disk.target);
        const QString field = u"disks[%1].%2"_s.arg(i);
        const bool isSameVolume = former && former->storage == disk.storage
                                  && former->volume == disk.volume && former->path == disk.path;
        if (isSameVolume && disk.sizeBytes < former->sizeBytes)
            return fail(invalidField(field.arg(u"sizeBytes"_s), u"cannot shrink"_s));
        const bool isNew = disk.kind == Api::DiskKind::Disk && disk.volume.isEmpty()
                           && disk.path.isEmpty() && !isSameVolume;
        if (isNew && disk.storage.isEmpty())
            return fail(invalidField(field.arg(u"storage"_s), u"must name a storage"_s));
        if (isNew && disk.sizeBytes < units::MiB)
            return fail(invalidField(field.arg(u"sizeBytes"_s), u"must be at least 1 MiB"_s));
    }
    return GuestVolumes(m_parts).vet(after);
}

QStringList GuestChange::stepsFor(const Step &step)
{
    const Api::GuestConfig &before = step.before.config;
    QStringList steps;
    for (const Api::DiskConfig &disk : step.after.disks) {
        const Api::DiskConfig *former = findDisk(before, disk.target);
        if (disk.kind == Api::DiskKind::Disk && disk.volume.isEmpty() && disk.path.isEmpty()
            && !former)
            steps += u"Make a volume of %1 in storage %2 for disk %3"_s.arg(
                units::formatBytes(disk.sizeBytes), disk.storage, disk.target);
        if (former && former->volume == disk.volume && former->sizeBytes < disk.sizeBytes)
            steps += u"Grow disk %1 to %2; it cannot shrink again"_s.arg(
                disk.target, units::formatBytes(disk.sizeBytes));
    }
    for (const Api::DiskConfig &disk : before.disks) {
        if (!findDisk(step.after, disk.target))
            steps += u"Take disk %1 away; its volume stays in the storage"_s.arg(disk.target);
    }
    steps += u"Save the configuration and change the definition"_s;
    return steps;
}

Result<void> GuestChange::tellImpact(const Step &step, Api::Plan &plan) const
{
    if (step.state == Api::GuestState::Suspended) {
        plan.impact = u"Its memory is saved: it goes on as it was, and takes the change when it "
                      "has been shut down and started again"_s;
        return {};
    }
    if (isOff(step.state)) {
        plan.impact = u"The guest is off; it starts with the new configuration"_s;
        return {};
    }
    const auto forecast =
        GuestLive(m_parts).forecast(step.after.uuid, plan.xmlAfter, Kvm::scopeOf(plan.changes));
    if (!forecast)
        return fail(forecast.error());
    for (const Kvm::LiveStep &live : forecast->steps)
        plan.steps += live.words + u", while it runs"_s;
    for (const Change &change : std::as_const(plan.changes))
        plan.effects += effectsOf(change, forecast->pending);
    const auto waiting = std::count_if(plan.effects.cbegin(), plan.effects.cend(),
                                       [](const Api::PlanEffect &effect) { return !effect.isNow; });
    if (!waiting)
        plan.impact = u"The guest runs on; everything takes effect at once"_s;
    else if (waiting == plan.effects.size())
        plan.impact = u"The guest runs on as it is; the change takes effect when it has been shut "
                      "down and started again"_s;
    else
        plan.impact = u"The guest runs on; %1 of %2 settings take effect when it has been shut "
                      "down and started again, the others at once"_s.arg(waiting)
                          .arg(plan.effects.size());
    return {};
}

Result<Api::Plan> GuestChange::plan(const QString &uuid, const Api::GuestSet &wish) const
{
    const TaskContext nobody;
    const auto step = prepare(uuid, wish, nobody);
    if (!step)
        return fail(step.error());
    Api::Plan plan;
    plan.changes = Kvm::differences(step->before.config, step->after);
    if (plan.changes.isEmpty()) {
        plan.steps = {u"Nothing: the configuration is already so"_s};
        return plan;
    }
    plan.steps = stepsFor(*step);
    const auto xml = GuestDefinition(m_parts).imagined(step->after);
    const auto current = GuestDefinition(m_parts).current(uuid, XmlKind::Definition);
    if (!xml || !current)
        return fail(xml ? current.error() : xml.error());
    plan.xmlBefore = current->value_or(QString());
    plan.xmlAfter = *xml;
    if (const auto told = tellImpact(*step, plan); !told)
        return fail(told.error());
    return plan;
}

Result<void> GuestChange::redefine(const Step &step, Rollback &rollback) const
{
    const QString &uuid = step.after.uuid;
    const auto former = GuestDefinition(m_parts).current(uuid, XmlKind::Definition);
    if (!former)
        return fail(former.error());
    if (*former) {
        const auto noted =
            rollback.intend(u"guest.definition"_s, {{u"uuid"_s, uuid}, {u"xml"_s, **former}});
        if (!noted)
            return noted;
    }
    const QString name = Kvm::engineName(step.after.name);
    const QString formerName = Kvm::engineName(step.before.config.name);
    if (*former && name != formerName) {
        const auto rename = [parts = m_parts, uuid](const QString &newName) -> Result<void> {
            const auto before = parts.hypervisor.xml(uuid, XmlKind::Definition);
            const auto renamed =
                before ? parts.hypervisor.rename(uuid, newName) : fail(before.error());
            const auto after =
                renamed ? parts.hypervisor.xml(uuid, XmlKind::Definition) : fail(renamed.error());
            return after ? FirmwareState::follow(*before, *after) : fail(after.error());
        };
        if (const auto renamed = rename(name); !renamed)
            return renamed;
        rollback.add(u"give the guest its name back"_s,
                     [rename, formerName] { return rename(formerName); });
    }
    const auto xml = GuestDefinition(m_parts).wanted(step.after);
    if (!xml)
        return fail(xml.error());
    if (const auto defined = m_parts.hypervisor.define(*xml); !defined)
        return defined;
    // The order of starting is ours: the engine starts nothing by itself.
    if (step.before.config.startsAtBoot != step.after.startsAtBoot)
        return m_parts.hypervisor.setAutostart(uuid, false);
    return {};
}

Result<Api::GuestRef> GuestChange::run(TaskContext &context, const Api::GuestSet &wish) const
{
    auto step = prepare(uuidOfObject(context.object()), wish, context);
    if (!step)
        return fail(step.error());
    const Api::GuestConfig &before = step->before.config;
    const Api::GuestRef ref{QString::number(before.id)};
    if (guestrules::differences(before, step->after).isEmpty()) {
        context.log(u"Nothing to do: the configuration is already so"_s);
        return ref;
    }
    Rollback rollback(context);
    const GuestVolumes volumes(m_parts);
    if (const auto made = volumes.create(step->after, context, rollback); !made)
        return fail(made.error());
    context.setStage(u"Changing the definition"_s);
    if (const auto defined = redefine(*step, rollback); !defined)
        return fail(defined.error());
    const auto changes = Kvm::differences(before, step->after);
    const GuestLive live(m_parts);
    if (!isOff(step->state)) {
        const auto changed = live.apply(before.uuid, Kvm::scopeOf(changes), context, rollback);
        if (!changed)
            return fail(changed.error());
    }
    // Last, because it alone cannot be taken back.
    const auto grown = volumes.grow(before, step->after, !isOff(step->state), context);
    if (!grown)
        return fail(grown.error());
    const auto version = GuestDocuments(m_parts).put(step->after, step->before.version, context);
    if (!version)
        return fail(version.error());
    rollback.commit();
    for (const Change &change : changes)
        context.log(u"Changed %1"_s.arg(change.path));
    tellPending(before.uuid, *step, context);
    return ref;
}

void GuestChange::tellPending(const QString &uuid, const Step &step, TaskContext &context) const
{
    if (isOff(step.state))
        return;
    const auto pending = GuestLive(m_parts).pending(uuid);
    if (!pending || pending->isEmpty())
        return;
    QStringList keys;
    for (const Api::PendingChange &change : *pending)
        keys += change.path;
    context.log(u"At its next start take effect: %1"_s.arg(keys.join(u", ")));
}

void GuestChange::registerRecovery(TaskRunner &tasks) const
{
    GuestLive(m_parts).registerRecovery(tasks);
    for (const char *method :
         {Api::guestSet.name, Api::guestPendingRevert.name, Api::guestRevert.name}) {
        tasks.recover(QString::fromLatin1(method),
                      [self = *this](TaskContext &, const TaskRecord &record) {
                          return self.recover(record);
                      });
    }
}

Result<TaskRecovery> GuestChange::recover(const TaskRecord &record) const
{
    const QString uuid = uuidOfObject(record.info.object);
    if (const auto engine = GuestDefinition(m_parts).waitForEngine(kEnginePatience); !engine)
        return fail(engine.error());
    const auto document = GuestDocuments(m_parts).managed(uuid);
    if (!document)
        return fail(document.error());
    // Nobody else could change it meanwhile: the task held the guest.
    const qint64 seen = record.params.value("version"_L1).toInteger();
    if (document->version == seen)
        return TaskRecovery{TaskRecovery::Outcome::Failed,
                            u"the agent was restarted before the change was complete"_s};
    return TaskRecovery{TaskRecovery::Outcome::Finished,
                        {},
                        toJson(Api::GuestRef{QString::number(document->config.id)})};
}

} // namespace Atoll
