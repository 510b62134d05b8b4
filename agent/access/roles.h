// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/access.h>

namespace Atoll {

inline const QString kAdministrator = QStringLiteral("Administrator");
inline const QString kOperator = QStringLiteral("Operator");
inline const QString kViewer = QStringLiteral("Viewer");

//! What is written into the store at every start; there they are data like any other role.
QList<Api::RoleInfo> builtInRoles();

} // namespace Atoll
