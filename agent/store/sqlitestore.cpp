// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlitestore.h"

#include <QCoreApplication>
#include <QThread>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr int kApplicationId = 0x41746c53; // "AtlS"

QList<QStringList> migrations()
{
    return {
        {u"CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID"_s,
         u"INSERT INTO meta VALUES ('revision', 0)"_s,
         u"CREATE TABLE documents (key TEXT PRIMARY KEY, version INTEGER NOT NULL, "
         "value TEXT NOT NULL, author TEXT NOT NULL, changed_at TEXT NOT NULL) WITHOUT ROWID"_s,
         u"CREATE TABLE history (key TEXT NOT NULL, version INTEGER NOT NULL, time TEXT NOT NULL, "
         "author TEXT NOT NULL, request_id TEXT NOT NULL, before TEXT, after TEXT, "
         "PRIMARY KEY (key, version)) WITHOUT ROWID"_s},
    };
}

QString toText(const QJsonObject &value)
{
    return QString::fromUtf8(QJsonDocument(value).toJson(QJsonDocument::Compact));
}

std::optional<QJsonObject> toObject(const QVariant &text)
{
    if (text.isNull())
        return std::nullopt;
    return QJsonDocument::fromJson(text.toString().toUtf8()).object();
}

QDateTime toTime(const QVariant &text)
{
    return QDateTime::fromString(text.toString(), Qt::ISODateWithMs);
}

const QString kDocumentColumns =
    u"SELECT key, version, value, author, changed_at FROM documents "_s;

StoredDocument toDocument(const QVariantList &row)
{
    return {row.at(0).toString(), toObject(row.at(2)).value_or(QJsonObject()),
            row.at(1).toLongLong(), row.at(3).toString(), toTime(row.at(4))};
}

Result<std::optional<StoredDocument>> find(SqliteConnection &connection, const QString &key)
{
    const auto rows = connection.select(kDocumentColumns + u"WHERE key = ?"_s, {key});
    if (!rows)
        return fail(rows.error());
    return rows->isEmpty() ? std::nullopt : std::optional(toDocument(rows->first()));
}

Result<QList<StoredDocument>> findAll(SqliteConnection &connection, const QString &prefix)
{
    const auto rows = connection.select(
        kDocumentColumns + u"WHERE substr(key, 1, ?) = ? ORDER BY key"_s, {prefix.size(), prefix});
    if (!rows)
        return fail(rows.error());
    QList<StoredDocument> documents;
    for (const QVariantList &row : *rows)
        documents.append(toDocument(row));
    return documents;
}

//! The content that the loser had seen, and who was the last to change the document.
struct Past
{
    std::optional<QJsonObject> seen;
    QString lastAuthor;
};

Result<Past> pastOf(SqliteConnection &connection, const StoreOperation &operation)
{
    const auto seen =
        connection.select(u"SELECT after FROM history WHERE key = ? AND version = ?"_s,
                          {operation.key, operation.expected});
    const auto last = connection.select(
        u"SELECT author FROM history WHERE key = ? ORDER BY version DESC LIMIT 1"_s,
        {operation.key});
    if (!seen || !last)
        return fail(seen ? last.error() : seen.error());
    return Past{seen->isEmpty() ? std::nullopt : toObject(seen->first().first()),
                last->isEmpty() ? QString() : last->first().first().toString()};
}

} // namespace

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const Options &options, const Clock &clock)
{
    auto file =
        SqliteFile::open({options.path, u"the configuration"_s, kApplicationId, migrations()});
    if (!file)
        return fail(file.error());
    std::unique_ptr<SqliteStore> store(new SqliteStore(options, clock, std::move(*file)));
    const auto loaded = store->m_file->call<Loaded>(
        [raw = store.get()](SqliteConnection &connection) { return raw->load(connection); },
        QDeadlineTimer::Forever);
    if (!loaded)
        return fail(loaded.error());
    store->fillView(loaded->documents, loaded->revision);
    return store;
}

SqliteStore::SqliteStore(const Options &options, const Clock &clock,
                         std::unique_ptr<SqliteFile> file)
    : m_options(options)
    , m_clock(clock)
    , m_file(std::move(file))
{}

SqliteStore::~SqliteStore() = default;

Result<SqliteStore::Loaded> SqliteStore::load(SqliteConnection &connection)
{
    const QString oldest = m_clock.now()
                               .addSecs(-std::chrono::seconds(m_options.historyOfRemoved).count())
                               .toString(Qt::ISODateWithMs);
    const auto pruned = connection.execute(
        u"DELETE FROM history WHERE time < ? AND key NOT IN (SELECT key FROM documents)"_s,
        {oldest});
    if (!pruned && pruned.error().code != ErrorCode::NoSpace) // a full disk must not stop reading
        return fail(pruned.error());
    const auto revision = connection.select(u"SELECT value FROM meta WHERE name = 'revision'"_s);
    if (!revision)
        return fail(revision.error());
    const auto documents = findAll(connection, {});
    if (!documents)
        return fail(documents.error());
    m_lastRevision = revision->isEmpty() ? 0 : revision->first().first().toLongLong();
    return Loaded{*documents, m_lastRevision};
}

