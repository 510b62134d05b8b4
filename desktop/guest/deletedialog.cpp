// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "deletedialog.h"

#include <api/guestlifecycle.h>
#include <app/appcontext.h>
#include <app/errorbar.h>
#include <client/clusters.h>
#include <client/whendone.h>
#include <core/units.h>
#include <theme/theme.h>

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

QLabel *makeLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

DeleteDialog::DeleteDialog(AppContext &context, const QList<ObjectRef> &guests, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_lossList(makeLabel({}, this))
    , m_name(new QLineEdit(this))
    , m_title(makeLabel({}, this))
    , m_consequence(makeLabel({}, this))
    , m_keepVolumes(new QCheckBox(tr("&Keep the disks in their storages"), this))
    , m_purge(new QCheckBox(tr("Delete for &good, at once"), this))
    , m_delete(new QPushButton(tr("Delete"), this))
    , m_error(new ErrorBar(context.theme(), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    for (const ObjectRef &ref : guests) {
        const ClusterSession *session = context.clusters().session(ref.cluster);
        const Api::GuestInfo *guest = session ? session->store().guest(ref.id) : nullptr;
        if (guest)
            m_targets += {ref, guest->name};
    }
    const int count = int(m_targets.size());
    m_expected = count == 1 ? m_targets.first().name : QString::number(count);
    setWindowTitle(count == 1 ? tr("Delete %1").arg(m_expected)
                              : tr("Delete %n guest(s)", nullptr, count));

    m_title->setFont(context.theme().titleFont());
    auto *ask = makeLabel(count == 1 ? tr("Type its &name, %1, to go on:").arg(m_expected)
                                     : tr("Type their &number, %1, to go on:").arg(m_expected),
                          this);
    ask->setBuddy(m_name);
    m_name->setAccessibleName(ask->text());
    m_delete->setProperty("danger", true);
    m_delete->setEnabled(false);
    m_delete->setDefault(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(m_delete, QDialogButtonBox::AcceptRole);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::kStep * 5, Theme::kStep * 4, Theme::kStep * 5,
                               Theme::kStep * 4);
    layout->setSpacing(Theme::kStep * 2);
    layout->addWidget(m_error);
    layout->addWidget(m_title);
    layout->addWidget(m_consequence);
    layout->addWidget(m_lossList);
    layout->addWidget(m_keepVolumes);
    layout->addWidget(m_purge);
    layout->addSpacing(Theme::kStep);
    layout->addWidget(ask);
    layout->addWidget(m_name);
    layout->addStretch();
    layout->addWidget(buttons);
    setMinimumWidth(440);
    m_name->setFocus();

    connect(m_name, &QLineEdit::textChanged, this, &DeleteDialog::updateButton);
    connect(m_delete, &QPushButton::clicked, this, &DeleteDialog::run);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_purge, &QCheckBox::toggled, this, &DeleteDialog::updateWords);
    updateWords();
    loadPolicies();
    loadLosses();
}

void DeleteDialog::loadPolicies()
{
    QStringList asked;
    for (const Target &target : std::as_const(m_targets)) {
        ClusterSession *session = m_context.clusters().session(target.ref.cluster);
        if (!session || asked.contains(target.ref.cluster))
            continue;
        const bool isFirst = asked.isEmpty();
        asked += target.ref.cluster;
        whenDone(session->call(Api::guestPolicyGet, {}), this,
                 [this, isFirst](const Result<Api::GuestPolicy> &policy) {
                     // an older agent deletes for good
                     const int days = policy ? policy->keepsDeletedDays : 0;
                     m_days = isFirst ? days : qMin(m_days, days);
                     updateWords();
                 });
    }
}

void DeleteDialog::updateWords()
{
    const int count = int(m_targets.size());
    const bool isForGood = m_purge->isChecked() || m_days == 0;
    m_purge->setVisible(m_days > 0);
    if (isForGood) {
        m_title->setText(count == 1 ? tr("Delete %1 for good?").arg(m_expected)
                                    : tr("Delete %n guest(s) for good?", nullptr, count));
        m_consequence->setText(tr("This cannot be undone. What is lost:"));
    } else {
        m_title->setText(windowTitle() + u'?');
        m_consequence->setText(
            tr("It can be restored for %n day(s), under Recently deleted. What is kept until then:",
               nullptr, m_days));
    }
    adjustSize();
}

void DeleteDialog::offerUndo(AppContext &context, const QList<Target> &targets)
{
    const QString text = targets.size() == 1
                             ? tr("%1 was deleted").arg(targets.first().name)
                             : tr("%n guest(s) were deleted", nullptr, int(targets.size()));
    context.offer(text, tr("Undo"), [&context, targets] {
        for (const Target &target : targets) {
            ClusterSession *session = context.clusters().session(target.ref.cluster);
            if (!session)
                continue;
            whenDone(session->change(Api::guestDeletedRestore, {target.ref.id}), &context,
                     [&context, target](const Result<Api::TaskRef> &task) {
                         if (!task)
                             context.report(
                                 task.error().prefixed(tr("%1 was not restored").arg(target.name)));
                     });
        }
    });
}

void DeleteDialog::loadLosses()
{
    for (const Target &target : std::as_const(m_targets)) {
        if (m_targets.size() > 8) {
            if (m_losses.size() < 8)
                addLoss(target.name);
            continue;
        }
        addLoss(tr("%1: its configuration with history").arg(target.name));
        ClusterSession *session = m_context.clusters().session(target.ref.cluster);
        whenDone(session->call(Api::guestGet, {target.ref.id}), this,
                 [this](const Result<Api::GuestDetail> &detail) {
                     if (!detail)
                         return;
                     for (const Api::DiskConfig &disk : detail->config.disks) {
                         if (disk.kind == Api::DiskKind::Disk && !disk.volume.isEmpty())
                             addLoss(tr("Disk %1/%2, %3")
                                         .arg(disk.storage, disk.volume,
                                              units::formatBytes(disk.sizeBytes)));
                     }
                 });
    }
    if (m_targets.size() > 8)
        addLoss(tr("and %n more", nullptr, int(m_targets.size()) - 8));
}

void DeleteDialog::addLoss(const QString &text)
{
    m_losses += u"•  "_s + text;
    m_lossList->setText(m_losses.join(u'\n'));
    adjustSize();
}

void DeleteDialog::updateButton() { m_delete->setEnabled(m_name->text() == m_expected); }

void DeleteDialog::run()
{
    if (m_name->text() != m_expected)
        return;
    const bool isForGood = m_purge->isChecked() || m_days == 0;
    const auto gone = std::make_shared<QList<Target>>();
    const auto left = std::make_shared<qsizetype>(m_targets.size());
    AppContext &context = m_context;
    for (const Target &target : std::as_const(m_targets)) {
        ClusterSession *session = m_context.clusters().session(target.ref.cluster);
        if (!session)
            continue;
        const auto done = [gone, left, isForGood, target, &context](bool isGone) {
            if (isGone)
                gone->append(target);
            if (--*left == 0 && !gone->isEmpty() && !isForGood)
                offerUndo(context, *gone);
        };
        whenDone(
            session->change(Api::guestDelete, {target.ref.id, target.name,
                                               m_keepVolumes->isChecked(), m_purge->isChecked()}),
            session, [session, done](const Result<Api::TaskRef> &task) {
                if (!task)
                    return done(false);
                whenDone(session->taskEnd(task->task), session,
                         [done](const Result<Api::TaskInfo> &info) {
                             done(info && info->state == Api::TaskState::Succeeded);
                         });
            });
    }
    accept(); // rows show "deleting…"; what is refused is told there
}

} // namespace Atoll
