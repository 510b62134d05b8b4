// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "query.h"

#include <core/units.h>

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Query)
};

constexpr QueryKeyInfo kKeys[] = {
    {QueryKey::Name, "name", false, false},
    {QueryKey::Tag, "tag", false, false},
    {QueryKey::State, "state", false, false},
    {QueryKey::Is, "is", false, false},
    {QueryKey::Node, "node", false, false},
    {QueryKey::Cluster, "cluster", false, false},
    {QueryKey::Site, "site", false, false},
    {QueryKey::Address, "address", false, false},
    {QueryKey::Mac, "mac", false, false},
    {QueryKey::Notes, "notes", false, false},
    {QueryKey::Os, "os", false, false},
    {QueryKey::Id, "id", false, false},
    {QueryKey::Kind, "kind", false, false},
    {QueryKey::Display, "display", false, false},
    {QueryKey::Cpu, "cpu", true, true},
    {QueryKey::Memory, "memory", true, false},
    {QueryKey::Vcpus, "vcpus", true, false},
    // Second names, which are not listed.
    {QueryKey::Address, "ip", false, false},
    {QueryKey::Id, "uuid", false, false},
    {QueryKey::Memory, "ram", true, false},
    {QueryKey::Memory, "mem", true, false},
    {QueryKey::Vcpus, "cpus", true, false},
    {QueryKey::Tag, "tags", false, false},
    {QueryKey::Notes, "note", false, false},
};
constexpr qsizetype kListedKeys = 17;

constexpr const char *kFlags[] = {"running", "stopped",   "paused",  "template", "protected",
                                  "managed", "unmanaged", "pending", "vm",       "container"};

//! Of two short words: how many letters to change, add, drop or swap.
int distance(QStringView a, QStringView b)
{
    constexpr qsizetype kLongest = 12;
    if (a.size() > kLongest || b.size() > kLongest)
        return int(kLongest);
    std::array<std::array<int, kLongest + 1>, kLongest + 1> cost{};
    for (qsizetype i = 0; i <= a.size(); ++i) {
        for (qsizetype k = 0; k <= b.size(); ++k) {
            int &here = cost[size_t(i)][size_t(k)];
            if (i == 0 || k == 0) {
                here = int(i + k);
                continue;
            }
            here = std::min({cost[size_t(i - 1)][size_t(k)] + 1, cost[size_t(i)][size_t(k - 1)] + 1,
                             cost[size_t(i - 1)][size_t(k - 1)] + int(a[i - 1] != b[k - 1])});
            if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1])
                here = std::min(here, cost[size_t(i - 2)][size_t(k - 2)] + 1);
        }
    }
    return cost[size_t(a.size())][size_t(b.size())];
}

QString nearest(const QString &word, const QStringList &known)
{
    QString best;
    int least = 3; // further away it is another word
    for (const QString &candidate : known) {
        const int steps = distance(word, candidate);
        if (steps < least && steps < candidate.size()) {
            least = steps;
            best = candidate;
        }
    }
    return best;
}

QString unknownKey(const QString &key)
{
    const QString similar = nearest(key.toCaseFolded(), queryKeyNames());
    if (!similar.isEmpty())
        return Tr::tr("Unknown key “%1”. Did you mean “%2”?").arg(key, similar);
    return Tr::tr("Unknown key “%1”. There are: %2. To find it as a word, put it in quotes.")
        .arg(key, queryKeyNames().join(u", "_s));
}

QString unknownWord(const QueryToken &token, const QString &value, const QStringList &known)
{
    const QString similar = nearest(value.toCaseFolded(), known);
    if (!similar.isEmpty())
        return Tr::tr("Unknown “%1:%2”. Did you mean “%3”?").arg(token.key, value, similar);
    return Tr::tr("Unknown “%1:%2”. There are: %3").arg(token.key, value, known.join(u", "_s));
}

//! 80 %, 8G, 4; false when it is no such number.
bool readNumber(QueryKey key, QString text, QueryValue &value)
{
    value.isPercent = key == QueryKey::Cpu;
    if (text.endsWith(u'%')) {
        text.chop(1);
        value.isPercent = true;
        if (key == QueryKey::Vcpus)
            return false;
    }
    bool isNumber = false;
    value.number = text.toDouble(&isNumber);
    if (isNumber && key == QueryKey::Memory && !value.isPercent)
        value.number *= double(units::GiB); // nobody looks for bytes
    if (!isNumber && key == QueryKey::Memory && !value.isPercent) {
        const auto bytes = units::parseBytes(text);
        isNumber = bytes.has_value();
        value.number = isNumber ? double(*bytes) : 0;
    }
    return isNumber && std::isfinite(value.number) && value.number >= 0;
}

QString notANumber(const QueryToken &token, QueryKey key, const QString &value)
{
    const QString example = key == QueryKey::Cpu      ? u"cpu>80%"_s
                            : key == QueryKey::Memory ? u"memory>8G, memory>90%"_s
                                                      : u"vcpus>=4"_s;
    return Tr::tr("“%1” is no number for “%2”. Write it as %3.").arg(value, token.key, example);
}

} // namespace

