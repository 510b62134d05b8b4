// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/result.h>

#include <QDeadlineTimer>
#include <QStringList>
#include <QVariantList>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <thread>

class QSqlDatabase;

namespace Atoll {

//! Statements on the connection of a SqliteFile. Lives in that file's thread only.
class SqliteConnection
{
public:
    using Rows = QList<QVariantList>;

    SqliteConnection(const QSqlDatabase &database, QString path, QString content);

    Result<void> execute(const QString &sql, const QVariantList &values = {});
    Result<Rows> select(const QString &sql, const QVariantList &values = {});
    //! All that `work` does, or nothing: rolled back when it or the commit fails.
    Result<void> transact(const std::function<Result<void>()> &work);

private:
    const QSqlDatabase &m_database;
    const QString m_path;
    const QString m_content;
};

//! One SQLite file and the thread that owns its only connection. WAL and synchronous=FULL: what was
//! committed survives a power cut. No other process can open the file meanwhile.
//! Every function may be called from any thread; work is done in the order of the calls.
class SqliteFile
{
public:
    struct Options
    {
        QString path;
        QString content;       //!< for messages: "the configuration of the cluster"
        int applicationId = 0; //!< tells our files apart from others' (PRAGMA application_id)
        QList<QStringList> migrations; //!< statements that lead from version n to n + 1
    };
    using Work = std::function<void(SqliteConnection &)>;

    //! Blocks while the file is checked and brought to the newest version.
    static Result<std::unique_ptr<SqliteFile>> open(Options options);
    //! Finishes what was posted, then closes.
    ~SqliteFile();

    const QString &path() const { return m_options.path; }
    void post(Work work);

    //! Waits for the result. Blocks, so not for the event loop's thread.
    template <class T>
    Result<T> call(std::function<Result<T>(SqliteConnection &)> function, QDeadlineTimer deadline)
    {
        struct Answer
        {
            std::atomic_flag isTaken = ATOMIC_FLAG_INIT;
            std::promise<Result<T>> promise;
        };
        auto answer = std::make_shared<Answer>();
        std::future<Result<T>> future = answer->promise.get_future();
        post([answer, function = std::move(function)](SqliteConnection &connection) {
            if (!answer->isTaken.test_and_set())
                answer->promise.set_value(function(connection));
        });
        if (deadline.isForever()
            || future.wait_for(deadline.remainingTimeAsDuration()) == std::future_status::ready)
            return future.get();
        return fail(timeout(!answer->isTaken.test_and_set()));
    }

private:
    explicit SqliteFile(Options options);

    void run(std::promise<Result<void>> opened);
    void serve(SqliteConnection &connection);
    Error timeout(bool isUntouched) const;

    const Options m_options;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Work> m_queue;
    bool m_isEnding = false;
    std::thread m_thread;
};

} // namespace Atoll
