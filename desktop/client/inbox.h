// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/cluster.h>
#include <api/metrics.h>
#include <api/task.h>

#include <QMutex>

#include <deque>
#include <functional>
#include <variant>

namespace Atoll {

using Update = std::variant<Api::InventoryDelta, QList<Api::TaskInfo>, Api::UsageSamples>;

//! Hands updates from the I/O thread to the GUI thread, which takes them when a frame is due.
//! Any thread. When the GUI does not take for long, deltas are merged so that memory stays bounded
//! by the size of the cluster.
class Inbox
{
public:
    //! `wake` runs in the putting thread when the inbox was empty.
    explicit Inbox(std::function<void()> wake);

    void put(Update update);
    //! The oldest updates, until they hold about `objects` objects. Empty: there is nothing.
    std::deque<Update> take(qsizetype objects);
    bool isEmpty() const;
    void clear();

private:
    void mergeDeltas();

    std::function<void()> m_wake;
    mutable QMutex m_mutex;
    std::deque<Update> m_updates;
    qsizetype m_mergeAbove;
};

} // namespace Atoll
