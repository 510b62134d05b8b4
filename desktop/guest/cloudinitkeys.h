// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

namespace Atoll {

//! Public keys in the text of an authorized_keys file, each as type, key and name; options in front
//! of a key, comments and what is no key are left out.
QStringList keysInText(const QString &text);
//! "ssh-ed25519 …7A1 jo@laptop": what tells keys apart.
QString keyLabel(const QString &key);
//! Addresses as people write them in one line: by comma or space.
QStringList addressesInText(const QString &text);

} // namespace Atoll
