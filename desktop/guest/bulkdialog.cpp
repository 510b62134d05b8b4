// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "bulkdialog.h"

#include "bulkform.h"
#include "guestcommands.h"
#include "planview.h"

#include <app/appcontext.h>
#include <app/errorbar.h>
#include <client/clusters.h>
#include <client/whendone.h>
#include <theme/theme.h>

#include <QDialogButtonBox>
#include <QPushButton>
#include <QSet>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Atoll {
namespace {

QStringList knownTags(AppContext &context, const QStringList &clusters)
{
    QSet<QString> tags;
    for (const QString &cluster : clusters) {
        const ClusterSession *session = context.clusters().session(cluster);
        if (!session)
            continue;
        const auto &guests = session->store().guests();
        for (const int guest : guests.indexes()) {
            const QStringList &own = guests.at(guest).tags;
            tags.unite({own.begin(), own.end()});
        }
    }
    QStringList sorted(tags.begin(), tags.end());
    sorted.sort(Qt::CaseInsensitive);
    return sorted;
}

bool isAnyRunning(AppContext &context, const QList<ObjectRef> &guests)
{
    return std::any_of(guests.begin(), guests.end(), [&context](const ObjectRef &ref) {
        const ClusterSession *session = context.clusters().session(ref.cluster);
        const Api::GuestInfo *guest = session ? session->store().guest(ref.id) : nullptr;
        return guest
               && (guest->state == Api::GuestState::Running
                   || guest->state == Api::GuestState::Paused);
    });
}

} // namespace

BulkDialog::BulkDialog(AppContext &context, GuestCommands &commands, const QList<ObjectRef> &guests,
                       QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_commands(commands)
    , m_error(new ErrorBar(context.theme(), this))
    , m_forgotten(new ErrorBar(context.theme(), this))
    , m_plan(new PlanView(context.theme(), this))
    , m_run(new QPushButton(this))
{
    for (const ObjectRef &ref : guests)
        m_guests[ref.cluster] += ref.id;
    m_form = new BulkForm(knownTags(context, m_guests.keys()), isAnyRunning(context, guests), this);
    setAttribute(Qt::WA_DeleteOnClose);
    m_forgotten->setObjectName(u"bulkForgotten"_s);
    showCount();
    m_run->setDefault(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(m_run, QDialogButtonBox::AcceptRole);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(Theme::kStep * 2);
    layout->addWidget(m_form);
    layout->addWidget(m_forgotten);
    layout->addWidget(m_error);
    layout->addWidget(m_plan, 1);
    layout->addWidget(buttons);
    resize(680, 620);
    m_later.setSingleShot(true);
    m_later.setInterval(200ms);
    connect(&m_later, &QTimer::timeout, this, &BulkDialog::plan);
    connect(&context.clusters(), &Clusters::aboutToRemove, this,
            [this](const ClusterSession *session) { leaveOut(*session); });
    connect(m_form, &BulkForm::changed, this, &BulkDialog::planLater);
    connect(m_run, &QPushButton::clicked, this, &BulkDialog::run);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    planLater();
}

void BulkDialog::showCount()
{
    qsizetype count = 0;
    for (const QStringList &guests : std::as_const(m_guests))
        count += guests.size();
    setWindowTitle(tr("Change %n guest(s)", nullptr, int(count)));
}

void BulkDialog::leaveOut(const ClusterSession &session)
{
    const QStringList guests = m_guests.take(session.key());
    if (guests.isEmpty())
        return;
    m_forgotten->showMessage(
        Severity::Warning,
        tr("“%1” was forgotten; its %n guest(s) are left out.", nullptr, int(guests.size()))
            .arg(session.name()));
    showCount();
    planLater();
}

Api::GuestBulk BulkDialog::wishFor(const QString &cluster) const
{
    Api::GuestBulk wish = m_form->wish();
    wish.guests = m_guests.value(cluster);
    return wish;
}

void BulkDialog::planLater()
{
    ++m_round;
    m_plans.clear();
    m_run->setText(m_form->verbText());
    m_run->setEnabled(false);
    m_later.start();
}

void BulkDialog::plan()
{
    m_error->clear();
    if (m_guests.isEmpty())
        return m_plan->say(tr("No guest is left."));
    if (const QString missing = m_form->missing(); !missing.isEmpty())
        return m_plan->say(missing);
    for (const QString &cluster : m_guests.keys()) {
        ClusterSession *session = m_context.clusters().session(cluster);
        if (!session)
            continue;
        Api::GuestBulk wish = wishFor(cluster);
        // What is more than one order takes is planned alike.
        wish.guests = wish.guests.mid(0, GuestCommands::kBulkMaximum);
        whenDone(session->plan(Api::guestBulk, wish), this,
                 [this, cluster, round = m_round](const Result<Api::Plan> &answer) {
                     takePlan(round, cluster, answer);
                 });
    }
}

void BulkDialog::takePlan(quint64 round, const QString &cluster, const Result<Api::Plan> &plan)
{
    if (round != m_round)
        return;
    m_plans.insert(cluster, plan);
    if (m_plans.size() == m_guests.size())
        showPlans();
}

void BulkDialog::showPlans()
{
    Api::Plan all;
    QStringList impacts;
    bool isRefused = false;
    for (auto it = m_plans.cbegin(); it != m_plans.cend(); ++it) {
        const ClusterSession *session = m_context.clusters().session(it.key());
        const QString name = session ? session->name() : it.key();
        if (!*it) {
            isRefused = true;
            m_error->showError(m_plans.size() > 1 ? it->error().prefixed(name) : it->error());
            continue;
        }
        const bool isNamed = m_plans.size() > 1;
        for (const QString &step : (*it)->steps)
            all.steps += isNamed ? u"%1: %2"_s.arg(name, step) : step;
        impacts += isNamed ? u"%1: %2"_s.arg(name, (*it)->impact) : (*it)->impact;
    }
    all.impact = impacts.join(u'\n');
    m_plan->show(all);
    m_run->setEnabled(!isRefused);
}

void BulkDialog::run()
{
    for (const QString &cluster : m_guests.keys())
        m_commands.runTogether(cluster, wishFor(cluster), m_form->verbText());
    accept(); // the task tells what becomes of each
}

} // namespace Atoll
