// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Atoll::Kvm {

//! Where libvirt of this user keeps the firmware variables of guests by itself.
QString firmwareVariablesDirectory();

//! The file with a guest's firmware variables; empty where it has none. A definition that leaves
//! the choice of the firmware to libvirt does not name it before libvirt 9.2.
QString firmwareVariablesOf(const QString &definition,
                            const QString &directory = firmwareVariablesDirectory());

} // namespace Atoll::Kvm
