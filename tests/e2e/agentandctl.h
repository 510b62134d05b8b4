// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/result.h>

#include <QJsonValue>
#include <QProcess>
#include <QTemporaryDir>

#include <memory>

namespace Atoll {

//! A real atolld on a port of its own, and atollctl to talk to it as an administrator.
class AgentAndCtl
{
public:
    //! The storage "local" is `directory`/volumes.
    static Result<std::unique_ptr<AgentAndCtl>> start(const QString &libvirtUri,
                                                      const QString &directory);
    ~AgentAndCtl();

    //! Kills the agent without a warning and starts it again at the same address.
    Result<void> crashAndRestart();
    QString address() const { return m_login.value(1); }
    QString fingerprint() const { return m_login.value(3); }
    QString user() const { return m_login.value(5); }
    QString password() const;

    QString storagePath() const { return m_directory + QStringLiteral("/volumes"); }
    //! Runs a command as `atollctl --json` does; changes are waited for. Its answer, or the words
    //! that it complained with.
    Result<QJsonValue> ctl(const QStringList &words, const QJsonObject &params = {},
                           int milliseconds = 600'000) const;
    //! What stands in front of a command's words.
    const QStringList &login() const { return m_login; }
    QByteArray log();

private:
    AgentAndCtl() = default;
    Result<void> addUser();
    Result<void> configure(const QString &listen) const;
    Result<void> launch();
    QString config() const { return m_directory + QStringLiteral("/agent.toml"); }

    QString m_directory;
    QString m_libvirtUri;
    QProcess m_process;
    QStringList m_login;
};

} // namespace Atoll
