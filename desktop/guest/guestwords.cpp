// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestwords.h"

#include <app/format.h>
#include <client/words.h>
#include <theme/tokens.h>

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Atoll::GuestWords {
namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Guest)
};

using Api::GuestState;

//! Why the guest's state is not known.
Finding unknownState(const Api::GuestInfo &guest, const StateStore &store)
{
    Finding finding{Severity::Error,
                    Tr::tr("Its state is not known since %1").arg(Format::ago(guest.stateSince)),
                    {},
                    {}};
    const Api::NodeInfo *node = store.node(guest.node);
    if (!node)
        return finding;
    for (const Api::EngineInfo &engine : node->engines) {
        if (engine.isAvailable || engine.name != "libvirt"_L1)
            continue;
        finding.text = Tr::tr("%1 on %2 does not answer; the guest itself may well run on.")
                           .arg(engine.name, guest.node);
        if (!engine.advice.isEmpty())
            finding.text += u' ' + engine.advice;
    }
    return finding;
}

//! The last thing that was tried, when it failed.
std::optional<Finding> lastFailure(const Api::GuestInfo &guest, const StateStore &store)
{
    const QString object = u"/guests/"_s + guest.uuid;
    const Api::TaskInfo *last = nullptr;
    for (const int index : store.tasks().indexes()) {
        const Api::TaskInfo &task = store.tasks().at(index);
        if (task.object == object && task.isEnded() && (!last || last->created < task.created))
            last = &task;
    }
    if (!last || last->state != Api::TaskState::Failed)
        return {};
    return Finding{
        Severity::Warning,
        Tr::tr("%1 failed %2").arg(Words::action(last->method), Format::ago(last->ended)),
        Error::fromJson(last->error).sentence(),
        {}};
}

} // namespace

QString state(GuestState state)
{
    switch (state) {
    case GuestState::Stopped:
        return Tr::tr("Switched off");
    case GuestState::Running:
        return Tr::tr("Running");
    case GuestState::Paused:
        return Tr::tr("Paused");
    case GuestState::ShuttingDown:
        return Tr::tr("Shutting down");
    case GuestState::Crashed:
        return Tr::tr("Crashed");
    case GuestState::Suspended:
        return Tr::tr("Suspended to disk");
    case GuestState::Unknown:
        break;
    }
    return Tr::tr("Not known");
}

Overlay overlay(GuestState state, bool isPending)
{
    if (isPending)
        return Overlay::Busy;
    switch (state) {
    case GuestState::Stopped:
    case GuestState::Suspended:
        return Overlay::Stopped;
    case GuestState::Running:
        return Overlay::Running;
    case GuestState::Paused:
        return Overlay::Paused;
    case GuestState::ShuttingDown:
        return Overlay::Busy;
    case GuestState::Crashed:
        return Overlay::Error;
    case GuestState::Unknown:
        break;
    }
    return Overlay::Unknown;
}

Token color(GuestState state)
{
    switch (state) {
    case GuestState::Running:
        return Token::Ok;
    case GuestState::Paused:
    case GuestState::ShuttingDown:
    case GuestState::Unknown:
        return Token::Warning;
    case GuestState::Crashed:
        return Token::Error;
    case GuestState::Stopped:
    case GuestState::Suspended:
        break;
    }
    return Token::Text2;
}

QString stateLine(const Api::GuestInfo &guest, const PendingAction *pending)
{
    if (pending) {
        QString words = Words::pending(pending->method);
        if (!words.isEmpty()) {
            words[0] = words[0].toUpper();
            return words;
        }
    }
    if (!guest.stateSince.isValid())
        return state(guest.state);
    const qint64 seconds = guest.stateSince.secsTo(QDateTime::currentDateTimeUtc());
    if (seconds < 1) // "for 0 s" tells nothing
        return state(guest.state);
    return Tr::tr("%1 for %2", "state, duration")
        .arg(state(guest.state), Format::duration(seconds));
}

QString iconName(const Api::GuestInfo &guest)
{
    if (guest.isTemplate)
        return u"template"_s;
    return guest.kind == Api::GuestKind::Container ? u"container"_s : u"vm"_s;
}

QList<Finding> findings(const Api::GuestInfo &guest, const StateStore &store)
{
    QList<Finding> all;
    const Api::NodeInfo *node = store.node(guest.node);
    if (guest.state == GuestState::Unknown)
        all += unknownState(guest, store);
    if (guest.state == GuestState::Crashed)
        all += {Severity::Error, Tr::tr("It has crashed"),
                Tr::tr("Its system stopped by itself. Look at the console, then start it again."),
                GuestVerb::Start};
    if (guest.state == GuestState::Paused)
        all += {Severity::Warning, Tr::tr("It is paused"),
                Tr::tr("Its CPUs stand still; nothing inside goes on."), GuestVerb::Resume};
    if (const auto failure = lastFailure(guest, store))
        all += *failure;
    if (!guest.isManaged)
        all += {Severity::Info, Tr::tr("Another tool defined it"),
                Tr::tr("It can be used as it is. Adopt it to change its hardware here, with "
                       "history; it runs on untouched."),
                GuestVerb::Adopt};
    if (!guest.isPersistent)
        all += {Severity::Info,
                Tr::tr("It lives only while it runs"),
                Tr::tr("The other tool did not save its definition: switched off, it is gone."),
                {}};
    if (node && !node->hasKvm && guest.state == GuestState::Running)
        all += {Severity::Info,
                Tr::tr("It is emulated"),
                Tr::tr("%1 offers no hardware virtualization (KVM), so it runs many times slower.")
                    .arg(guest.node),
                {}};
    std::stable_sort(all.begin(), all.end(),
                     [](const Finding &a, const Finding &b) { return a.severity > b.severity; });
    return all;
}

} // namespace Atoll::GuestWords
