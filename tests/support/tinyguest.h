// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/result.h>

namespace Atoll::Support {

//! A small real Linux guest for tests: it boots in five seconds under TCG, has a shell on its
//! serial port and its screen, a guest agent, an address by DHCP, and powers off on request.
//! Defining and starting it is the test's part.
class TinyGuest
{
public:
    //! Makes the kernel and initrd once for this build tree, and a disk of its own in `directory`.
    //! `arguments` are kernel arguments that its init understands (see tinyguest/init).
    //! Fails with Unsupported and the reason where a tool is missing.
    static Result<TinyGuest> create(const QString &directory,
                                    const QString &name = QStringLiteral("tiny"),
                                    const QString &arguments = QStringLiteral("tiny.dhcp=1"));

    //! Where the kernel (vmlinuz), initrd.gz and disk.qcow2 are.
    static Result<QString> images();

    QString name() const { return m_name; }
    QString domainXml() const { return m_domainXml; }
    QString diskPath() const { return m_base + QStringLiteral(".qcow2"); }
    QString serialLogPath() const { return m_base + QStringLiteral(".serial"); }
    QString vncSocketPath() const { return m_base + QStringLiteral(".vnc"); }

    //! Runs the event loop until the guest says on its serial port that it is up.
    bool waitForReady(int milliseconds = 60'000) const;

private:
    TinyGuest() = default;

    QString m_name;
    QString m_base;
    QString m_domainXml;
};

} // namespace Atoll::Support
