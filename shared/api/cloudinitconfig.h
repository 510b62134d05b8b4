// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "method.h"

//! What a cloud image is told at its first start: part of GuestConfig (guestconfig.h). The agent
//! makes a NoCloud drive of it (docs.cloud-init.io, "NoCloud").
namespace Atoll::Api {

//! Addresses of one card, in the order of GuestConfig::nics.
struct CloudInitNic
{
    QString address4;
    QString gateway4;
    QString address6;
    QString gateway6;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("address4", &CloudInitNic::address4, "dhcp, none, or as 10.0.0.5/24")
                .length(0, 64),
            field("gateway4", &CloudInitNic::gateway4).length(0, 64),
            field("address6", &CloudInitNic::address6, "dhcp, auto, none, or as 2001:db8::5/64")
                .length(0, 64),
            field("gateway6", &CloudInitNic::gateway6).length(0, 64));
    }
    bool operator==(const CloudInitNic &) const = default;
};

struct CloudInitConfig
{
    bool isEnabled = false;
    QString user; //!< empty: the image's own default user
    bool hasPassword = false;
    QString password; //!< only ever on its way in: its hash is kept apart from the document
    QStringList sshKeys;
    QStringList dnsServers;
    QString searchDomain;
    QList<CloudInitNic> nics;
    bool upgradesPackages = false;
    QString userData; //!< instead of what is made of the fields above
    QString vendorData;
    QString networkConfig;
    QString metaData;
    static constexpr auto fields()
    {
        using C = CloudInitConfig;
        return fieldsOf(
            field("isEnabled", &C::isEnabled, "The guest gets a drive with the settings below"),
            field("user", &C::user, "Name of the user; empty for the image's own").length(0, 32),
            field("hasPassword", &C::hasPassword, "False takes the password away"),
            field("password", &C::password, "A new one; only its hash is kept")
                .secret()
                .length(0, 256),
            field("sshKeys", &C::sshKeys, "Public keys that may log in").length(0, 64),
            field("dnsServers", &C::dnsServers).length(0, 8),
            field("searchDomain", &C::searchDomain).length(0, 253),
            field("nics", &C::nics, "Addresses of the cards, in their order").length(0, 32),
            field("upgradesPackages", &C::upgradesPackages, "Upgrade packages at first start"),
            field("userData", &C::userData, "Instead of what is made of the fields above")
                .length(0, 65536),
            field("vendorData", &C::vendorData, "Added to it").length(0, 65536),
            field("networkConfig", &C::networkConfig, "Instead of what is made of `nics`")
                .length(0, 65536),
            field("metaData", &C::metaData, "Instead of what is made").length(0, 65536));
    }
    bool operator==(const CloudInitConfig &) const = default;
};

} // namespace Atoll::Api
