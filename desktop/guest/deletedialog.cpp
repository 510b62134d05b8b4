// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "deletedialog.h"

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
    , m_keepVolumes(new QCheckBox(tr("&Keep the disks in their storages"), this))
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

    auto *title = makeLabel(count == 1 ? tr("Delete %1 for good?").arg(m_expected)
                                       : tr("Delete %n guest(s) for good?", nullptr, count),
                            this);
    title->setFont(context.theme().titleFont());
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
    layout->addWidget(title);
    layout->addWidget(makeLabel(tr("This cannot be undone. What is lost:"), this));
    layout->addWidget(m_lossList);
    layout->addWidget(m_keepVolumes);
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
    loadLosses();
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
    for (const Target &target : std::as_const(m_targets)) {
        ClusterSession *session = m_context.clusters().session(target.ref.cluster);
        if (session)
            session->change(Api::guestDelete,
                            {target.ref.id, target.name, m_keepVolumes->isChecked()});
    }
    accept(); // rows show "deleting…"; what is refused is told there
}

} // namespace Atoll
