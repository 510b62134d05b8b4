// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guest.h"

//! The drive that tells a cloud image who it is. Its settings are part of the guest's
//! configuration: cloudinitconfig.h.
namespace Atoll::Api {

enum class CloudInitPart { User, Vendor, Network, Meta };
constexpr auto enumNames(CloudInitPart)
{
    using P = CloudInitPart;
    return std::array{EnumName{P::User, "user"}, EnumName{P::Vendor, "vendor"},
                      EnumName{P::Network, "network"}, EnumName{P::Meta, "meta"}};
}

struct CloudInitDump
{
    QString guest;
    CloudInitPart part = CloudInitPart::User;
    std::optional<CloudInitConfig> settings;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("guest", &CloudInitDump::guest, "Id, UUID or name").required().length(1, 255),
            field("part", &CloudInitDump::part, "Which text"),
            field("settings", &CloudInitDump::settings,
                  "As it would be with these settings; without them, as the guest has them"));
    }
};

struct CloudInitText
{
    QString text;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("text", &CloudInitText::text, "As it stands on the drive; passwords are masked"));
    }
};

struct CloudInitRegenerate
{
    QString guest;
    bool isNewInstance = false;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("guest", &CloudInitRegenerate::guest, "Id, UUID or name")
                .required()
                .length(1, 255),
            field("isNewInstance", &CloudInitRegenerate::isNewInstance,
                  "The guest takes itself for a new one at its next start and applies everything "
                  "again: users, keys, host keys, addresses"));
    }
};

#define ATOLL_GUEST "/guests/{guest}"
inline constexpr Method<CloudInitDump, CloudInitText> guestCloudInitDump{
    "guest.cloudinit.dump", "Show a text of the cloud-init drive", Kind::Query,
    Privilege::GuestView, ATOLL_GUEST};
inline constexpr Method<CloudInitRegenerate, Nothing> guestCloudInitRegenerate{
    "guest.cloudinit.regenerate", "Make the cloud-init drive anew", Kind::Change,
    Privilege::GuestEdit, ATOLL_GUEST};
#undef ATOLL_GUEST

inline constexpr std::tuple kCloudInitMethods{guestCloudInitDump, guestCloudInitRegenerate};

} // namespace Atoll::Api
