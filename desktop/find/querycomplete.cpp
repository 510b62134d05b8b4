// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "querycomplete.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

QString quoted(const QString &value)
{
    const bool isPlain =
        std::none_of(value.begin(), value.end(), [](QChar c) { return c.isSpace() || c == u','; });
    return isPlain ? value : u'"' + value + u'"';
}

//! Those that begin so first, then those that hold it.
QStringList fitting(const QStringList &values, const QString &typed)
{
    QStringList first;
    QStringList others;
    for (const QString &value : values) {
        if (value.compare(typed, Qt::CaseInsensitive) == 0)
            return {};
        if (value.startsWith(typed, Qt::CaseInsensitive))
            first += value;
        else if (value.contains(typed, Qt::CaseInsensitive))
            others += value;
    }
    return (first + others).mid(0, QueryCompletion::kMaximum);
}

} // namespace

QueryCompletion completeQuery(const QString &text, qsizetype cursor,
                              const QueryVocabulary &vocabulary)
{
    QueryCompletion completion;
    const QList<QueryToken> tokens = queryTokens(text);
    const auto token = std::find_if(tokens.begin(), tokens.end(), [cursor](const auto &candidate) {
        return cursor > candidate.start && cursor <= candidate.end;
    });
    if (token == tokens.end() || text.size() > Query::kMaximumLength)
        return completion;
    if (token->key.isEmpty()) {
        const QString typed = text.sliced(token->keyStart, cursor - token->keyStart);
        if (cursor != token->end || typed.isEmpty() || typed.contains(u'"'))
            return completion;
        completion.start = token->keyStart;
        completion.length = typed.size();
        for (const QString &key : queryKeyNames()) {
            if (key.startsWith(typed, Qt::CaseInsensitive))
                completion.candidates += key + (queryKey(key)->isNumber ? u'>' : u':');
        }
        return completion;
    }
    const QueryKeyInfo *info = queryKey(token->key);
    if (!info || info->isNumber || cursor < token->values.first().start)
        return completion;
    qsizetype part = token->values.size() - 1;
    while (part > 0 && token->values.at(part).start > cursor)
        --part;
    completion.start = token->values.at(part).start;
    const qsizetype end =
        part + 1 < token->values.size() ? token->values.at(part + 1).start - 1 : token->end;
    completion.length = end - completion.start;
    const QStringList known = queryWords(info->key);
    for (const QString &value :
         fitting(known.isEmpty() && vocabulary ? vocabulary(info->key) : known,
                 token->values.at(part).text))
        completion.candidates += quoted(value);
    return completion;
}

} // namespace Atoll
