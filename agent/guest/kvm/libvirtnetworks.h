// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Atoll::Kvm {

//! What a network of libvirt does, in a few words for people, from its XML: "NAT through virbr0".
QString networkWords(const QString &xml);

} // namespace Atoll::Kvm
