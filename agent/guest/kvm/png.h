// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/result.h>

#include <QByteArray>

namespace Atoll::Kvm {

//! PNG of a picture that a hypervisor took, which is PNG or PPM, scaled down to `width` when it is
//! wider; 0: as it is. The agent has no QtGui. For a worker: takes some milliseconds a megapixel.
Result<QByteArray> toPng(const QByteArray &picture, int width = 0);

} // namespace Atoll::Kvm
