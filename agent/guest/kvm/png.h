// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/result.h>

#include <QByteArray>

namespace Atoll::Kvm {

//! PNG of a picture that a hypervisor took: PNG passes, PPM (older QEMU) is converted. The agent
//! has no QtGui.
Result<QByteArray> toPng(const QByteArray &picture);

} // namespace Atoll::Kvm
