// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/result.h>

#include <QProcess>
#include <QTemporaryDir>

#include <memory>

namespace Atoll::Support {

//! A real libvirtd for one test, apart from the machine's (see the script private-libvirtd beside
//! this file). It and its guests end with this object, and also when the test crashes.
//! With ATOLL_TEST_LIBVIRT_URI set it stands for that libvirt instead, which cannot be stopped.
//! Lives in the test's thread and blocks it while the daemon starts.
class PrivateLibvirt
{
public:
    //! Fails with Unsupported and the reason where this machine cannot run one.
    static Result<std::unique_ptr<PrivateLibvirt>> create();
    ~PrivateLibvirt();

    QString uri() const { return m_uri; }
    //! For disks, sockets and logs of guests; gone with this object. Its path is short enough for
    //! sockets and the same inside and outside of the daemon's namespaces.
    QString directory() const { return m_directory.path(); }

    Result<void> stop();  //!< ends libvirtd as an admin does; guests run on
    Result<void> kill();  //!< ends libvirtd by SIGKILL; guests run on
    Result<void> start(); //!< returns when it answers again

private:
    PrivateLibvirt();
    Result<void> launch();
    Result<void> order(const QByteArray &word);
    Result<QByteArray> nextLine(int milliseconds);

    QTemporaryDir m_directory;
    QProcess m_process;
    QString m_uri;
};

} // namespace Atoll::Support
