// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "searcharena.h"

#include <client/statestore.h>

#include <QList>
#include <QString>

#include <optional>
#include <vector>

namespace Atoll {

//! What a term of a query looks at. Any: a free word, found anywhere in what a guest is known by.
enum class QueryKey : quint8 {
    Any,
    Name,
    Id,
    Tag,
    Node,
    Cluster,
    Site,
    State,
    Is,
    Address,
    Mac,
    Notes,
    Os,
    Kind,
    Display,
    Cpu,
    Memory,
    Vcpus,
};

enum class QueryOperator : quint8 { Has, Equal, Less, LessOrEqual, Greater, GreaterOrEqual };

struct QueryKeyInfo
{
    QueryKey key;
    const char *name;
    bool isNumber;
    bool isUsage; //!< changes by itself, every second
};
//! By name; some have a second name.
const QueryKeyInfo *queryKey(QStringView name);
QStringList queryKeyNames();
//! The words that can follow "state:", "is:", "kind:", "display:"; empty: any word can.
QStringList queryWords(QueryKey key);

//! Why a query finds nothing, in words, and where in it.
struct QueryProblem
{
    QString text;
    qsizetype start = 0;
    qsizetype length = 0;
};

struct QueryValue
{
    QString text;
    double number = 0;
    bool isPercent = false;
    quint8 bit = 0; //!< of a free word in SearchTerms
};

struct QueryTerm
{
    QueryKey key = QueryKey::Any;
    QueryOperator op = QueryOperator::Has;
    bool isNegated = false;
    std::vector<QueryValue> values; //!< any of them
};

//! What a query is asked about. Without a guest: about the node or cluster itself.
struct QuerySubject
{
    const Api::GuestInfo *guest = nullptr;
    const Usage *usage = nullptr;
    QStringView node;
    QStringView cluster;
    QStringView site;
};

//! A word of a query as it was typed.
struct QueryToken
{
    struct Part
    {
        QString text;
        qsizetype start = 0;
        bool isQuoted = false;
    };
    qsizetype start = 0;
    qsizetype end = 0;
    qsizetype keyStart = 0;
    bool isNegated = false;
    QString key; //!< empty: a free word
    QueryOperator op = QueryOperator::Has;
    QList<Part> values; //!< what stands between commas

    bool isWord(QLatin1StringView word) const;
};
QList<QueryToken> queryTokens(const QString &text);

//! The one language in which guests are looked for: words, and terms as tag:web, -state:running,
//! memory>8G, joined by "or" or a comma. The tree, the list of guests and the palette read it
//! alike. Words are found by a SearchArena, terms are tested guest by guest. A query that cannot
//! be understood finds nothing and says why: what was found is often acted upon.
class Query
{
public:
    static constexpr qsizetype kMaximumLength = 1024;

    static Query parse(const QString &text);

    bool isEmpty() const { return m_clauses.empty() && !m_problem; }
    const std::optional<QueryProblem> &problem() const { return m_problem; }
    //! Bits of the mask that matches() takes.
    const SearchTerms &words() const { return m_words; }
    bool usesUsage() const { return m_usesUsage; }
    //! Nothing but free words, all of which have to be there.
    bool isWordsOnly() const { return m_isWordsOnly; }
    bool matches(const QuerySubject &subject, quint8 hits) const;

private:
    std::optional<QueryProblem> add(const QueryToken &token, std::vector<QueryTerm> &clause);
    std::optional<QueryProblem> addWord(const QueryToken::Part &part, QueryTerm &term);

    std::vector<std::vector<QueryTerm>> m_clauses; //!< all of them; of each any term
    SearchTerms m_words;
    std::optional<QueryProblem> m_problem;
    bool m_usesUsage = false;
    bool m_isWordsOnly = true;
};

} // namespace Atoll
