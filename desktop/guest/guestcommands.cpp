// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestcommands.h"

#include "guestactionset.h"
#include "guestkeys.h"
#include "plandialog.h"

#include <api/guestclone.h>
#include <app/appcontext.h>
#include <app/settings.h>
#include <client/clusters.h>
#include <client/whendone.h>
#include <client/words.h>
#include <theme/theme.h>

#include <QApplication>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr qsizetype kPlanAbove = 10; //!< so many guests are started without a question
constexpr int kAtOnce = 8;

QStringList namesOf(const QList<GuestSituation> &guests)
{
    QStringList names;
    for (const GuestSituation &guest : guests)
        names += guest.guest.name;
    return names;
}

constexpr std::pair<GuestVerb, Api::BulkVerb> kBulkVerbs[] = {
    {GuestVerb::Start, Api::BulkVerb::Start},   {GuestVerb::Shutdown, Api::BulkVerb::Shutdown},
    {GuestVerb::Reboot, Api::BulkVerb::Reboot}, {GuestVerb::Pause, Api::BulkVerb::Pause},
    {GuestVerb::Resume, Api::BulkVerb::Resume}, {GuestVerb::Hibernate, Api::BulkVerb::Hibernate},
    {GuestVerb::Stop, Api::BulkVerb::Stop},
};

//! The bulk order for a verb; none where each guest is asked by itself.
std::optional<Api::BulkVerb> bulkVerb(GuestVerb verb)
{
    for (const auto &[single, bulk] : kBulkVerbs) {
        if (single == verb)
            return bulk;
    }
    return {};
}

std::optional<GuestVerb> singleVerb(Api::BulkVerb verb)
{
    for (const auto &[single, bulk] : kBulkVerbs) {
        if (bulk == verb)
            return single;
    }
    return {};
}

Api::GuestBulk bulkOf(Api::BulkVerb verb, const QList<ObjectRef> &guests)
{
    Api::GuestBulk wish;
    wish.verb = verb;
    wish.atOnce = kAtOnce;
    for (const ObjectRef &ref : guests)
        wish.guests += ref.id;
    return wish;
}

bool isOneCluster(const QList<ObjectRef> &guests)
{
    return std::all_of(guests.begin(), guests.end(), [&guests](const ObjectRef &ref) {
        return ref.cluster == guests.first().cluster;
    });
}

//! What is not saved inside is lost.
bool losesWork(GuestVerb verb)
{
    return verb == GuestVerb::Stop || verb == GuestVerb::Reset || verb == GuestVerb::StartAnew;
}

} // namespace

GuestCommands::GuestCommands(AppContext &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
{
    defineGuestKeys(context.keys());
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
    if (verb == GuestVerb::ChangeMany) {
        Q_EMIT changeManyRequested(fit, window);
        return;
    }
    if (verb == GuestVerb::Clone) {
        Q_EMIT cloneRequested(fit.first(), window);
        return;
    }
    const bool asks = m_context.settings().confirmPowerActions.value();
    if (asks && fit.size() > kPlanAbove && bulkVerb(verb) && isOneCluster(fit)
        && !losesWork(verb)) {
        showPlan(verb, fit, window);
        return;
    }
    // The words for what is lost stand in the question, so that one comes first.
    if (asks && (losesWork(verb) || (fit.size() > kPlanAbove && bulkVerb(verb)))) {
        askFirst(verb, fit, window);
        return;
    }
    runAll(verb, fit);
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
    connect(yes, &QPushButton::clicked, this, [this, verb, guests] { runAll(verb, guests); });
    box->open();
}

//! What would happen to each, as the agent says, before many are touched.
void GuestCommands::showPlan(GuestVerb verb, const QList<ObjectRef> &guests, QWidget *window)
{
    ClusterSession *session = m_context.clusters().session(guests.first().cluster);
    if (!session)
        return;
    const GuestVerbInfo info = verbInfo(verb);
    const auto wish = bulkOf(*bulkVerb(verb), guests.mid(0, kBulkMaximum));
    auto *dialog = new PlanDialog(
        m_context.theme(), tr("%1 %n guest(s)", nullptr, int(guests.size())).arg(info.text),
        info.text, session->plan(Api::guestBulk, wish),
        [this, verb, guests] { runAll(verb, guests); }, window);
    dialog->show(); // not modal: what it tells of stays in sight
}

//! Many of a cluster are one task there, which tells what became of each.
void GuestCommands::runAll(GuestVerb verb, const QList<ObjectRef> &guests)
{
    const auto bulk = bulkVerb(verb);
    QMap<QString, QList<ObjectRef>> clusters;
    for (const ObjectRef &ref : guests)
        clusters[ref.cluster] += ref;
    for (auto it = clusters.cbegin(); it != clusters.cend(); ++it) {
        if (!bulk || it->size() == 1) {
            for (const ObjectRef &ref : *it)
                runOn(verb, ref);
            continue;
        }
        runTogether(it.key(), bulkOf(*bulk, *it), verbInfo(verb).text);
    }
}

void GuestCommands::runTogether(const QString &cluster, const Api::GuestBulk &wish,
                                const QString &text)
{
    for (qsizetype from = 0; from < wish.guests.size(); from += kBulkMaximum) {
        Api::GuestBulk part = wish;
        part.guests = wish.guests.mid(from, kBulkMaximum);
        runOrder(cluster, part, text);
    }
}

void GuestCommands::runOrder(const QString &cluster, const Api::GuestBulk &wish,
                             const QString &text)
{
    ClusterSession *session = m_context.clusters().session(cluster);
    if (!session)
        return;
    const QString failed = tr("%1 %n guest(s) failed", nullptr, int(wish.guests.size())).arg(text);
    whenDone(session->changeMany(wish), this,
             [this, session = QPointer(session), cluster, wish,
              failed](const Result<Api::TaskRef> &task) {
                 if (task && session) {
                     whenDone(session->taskEnd(task->task), this,
                              [this, failed](const Result<Api::TaskInfo> &end) {
                                  if (end && end->state == Api::TaskState::Failed)
                                      m_context.report(
                                          Error::fromJson(end->error).prefixed(failed));
                              });
                     return;
                 }
                 const auto verb = singleVerb(wish.verb);
                 if (!task && verb && task.error().code == ErrorCode::MethodNotFound) {
                     // An older agent does it guest by guest.
                     for (const QString &uuid : wish.guests)
                         runOn(*verb, {ObjectKind::Guest, cluster, uuid});
                 } else if (!task) {
                     m_context.report(task.error().prefixed(failed));
                 }
             });
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
    case GuestVerb::StartAnew:
        session->change(Api::guestStart, {ref.id, true});
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
    case GuestVerb::ChangeMany:
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
