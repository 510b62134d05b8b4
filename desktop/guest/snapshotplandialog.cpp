// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "snapshotplandialog.h"

#include "planview.h"

#include <app/appcontext.h>
#include <app/errorbar.h>
#include <client/clustersession.h>
#include <client/whendone.h>
#include <theme/theme.h>

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Atoll {

SnapshotPlanDialog::SnapshotPlanDialog(Kind kind, AppContext &context, ClusterSession &session,
                                       const QString &guest, const Api::SnapshotInfo &snapshot,
                                       int countBelow, QWidget *parent)
    : QDialog(parent)
    , m_kind(kind)
    , m_session(&session)
    , m_guest(guest)
    , m_name(snapshot.name)
    , m_error(new ErrorBar(context.theme(), this))
    , m_plan(new PlanView(context.theme(), this))
    , m_option(new QCheckBox(this))
    , m_do(new QPushButton(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    const bool isRollback = kind == Kind::Rollback;
    setWindowTitle(isRollback ? tr("Roll back") : tr("Delete snapshot"));
    auto *title = new QLabel(isRollback ? tr("Roll back to %1?").arg(m_name)
                                        : tr("Delete the snapshot %1?").arg(m_name),
                             this);
    title->setTextFormat(Qt::PlainText);
    title->setWordWrap(true);
    title->setFont(context.theme().titleFont());
    if (isRollback) {
        m_option->setText(tr("&Start the guest afterwards"));
        m_option->setHidden(snapshot.hasMemory);
    } else {
        m_option->setText(tr("With the %n that came after it", nullptr, countBelow));
        m_option->setHidden(countBelow == 0);
    }
    m_do->setText(isRollback ? tr("Roll back") : tr("Delete"));
    m_do->setProperty("danger", true);
    m_do->setEnabled(false);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(m_do, QDialogButtonBox::AcceptRole);
    buttons->button(QDialogButtonBox::Cancel)->setDefault(true);

    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(Theme::kStep * 2);
    layout->addWidget(title);
    layout->addWidget(m_error);
    layout->addWidget(m_plan, 1);
    layout->addWidget(m_option);
    layout->addWidget(buttons);
    resize(560, 420);
    connect(m_option, &QCheckBox::toggled, this, &SnapshotPlanDialog::load);
    connect(m_do, &QPushButton::clicked, this, &SnapshotPlanDialog::run);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    load();
}

Api::SnapshotRollback SnapshotPlanDialog::rollback() const
{
    return {m_guest, m_name, m_option->isChecked()};
}

Api::SnapshotDelete SnapshotPlanDialog::removal() const
{
    return {m_guest, m_name, m_option->isChecked()};
}

void SnapshotPlanDialog::load()
{
    if (!m_session)
        return;
    const auto plan = m_kind == Kind::Rollback ? m_session->plan(Api::snapshotRollback, rollback())
                                               : m_session->plan(Api::snapshotDelete, removal());
    whenDone(plan, this, [this](const Result<Api::Plan> &answer) { showPlan(answer); });
}

void SnapshotPlanDialog::showPlan(const Result<Api::Plan> &plan)
{
    m_do->setEnabled(plan.has_value());
    if (!plan)
        return m_error->showError(plan.error(), tr("That is not possible"));
    m_error->clear();
    m_plan->show(*plan);
}

void SnapshotPlanDialog::run()
{
    if (!m_session)
        return;
    if (m_kind == Kind::Rollback)
        m_session->change(Api::snapshotRollback, rollback());
    else
        m_session->change(Api::snapshotDelete, removal());
    accept(); // the page shows how it goes, and what fails
}

} // namespace Atoll
