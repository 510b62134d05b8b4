// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlitefile.h"

#include "sqliteopen.h"

#include <QLoggingCategory>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

Q_LOGGING_CATEGORY(lcSqlite, "atoll.agent.sqlite")

} // namespace

SqliteConnection::SqliteConnection(const QSqlDatabase &database, QString path, QString content)
    : m_database(database)
    , m_path(std::move(path))
    , m_content(std::move(content))
{}

Result<void> SqliteConnection::execute(const QString &sql, const QVariantList &values)
{
    if (const auto rows = select(sql, values); !rows)
        return fail(rows.error());
    return {};
}

Result<SqliteConnection::Rows> SqliteConnection::select(const QString &sql,
                                                        const QVariantList &values)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    bool isDone = query.prepare(sql);
    if (isDone) {
        for (const QVariant &value : values) {
            // Qt binds a null QString as NULL; here only an empty QVariant means that.
            const bool isNullString =
                value.typeId() == QMetaType::QString && value.toString().isNull();
            query.addBindValue(isNullString ? QVariant(u""_s) : value);
        }
        isDone = query.exec();
    }
    Rows rows;
    while (isDone && query.next()) {
        QVariantList row;
        for (int column = 0; column < query.record().count(); ++column)
            row.append(query.value(column));
        rows.append(std::move(row));
    }
    if (query.lastError().isValid())
        return fail(sqliteError(query.lastError(), m_path, m_content));
    return rows;
}

Result<void> SqliteConnection::transact(const std::function<Result<void>()> &work)
{
    if (const auto begun = execute(u"BEGIN IMMEDIATE"_s); !begun)
        return begun;
    Result<void> done = work();
    if (done)
        done = execute(u"COMMIT"_s);
    if (!done) {
        // SQLite itself rolls back on some errors (disk full), then there is nothing left to undo.
        QSqlQuery(m_database).exec(u"ROLLBACK"_s);
    }
    return done;
}

Result<std::unique_ptr<SqliteFile>> SqliteFile::open(Options options)
{
    std::unique_ptr<SqliteFile> file(new SqliteFile(std::move(options)));
    std::promise<Result<void>> promise;
    std::future<Result<void>> opened = promise.get_future();
    file->m_thread = std::thread(&SqliteFile::run, file.get(), std::move(promise));
    if (const auto result = opened.get(); !result)
        return fail(result.error());
    return file;
}

SqliteFile::SqliteFile(Options options)
    : m_options(std::move(options))
{}

SqliteFile::~SqliteFile()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_wake.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

void SqliteFile::post(Work work)
{
    Q_ASSERT(work);
    {
        const std::lock_guard lock(m_mutex);
        m_queue.push_back(std::move(work));
    }
    m_wake.notify_one();
}

void SqliteFile::run(std::promise<Result<void>> opened)
{
    static std::atomic<int> counter;
    const QString name = u"sqlite-%1"_s.arg(++counter);
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        Result<void> result = openSqlite(database, m_options);
        const bool isOpen = result.has_value();
        if (isOpen)
            qCDebug(lcSqlite) << "opened" << m_options.path;
        opened.set_value(std::move(result));
        if (isOpen) {
            SqliteConnection connection(database, m_options.path, m_options.content);
            serve(connection);
        }
        database.close();
    }
    QSqlDatabase::removeDatabase(name);
}

void SqliteFile::serve(SqliteConnection &connection)
{
    for (;;) {
        Work work;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_isEnding || !m_queue.empty(); });
            if (m_queue.empty())
                return;
            work = std::move(m_queue.front());
            m_queue.pop_front();
        }
        work(connection);
    }
}

Error SqliteFile::timeout(bool isUntouched) const
{
    const QString text = u"%1 (%2) did not answer in time"_s.arg(m_options.content, m_options.path);
    if (isUntouched)
        return {ErrorCode::Timeout, text, u"Nothing was changed; try again"_s};
    return {ErrorCode::Timeout, text, u"It may still be done; look before you try again"_s,
            QJsonObject{{u"mayBeDone"_s, true}}};
}

} // namespace Atoll
