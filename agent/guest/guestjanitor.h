// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "deletedguests.h"

#include <QObject>
#include <QTimer>

namespace Atoll {

class TaskRunner;

//! Deletes for good what could be restored long enough. Lives in the event-loop thread.
class GuestJanitor : public QObject
{
    Q_OBJECT

public:
    //! Both outlive it.
    GuestJanitor(TaskRunner &tasks, const GuestParts &parts, QObject *parent = nullptr);

    //! Starts a task for each that has expired.
    void look(const QDateTime &now);

private:
    TaskRunner &m_tasks;
    const GuestParts m_parts;
    QTimer m_timer;
};

} // namespace Atoll
