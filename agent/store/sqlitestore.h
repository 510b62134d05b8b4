// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "clusterstore.h"
#include "sqlitefile.h"

#include <core/clock.h>

#include <chrono>

namespace Atoll {

//! The store of a single node: one SQLite file below the agent's state directory.
class SqliteStore final : public ClusterStore
{
    Q_OBJECT

public:
    struct Options
    {
        QString path;
        int historyPerDocument = 100;
        std::chrono::hours historyOfRemoved = std::chrono::days(90);
    };

    //! Blocks while the file is checked: for the start of the agent, before its loop runs. The
    //! calling thread becomes the store's own.
    static Result<std::unique_ptr<SqliteStore>> open(const Options &options, const Clock &clock);
    ~SqliteStore() override;

    Result<StoredDocument> read(const QString &key, QDeadlineTimer deadline) override;
    Result<QList<StoredDocument>> readAll(const QString &prefix, QDeadlineTimer deadline) override;
    Result<qint64> commit(const StoreTransaction &transaction, QDeadlineTimer deadline) override;
    Result<QList<HistoryEntry>> history(const QString &key, int limit,
                                        QDeadlineTimer deadline) override;

private:
    struct Loaded
    {
        QList<StoredDocument> documents;
        qint64 revision = 0;
    };

    SqliteStore(const Options &options, const Clock &clock, std::unique_ptr<SqliteFile> file);

    Result<Loaded> load(SqliteConnection &connection);
    Result<qint64> write(SqliteConnection &connection, const StoreTransaction &transaction);
    Result<void> writeOne(SqliteConnection &connection, const StoreTransaction &transaction,
                          const StoreOperation &operation, StoreEvent &event);
    Result<void> writeHistory(SqliteConnection &connection, const StoreTransaction &transaction,
                              const StoreOperation &operation, qint64 version, const QString &time,
                              const QVariant &before);

    const Options m_options;
    const Clock &m_clock;
    qint64 m_lastRevision = 0; //!< the file's thread only
    std::unique_ptr<SqliteFile> m_file;
};

} // namespace Atoll
