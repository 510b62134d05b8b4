// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/diff.h>
#include <core/json.h>

#include <QDeadlineTimer>
#include <QObject>

#include <functional>

namespace Atoll {

//! Bounds of what a store takes; those of etcd's defaults, so that no document outgrows a cluster.
namespace storelimits {
inline constexpr int kKeyLength = 512;
inline constexpr qint64 kDocumentBytes = 1024 * 1024;
inline constexpr int kOperations = 128; //!< of one transaction
} // namespace storelimits

//! One configuration document. `version` is the store's revision of its last change (etcd's
//! mod_revision), so it never comes back, also not after removing and creating again.
struct StoredDocument
{
    QString key; //!< "/guests/100"
    QJsonObject value;
    qint64 version = 0;
    QString author;
    QDateTime changedAt;

    bool operator==(const StoredDocument &) const = default;
};

//! One step of a transaction. `expected` is the version that the author has seen, 0 for "there is
//! no such document".
struct StoreOperation
{
    enum class Kind {
        Put,
        Remove,
        Check, //!< changes nothing, but the transaction fails when the version is another
    };

    Kind kind = Kind::Check;
    QString key;
    qint64 expected = 0;
    QJsonObject value = {};
    bool isSecret = false; //!< neither history nor a conflict shows the content

    static StoreOperation put(QString key, qint64 expected, QJsonObject value);
    static StoreOperation remove(QString key, qint64 expected);
    static StoreOperation check(QString key, qint64 expected);
    StoreOperation secret() const;
};

//! All of it happens, or nothing.
struct StoreTransaction
{
    QList<StoreOperation> operations;
    QString author;         //!< "alice@pam", or "agent" for what no user asked for
    QString requestId = {}; //!< of the call that this belongs to
};

//! What one transaction changed.
struct StoreEvent
{
    struct Change
    {
        QString key;
        std::optional<StoredDocument> document; //!< none: was removed
    };

    qint64 revision = 0;
    QList<Change> changes;
    QString author;
    QString requestId;
};

//! One change of one document, as history shows it. Contents of secrets are left out.
struct HistoryEntry
{
    qint64 version = 0;
    QDateTime time;
    QString author;
    QString requestId;
    std::optional<QJsonObject> before;
    std::optional<QJsonObject> after;

    static constexpr auto fields()
    {
        return fieldsOf(
            field("version", &HistoryEntry::version, "Version that the change made"),
            field("time", &HistoryEntry::time, "When"),
            field("author", &HistoryEntry::author, "Who"),
            field("requestId", &HistoryEntry::requestId, "The call that did it"),
            field("before", &HistoryEntry::before, "Content before; left out when it was created"),
            field("after", &HistoryEntry::after, "Content after; left out when it was removed"));
    }
    QList<Change> changes() const;
};

//! The configuration of a cluster: small JSON documents by key, changed by compare-and-swap,
//! watched, with history. Two kinds of functions:
//! - reading from the view in memory and watching, in the store's own (event-loop) thread; a list
//!   and a watch made in the same turn miss nothing and see nothing twice;
//! - the blocking ones, from any worker; they see every write that was acknowledged before.
//! An event is delivered to watchers before anything that its author posts after the commit.
class ClusterStore : public QObject
{
    Q_OBJECT

public:
    using Watcher = std::function<void(const StoreEvent &)>;
    using Edit = std::function<Result<QJsonObject>(QJsonObject)>;

    using QObject::QObject;

    // Event-loop thread, from memory.
    std::optional<StoredDocument> document(const QString &key) const;
    QList<StoredDocument> list(const QString &prefix) const; //!< by key
    qint64 revision() const { return m_revision; }
    //! Changes below `prefix`, until `context` dies or the connection is disconnected.
    QMetaObject::Connection watch(const QString &prefix, const QObject *context, Watcher watcher);

    // Blocking, any thread.
    virtual Result<StoredDocument> read(const QString &key, QDeadlineTimer deadline) = 0;
    virtual Result<QList<StoredDocument>> readAll(const QString &prefix,
                                                  QDeadlineTimer deadline) = 0;
    //! Durable when it returns. The result is the revision, the version of all that was put.
    //! Conflict (details.key, .version, .author, .changes) when somebody else was faster,
    //! AlreadyExists when it was to be new, NoSpace, Timeout.
    virtual Result<qint64> commit(const StoreTransaction &transaction, QDeadlineTimer deadline) = 0;
    //! Newest first.
    virtual Result<QList<HistoryEntry>> history(const QString &key, int limit,
                                                QDeadlineTimer deadline) = 0;

    //! Reads, edits, writes, and begins again when somebody else was faster. A document that is
    //! missing is edited as {} with version 0.
    Result<qint64> update(const QString &key, const QString &author, const QString &requestId,
                          const Edit &edit, QDeadlineTimer deadline);

Q_SIGNALS:
    void changed(const Atoll::StoreEvent &event);

protected:
    //! What every store refuses before it asks its engine.
    static Result<void> validate(const StoreTransaction &transaction);
    static Error notFound(const QString &key);
    //! What the loser of a race is told. `seen` is the content at the version that was expected.
    static Error conflict(const StoreOperation &operation,
                          const std::optional<StoredDocument> &current, const QString &lastAuthor,
                          const std::optional<QJsonObject> &seen);

    void fillView(const QList<StoredDocument> &documents, qint64 revision);
    void applyToView(const StoreEvent &event); //!< own thread; in the order of revisions

private:
    QMap<QString, StoredDocument> m_view;
    qint64 m_revision = 0;
};

} // namespace Atoll
