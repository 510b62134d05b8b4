// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain.h"
#include "xml.h"

//! <disk> elements of a definition: reading, and patching to the wish. Used by domain.cpp only.
namespace Atoll::Kvm {

//! Disks and CD-ROMs; floppies and LUN passthrough are not modelled.
QList<Api::DiskConfig> readDisks(const XmlElement &devices);
void patchDisks(XmlElement devices, const QList<Api::DiskConfig> &disks,
                const RenderContext &context, bool hasIoThread);

} // namespace Atoll::Kvm
