// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestverbs.h"

#include <api/guestclone.h>
#include <api/guestsnapshot.h>
#include <api/guesttransfer.h>

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Guest)
};

using Api::GuestState;

QString nameOfMethod(const char *name) { return QString::fromLatin1(name); }

//! Why a guest in this state cannot be switched on, off and so on; empty: it can.
QString whyNotInState(GuestVerb verb, GuestState state)
{
    const bool isOff = state == GuestState::Stopped || state == GuestState::Crashed
                       || state == GuestState::Suspended;
    switch (verb) {
    case GuestVerb::Start:
        if (state == GuestState::Paused)
            return Tr::tr("It is paused; resume it instead.");
        return isOff ? QString() : Tr::tr("It is running already.");
    case GuestVerb::StartAnew:
        return state == GuestState::Suspended ? QString() : Tr::tr("No memory of it is saved.");
    case GuestVerb::Resume:
        return state == GuestState::Paused ? QString() : Tr::tr("It is not paused.");
    case GuestVerb::Pause:
        if (state == GuestState::Paused)
            return Tr::tr("It is paused already.");
        return isOff ? Tr::tr("It is switched off.") : QString();
    case GuestVerb::Hibernate:
        if (state == GuestState::ShuttingDown)
            return Tr::tr("It is shutting down.");
        return isOff ? Tr::tr("It is switched off.") : QString();
    case GuestVerb::Shutdown:
    case GuestVerb::Reboot:
        if (state == GuestState::Paused)
            return Tr::tr("It is paused and cannot hear; resume it first.");
        return isOff ? Tr::tr("It is switched off.") : QString();
    case GuestVerb::Stop:
    case GuestVerb::Reset:
        return isOff ? Tr::tr("It is switched off.") : QString();
    case GuestVerb::Delete:
    case GuestVerb::Export:
    case GuestVerb::MakeTemplate:
        return isOff ? QString() : Tr::tr("It is running; switch it off first.");
    case GuestVerb::Console:
    case GuestVerb::Adopt:
    case GuestVerb::Disks:
    case GuestVerb::Snapshot:
    case GuestVerb::Clone:
    case GuestVerb::UnmakeTemplate:
    case GuestVerb::ChangeMany:
        break;
    }
    return {};
}

bool needsManaged(GuestVerb verb)
{
    return verb == GuestVerb::Snapshot || verb == GuestVerb::Clone
           || verb == GuestVerb::MakeTemplate || verb == GuestVerb::UnmakeTemplate;
}

QString whyNotAsTemplate(GuestVerb verb, const Api::GuestInfo &guest)
{
    if (needsManaged(verb) && !guest.isManaged)
        return Tr::tr("Another tool defined it; adopt it first.");
    if (verb == GuestVerb::UnmakeTemplate)
        return guest.isTemplate ? QString() : Tr::tr("It is no template.");
    if (!guest.isTemplate)
        return {};
    if (verb == GuestVerb::Start || verb == GuestVerb::StartAnew)
        return Tr::tr("It is a template; make a guest of it instead.");
    if (verb == GuestVerb::Snapshot)
        return Tr::tr("It is a template, which never changes.");
    if (verb == GuestVerb::MakeTemplate)
        return Tr::tr("It is a template already.");
    return {};
}

QString whyNotThis(GuestVerb verb, const Api::GuestInfo &guest)
{
    if (verb == GuestVerb::Adopt)
        return guest.isManaged ? Tr::tr("Atoll manages it already.") : QString();
    if ((verb == GuestVerb::Export || verb == GuestVerb::Disks) && !guest.isManaged)
        return Tr::tr("Atoll does not manage it; adopt it first.");
    if (verb == GuestVerb::Console)
        return guest.displayKind.isEmpty() && !guest.hasSerial
                   ? Tr::tr("It has neither a display nor a serial port.")
                   : QString();
    if (verb == GuestVerb::Delete && guest.isProtected)
        return Tr::tr("It is protected; take the protection away under Hardware first.");
    if (const QString reason = whyNotAsTemplate(verb, guest); !reason.isEmpty())
        return reason;
    if (guest.state == GuestState::Unknown) {
        return Tr::tr("Its state is not known: the engine on %1 does not answer.").arg(guest.node);
    }
    return whyNotInState(verb, guest.state);
}

} // namespace

