// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/result.h>

#include <QString>

//! Argon2id (libsodium). Each call takes about 0.1 s of a core and 64 MiB: for workers, a few at a
//! time.
namespace Atoll::PasswordHash {

Result<QString> create(const QString &password);
bool matches(const QString &hash, const QString &password);
//! As long as matches() takes, for users who have no hash: the time must not tell them apart.
void waste(const QString &password);

} // namespace Atoll::PasswordHash