const QueryKeyInfo *queryKey(QStringView name)
{
    const auto *found = std::find_if(std::begin(kKeys), std::end(kKeys), [name](const auto &info) {
        return name.compare(QLatin1StringView(info.name), Qt::CaseInsensitive) == 0;
    });
    return found == std::end(kKeys) ? nullptr : found;
}

QStringList queryKeyNames()
{
    QStringList names;
    for (qsizetype i = 0; i < kListedKeys; ++i)
        names += QString::fromLatin1(kKeys[i].name);
    return names;
}

QStringList queryWords(QueryKey key)
{
    QStringList words;
    switch (key) {
    case QueryKey::State:
        for (const auto &name : Api::enumNames(Api::GuestState()))
            words += QString::fromLatin1(name.name);
        break;
    case QueryKey::Kind:
        for (const auto &name : Api::enumNames(Api::GuestKind()))
            words += QString::fromLatin1(name.name);
        break;
    case QueryKey::Is:
        for (const char *flag : kFlags)
            words += QString::fromLatin1(flag);
        break;
    case QueryKey::Display:
        words = {u"vnc"_s, u"spice"_s};
        break;
    default:
        break;
    }
    return words;
}

Query Query::parse(const QString &text)
{
    Query query;
    if (text.size() > kMaximumLength) {
        query.m_problem = {
            Tr::tr("The filter is longer than %n character(s).", nullptr, int(kMaximumLength)), 0,
            text.size()};
        return query;
    }
    const QList<QueryToken> tokens = queryTokens(text);
    bool joins = false;
    for (qsizetype i = 0; i < tokens.size() && !query.m_problem; ++i) {
        if (i > 0 && tokens.at(i).isWord("or"_L1)) {
            joins = true;
            continue;
        }
        std::vector<QueryTerm> clause;
        query.m_problem = query.add(tokens.at(i), clause);
        if (clause.empty())
            continue; // still being typed
        if (joins && !query.m_clauses.empty())
            query.m_clauses.back().push_back(std::move(clause.front()));
        else
            query.m_clauses.push_back(std::move(clause));
        query.m_isWordsOnly = query.m_isWordsOnly && !joins;
        joins = false;
    }
    return query;
}

std::optional<QueryProblem> Query::addWord(const QueryToken::Part &part, QueryTerm &term)
{
    const QByteArray word = foldedText(part.text.simplified());
    auto known = std::find(m_words.words.begin(), m_words.words.end(), word);
    if (known == m_words.words.end()) {
        if (m_words.words.size() == SearchTerms::kMaximum)
            return QueryProblem{Tr::tr("More than %n word(s) at once cannot be looked for.",
                                       nullptr, SearchTerms::kMaximum),
                                part.start, part.text.size()};
        known = m_words.words.insert(known, word);
    }
    term.values.push_back(
        {.text = part.text, .bit = quint8(1U << (known - m_words.words.begin()))});
    return {};
}

std::optional<QueryProblem> Query::add(const QueryToken &token, std::vector<QueryTerm> &clause)
{
    const QueryKeyInfo *info = token.key.isEmpty() ? nullptr : queryKey(token.key);
    const auto problem = [&token](const QString &text) {
        return QueryProblem{text, token.start, token.end - token.start};
    };
    if (!token.key.isEmpty() && !info)
        return problem(unknownKey(token.key));
    QueryTerm term{info ? info->key : QueryKey::Any, token.op, token.isNegated, {}};
    if (info && !info->isNumber && token.op > QueryOperator::Equal)
        return problem(Tr::tr("“%1” is no number; write %1:… or %1=….").arg(token.key));
    const QStringList known = queryWords(term.key);
    for (const QueryToken::Part &part : token.values) {
        const QString text = part.text.trimmed();
        if (text.isEmpty())
            continue;
        QueryValue value{.text = text};
        if (term.key == QueryKey::Any) {
            if (const auto failed = addWord(part, term))
                return failed;
            continue;
        }
        if (info->isNumber && !readNumber(term.key, text, value))
            return problem(notANumber(token, term.key, text));
        const auto fits = [&](const QString &word) {
            return token.op == QueryOperator::Equal ? word.compare(text, Qt::CaseInsensitive) == 0
                                                    : word.startsWith(text, Qt::CaseInsensitive);
        };
        if (!known.isEmpty() && std::none_of(known.begin(), known.end(), fits))
            return problem(unknownWord(token, text, known));
        m_usesUsage = m_usesUsage || (info->isNumber && value.isPercent);
        term.values.push_back(value);
    }
    m_isWordsOnly =
        m_isWordsOnly && term.key == QueryKey::Any && !term.isNegated && token.values.size() == 1;
    if (!term.values.empty())
        clause.push_back(std::move(term));
    return {};
}

} // namespace Atoll
