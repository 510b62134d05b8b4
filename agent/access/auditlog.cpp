// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auditlog.h"

#include <QFileInfo>
#include <QLoggingCategory>
#include <QPromise>

#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

Q_LOGGING_CATEGORY(lcAudit, "atoll.agent.access.audit")

constexpr qsizetype kUnwrittenBytes = 4 * 1024 * 1024;

bool isWanted(const Api::AuditRecord &record, const Api::AuditFilter &filter)
{
    return (filter.user.isEmpty() || record.user == filter.user)
           && (filter.object.isEmpty() || record.object == filter.object);
}

} // namespace

Result<std::unique_ptr<AuditLog>> AuditLog::open(const Options &options)
{
    std::unique_ptr<AuditLog> log(new AuditLog(options));
    if (const auto opened = log->openFile(); !opened)
        return fail(opened.error());
    return log;
}

AuditLog::AuditLog(const Options &options)
    : m_options(options)
{
    m_thread.setMaxThreadCount(1);
}

AuditLog::~AuditLog() { m_thread.waitForDone(); }

void AuditLog::append(const Api::AuditRecord &record)
{
    const QByteArray line =
        QJsonDocument(toJsonObject(record)).toJson(QJsonDocument::Compact) + '\n';
    bool isFirst = false;
    {
        const std::lock_guard lock(m_mutex);
        isFirst = m_waiting.isEmpty();
        m_waiting += line;
    }
    // Lines that come while one is written go out together.
    if (isFirst) {
        m_thread.start([this] {
            if (const auto written = writeWaiting(); !written)
                qCCritical(lcAudit).noquote() << written.error().sentence();
        });
    }
}

QFuture<Result<void>> AuditLog::flush()
{
    const auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    m_thread.start([this, promise] {
        promise->addResult(writeWaiting());
        promise->finish();
    });
    return promise->future();
}

QFuture<Result<QList<Api::AuditRecord>>> AuditLog::query(const Api::AuditFilter &filter)
{
    const auto promise = std::make_shared<QPromise<Result<QList<Api::AuditRecord>>>>();
    promise->start();
    m_thread.start([this, promise, filter] {
        promise->addResult(Result<QList<Api::AuditRecord>>(read(filter)));
        promise->finish();
    });
    return promise->future();
}

Result<void> AuditLog::openFile()
{
    m_file.setFileName(m_options.path);
    if (!m_file.open(QFile::ReadWrite | QFile::Append | QFile::Unbuffered))
        return fail(failure(m_file.errorString()));
    ::fchmod(m_file.handle(), 0600);
    const qint64 size = m_file.size();
    char last = '\n';
    if (size > 0 && m_file.seek(size - 1) && m_file.getChar(&last) && last != '\n')
        m_unwritten.prepend('\n'); // the agent was killed in the middle of a line
    return {};
}

Result<void> AuditLog::writeWaiting()
{
    {
        const std::lock_guard lock(m_mutex);
        m_unwritten += std::exchange(m_waiting, {});
    }
    if (m_unwritten.isEmpty())
        return {};
    if (!m_file.isOpen()) {
        if (const auto opened = openFile(); !opened)
            return opened;
    }
    const qint64 before = m_file.size();
    if (m_file.write(m_unwritten) != m_unwritten.size() || ::fsync(m_file.handle()) != 0) {
        const QString detail = m_file.errorString();
        m_file.resize(before); // no half line; all of it is tried again
        if (m_unwritten.size() > kUnwrittenBytes)
            m_unwritten = m_unwritten.last(kUnwrittenBytes);
        return fail(failure(detail));
    }
    m_unwritten.clear();
    return m_file.size() >= m_options.rotateAtBytes ? rotate() : Result<void>();
}

Result<void> AuditLog::rotate()
{
    m_file.close();
    const auto nameOfOld = [this](int number) {
        return m_options.path + u'.' + QString::number(number);
    };
    QFile::remove(nameOfOld(m_options.keepFiles));
    for (int number = m_options.keepFiles - 1; number >= 1; --number)
        QFile::rename(nameOfOld(number), nameOfOld(number + 1));
    if (!QFile::rename(m_options.path, nameOfOld(1)))
        qCWarning(lcAudit).noquote() << "cannot rotate" << m_options.path;
    return openFile();
}

Error AuditLog::failure(const QString &detail) const
{
    return {ErrorCode::EngineFailed,
            u"the audit trail in %1 cannot be written: %2"_s.arg(m_options.path, detail),
            u"Check the space and the permissions there"_s};
}

QList<Api::AuditRecord> AuditLog::read(const Api::AuditFilter &filter) const
{
    QList<Api::AuditRecord> records;
    for (int number = 0; number <= m_options.keepFiles && records.size() < filter.limit; ++number) {
        QFile file(number == 0 ? m_options.path : m_options.path + u'.' + QString::number(number));
        if (!file.open(QFile::ReadOnly))
            break;
        const QList<QByteArray> lines = file.readAll().split('\n');
        for (auto line = lines.crbegin(); line != lines.crend() && records.size() < filter.limit;
             ++line) {
            const auto record = fromJson<Api::AuditRecord>(QJsonDocument::fromJson(*line).object(),
                                                           UnknownFields::Ignore);
            if (record && record->at.isValid() && isWanted(*record, filter))
                records.append(*record);
        }
    }
    return records;
}

} // namespace Atoll
