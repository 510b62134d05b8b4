// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insidedialogs.h"

#include <app/appcontext.h>
#include <app/errorbar.h>
#include <client/clustersession.h>
#include <client/whendone.h>
#include <theme/theme.h>

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

QVBoxLayout *makeLayout(QDialog *dialog)
{
    auto *layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(Theme::kStep * 5, Theme::kStep * 4, Theme::kStep * 5,
                               Theme::kStep * 4);
    layout->setSpacing(Theme::kStep * 2);
    return layout;
}

} // namespace

RunCommandDialog::RunCommandDialog(AppContext &context, ClusterSession &session,
                                   const QString &uuid, QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_uuid(uuid)
    , m_error(new ErrorBar(context.theme(), this))
    , m_command(new QLineEdit(this))
    , m_output(new QPlainTextEdit(this))
    , m_status(new QLabel(this))
    , m_run(new QPushButton(tr("&Run"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    const Api::GuestInfo *guest = session.store().guest(uuid);
    setWindowTitle(tr("Run a command in %1").arg(guest ? guest->name : uuid));
    auto *label =
        new QLabel(tr("&Command, with its arguments; there is no shell around it:"), this);
    label->setBuddy(m_command);
    m_command->setFont(context.theme().fixedFont());
    m_command->setPlaceholderText(u"/bin/systemctl --failed"_s);
    m_command->setObjectName(u"command"_s);
    m_output->setReadOnly(true);
    m_output->setFont(context.theme().fixedFont());
    m_output->setAccessibleName(tr("Output"));
    m_output->setTabChangesFocus(true);
    m_output->setObjectName(u"output"_s);
    m_status->setTextFormat(Qt::PlainText);
    m_run->setDefault(true);
    m_run->setEnabled(false);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->addButton(m_run, QDialogButtonBox::ActionRole);
    auto *layout = makeLayout(this);
    layout->addWidget(m_error);
    layout->addWidget(label);
    layout->addWidget(m_command);
    layout->addWidget(m_output, 1);
    layout->addWidget(m_status);
    layout->addWidget(buttons);
    resize(640, 420);
    m_command->setFocus();
    connect(m_command, &QLineEdit::textChanged, this,
            [this](const QString &text) { m_run->setEnabled(!text.trimmed().isEmpty()); });
    connect(m_run, &QPushButton::clicked, this, &RunCommandDialog::run);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void RunCommandDialog::setBusy(bool isBusy)
{
    m_run->setEnabled(!isBusy);
    m_run->setText(isBusy ? tr("Working…") : tr("&Run"));
}

void RunCommandDialog::run()
{
    const QStringList command = QProcess::splitCommand(m_command->text());
    if (command.isEmpty())
        return;
    m_error->clear();
    m_output->clear();
    m_status->clear();
    setBusy(true);
    Api::AgentExec wish;
    wish.guest = m_uuid;
    wish.command = command;
    whenDone(m_session.change(Api::guestAgentExec, wish), this,
             [this](const Result<Api::TaskRef> &task) {
                 if (!task)
                     return ended(fail(task.error()));
                 whenDone(m_session.taskEnd(task->task), this,
                          [this](const Result<Api::TaskInfo> &end) { ended(end); });
             });
}

void RunCommandDialog::ended(const Result<Api::TaskInfo> &end)
{
    setBusy(false);
    if (!end || end->state != Api::TaskState::Succeeded)
        return m_error->showError(end ? Error::fromJson(end->error) : end.error(),
                                  tr("The command did not end well"));
    const auto result = fromJson<Api::AgentExecResult>(end->result, UnknownFields::Ignore);
    if (!result)
        return m_error->showError(result.error());
    m_output->setPlainText(result->output);
    if (!result->errorOutput.isEmpty())
        m_output->appendPlainText(result->errorOutput);
    QString status = result->signal ? tr("Ended by signal %1").arg(result->signal)
                                    : tr("Ended with exit code %1").arg(result->exitCode);
    if (result->isOutputCut)
        status += u" · "_s + tr("the output is cut");
    m_status->setText(status);
}

GuestPasswordDialog::GuestPasswordDialog(AppContext &context, ClusterSession &session,
                                         const QString &uuid, QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_uuid(uuid)
    , m_error(new ErrorBar(context.theme(), this))
    , m_user(new QLineEdit(this))
    , m_password(new QLineEdit(this))
    , m_again(new QLineEdit(this))
    , m_set(new QPushButton(tr("&Set password"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    const Api::GuestInfo *guest = session.store().guest(uuid);
    setWindowTitle(tr("Set a password in %1").arg(guest ? guest->name : uuid));
    m_user->setObjectName(u"user"_s);
    m_password->setObjectName(u"password"_s);
    m_again->setObjectName(u"again"_s);
    for (QLineEdit *edit : {m_password, m_again})
        edit->setEchoMode(QLineEdit::Password);
    auto *form = new QFormLayout;
    form->addRow(tr("&User in the guest"), m_user);
    form->addRow(tr("&New password"), m_password);
    form->addRow(tr("Once &more"), m_again);
    m_set->setDefault(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(m_set, QDialogButtonBox::ActionRole);
    auto *layout = makeLayout(this);
    layout->addWidget(m_error);
    layout->addLayout(form);
    layout->addStretch();
    layout->addWidget(buttons);
    setMinimumWidth(420);
    m_user->setFocus();
    for (QLineEdit *edit : {m_user, m_password, m_again})
        connect(edit, &QLineEdit::textChanged, this, &GuestPasswordDialog::updateButton);
    connect(m_set, &QPushButton::clicked, this, &GuestPasswordDialog::run);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    updateButton();
}

void GuestPasswordDialog::updateButton()
{
    QString reason;
    if (m_user->text().isEmpty())
        reason = tr("Say whose password it is.");
    else if (m_password->text().isEmpty())
        reason = tr("Type the new password.");
    else if (m_password->text() != m_again->text())
        reason = tr("The two passwords differ.");
    m_set->setEnabled(reason.isEmpty());
    m_set->setToolTip(reason);
}

void GuestPasswordDialog::run()
{
    m_error->clear();
    m_set->setEnabled(false);
    whenDone(m_session.change(Api::guestAgentPassword,
                              Api::AgentPassword{m_uuid, m_user->text(), m_password->text()}),
             this, [this](const Result<Api::TaskRef> &task) {
                 if (!task)
                     return ended(fail(task.error()));
                 whenDone(m_session.taskEnd(task->task), this,
                          [this](const Result<Api::TaskInfo> &end) { ended(end); });
             });
}

void GuestPasswordDialog::ended(const Result<Api::TaskInfo> &end)
{
    if (end && end->state == Api::TaskState::Succeeded)
        return accept();
    updateButton();
    m_error->showError(end ? Error::fromJson(end->error) : end.error(),
                       tr("The password is not set"));
}

} // namespace Atoll
