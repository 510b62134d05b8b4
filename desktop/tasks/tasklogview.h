// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/task.h>

#include <QPointer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QPlainTextEdit;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
class ClusterSession;
class ErrorBar;

//! The log of one task; follows it while it runs. What failed stands above, with what to do.
class TaskLogView : public QWidget
{
    Q_OBJECT
public:
    explicit TaskLogView(AppContext &context, QWidget *parent = nullptr);

    //! Null: nothing to show.
    void show(ClusterSession *session, const QString &task);
    QString task() const { return m_task; }

private:
    void taskChanged();
    void fetch();
    void append(const Api::TaskLog &log);

    AppContext &m_context;
    QPointer<ClusterSession> m_session;
    QString m_task;
    int m_lines = 0;
    bool m_isFetching = false;
    bool m_isStale = false; //!< changed while a fetch was under way
    QLabel *m_head;
    ErrorBar *m_error;
    QPlainTextEdit *m_text;
};

} // namespace Atoll
