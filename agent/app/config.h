// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/json.h>

#include <QHostAddress>

namespace Atoll {

//! Whether guests may run without KVM, which is many times slower.
enum class Emulation {
    Never,
    WhenNeeded, //!< on a node without KVM
    Always,     //!< also where KVM is there but does not work, as in some virtual machines
};
constexpr auto enumNames(Emulation)
{
    return std::array{EnumName{Emulation::Never, "never"},
                      EnumName{Emulation::WhenNeeded, "when-needed"},
                      EnumName{Emulation::Always, "always"}};
}

//! What an administrator sets in /etc/atoll/agent.toml. Every key has a default that works.
struct Config
{
    QString stateDirectory; //!< database, certificate, RRD files, audit trail
    QHostAddress listenAddress = QHostAddress(QHostAddress::Any);
    quint16 port = 7443;
    QString nodeName;
    QString clusterName;
    QString site;
    QString libvirtUri;
    Emulation emulation = Emulation::WhenNeeded;
    QString storagePath; //!< of the storage "local"
    int taskWorkers = 8;

    //! "0.0.0.0:7443", "[::]:7443".
    Result<void> setListen(const QString &text);
    //! Moves what lies below it by default, too.
    void setStateDirectory(const QString &path);

    //! As the defaults are for this user: /var/lib/atoll and qemu:///system for root, the user's
    //! own state directory and qemu:///session otherwise.
    static Config defaults();
    //! Reads TOML. An error names the line and the key.
    static Result<Config> parse(const QByteArray &text, const QString &fileName);
    static Result<Config> load(const QString &path);
};

} // namespace Atoll
