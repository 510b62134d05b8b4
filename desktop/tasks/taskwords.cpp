// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "taskwords.h"

#include <api/guestbulk.h>
#include <app/format.h>
#include <client/words.h>

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Atoll::TaskWords {
namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Tasks)
};

using Api::TaskState;

//! Of guest.bulk, whose object the agent names "start · 2 guests"; empty when it is something else.
QString bulkTitle(const QString &objectName)
{
    using V = Api::BulkVerb;
    static const QRegularExpression pattern(u"^([a-z-]+) · (\\d+) guests$"_s);
    const QRegularExpressionMatch match = pattern.match(objectName);
    const auto verb = fromJson<V>(QJsonValue(match.captured(1)));
    if (!match.hasMatch() || !verb)
        return {};
    const int count = match.captured(2).toInt();
    switch (*verb) {
    case V::Start:
        return Tr::tr("Start %n guest(s)", nullptr, count);
    case V::Shutdown:
        return Tr::tr("Shut down %n guest(s)", nullptr, count);
    case V::Stop:
        return Tr::tr("Switch off %n guest(s)", nullptr, count);
    case V::Reboot:
        return Tr::tr("Reboot %n guest(s)", nullptr, count);
    case V::Pause:
        return Tr::tr("Pause %n guest(s)", nullptr, count);
    case V::Resume:
        return Tr::tr("Resume %n guest(s)", nullptr, count);
    case V::Hibernate:
        return Tr::tr("Hibernate %n guest(s)", nullptr, count);
    case V::Snapshot:
        return Tr::tr("Take snapshots of %n guest(s)", nullptr, count);
    case V::AddTags:
        return Tr::tr("Give tags to %n guest(s)", nullptr, count);
    case V::RemoveTags:
        return Tr::tr("Take tags from %n guest(s)", nullptr, count);
    case V::Set:
        break;
    }
    return Tr::tr("Change %n guest(s)", nullptr, count);
}

} // namespace

QString title(const Api::TaskInfo &task)
{
    if (task.method == QLatin1StringView(Api::guestBulk.name)) {
        if (const QString bulk = bulkTitle(task.objectName); !bulk.isEmpty())
            return bulk;
    }
    const QString action = Words::action(task.method);
    if (task.objectName.isEmpty())
        return action;
    return Tr::tr("%1 %2", "action object").arg(action, task.objectName);
}

QString state(TaskState state)
{
    switch (state) {
    case TaskState::Queued:
        return Tr::tr("Waiting");
    case TaskState::Running:
        return Tr::tr("Running");
    case TaskState::Succeeded:
        return Tr::tr("Done");
    case TaskState::Failed:
        return Tr::tr("Failed");
    case TaskState::Cancelled:
        return Tr::tr("Cancelled");
    case TaskState::Unknown:
        break;
    }
    return Tr::tr("Being found out");
}

QString progress(const Api::TaskProgress &progress)
{
    QStringList parts;
    if (progress.fraction >= 0)
        parts += Format::percent(progress.fraction);
    if (progress.totalBytes > 0) {
        parts += Tr::tr("%1 of %2", "bytes done of all")
                     .arg(Format::bytes(double(progress.doneBytes)),
                          Format::bytes(double(progress.totalBytes)));
    } else if (progress.doneBytes > 0) {
        parts += Format::bytes(double(progress.doneBytes));
    }
    if (progress.bytesPerSecond > 0)
        parts += Format::rate(double(progress.bytesPerSecond));
    if (progress.secondsLeft >= 0)
        parts += Tr::tr("~%1 left").arg(Format::duration(progress.secondsLeft));
    if (parts.isEmpty() || progress.totalBytes <= 0) {
        if (!progress.stage.isEmpty())
            parts += progress.stage;
    }
    return parts.join(u"  "_s);
}

QString outcome(const Api::TaskInfo &task)
{
    if (!task.isEnded()) {
        const QString text = progress(task.progress);
        return text.isEmpty() ? state(task.state) : text;
    }
    if (task.state != TaskState::Failed)
        return state(task.state);
    const Error error = Error::fromJson(task.error);
    return error.text.isEmpty() ? state(task.state) : Tr::tr("Failed: %1").arg(error.sentence());
}

QString took(const Api::TaskInfo &task, const QDateTime &now)
{
    if (!task.started.isValid())
        return {};
    return Format::duration(
        qMax(qint64(0), task.started.secsTo(task.isEnded() ? task.ended : now)));
}

QString icon(TaskState state)
{
    switch (state) {
    case TaskState::Queued:
        return u"clock"_s;
    case TaskState::Running:
        return u"task"_s;
    case TaskState::Succeeded:
        return u"check"_s;
    case TaskState::Failed:
        return u"error"_s;
    case TaskState::Cancelled:
        return u"close"_s;
    case TaskState::Unknown:
        break;
    }
    return u"unknown"_s;
}

Token color(TaskState state)
{
    switch (state) {
    case TaskState::Running:
        return Token::Accent;
    case TaskState::Succeeded:
        return Token::Ok;
    case TaskState::Failed:
        return Token::Error;
    case TaskState::Unknown:
        return Token::Warning;
    default:
        return Token::Text3;
    }
}

ObjectRef object(const Api::TaskInfo &task, const QString &cluster)
{
    const auto below = [&](QLatin1StringView prefix) {
        return task.object.startsWith(prefix) ? task.object.mid(prefix.size()) : QString();
    };
    if (const QString uuid = below("/guests/"_L1); !uuid.isEmpty())
        return {ObjectKind::Guest, cluster, uuid};
    if (const QString node = below("/nodes/"_L1); !node.isEmpty())
        return {ObjectKind::Node, cluster, node};
    if (const QString storage = below("/storages/"_L1); !storage.isEmpty())
        return {ObjectKind::Storage, cluster, task.node + u'/' + storage};
    return {};
}

} // namespace Atoll::TaskWords
