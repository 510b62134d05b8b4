// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tasklogview.h"

#include "taskwords.h"

#include <app/appcontext.h>
#include <app/errorbar.h>
#include <app/format.h>
#include <client/clustersession.h>
#include <client/whendone.h>
#include <theme/theme.h>

#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr int kPage = 1000;

QString lineText(const Api::TaskLogLine &line)
{
    return line.at.toLocalTime().toString(u"HH:mm:ss  "_s) + line.text;
}

} // namespace

TaskLogView::TaskLogView(AppContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_head(new QLabel(this))
    , m_error(new ErrorBar(context.theme(), this))
    , m_text(new QPlainTextEdit(this))
{
    m_head->setFont(context.theme().boldFont());
    m_head->setTextFormat(Qt::PlainText);
    m_head->setContentsMargins(Theme::kStep * 2, Theme::kStep, Theme::kStep, Theme::kStep);
    m_error->setDismissable(false);
    m_text->setReadOnly(true);
    m_text->setFont(context.theme().fixedFont());
    m_text->setProperty("borderless", true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setAccessibleName(tr("Log of the task"));
    m_text->setPlaceholderText(tr("The task has written nothing."));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_head);
    layout->addWidget(m_error);
    layout->addWidget(m_text, 1);
}

void TaskLogView::show(ClusterSession *session, const QString &task)
{
    if (m_session == session && m_task == task)
        return;
    if (m_session)
        m_session->store().disconnect(this);
    m_session = session;
    m_task = task;
    m_lines = 0;
    m_isFetching = false;
    m_text->clear();
    m_error->clear();
    m_head->clear();
    if (!session || task.isEmpty())
        return;
    const auto mine = [this](const QList<int> &indexes) {
        const auto &tasks = m_session->store().tasks();
        for (const int index : indexes) {
            if (tasks.at(index).id == m_task)
                return taskChanged();
        }
    };
    connect(&session->store(), &StateStore::tasksChanged, this, mine);
    taskChanged();
}

void TaskLogView::taskChanged()
{
    if (const Api::TaskInfo *info = m_session->store().task(m_task)) {
        m_head->setText(u"%1 · %2 · %3"_s.arg(TaskWords::title(*info),
                                              TaskWords::state(info->state),
                                              Format::dateTime(info->created)));
        if (info->state == Api::TaskState::Failed && m_error->isHidden())
            m_error->showError(Error::fromJson(info->error));
    }
    fetch();
}

void TaskLogView::fetch()
{
    if (m_isFetching) {
        m_isStale = true;
        return;
    }
    m_isFetching = true;
    m_isStale = false;
    whenDone(m_session->call(Api::taskLog, {m_task, m_lines, kPage}), this,
             [this, task = m_task](const Result<Api::TaskLog> &log) {
                 if (task != m_task)
                     return; // another one is shown by now
                 m_isFetching = false;
                 if (!log)
                     return m_error->showError(log.error(), tr("The log cannot be read"));
                 append(*log);
                 if (m_isStale || m_lines < log->total)
                     fetch();
             });
}

void TaskLogView::append(const Api::TaskLog &log)
{
    if (log.lines.isEmpty()) {
        m_lines = qMax(m_lines, log.total);
        return;
    }
    const QScrollBar *bar = m_text->verticalScrollBar();
    const bool follows = bar->value() == bar->maximum();
    QStringList lines;
    for (const Api::TaskLogLine &line : log.lines)
        lines += lineText(line);
    m_text->appendPlainText(lines.join(u'\n'));
    m_lines += int(log.lines.size());
    if (follows)
        m_text->verticalScrollBar()->setValue(m_text->verticalScrollBar()->maximum());
}

} // namespace Atoll
