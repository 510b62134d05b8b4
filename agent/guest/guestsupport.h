// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "kvm/hostcapabilities.h"

#include <api/nodecapabilities.h>
#include <core/result.h>

//! What a node can give a guest. Pure functions.
namespace Atoll::guestsupport {

//! By name, as in Api::NodeCapabilities::features.
QList<Api::Capability> features(const Kvm::HostCapabilities &host);
Api::NodeCapabilities describe(const Kvm::HostCapabilities &host);

//! Unsupported, with the field, what is missing and how to get it, when the node cannot give what
//! is wished and was not there before.
Result<void> check(const Api::GuestConfig &wish, const Api::GuestConfig &before,
                   const Kvm::HostCapabilities &host);

} // namespace Atoll::guestsupport
