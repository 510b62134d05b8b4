// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/guest.h>

#include <QObject>
#include <QPointer>

#include <optional>

namespace Atoll {

class ClusterSession;

//! A guest's configuration as the agent has it; loaded when somebody looks, again whenever its
//! version moves. GUI thread.
class GuestDocument : public QObject
{
    Q_OBJECT
public:
    GuestDocument(ClusterSession &session, const QString &uuid, QObject *parent = nullptr);

    //! From now on it is kept current.
    void use();
    void reload();
    const std::optional<Api::GuestDetail> &detail() const { return m_detail; }
    const std::optional<Error> &error() const { return m_error; }
    const QString &uuid() const { return m_uuid; }

Q_SIGNALS:
    void loaded();
    void failed(const Atoll::Error &error);

private:
    void check();

    QPointer<ClusterSession> m_session;
    QString m_uuid;
    std::optional<Api::GuestDetail> m_detail;
    std::optional<Error> m_error;
    bool m_isUsed = false;
    bool m_isLoading = false;
    bool m_isStale = false;
};

} // namespace Atoll
