// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqliteopen.h"

#include <QDir>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QStorageInfo>

#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

// Primary result codes, https://www.sqlite.org/rescode.html
constexpr int kSqlitePerm = 3;
constexpr int kSqliteBusy = 5;
constexpr int kSqliteLocked = 6;
constexpr int kSqliteReadOnly = 8;
constexpr int kSqliteIoError = 10;
constexpr int kSqliteCorrupt = 11;
constexpr int kSqliteFull = 13;
constexpr int kSqliteCannotOpen = 14;
constexpr int kSqliteNotADatabase = 26;

constexpr qint64 kHardlyAnything = 64 * 1024;

Error damaged(const QString &path, const QString &content, const QString &detail)
{
    return {ErrorCode::EngineFailed, u"%1 in %2 is damaged: %3"_s.arg(content, path, detail),
            u"Stop the agent, move the file away together with its -wal file, and put a copy from "
            "a backup in its place"_s};
}

Error noSpace(const QString &path, const QString &content)
{
    const QStorageInfo storage(QFileInfo(path).path());
    return {ErrorCode::NoSpace,
            u"no space left on %1 to write %2"_s.arg(storage.rootPath(), content),
            u"Nothing was changed. Free some space there and try again"_s,
            QJsonObject{{u"storage"_s, storage.rootPath()},
                        {u"freeBytes"_s, storage.bytesAvailable()}}};
}

Error notWritable(const QString &path, const QString &content, const QString &detail)
{
    return {ErrorCode::EngineUnavailable,
            u"%1 in %2 cannot be written: %3"_s.arg(content, path, detail),
            u"Check owner and permissions of the file and its folder, and that the file system is "
            "not mounted read-only"_s};
}

Result<void> createFile(const SqliteFile::Options &options)
{
    const QString folder = QFileInfo(options.path).absolutePath();
    if (!QDir().mkpath(folder)) {
        return fail(notWritable(options.path, options.content, u"cannot create %1"_s.arg(folder)));
    }
    // Only for its mode: SQLite would create it readable by everybody.
    const int fd =
        ::open(QFile::encodeName(options.path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0) {
        const int code = errno;
        if (code == ENOSPC || code == EDQUOT)
            return fail(noSpace(options.path, options.content));
        return fail(notWritable(options.path, options.content, qt_error_string(code)));
    }
    ::close(fd);
    return {};
}

Result<int> number(SqliteConnection &connection, const QString &pragma)
{
    const auto rows = connection.select(u"PRAGMA "_s + pragma);
    if (!rows)
        return fail(rows.error());
    return rows->isEmpty() ? 0 : rows->first().first().toInt();
}

//! Whose file, which version; the version is the result.
Result<int> identify(SqliteConnection &connection, const SqliteFile::Options &options)
{
    const auto applicationId = number(connection, u"application_id"_s);
    if (!applicationId)
        return applicationId;
    const auto version = number(connection, u"user_version"_s);
    const auto tables = connection.select(u"SELECT count(*) FROM sqlite_master"_s);
    if (!version || !tables)
        return fail(version ? tables.error() : version.error());
    const bool isNew = *applicationId == 0 && *version == 0 && tables->first().first().toInt() == 0;
    if (!isNew && *applicationId != options.applicationId) {
        return fail(ErrorCode::EngineFailed,
                    u"%1 is a database, but not %2"_s.arg(options.path, options.content),
                    u"Check the path of the state directory in the agent's configuration"_s);
    }
    if (*version > options.migrations.size()) {
        return fail(ErrorCode::Unsupported,
                    u"%1 in %2 was written by a newer Atoll (format %3; this one knows %4)"_s
                        .arg(options.content, options.path)
                        .arg(*version)
                        .arg(options.migrations.size()),
                    u"Install that version again, or restore a copy from before the upgrade"_s);
    }
    return version;
}

Result<void> checkIntegrity(SqliteConnection &connection, const SqliteFile::Options &options)
{
    const auto rows = connection.select(u"PRAGMA quick_check(1)"_s);
    if (!rows)
        return fail(rows.error());
    const QString verdict = rows->isEmpty() ? QString() : rows->first().first().toString();
    if (verdict != "ok"_L1)
        return fail(damaged(options.path, options.content, verdict));
    return {};
}

Result<void> migrate(SqliteConnection &connection, const SqliteFile::Options &options, int version)
{
    for (; version < options.migrations.size(); ++version) {
        const auto done = connection.transact([&]() -> Result<void> {
            QStringList statements = options.migrations.at(version);
            statements += u"PRAGMA user_version = %1"_s.arg(version + 1);
            statements += u"PRAGMA application_id = %1"_s.arg(options.applicationId);
            for (const QString &statement : std::as_const(statements)) {
                if (const auto result = connection.execute(statement); !result)
                    return result;
            }
            return {};
        });
        if (!done)
            return done;
    }
    return {};
}

} // namespace

Error sqliteError(const QSqlError &error, const QString &path, const QString &content)
{
    switch (error.nativeErrorCode().toInt() & 0xff) { // the rest extends the primary code
    case kSqliteFull:
        return noSpace(path, content);
    case kSqliteIoError:
        if (QStorageInfo(QFileInfo(path).path()).bytesAvailable() < kHardlyAnything)
            return noSpace(path, content);
        break;
    case kSqliteCorrupt:
    case kSqliteNotADatabase:
        return damaged(path, content, error.databaseText());
    case kSqlitePerm:
    case kSqliteReadOnly:
    case kSqliteCannotOpen:
        return notWritable(path, content, error.databaseText());
    case kSqliteBusy:
    case kSqliteLocked:
        return {ErrorCode::Busy, u"%1 in %2 is in use by another process"_s.arg(content, path),
                u"Is a second agent running with the same state directory? Stop one of them"_s};
    default:
        break;
    }
    return {ErrorCode::EngineFailed,
            u"%1 in %2: %3"_s.arg(content, path,
                                  error.databaseText().isEmpty() ? error.driverText()
                                                                 : error.databaseText()),
            u"Look into the kernel's log for errors of the disk"_s};
}

Result<void> openSqlite(QSqlDatabase &database, const SqliteFile::Options &options)
{
    if (!database.isValid()) {
        return fail(ErrorCode::EngineUnavailable, u"Qt's SQLite driver is missing"_s,
                    u"Install the package libqt6sql6-sqlite"_s);
    }
    if (const auto created = createFile(options); !created)
        return created;
    database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=1000"_s);
    database.setDatabaseName(options.path);
    if (!database.open())
        return fail(sqliteError(database.lastError(), options.path, options.content));
    SqliteConnection connection(database, options.path, options.content);
    // One connection is enough; exclusive keeps a second agent out and needs no shared memory file.
    if (const auto set = connection.execute(u"PRAGMA locking_mode = EXCLUSIVE"_s); !set)
        return set;
    const auto version = identify(connection, options);
    if (!version)
        return fail(version.error());
    if (const auto whole = checkIntegrity(connection, options); !whole)
        return whole;
    for (const QString &pragma :
         {u"journal_mode = WAL"_s, u"synchronous = FULL"_s, u"foreign_keys = ON"_s}) {
        if (const auto set = connection.execute(u"PRAGMA "_s + pragma); !set)
            return set;
    }
    return migrate(connection, options, *version);
}

} // namespace Atoll
