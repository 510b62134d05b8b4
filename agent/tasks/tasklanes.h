// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QSet>
#include <QStringList>

#include <optional>

namespace Atoll {

//! Which lane is held by which task (one at a time), and how many tasks of a method run.
class TaskLanes
{
public:
    explicit TaskLanes(QHash<QString, int> maximumOfMethod)
        : m_maximum(std::move(maximumOfMethod))
    {}

    //! The task that is in the way.
    std::optional<QString> holder(const QStringList &lanes) const
    {
        for (const QString &lane : lanes) {
            if (const auto it = m_holders.constFind(lane); it != m_holders.constEnd())
                return *it;
        }
        return std::nullopt;
    }
    bool isFree(const QString &method, const QStringList &lanes) const
    {
        const auto maximum = m_maximum.constFind(method);
        return (maximum == m_maximum.constEnd() || m_running.value(method) < *maximum)
               && !holder(lanes);
    }
    void take(const QString &task, const QString &method, const QStringList &lanes)
    {
        for (const QString &lane : lanes)
            m_holders.insert(lane, task);
        ++m_running[method];
    }
    void release(const QString &method, const QStringList &lanes)
    {
        for (const QString &lane : lanes)
            m_holders.remove(lane);
        if (--m_running[method] <= 0)
            m_running.remove(method);
    }

private:
    QHash<QString, int> m_maximum;
    QHash<QString, QString> m_holders;
    QHash<QString, int> m_running;
};

} // namespace Atoll
