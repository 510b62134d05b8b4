// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace Atoll {

class AppContext;

//! What clusters and guests can be dropped on in the inventory: clusters on sites; guests on nodes
//! and clusters hear why they stay. For the composition root.
void addInventoryDropTargets(AppContext &context);

} // namespace Atoll
