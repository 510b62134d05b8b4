// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "deletionpolicybutton.h"

#include <api/guestlifecycle.h>
#include <app/appcontext.h>
#include <client/clusters.h>
#include <client/whendone.h>

#include <QInputDialog>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr int kMostDays = 3650; // as in the catalogue

QString daysText(int days)
{
    return days ? DeletionPolicyButton::tr("%n day(s)", nullptr, days)
                : DeletionPolicyButton::tr("not at all");
}

} // namespace

DeletionPolicyButton::DeletionPolicyButton(AppContext &context, QWidget *parent)
    : QPushButton(tr("&Keep for"), parent)
    , m_context(context)
    , m_menu(new QMenu(this))
{
    setToolTip(tr("How long deleted guests can be restored"));
    setMenu(m_menu);
    setEnabled(false);
}

void DeletionPolicyButton::load()
{
    for (ClusterSession *session : m_context.clusters().sessions()) {
        if (!session->isReady())
            continue;
        whenDone(session->call(Api::guestPolicyGet, {}), this,
                 [this, key = session->key(),
                  name = session->name()](const Result<Api::GuestPolicy> &policy) {
                     if (!policy)
                         return Q_EMIT failed(
                             policy.error(),
                             tr("How long %1 keeps deleted guests cannot be read").arg(name));
                     m_days.insert(key, policy->keepsDeletedDays);
                     fill();
                 });
    }
}

void DeletionPolicyButton::fill()
{
    m_menu->clear();
    for (ClusterSession *session : m_context.clusters().sessions()) {
        if (!session->isReady() || !m_days.contains(session->key()))
            continue;
        auto *action = m_menu->addAction(
            u"%1: %2…"_s.arg(session->name(), daysText(m_days.value(session->key()))));
        const bool may = session->user().may(Api::guestPolicySet.privilege);
        action->setEnabled(may);
        if (!may)
            action->setToolTip(tr("Your role %1 does not include it").arg(session->user().role));
        connect(action, &QAction::triggered, this, [this, session] { ask(session); });
    }
    m_menu->setToolTipsVisible(true);
    setEnabled(!m_menu->isEmpty());
}

void DeletionPolicyButton::ask(ClusterSession *session)
{
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Deleted guests of %1").arg(session->name()));
    dialog->setInputMode(QInputDialog::IntInput);
    dialog->setLabelText(tr("Days for which a deleted guest can be restored. Until then its disks "
                            "take their space.\n0: it is deleted for good at once."));
    dialog->setIntRange(0, kMostDays);
    dialog->setIntValue(m_days.value(session->key()));
    dialog->setOkButtonText(tr("Set"));
    connect(dialog, &QInputDialog::intValueSelected, this, [this, key = session->key()](int days) {
        ClusterSession *cluster = m_context.clusters().session(key);
        if (!cluster)
            return;
        whenDone(cluster->change(Api::guestPolicySet, {days}), this,
                 [this, name = cluster->name()](const Result<Api::TaskRef> &task) {
                     if (!task)
                         Q_EMIT failed(
                             task.error(),
                             tr("How long %1 keeps deleted guests was not set").arg(name));
                 });
    });
    dialog->open();
}

} // namespace Atoll
