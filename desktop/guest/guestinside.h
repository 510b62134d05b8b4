// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/guestagent.h>

#include <QObject>
#include <QPointer>

#include <optional>

namespace Atoll {

class ClusterSession;

//! What a guest's agent tells, as it was last heard; asked for when somebody looks. GUI thread.
class GuestInside : public QObject
{
    Q_OBJECT
public:
    GuestInside(ClusterSession &session, const QString &uuid, QObject *parent = nullptr);

    //! 0: ask now, also one that did not answer.
    void load(int maximumAgeSeconds = 10);
    const std::optional<Api::AgentInfo> &info() const { return m_info; }
    bool isLoading() const { return m_isLoading; }

Q_SIGNALS:
    void changed();
    void failed(const Atoll::Error &error);

private:
    QPointer<ClusterSession> m_session;
    QString m_uuid;
    std::optional<Api::AgentInfo> m_info;
    bool m_isLoading = false;
};

//! "/: 24 % of 1.4 GiB", for file systems whose usage is known.
QStringList filesystemLines(const Api::AgentInfo &info);

} // namespace Atoll
