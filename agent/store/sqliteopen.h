// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sqlitefile.h"

class QSqlError;

namespace Atoll {

//! What SQLite said, in words for people: full disk, damaged file, no permission, in use.
Error sqliteError(const QSqlError &error, const QString &path, const QString &content);

//! Opens for one process alone, checks whose file it is and that it is whole, and migrates.
Result<void> openSqlite(QSqlDatabase &database, const SqliteFile::Options &options);

} // namespace Atoll
