// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/task.h>

#include <QObject>

namespace Atoll {

class AppContext;
class ClusterSession;

//! Offers "Undo" after a change of configuration that was asked here: the agent keeps the version
//! before. Nothing is taken back that was changed again since. GUI thread.
class ChangeUndo : public QObject
{
    Q_OBJECT
public:
    explicit ChangeUndo(AppContext &context, QObject *parent = nullptr);

private:
    void follow(ClusterSession *session);
    void offer(const ClusterSession &session, const Api::TaskInfo &task);
    void undo(const QString &cluster, const Api::TaskInfo &task, const QString &guest);

    AppContext &m_context;
};

} // namespace Atoll
