// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clusterstore.h"

#include <QSet>
#include <QThread>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

bool isValidKey(const QString &key)
{
    if (key.size() < 2 || key.size() > storelimits::kKeyLength || !key.startsWith(u'/')
        || key.endsWith(u'/') || key.contains("//"_L1))
        return false;
    return std::all_of(key.begin(), key.end(), [](QChar c) { return c.isPrint() && c != u' '; });
}

} // namespace

StoreOperation StoreOperation::put(QString key, qint64 expected, QJsonObject value)
{
    return {Kind::Put, std::move(key), expected, std::move(value)};
}

StoreOperation StoreOperation::remove(QString key, qint64 expected)
{
    return {Kind::Remove, std::move(key), expected};
}

StoreOperation StoreOperation::check(QString key, qint64 expected)
{
    return {Kind::Check, std::move(key), expected};
}

StoreOperation StoreOperation::secret() const
{
    StoreOperation copy = *this;
    copy.isSecret = true;
    return copy;
}

QList<Change> HistoryEntry::changes() const
{
    return diffJson(before ? QJsonValue(*before) : QJsonValue(),
                    after ? QJsonValue(*after) : QJsonValue());
}

std::optional<StoredDocument> ClusterStore::document(const QString &key) const
{
    Q_ASSERT(thread() == QThread::currentThread());
    const auto it = m_view.constFind(key);
    return it == m_view.constEnd() ? std::nullopt : std::optional(*it);
}

QList<StoredDocument> ClusterStore::list(const QString &prefix) const
{
    Q_ASSERT(thread() == QThread::currentThread());
    QList<StoredDocument> documents;
    for (auto it = m_view.lowerBound(prefix);
         it != m_view.constEnd() && it.key().startsWith(prefix); ++it)
        documents.append(*it);
    return documents;
}

QMetaObject::Connection ClusterStore::watch(const QString &prefix, const QObject *context,
                                            Watcher watcher)
{
    return connect(this, &ClusterStore::changed, context,
                   [prefix, watcher = std::move(watcher)](const StoreEvent &event) {
                       StoreEvent seen = event;
                       seen.changes.removeIf([&prefix](const StoreEvent::Change &change) {
                           return !change.key.startsWith(prefix);
                       });
                       if (!seen.changes.isEmpty())
                           watcher(seen);
                   });
}

Result<qint64> ClusterStore::update(const QString &key, const QString &author,
                                    const QString &requestId, const Edit &edit,
                                    QDeadlineTimer deadline)
{
    for (;;) {
        const auto current = read(key, deadline);
        if (!current && current.error().code != ErrorCode::NotFound)
            return fail(current.error());
        auto value = edit(current ? current->value : QJsonObject());
        if (!value)
            return fail(value.error());
        const auto revision =
            commit({{StoreOperation::put(key, current ? current->version : 0, std::move(*value))},
                    author,
                    requestId},
                   deadline);
        const bool isRace = !revision
                            && (revision.error().code == ErrorCode::Conflict
                                || revision.error().code == ErrorCode::AlreadyExists);
        if (!isRace || deadline.hasExpired())
            return revision;
    }
}

Result<void> ClusterStore::validate(const StoreTransaction &transaction)
{
    if (transaction.operations.isEmpty())
        return fail(ErrorCode::InvalidParams, u"the transaction is empty"_s);
    if (transaction.operations.size() > storelimits::kOperations) {
        return fail(
            ErrorCode::LimitExceeded,
            u"the transaction changes more than %1 documents"_s.arg(storelimits::kOperations),
            u"Do it in several steps"_s,
            {{u"limit"_s, u"operations"_s}, {u"maximum"_s, storelimits::kOperations}});
    }
    if (transaction.author.isEmpty())
        return fail(ErrorCode::InvalidParams, u"the transaction has no author"_s);
    QSet<QString> keys;
    for (const StoreOperation &operation : transaction.operations) {
        if (!isValidKey(operation.key)) {
            return fail(ErrorCode::InvalidParams,
                        u"\"%1\" cannot be the key of a document"_s.arg(operation.key));
        }
        if (keys.contains(operation.key)) {
            return fail(ErrorCode::InvalidParams,
                        u"%1 occurs twice in the transaction"_s.arg(operation.key));
        }
        keys.insert(operation.key);
        const qint64 size = QJsonDocument(operation.value).toJson(QJsonDocument::Compact).size();
        if (size > storelimits::kDocumentBytes) {
            return fail(
                ErrorCode::LimitExceeded,
                u"%1 is larger than a document may be"_s.arg(operation.key), {},
                {{u"limit"_s, u"documentBytes"_s}, {u"maximum"_s, storelimits::kDocumentBytes}});
        }
    }
    return {};
}

Error ClusterStore::notFound(const QString &key)
{
    return {ErrorCode::NotFound, u"%1 does not exist"_s.arg(key), {}, {{u"key"_s, key}}};
}

Error ClusterStore::conflict(const StoreOperation &operation,
                             const std::optional<StoredDocument> &current,
                             const QString &lastAuthor, const std::optional<QJsonObject> &seen)
{
    QJsonObject details{{u"key"_s, operation.key},
                        {u"version"_s, current ? current->version : 0},
                        {u"author"_s, lastAuthor}};
    if (operation.expected == 0) {
        return {ErrorCode::AlreadyExists,
                u"%1 exists already, made by %2"_s.arg(operation.key, lastAuthor),
                u"Choose another name or number, or change what is there"_s, details};
    }
    if (seen && !operation.isSecret) {
        const auto changes = diffJson(*seen, current ? QJsonValue(current->value) : QJsonValue());
        details.insert(u"changes"_s, toJson(changes));
    }
    if (!current) {
        return {ErrorCode::Conflict,
                u"%1 was removed%2 after you read it"_s.arg(
                    operation.key, lastAuthor.isEmpty() ? QString() : u" by "_s + lastAuthor),
                {},
                details};
    }
    return {ErrorCode::Conflict,
            u"%1 was changed by %2 after you read it"_s.arg(operation.key, lastAuthor),
            u"Look at what changed, then make your change again"_s, details};
}

void ClusterStore::fillView(const QList<StoredDocument> &documents, qint64 revision)
{
    for (const StoredDocument &document : documents)
        m_view.insert(document.key, document);
    m_revision = revision;
}

void ClusterStore::applyToView(const StoreEvent &event)
{
    Q_ASSERT(thread() == QThread::currentThread());
    Q_ASSERT(event.revision > m_revision);
    for (const StoreEvent::Change &change : event.changes) {
        if (change.document)
            m_view.insert(change.key, *change.document);
        else
            m_view.remove(change.key);
    }
    m_revision = event.revision;
    Q_EMIT changed(event);
}

} // namespace Atoll
