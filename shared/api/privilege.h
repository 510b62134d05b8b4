// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/json.h>

namespace Atoll {

//! What a user may do. A role is a set of these; every row of the catalogue names one.
//! The numbers are not stable, the names are.
enum class Privilege {
    Nobody,   //!< placeholder of a default; no role has it
    Anyone,   //!< before login
    LoggedIn, //!< every logged-in user, about themselves
    ClusterView,
    ClusterEdit,
    NodeView,
    NodeEdit,
    GuestView,
    GuestPower,
    GuestConsole,
    GuestCreate,
    GuestEdit,
    GuestDelete,
    GuestSnapshot,
    GuestBackup,
    GuestMigrate,
    GuestAgent, //!< acts inside of a guest as its administrator: more than a console that asks for
                //!< a password, so only administrators have it unless a role says otherwise
    StorageView,
    StorageUse,
    StorageEdit,
    NetworkView,
    NetworkUse,
    NetworkEdit,
    HaEdit,
    TaskView,
    TaskCancel,
    AccessView,
    AccessEdit,
    AuditView,
};

constexpr auto enumNames(Privilege)
{
    using P = Privilege;
    return std::array{
        EnumName{P::Nobody, "nobody"},
        EnumName{P::Anyone, "anyone"},
        EnumName{P::LoggedIn, "logged-in"},
        EnumName{P::ClusterView, "cluster.view"},
        EnumName{P::ClusterEdit, "cluster.edit"},
        EnumName{P::NodeView, "node.view"},
        EnumName{P::NodeEdit, "node.edit"},
        EnumName{P::GuestView, "guest.view"},
        EnumName{P::GuestPower, "guest.power"},
        EnumName{P::GuestConsole, "guest.console"},
        EnumName{P::GuestCreate, "guest.create"},
        EnumName{P::GuestEdit, "guest.edit"},
        EnumName{P::GuestDelete, "guest.delete"},
        EnumName{P::GuestSnapshot, "guest.snapshot"},
        EnumName{P::GuestBackup, "guest.backup"},
        EnumName{P::GuestMigrate, "guest.migrate"},
        EnumName{P::GuestAgent, "guest.agent"},
        EnumName{P::StorageView, "storage.view"},
        EnumName{P::StorageUse, "storage.use"},
        EnumName{P::StorageEdit, "storage.edit"},
        EnumName{P::NetworkView, "network.view"},
        EnumName{P::NetworkUse, "network.use"},
        EnumName{P::NetworkEdit, "network.edit"},
        EnumName{P::HaEdit, "ha.edit"},
        EnumName{P::TaskView, "task.view"},
        EnumName{P::TaskCancel, "task.cancel"},
        EnumName{P::AccessView, "access.view"},
        EnumName{P::AccessEdit, "access.edit"},
        EnumName{P::AuditView, "audit.view"},
    };
}

} // namespace Atoll
