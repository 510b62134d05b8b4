// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/access.h>

#include <QFile>
#include <QFuture>
#include <QThreadPool>

#include <mutex>

namespace Atoll {

//! The audit trail: a file of JSON lines, only ever appended to, one for every change and login;
//! rotated by size. Any thread; the work is done in a thread of its own, in order. What the
//! disk does not take is tried again with the next line.
class AuditLog
{
public:
    struct Options
    {
        QString path; //!< "…/audit.jsonl"; older ones are "audit.jsonl.1" and so on
        qint64 rotateAtBytes = 8 * 1024 * 1024;
        int keepFiles = 10;
    };

    static Result<std::unique_ptr<AuditLog>> open(const Options &options);
    //! Writes what is waiting.
    ~AuditLog();

    void append(const Api::AuditRecord &record);
    //! Resolves when all that was appended before is on the disk, or with why it is not.
    QFuture<Result<void>> flush();
    //! Newest first.
    QFuture<Result<QList<Api::AuditRecord>>> query(const Api::AuditFilter &filter);

private:
    explicit AuditLog(const Options &options);

    Result<void> openFile();
    Result<void> writeWaiting();
    Result<void> rotate();
    Error failure(const QString &detail) const;
    QList<Api::AuditRecord> read(const Api::AuditFilter &filter) const;

    const Options m_options;
    QFile m_file;           //!< the thread's
    QByteArray m_unwritten; //!< the thread's
    std::mutex m_mutex;
    QByteArray m_waiting; //!< guarded
    QThreadPool m_thread;
};

} // namespace Atoll
