// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestcommands.h"

#include "guestactionset.h"

#include <api/guestclone.h>
#include <app/appcontext.h>
#include <app/settings.h>
#include <client/clusters.h>
#include <client/words.h>
#include <theme/theme.h>

#include <QApplication>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

QStringList namesOf(const QList<GuestSituation> &guests)
{
    QStringList names;
    for (const GuestSituation &guest : guests)
        names += guest.guest.name;
    return names;
}

//! What is not saved inside is lost.
bool losesWork(GuestVerb verb) { return verb == GuestVerb::Stop || verb == GuestVerb::Reset; }

} // namespace

GuestCommands::GuestCommands(AppContext &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
{
    for (ClusterSession *session : context.clusters().sessions())
        follow(session);
    connect(&context.clusters(), &Clusters::added, this, &GuestCommands::follow);
}

void GuestCommands::follow(ClusterSession *session)
{
    connect(session, &ClusterSession::changeFailed, this,
            [this, session](const QString &uuid, const QString &method, const Error &error) {
                if (uuid.isEmpty() || error.code == ErrorCode::Cancelled)
                    return;
                const Api::GuestInfo *guest = session->store().guest(uuid);
                m_context.report(
                    error.prefixed(tr("%1 %2 failed", "action guest")
                                       .arg(Words::action(method), guest ? guest->name : uuid)),
                    {ObjectKind::Guest, session->key(), uuid});
            });
}

GuestSituation GuestCommands::situation(const ObjectRef &ref) const
{
    GuestSituation situation;
    const ClusterSession *session = m_context.clusters().session(ref.cluster);
    if (!session)
        return situation;
    situation.clusterName = session->name();
    situation.isLive = session->isReady();
    if (session->isReady())
        situation.session = session->user();
    if (const Api::GuestInfo *guest = session->store().guest(ref.id))
        situation.guest = *guest;
    if (const PendingAction *pending = session->store().pending(ref.id))
        situation.pendingMethod = pending->method;
    else if (session->store().hasRunningTask(u"/guests/"_s + ref.id))
        situation.pendingMethod = u"task"_s; // asked by somebody else, or its creation
    return situation;
}

QList<ObjectRef> GuestCommands::usable(GuestVerb verb, const QList<ObjectRef> &guests,
                                       QString *reason) const
{
    QList<ObjectRef> fit;
    QString first;
    for (const ObjectRef &ref : guests) {
        const QString why = whyNot(verb, situation(ref));
        if (why.isEmpty())
            fit += ref;
        else if (first.isEmpty())
            first = why;
    }
    if (reason && fit.isEmpty())
        *reason = whyNone(guests, first);
    return fit;
}

QString GuestCommands::whyNone(const QList<ObjectRef> &guests, const QString &first)
{
    return guests.size() > 1 ? tr("None of the %1 can: %2").arg(guests.size()).arg(first) : first;
}

void GuestCommands::run(GuestVerb verb, const QList<ObjectRef> &guests, QWidget *window)
{
    const QList<ObjectRef> fit = usable(verb, guests);
    if (fit.isEmpty())
        return;
    if (verb == GuestVerb::Console) {
        for (const ObjectRef &ref : fit) {
            m_context.open(ref);
            Q_EMIT consoleRequested(ref);
        }
        return;
    }
    if (verb == GuestVerb::Disks) {
        Q_EMIT disksRequested(fit.first(), window);
        return;
    }
    if (verb == GuestVerb::Export) {
        Q_EMIT exportRequested(fit.first(), window);
        return;
    }
    if (verb == GuestVerb::Delete) {
        Q_EMIT deleteRequested(fit, window);
        return;
    }
    if (verb == GuestVerb::Snapshot) {
        Q_EMIT snapshotRequested(fit, window);
        return;
    }
    if (verb == GuestVerb::Clone) {
        Q_EMIT cloneRequested(fit.first(), window);
        return;
    }
    if (losesWork(verb) && m_context.settings().confirmPowerActions.value()) {
        askFirst(verb, fit, window);
        return;
    }
    for (const ObjectRef &ref : fit)
        runOn(verb, ref);
}

void GuestCommands::askFirst(GuestVerb verb, const QList<ObjectRef> &guests, QWidget *window)
{
    QList<GuestSituation> situations;
    for (const ObjectRef &ref : guests)
        situations += situation(ref);
    const GuestVerbInfo info = verbInfo(verb);
    QStringList names = namesOf(situations);
    if (names.size() > 8)
        names = names.mid(0, 7) << tr("and %n more", nullptr, int(names.size()) - 7);
    auto *box = new QMessageBox(
        QMessageBox::Warning, info.text,
        guests.size() == 1 ? tr("%1 %2?", "action guest").arg(info.text, names.first())
                           : tr("%1 %n guest(s)?", nullptr, int(guests.size())).arg(info.text),
        QMessageBox::Cancel, window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    QString text = info.remark + u'.';
    if (guests.size() > 1)
        text = names.join(u", ") + u"\n\n"_s + text;
    box->setInformativeText(text);
    auto *yes = new QPushButton(info.text, box);
    yes->setProperty("danger", true); // before it is polished
    box->addButton(yes, QMessageBox::AcceptRole);
    box->setDefaultButton(QMessageBox::Cancel);
    connect(yes, &QPushButton::clicked, this, [this, verb, guests] {
        for (const ObjectRef &ref : guests)
            runOn(verb, ref);
    });
    box->open();
}

void GuestCommands::runOn(GuestVerb verb, const ObjectRef &ref)
{
    ClusterSession *session = m_context.clusters().session(ref.cluster);
    if (!session)
        return;
    switch (verb) {
    case GuestVerb::Start:
        session->change(Api::guestStart, {ref.id});
        break;
    case GuestVerb::Shutdown:
        session->change(Api::guestShutdown, {ref.id});
        break;
    case GuestVerb::Reboot:
        session->change(Api::guestReboot, {ref.id});
        break;
    case GuestVerb::Pause:
        session->change(Api::guestPause, {ref.id});
        break;
    case GuestVerb::Resume:
        session->change(Api::guestResume, {ref.id});
        break;
    case GuestVerb::Hibernate:
        session->change(Api::guestHibernate, {ref.id});
        break;
    case GuestVerb::Stop:
        session->change(Api::guestStop, {ref.id});
        break;
    case GuestVerb::Reset:
        session->change(Api::guestReset, {ref.id});
        break;
    case GuestVerb::Adopt:
        session->change(Api::guestAdopt, {ref.id});
        break;
    case GuestVerb::MakeTemplate:
        session->change(Api::templateMake, {ref.id});
        break;
    case GuestVerb::UnmakeTemplate:
        session->change(Api::templateUnmake, {ref.id});
        break;
    case GuestVerb::Console:
    case GuestVerb::Disks:
    case GuestVerb::Export:
    case GuestVerb::Snapshot:
    case GuestVerb::Clone:
    case GuestVerb::Delete:
        break;
    }
}

QList<QAction *> GuestCommands::actions(const QList<ObjectRef> &selection, QObject *owner)
{
    QList<ObjectRef> guests = selection;
    guests.removeIf([](const ObjectRef &ref) { return ref.kind != ObjectKind::Guest; });
    if (guests.isEmpty())
        return {};
    return (new GuestActionSet(*this, m_context, guests, owner))->actions();
}

} // namespace Atoll
