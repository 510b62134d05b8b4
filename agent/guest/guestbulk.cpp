// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestbulk.h"

#include "guestdocuments.h"
#include "gueststartorder.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

using Api::BulkVerb;
using S = Api::GuestState;

//! States in which the verb makes sense; none: it does in all.
struct VerbInfo
{
    BulkVerb verb;
    const char *words;
    QList<S> states;
    bool isDownwards = false; //!< goes against the start order
};

const QList<VerbInfo> &verbs()
{
    static const QList<VerbInfo> all{
        {BulkVerb::Start, "Start", {S::Stopped, S::Crashed, S::Suspended}},
        {BulkVerb::Shutdown, "Shut down", {S::Running, S::ShuttingDown}, true},
        {BulkVerb::Stop,
         "Switch off at once",
         {S::Running, S::Paused, S::ShuttingDown, S::Crashed},
         true},
        {BulkVerb::Reboot, "Reboot", {S::Running}},
        {BulkVerb::Pause, "Pause", {S::Running}, true},
        {BulkVerb::Resume, "Resume", {S::Paused}},
        {BulkVerb::Hibernate, "Hibernate", {S::Running, S::Paused}, true},
        {BulkVerb::Snapshot, "Take a snapshot of", {}},
        {BulkVerb::AddTags, "Change the tags of", {}},
        {BulkVerb::RemoveTags, "Change the tags of", {}},
        {BulkVerb::Set, "Change", {}},
    };
    return all;
}

const VerbInfo &infoOf(BulkVerb verb)
{
    return *std::find_if(verbs().begin(), verbs().end(),
                         [verb](const VerbInfo &info) { return info.verb == verb; });
}

bool changesConfig(BulkVerb verb)
{
    return verb == BulkVerb::AddTags || verb == BulkVerb::RemoveTags || verb == BulkVerb::Set;
}

//! The keys of guest.set for this guest; empty when nothing would change.
QJsonObject changesFor(const Api::GuestBulk &wish, const Api::GuestConfig &config)
{
    QJsonObject changes = wish.changes;
    if (wish.verb != BulkVerb::Set) {
        QStringList tags = config.tags;
        for (const QString &tag : wish.tags) {
            if (wish.verb == BulkVerb::RemoveTags)
                tags.removeAll(tag);
            else if (!tags.contains(tag))
                tags += tag;
        }
        changes = {{u"tags"_s, QJsonArray::fromStringList(tags)}};
    }
    const QJsonObject now = toJsonObject(config);
    for (const QString &key : changes.keys()) {
        if (changes.value(key) == now.value(key))
            changes.remove(key);
    }
    return changes;
}

void refuse(BulkStep &step, const QString &reason)
{
    step.item.outcome = Api::BulkOutcome::Failed;
    step.item.reason = reason;
}

void skip(BulkStep &step, const QString &reason)
{
    step.item.outcome = Api::BulkOutcome::Skipped;
    step.item.reason = reason;
}

void fillParams(BulkStep &step, const Api::GuestBulk &wish, const GuestStartOrder::Item &guest,
                const std::optional<GuestDocument> &document)
{
    const QString &uuid = guest.info.uuid;
    step.params = {{u"guest"_s, uuid}};
    if (wish.verb == BulkVerb::Shutdown || wish.verb == BulkVerb::Reboot) {
        step.params.insert(u"timeoutSeconds"_s, wish.timeoutSeconds);
        step.params.insert(u"stopsAfterTimeout"_s, wish.stopsAfterTimeout);
    } else if (wish.verb == BulkVerb::Snapshot) {
        step.params.insert(u"name"_s, wish.snapshot);
        step.params.insert(u"description"_s, wish.description);
        // What is off has neither memory nor an agent.
        const S state = guest.info.state;
        step.params.insert(u"withMemory"_s,
                           wish.withMemory && (state == S::Running || state == S::Paused));
        step.params.insert(u"quiesces"_s, wish.quiesces && !wish.withMemory && state == S::Running);
    } else if (changesConfig(wish.verb)) {
        if (!document)
            return refuse(step, u"it is not managed; adopt it first"_s);
        const QJsonObject changes = changesFor(wish, document->config);
        if (changes.isEmpty())
            return skip(step, u"it is so already"_s);
        step.params.insert(u"version"_s, document->version);
        step.params.insert(u"changes"_s, changes);
    }
    step.method = QString::fromLatin1(Api::methodOf(wish.verb));
}

BulkStep stepFor(const GuestParts &parts, const Api::GuestBulk &wish, const QString &reference,
                 const GuestStartOrder::Item &guest)
{
    const VerbInfo &verb = infoOf(wish.verb);
    const Api::GuestInfo &info = guest.info;
    BulkStep step;
    step.reference = reference;
    step.item.guest = info.uuid;
    step.item.name = info.name;
    step.delaySeconds = wish.verb == BulkVerb::Start ? guest.order.upDelaySeconds : 0;
    if (info.isTemplate && !verb.states.isEmpty()) {
        skip(step, u"it is a template"_s);
    } else if (info.state == S::Unknown) {
        refuse(step, u"its state is not known: the engine does not answer"_s);
    } else if (!verb.states.isEmpty() && !verb.states.contains(info.state)) {
        skip(step, u"it is %1"_s.arg(nameOf(info.state)));
    } else {
        std::optional<GuestDocument> document;
        if (changesConfig(wish.verb)) {
            const auto found = GuestDocuments(parts).find(info.uuid);
            if (!found) {
                refuse(step, found.error().sentence());
                return step;
            }
            document = *found;
        }
        fillParams(step, wish, guest, document);
    }
    return step;
}

} // namespace

