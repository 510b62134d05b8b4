// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "taskjournal.h"

#include <core/limits.h>

#include <QLoggingCategory>
#include <QPromise>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

Q_LOGGING_CATEGORY(lcJournal, "atoll.agent.tasks.journal")

constexpr int kApplicationId = 0x41746c54; // "AtlT"
constexpr std::chrono::seconds kDeadline{30};

QList<QStringList> migrations()
{
    return {
        {u"CREATE TABLE tasks (id TEXT PRIMARY KEY, info TEXT NOT NULL, params TEXT NOT NULL, "
         "lanes TEXT NOT NULL) WITHOUT ROWID"_s,
         u"CREATE TABLE logs (task TEXT NOT NULL, number INTEGER NOT NULL, at TEXT NOT NULL, "
         "text TEXT NOT NULL, PRIMARY KEY (task, number)) WITHOUT ROWID"_s,
         u"CREATE TABLE intents (id INTEGER PRIMARY KEY AUTOINCREMENT, task TEXT NOT NULL, "
         "kind TEXT NOT NULL, what TEXT NOT NULL)"_s},
    };
}

QString toText(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QJsonObject toObject(const QVariant &text)
{
    return QJsonDocument::fromJson(text.toString().toUtf8()).object();
}

Result<void> writeRecord(SqliteConnection &connection, const TaskRecord &record)
{
    Api::TaskInfo info = record.info;
    info.progress = {};
    return connection.execute(
        u"INSERT OR REPLACE INTO tasks VALUES (?, ?, ?, ?)"_s,
        {info.id, toText(toJsonObject(info)), toText(record.params), record.lanes.join(u'\n')});
}

Result<void> writeLines(SqliteConnection &connection, const QString &task,
                        const TaskControl::Lines &lines)
{
    int number = lines.first;
    for (const Api::TaskLogLine &line : lines.lines) {
        const auto written =
            connection.execute(u"INSERT OR REPLACE INTO logs VALUES (?, ?, ?, ?)"_s,
                               {task, number++, line.at.toString(Qt::ISODateWithMs), line.text});
        if (!written)
            return written;
    }
    return connection.execute(u"DELETE FROM logs WHERE task = ? AND number < ?"_s,
                              {task, number - limits::kTaskLogLines});
}

Result<Api::TaskLog> readLines(SqliteConnection &connection, const QString &task, int offset,
                               int limit)
{
    const auto span = connection.select(
        u"SELECT coalesce(min(number), 0), coalesce(max(number) + 1, 0) FROM logs WHERE task = ?"_s,
        {task});
    const auto rows = connection.select(u"SELECT at, text FROM logs WHERE task = ? AND number >= ? "
                                        "ORDER BY number LIMIT ?"_s,
                                        {task, offset, limit});
    if (!span || !rows)
        return fail(span ? rows.error() : span.error());
    Api::TaskLog log;
    log.total = span->first().at(1).toInt();
    log.offset = qBound(span->first().at(0).toInt(), offset, log.total);
    for (const QVariantList &row : *rows) {
        log.lines.append(
            {QDateTime::fromString(row.at(0).toString(), Qt::ISODateWithMs), row.at(1).toString()});
    }
    return log;
}

Result<QHash<QString, QList<TaskIntent>>> readIntents(SqliteConnection &connection)
{
    const auto rows = connection.select(u"SELECT task, id, kind, what FROM intents ORDER BY id"_s);
    if (!rows)
        return fail(rows.error());
    QHash<QString, QList<TaskIntent>> intents;
    for (const QVariantList &row : *rows) {
        intents[row.at(0).toString()].append(
            {row.at(1).toLongLong(), row.at(2).toString(), toObject(row.at(3))});
    }
    return intents;
}

Result<QList<TaskRecord>> readRecords(SqliteConnection &connection)
{
    const auto intents = readIntents(connection);
    // Ids begin with the time of creation.
    const auto rows = connection.select(u"SELECT info, params, lanes FROM tasks ORDER BY id"_s);
    if (!intents || !rows)
        return fail(intents ? rows.error() : intents.error());
    QList<TaskRecord> records;
    for (const QVariantList &row : *rows) {
        const auto info = fromJson<Api::TaskInfo>(toObject(row.at(0)), UnknownFields::Ignore);
        if (!info)
            return fail(info.error().prefixed(u"a task in the journal cannot be read"_s));
        records.append({*info, toObject(row.at(1)),
                        row.at(2).toString().split(u'\n', Qt::SkipEmptyParts),
                        intents->value(info->id)});
    }
    return records;
}

} // namespace

