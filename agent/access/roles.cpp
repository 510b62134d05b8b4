// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "roles.h"

namespace Atoll {

QList<Api::RoleInfo> builtInRoles()
{
    using P = Privilege;
    QList<Privilege> everything;
    for (const auto &entry : enumNames(Privilege{})) {
        if (entry.value != P::Nobody && entry.value != P::Anyone && entry.value != P::LoggedIn)
            everything.append(entry.value);
    }
    const QList<Privilege> view{P::ClusterView, P::NodeView,    P::GuestView,
                                P::StorageView, P::NetworkView, P::TaskView};
    const QList<Privilege> operate{P::GuestPower,  P::GuestConsole, P::GuestCreate,
                                   P::GuestEdit,   P::GuestDelete,  P::GuestSnapshot,
                                   P::GuestBackup, P::GuestMigrate, P::StorageUse,
                                   P::NetworkUse,  P::TaskCancel};
    return {{kAdministrator, everything, true},
            {kOperator, view + operate, true},
            {kViewer, view, true}};
}

} // namespace Atoll
