// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "query.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

bool isLetter(QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z'); }

bool isOperator(QChar c) { return c == u':' || c == u'=' || c == u'<' || c == u'>'; }

//! fe80::1 and 52:54:00:… are words, not keys.
bool isAddress(QStringView word)
{
    return word.count(u':') >= 2 && std::all_of(word.begin(), word.end(), [](QChar c) {
               return c == u':' || c == u'.' || c.isDigit()
                      || (c.toLower() >= u'a' && c.toLower() <= u'f');
           });
}

qsizetype wordEnd(const QString &text, qsizetype from)
{
    bool isQuoted = false;
    for (; from < text.size() && (isQuoted || !text.at(from).isSpace()); ++from)
        isQuoted ^= text.at(from) == u'"';
    return from;
}

//! ":" and, if one follows, the comparison behind it: memory:>8G is memory>8G.
QueryOperator takeOperator(const QString &text, qsizetype &at, qsizetype end)
{
    if (text.at(at) == u':') {
        ++at;
        if (at >= end || text.at(at) == u':' || !isOperator(text.at(at)))
            return QueryOperator::Has;
    }
    const QChar sign = text.at(at++);
    if (sign == u'=')
        return QueryOperator::Equal;
    const bool isOrEqual = at < end && text.at(at) == u'=';
    at += isOrEqual ? 1 : 0;
    if (sign == u'<')
        return isOrEqual ? QueryOperator::LessOrEqual : QueryOperator::Less;
    return isOrEqual ? QueryOperator::GreaterOrEqual : QueryOperator::Greater;
}

QList<QueryToken::Part> takeValues(const QString &text, qsizetype at, qsizetype end)
{
    QList<QueryToken::Part> parts{{{}, at, false}};
    bool isQuoted = false;
    for (; at < end; ++at) {
        const QChar c = text.at(at);
        if (c == u'"') {
            isQuoted = !isQuoted;
            parts.last().isQuoted = true;
        } else if (c == u',' && !isQuoted) {
            parts.append({{}, at + 1, false});
        } else {
            parts.last().text += c;
        }
    }
    return parts;
}

} // namespace

bool QueryToken::isWord(QLatin1StringView word) const
{
    return key.isEmpty() && !isNegated && values.size() == 1 && !values.first().isQuoted
           && values.first().text.compare(word, Qt::CaseInsensitive) == 0;
}

QList<QueryToken> queryTokens(const QString &text)
{
    QList<QueryToken> tokens;
    qsizetype at = 0;
    while (at < text.size()) {
        if (text.at(at).isSpace()) {
            ++at;
            continue;
        }
        QueryToken token;
        token.start = at;
        token.end = wordEnd(text, at);
        if (text.at(at) == u'-' && at + 1 < token.end) {
            token.isNegated = true;
            ++at;
        }
        token.keyStart = at;
        qsizetype sign = at;
        while (sign < token.end && isLetter(text.at(sign)))
            ++sign;
        const QStringView word = QStringView(text).sliced(at, token.end - at);
        if (sign > at && sign < token.end && isOperator(text.at(sign)) && !isAddress(word)) {
            token.key = text.sliced(at, sign - at);
            token.op = takeOperator(text, sign, token.end);
            at = sign;
        }
        token.values = takeValues(text, at, token.end);
        at = token.end;
        tokens.append(token);
    }
    return tokens;
}

} // namespace Atoll