Result<StoredDocument> SqliteStore::read(const QString &key, QDeadlineTimer deadline)
{
    return m_file->call<StoredDocument>(
        [key](SqliteConnection &connection) -> Result<StoredDocument> {
            const auto found = find(connection, key);
            if (!found)
                return fail(found.error());
            if (!*found)
                return fail(notFound(key));
            return **found;
        },
        deadline);
}

Result<QList<StoredDocument>> SqliteStore::readAll(const QString &prefix, QDeadlineTimer deadline)
{
    return m_file->call<QList<StoredDocument>>(
        [prefix](SqliteConnection &connection) { return findAll(connection, prefix); }, deadline);
}

Result<qint64> SqliteStore::commit(const StoreTransaction &transaction, QDeadlineTimer deadline)
{
    if (const auto valid = validate(transaction); !valid)
        return fail(valid.error());
    const auto revision = m_file->call<qint64>(
        [this, transaction](SqliteConnection &connection) {
            return write(connection, transaction);
        },
        deadline);
    // Who writes in the store's own thread (the start of the agent) reads its own writes, too.
    if (QThread::currentThread() == thread())
        QCoreApplication::sendPostedEvents(this, QEvent::MetaCall);
    return revision;
}

Result<qint64> SqliteStore::write(SqliteConnection &connection, const StoreTransaction &transaction)
{
    StoreEvent event{m_lastRevision + 1, {}, transaction.author, transaction.requestId};
    const auto done = connection.transact([&]() -> Result<void> {
        for (const StoreOperation &operation : transaction.operations) {
            if (const auto one = writeOne(connection, transaction, operation, event); !one)
                return one;
        }
        return connection.execute(u"UPDATE meta SET value = ? WHERE name = 'revision'"_s,
                                  {event.revision});
    });
    if (!done)
        return fail(done.error());
    m_lastRevision = event.revision;
    QMetaObject::invokeMethod(
        this, [this, event] { applyToView(event); }, Qt::QueuedConnection);
    return event.revision;
}

Result<void> SqliteStore::writeOne(SqliteConnection &connection,
                                   const StoreTransaction &transaction,
                                   const StoreOperation &operation, StoreEvent &event)
{
    const auto current = find(connection, operation.key);
    if (!current)
        return fail(current.error());
    if ((*current ? (*current)->version : 0) != operation.expected) {
        const auto past = pastOf(connection, operation);
        if (!past)
            return fail(past.error());
        return fail(conflict(operation, *current, past->lastAuthor, past->seen));
    }
    if (operation.kind == StoreOperation::Kind::Check)
        return {};
    const QDateTime now = m_clock.now();
    const QString time = now.toString(Qt::ISODateWithMs);
    Result<void> written;
    if (operation.kind == StoreOperation::Kind::Put) {
        written = connection.execute(
            u"INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?)"_s,
            {operation.key, event.revision, toText(operation.value), transaction.author, time});
        event.changes.append(
            {operation.key, StoredDocument{operation.key, operation.value, event.revision,
                                           transaction.author, now}});
    } else {
        written = connection.execute(u"DELETE FROM documents WHERE key = ?"_s, {operation.key});
        event.changes.append({operation.key, std::nullopt});
    }
    if (!written)
        return written;
    return writeHistory(connection, transaction, operation, event.revision, time,
                        *current ? QVariant(toText((*current)->value)) : QVariant());
}

Result<void> SqliteStore::writeHistory(SqliteConnection &connection,
                                       const StoreTransaction &transaction,
                                       const StoreOperation &operation, qint64 version,
                                       const QString &time, const QVariant &before)
{
    const bool isPut = operation.kind == StoreOperation::Kind::Put;
    const auto written = connection.execute(
        u"INSERT INTO history VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
        {operation.key, version, time, transaction.author, transaction.requestId,
         operation.isSecret ? QVariant() : before,
         isPut && !operation.isSecret ? QVariant(toText(operation.value)) : QVariant()});
    if (!written)
        return written;
    return connection.execute(
        u"DELETE FROM history WHERE key = ? AND version <= (SELECT version FROM history "
        "WHERE key = ? ORDER BY version DESC LIMIT 1 OFFSET ?)"_s,
        {operation.key, operation.key, m_options.historyPerDocument});
}

Result<QList<HistoryEntry>> SqliteStore::history(const QString &key, int limit,
                                                 QDeadlineTimer deadline)
{
    return m_file->call<QList<HistoryEntry>>(
        [key, limit](SqliteConnection &connection) -> Result<QList<HistoryEntry>> {
            const auto rows = connection.select(
                u"SELECT version, time, author, request_id, before, after FROM history "
                "WHERE key = ? ORDER BY version DESC LIMIT ?"_s,
                {key, limit});
            if (!rows)
                return fail(rows.error());
            QList<HistoryEntry> entries;
            for (const QVariantList &row : *rows) {
                entries.append({row.at(0).toLongLong(), toTime(row.at(1)), row.at(2).toString(),
                                row.at(3).toString(), toObject(row.at(4)), toObject(row.at(5))});
            }
            return entries;
        },
        deadline);
}

} // namespace Atoll
