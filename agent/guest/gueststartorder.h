// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestparts.h"

#include <api/guestlifecycle.h>

#include <QObject>

namespace Atoll {

class TaskContext;
class TaskRunner;

//! Starting and shutting down all guests of the node in their order. For workers.
class GuestStartOrder
{
public:
    explicit GuestStartOrder(const GuestParts &parts)
        : m_parts(parts)
    {}

    //! Those that start with the node and do not run.
    Result<Api::Nothing> startAll(TaskContext &context) const;
    //! All that run, adopted or not, the first one last.
    Result<Api::Nothing> shutDownAll(TaskContext &context) const;

    struct Item
    {
        Api::GuestInfo info;
        Api::StartOrder order;
        bool startsAtBoot = false;
    };
    //! Guests that start together, in the order of starting; without an order they come last.
    static QList<QList<Item>> grouped(QList<Item> items);
    //! All guests of the node.
    Result<QList<Item>> items() const;

private:
    void shutDownGroup(const QList<Item> &group, TaskContext &context) const;

    GuestParts m_parts;
};

//! As node.shutdown-guests, asked by the agent itself; the id of the task. Event-loop thread.
Result<QString> startShutdownOfGuests(TaskRunner &tasks, const GuestParts &parts);

//! Starts the guests of the node once per boot of the machine, when the engine is there. Lives in
//! the event-loop thread.
class GuestBoot : public QObject
{
    Q_OBJECT

public:
    //! `bootId` is the kernel's; all others outlive it.
    GuestBoot(const QString &bootId, TaskRunner &tasks, const GuestParts &parts,
              QObject *parent = nullptr);

    //! The kernel's id of this boot.
    static QString currentBootId();

private:
    void engineIsThere();

    const QString m_bootId;
    TaskRunner &m_tasks;
    const GuestParts m_parts;
    bool m_isDone = false;
};

} // namespace Atoll
