// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/result.h>

//! Input for libvirt's test driver, which plays a host without any hypervisor. Each connection to a
//! test:///FILE has a world of its own: what one changes no other sees.
namespace Atoll::Support::TestDriver {

//! A node with `guests` running domains, named guest-00001 and so on. The same every time.
QByteArray nodeXml(int guests);

//! Writes nodeXml() into `directory` and gives the URI that serves it.
Result<QString> writeNode(const QString &directory, int guests);

} // namespace Atoll::Support::TestDriver