Result<void> checkBulk(const Api::GuestBulk &wish)
{
    static const QStringList keys{u"tags"_s, u"isProtected"_s, u"startsAtBoot"_s, u"startOrder"_s};
    const auto wrong = [](const QString &field, const QString &text) {
        return fail(ErrorCode::InvalidParams, u"%1: %2"_s.arg(field, text), {},
                    {{u"field"_s, field}});
    };
    if (wish.verb == BulkVerb::Snapshot && wish.snapshot.isEmpty())
        return wrong(u"snapshot"_s, u"the snapshots need a name"_s);
    if ((wish.verb == BulkVerb::AddTags || wish.verb == BulkVerb::RemoveTags)
        && wish.tags.isEmpty())
        return wrong(u"tags"_s, u"name at least one"_s);
    if (wish.verb == BulkVerb::Set && wish.changes.isEmpty())
        return wrong(u"changes"_s, u"name at least one key"_s);
    for (const QString &key : wish.changes.keys()) {
        if (!keys.contains(key))
            return wrong(u"changes"_s, u"“%1” cannot be set for many guests; these can: %2"_s.arg(
                                           key, keys.join(u", ")));
    }
    return {};
}

Result<BulkGroups> planBulk(const GuestParts &parts, const Api::GuestBulk &wish)
{
    const auto all = GuestStartOrder(parts).items();
    if (!all)
        return fail(all.error());
    QHash<QString, GuestStartOrder::Item> known;
    for (const GuestStartOrder::Item &item : *all)
        known.insert(item.info.uuid, item);
    QList<GuestStartOrder::Item> guests;
    QList<BulkStep> unknown;
    QHash<QString, QString> references; //!< by UUID
    for (const QString &reference : wish.guests) {
        const auto info = parts.roster.find(reference);
        if (!info) {
            BulkStep step;
            step.reference = reference;
            step.item.guest = reference;
            step.item.name = reference;
            refuse(step, info.error().sentence());
            unknown += step;
        } else if (!references.contains(info->uuid)) {
            references.insert(info->uuid, reference);
            guests += known.value(info->uuid, {*info, {}, false});
        }
    }
    QList<QList<GuestStartOrder::Item>> sorted{guests};
    if (wish.inOrder) {
        sorted = GuestStartOrder::grouped(guests);
        if (infoOf(wish.verb).isDownwards)
            std::reverse(sorted.begin(), sorted.end());
    }
    BulkGroups groups;
    for (const QList<GuestStartOrder::Item> &group : std::as_const(sorted)) {
        QList<BulkStep> steps;
        for (const GuestStartOrder::Item &item : group)
            steps += stepFor(parts, wish, references.value(item.info.uuid), item);
        groups += steps;
    }
    if (!unknown.isEmpty())
        groups += unknown;
    return groups;
}

Api::Plan describeBulk(const BulkGroups &groups, const Api::GuestBulk &wish)
{
    Api::Plan plan;
    const VerbInfo &verb = infoOf(wish.verb);
    int asked = 0;
    int others = 0;
    for (const QList<BulkStep> &group : groups) {
        for (const BulkStep &step : group) {
            if (step.isAsked()) {
                ++asked;
                plan.steps += u"%1 “%2”"_s.arg(QString::fromLatin1(verb.words), step.item.name);
                if (wish.inOrder && step.delaySeconds > 0)
                    plan.steps += u"Wait %1 s"_s.arg(step.delaySeconds);
            } else {
                ++others;
                plan.steps += u"Leave out “%1”: %2"_s.arg(step.item.name, step.item.reason);
            }
        }
    }
    plan.impact =
        u"%1 of %2 guests, at most %3 at once"_s.arg(asked).arg(asked + others).arg(wish.atOnce);
    return plan;
}

Result<Api::GuestBulkResult> bulkResult(const QList<Api::BulkItem> &items)
{
    QStringList failed;
    for (const Api::BulkItem &item : items) {
        if (item.outcome == Api::BulkOutcome::Failed)
            failed += u"“%1”: %2"_s.arg(item.name, item.reason);
    }
    const Api::GuestBulkResult result{items};
    if (failed.isEmpty())
        return result;
    constexpr qsizetype kNamed = 3;
    QString words = failed.mid(0, kNamed).join(u"; "_s);
    if (failed.size() > kNamed)
        words += u"; and %1 more"_s.arg(failed.size() - kNamed);
    return fail(ErrorCode::EngineFailed,
                u"%1 of %2 guests failed: %3"_s.arg(failed.size()).arg(items.size()).arg(words),
                u"The task tells what became of each."_s, toJsonObject(result));
}

} // namespace Atoll