Result<std::unique_ptr<TaskJournal>> TaskJournal::open(const QString &path)
{
    auto file = SqliteFile::open({path, u"the journal of tasks"_s, kApplicationId, migrations()});
    if (!file)
        return fail(file.error());
    return std::unique_ptr<TaskJournal>(new TaskJournal(std::move(*file)));
}

TaskJournal::TaskJournal(std::unique_ptr<SqliteFile> file)
    : m_file(std::move(file))
{}

Result<QList<TaskRecord>> TaskJournal::load()
{
    return m_file->call<QList<TaskRecord>>(readRecords, QDeadlineTimer::Forever);
}

Result<void> TaskJournal::write(const TaskRecord &record)
{
    return m_file->call<void>(
        [record](SqliteConnection &connection) { return writeRecord(connection, record); },
        kDeadline);
}

Result<void> TaskJournal::finish(const TaskRecord &record, const TaskControl::Lines &lines)
{
    return m_file->call<void>(
        [record, lines](SqliteConnection &connection) {
            return connection.transact([&]() -> Result<void> {
                if (const auto written = writeRecord(connection, record); !written)
                    return written;
                if (record.info.state == Api::TaskState::Succeeded) {
                    const auto kept = connection.execute(u"DELETE FROM intents WHERE task = ?"_s,
                                                         {record.info.id});
                    if (!kept)
                        return kept;
                }
                return writeLines(connection, record.info.id, lines);
            });
        },
        kDeadline);
}

Result<qint64> TaskJournal::addIntent(const QString &task, const QString &kind,
                                      const QJsonObject &what)
{
    return m_file->call<qint64>(
        [task, kind, what](SqliteConnection &connection) -> Result<qint64> {
            const auto added = connection.select(
                u"INSERT INTO intents (task, kind, what) VALUES (?, ?, ?) RETURNING id"_s,
                {task, kind, toText(what)});
            if (!added)
                return fail(added.error());
            return added->first().first().toLongLong();
        },
        kDeadline);
}

Result<void> TaskJournal::removeIntents(const QList<qint64> &ids)
{
    return m_file->call<void>(
        [ids](SqliteConnection &connection) {
            return connection.transact([&]() -> Result<void> {
                for (const qint64 id : ids) {
                    if (const auto removed =
                            connection.execute(u"DELETE FROM intents WHERE id = ?"_s, {id});
                        !removed)
                        return removed;
                }
                return {};
            });
        },
        kDeadline);
}

void TaskJournal::writeLater(const TaskRecord &record)
{
    m_file->post([record](SqliteConnection &connection) {
        if (const auto written = writeRecord(connection, record); !written)
            qCWarning(lcJournal).noquote() << record.info.id << written.error().sentence();
    });
}

void TaskJournal::appendLogLater(const QHash<QString, TaskControl::Lines> &linesOfTasks)
{
    m_file->post([linesOfTasks](SqliteConnection &connection) {
        const auto done = connection.transact([&]() -> Result<void> {
            for (auto it = linesOfTasks.begin(); it != linesOfTasks.end(); ++it) {
                if (const auto written = writeLines(connection, it.key(), it.value()); !written)
                    return written;
            }
            return {};
        });
        if (!done)
            qCWarning(lcJournal).noquote() << done.error().sentence();
    });
}

void TaskJournal::removeLater(const QStringList &tasks)
{
    m_file->post([tasks](SqliteConnection &connection) {
        const auto done = connection.transact([&]() -> Result<void> {
            for (const QString &task : tasks) {
                for (const QString &sql :
                     {u"DELETE FROM tasks WHERE id = ?"_s, u"DELETE FROM logs WHERE task = ?"_s}) {
                    if (const auto removed = connection.execute(sql, {task}); !removed)
                        return removed;
                }
            }
            return {};
        });
        if (!done)
            qCWarning(lcJournal).noquote() << done.error().sentence();
    });
}

QFuture<Result<Api::TaskLog>> TaskJournal::readLog(const QString &task, int offset, int limit)
{
    const auto promise = std::make_shared<QPromise<Result<Api::TaskLog>>>();
    promise->start();
    m_file->post([promise, task, offset, limit](SqliteConnection &connection) {
        promise->addResult(readLines(connection, task, offset, limit));
        promise->finish();
    });
    return promise->future();
}

} // namespace Atoll
