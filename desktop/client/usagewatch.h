// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPointer>
#include <QString>

namespace Atoll {

class ClusterSession;

//! As long as it lives, the agent sends the usage of one object every second or two. Held by what
//! shows it; the object is watched once however many look. GUI thread.
class UsageWatch
{
public:
    UsageWatch() = default;
    //! `object`: "/guests/<uuid>" or "/nodes/<name>".
    UsageWatch(ClusterSession *session, const QString &object);
    ~UsageWatch() { release(); }
    UsageWatch(UsageWatch &&other) noexcept { swap(other); }
    UsageWatch &operator=(UsageWatch &&other) noexcept
    {
        release();
        swap(other);
        return *this;
    }
    Q_DISABLE_COPY(UsageWatch)

    void release();
    bool isActive() const { return !m_session.isNull(); }

private:
    void swap(UsageWatch &other) noexcept
    {
        m_session.swap(other.m_session);
        m_object.swap(other.m_object);
    }

    QPointer<ClusterSession> m_session;
    QString m_object;
};

} // namespace Atoll