GuestVerbInfo verbInfo(GuestVerb verb)
{
    using namespace Api;
    switch (verb) {
    case GuestVerb::Start:
        return {verb,
                nameOfMethod(guestStart.name),
                Tr::tr("Start"),
                u"start"_s,
                Tr::tr("Switch it on"),
                QKeySequence(u"Ctrl+Shift+S"_s),
                guestStart.privilege};
    case GuestVerb::StartAnew:
        return {verb,
                nameOfMethod(guestStart.name),
                Tr::tr("Start without its saved memory…"),
                u"start"_s,
                Tr::tr("Discard the memory that hibernating saved; it boots as after a power cut"),
                {},
                guestStart.privilege};
    case GuestVerb::Shutdown:
        return {verb,
                nameOfMethod(guestShutdown.name),
                Tr::tr("Shut down"),
                u"shutdown"_s,
                Tr::tr("Ask its system to shut down"),
                QKeySequence(u"Ctrl+Shift+D"_s),
                guestShutdown.privilege};
    case GuestVerb::Reboot:
        return {verb,
                nameOfMethod(guestReboot.name),
                Tr::tr("Reboot"),
                u"reboot"_s,
                Tr::tr("Ask its system to start again"),
                QKeySequence(u"Ctrl+Shift+R"_s),
                guestReboot.privilege};
    case GuestVerb::Pause:
        return {verb,
                nameOfMethod(guestPause.name),
                Tr::tr("Pause"),
                u"pause"_s,
                Tr::tr("Freeze its CPUs; memory stays"),
                QKeySequence(u"Ctrl+Shift+P"_s),
                guestPause.privilege};
    case GuestVerb::Resume:
        return {verb,
                nameOfMethod(guestResume.name),
                Tr::tr("Resume"),
                u"resume"_s,
                Tr::tr("Let it go on"),
                QKeySequence(u"Ctrl+Shift+E"_s),
                guestResume.privilege};
    case GuestVerb::Hibernate:
        return {verb,
                nameOfMethod(guestHibernate.name),
                Tr::tr("Hibernate"),
                u"hibernate"_s,
                Tr::tr("Save its memory on disk and switch off; Start goes on there"),
                QKeySequence(u"Ctrl+Shift+H"_s),
                guestHibernate.privilege};
    case GuestVerb::Stop:
        return {verb,
                nameOfMethod(guestStop.name),
                Tr::tr("Switch off"),
                u"stop"_s,
                Tr::tr("Pull the plug; what is not saved is lost"),
                QKeySequence(u"Ctrl+Shift+X"_s),
                guestStop.privilege};
    case GuestVerb::Reset:
        return {verb,
                nameOfMethod(guestReset.name),
                Tr::tr("Reset"),
                u"reset"_s,
                Tr::tr("Press the reset button; what is not saved is lost"),
                {},
                guestReset.privilege};
    case GuestVerb::Console:
        return {verb,
                {},
                Tr::tr("Console"),
                u"console"_s,
                Tr::tr("Show its screen"),
                QKeySequence(u"Ctrl+Return"_s),
                guestConsole.privilege};
    case GuestVerb::Adopt:
        return {verb,
                nameOfMethod(guestAdopt.name),
                Tr::tr("Adopt"),
                u"adopt"_s,
                Tr::tr("Let Atoll manage it; it runs on untouched"),
                {},
                guestAdopt.privilege};
    case GuestVerb::Disks:
        return {verb,
                {},
                Tr::tr("Disks…"),
                u"disk"_s,
                Tr::tr("Move, detach, give away or delete its disks"),
                {},
                guestDiskMove.privilege};
    case GuestVerb::Export:
        return {verb,
                nameOfMethod(guestExport.name),
                Tr::tr("Export…"),
                u"download"_s,
                Tr::tr("Save it on this computer as an OVA, or its disk as qcow2"),
                {},
                guestExport.privilege};
    case GuestVerb::Snapshot:
        return {verb,
                nameOfMethod(snapshotCreate.name),
                Tr::tr("Take snapshot…"),
                u"snapshot"_s,
                Tr::tr("Keep what it is now, to come back to it"),
                QKeySequence(u"Ctrl+Shift+T"_s),
                snapshotCreate.privilege};
    case GuestVerb::Clone:
        return {verb,
                nameOfMethod(guestClone.name),
                Tr::tr("Clone…"),
                u"clone"_s,
                Tr::tr("Make a guest like it"),
                {},
                guestClone.privilege};
    case GuestVerb::MakeTemplate:
        return {verb,
                nameOfMethod(templateMake.name),
                Tr::tr("Make template"),
                u"template"_s,
                Tr::tr("It does not start any more; clones are made of it"),
                {},
                templateMake.privilege};
    case GuestVerb::UnmakeTemplate:
        return {verb,
                nameOfMethod(templateUnmake.name),
                Tr::tr("Make guest of it again"),
                u"vm"_s,
                Tr::tr("It can start again; linked clones of it are not possible any more"),
                {},
                templateUnmake.privilege};
    case GuestVerb::ChangeMany:
        return {verb,
                {},
                Tr::tr("Change many…"),
                u"list"_s,
                Tr::tr("Do one thing to all of them: power, snapshots, tags, settings"),
                QKeySequence(u"Ctrl+Shift+M"_s),
                Privilege::GuestView};
    case GuestVerb::Delete:
        break;
    }
    return {GuestVerb::Delete,    nameOfMethod(guestDelete.name),    Tr::tr("Delete…"),
            u"delete"_s,          Tr::tr("Delete it and its disks"), QKeySequence(Qt::Key_Delete),
            guestDelete.privilege};
}

QString verbKey(GuestVerb verb)
{
    static constexpr std::array<const char *, kGuestVerbCount> names{
        "start",     "startAnew", "shutdown", "reboot",       "pause",          "resume",
        "hibernate", "stop",      "reset",    "console",      "adopt",          "disks",
        "export",    "snapshot",  "clone",    "makeTemplate", "unmakeTemplate", "delete"};
    return u"guest."_s + QString::fromLatin1(names[size_t(verb)]);
}

QString whyNot(GuestVerb verb, const GuestSituation &situation)
{
    if (!situation.isLive || !situation.session)
        return Tr::tr("There is no connection to %1.").arg(situation.clusterName);
    const Privilege privilege = verbInfo(verb).privilege;
    if (!situation.session->may(privilege)) {
        return Tr::tr("Your role %1 does not include %2; ask an administrator.")
            .arg(situation.session->role, QString(nameOf(privilege)));
    }
    if (verb == GuestVerb::ChangeMany)
        return {}; // the plan tells what becomes of each
    if (const QString reason = whyNotThis(verb, situation.guest); !reason.isEmpty())
        return reason;
    if (!situation.pendingMethod.isEmpty() && verb != GuestVerb::Console && verb != GuestVerb::Stop)
        return Tr::tr("A task is working on it.");
    return {};
}

} // namespace Atoll
