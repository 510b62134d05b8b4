// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "query.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

bool fits(QueryOperator op, QStringView text, const QString &wanted)
{
    return op == QueryOperator::Equal ? text.compare(wanted, Qt::CaseInsensitive) == 0
                                      : text.contains(wanted, Qt::CaseInsensitive);
}

//! Switches write 5254.0012.3456 or 52-54-00-12-34-56.
bool isMac(QueryOperator op, const QString &mac, QString wanted)
{
    const auto plain = [](QString text) { return text.remove(u':').remove(u'-').remove(u'.'); };
    return fits(op, plain(mac), plain(std::move(wanted)));
}

//! A known word may be written in part: state:run.
bool isWord(QueryOperator op, const char *word, const QString &wanted)
{
    const QLatin1StringView name(word);
    return op == QueryOperator::Equal ? name.compare(wanted, Qt::CaseInsensitive) == 0
                                      : name.startsWith(wanted, Qt::CaseInsensitive);
}

template <class E>
bool isEnum(QueryOperator op, E value, const QString &wanted)
{
    const auto names = Api::enumNames(value);
    return std::any_of(names.begin(), names.end(), [&](const auto &name) {
        return name.value == value && isWord(op, name.name, wanted);
    });
}

bool hasFlag(QueryOperator op, const Api::GuestInfo &guest, const QString &wanted)
{
    using S = Api::GuestState;
    const std::pair<const char *, bool> flags[] = {
        {"running", guest.state == S::Running},
        {"stopped", guest.state == S::Stopped},
        {"paused", guest.state == S::Paused},
        {"template", guest.isTemplate},
        {"protected", guest.isProtected},
        {"managed", guest.isManaged},
        {"unmanaged", !guest.isManaged},
        {"pending", guest.hasPending},
        {"vm", guest.kind == Api::GuestKind::Vm},
        {"container", guest.kind == Api::GuestKind::Container},
    };
    return std::any_of(std::begin(flags), std::end(flags), [&](const auto &flag) {
        return flag.second && isWord(op, flag.first, wanted);
    });
}

bool compare(QueryOperator op, double number, const QueryValue &value)
{
    switch (op) {
    case QueryOperator::Less:
        return number < value.number;
    case QueryOperator::LessOrEqual:
        return number <= value.number;
    case QueryOperator::Greater:
        return number > value.number;
    case QueryOperator::GreaterOrEqual:
        return number >= value.number;
    case QueryOperator::Has:
    case QueryOperator::Equal:
        break;
    }
    return value.isPercent ? std::abs(number - value.number) < 0.5
                           : std::abs(number - value.number) < 1e-6;
}

bool isNumber(const QueryTerm &term, const QueryValue &value, const QuerySubject &subject)
{
    if (term.key == QueryKey::Vcpus)
        return compare(term.op, subject.guest->cpus, value);
    if (term.key == QueryKey::Memory && !value.isPercent)
        return compare(term.op, double(subject.guest->memoryBytes), value);
    // What a stopped guest used when it ran is no answer.
    if (!subject.usage || !subject.usage->isKnown()
        || subject.guest->state != Api::GuestState::Running)
        return false;
    const float share = term.key == QueryKey::Cpu ? subject.usage->cpu : subject.usage->memory();
    return share >= 0 && compare(term.op, 100 * double(share), value);
}

bool isGuest(const QueryTerm &term, const QueryValue &value, const QuerySubject &subject)
{
    const Api::GuestInfo &guest = *subject.guest;
    const auto any = [&](const QStringList &list) {
        return std::any_of(list.begin(), list.end(),
                           [&](const QString &text) { return fits(term.op, text, value.text); });
    };
    switch (term.key) {
    case QueryKey::Name:
        return fits(term.op, guest.name, value.text);
    case QueryKey::Id:
        return (guest.id > 0 && QString::number(guest.id) == value.text)
               || guest.uuid.startsWith(value.text, Qt::CaseInsensitive);
    case QueryKey::Tag:
        return any(guest.tags);
    case QueryKey::Address:
        return any(guest.addresses);
    case QueryKey::Mac:
        return std::any_of(guest.macs.begin(), guest.macs.end(),
                           [&](const QString &mac) { return isMac(term.op, mac, value.text); });
    case QueryKey::Notes:
        return fits(term.op, guest.notes, value.text);
    case QueryKey::Os:
        return fits(term.op, guest.osName, value.text);
    case QueryKey::State:
        return isEnum(term.op, guest.state, value.text);
    case QueryKey::Kind:
        return isEnum(term.op, guest.kind, value.text);
    case QueryKey::Display:
        return !guest.displayKind.isEmpty()
               && (fits(term.op, guest.displayKind, value.text)
                   || (guest.hasSpice && fits(term.op, u"spice"_s, value.text)));
    case QueryKey::Is:
        return hasFlag(term.op, guest, value.text);
    default:
        return isNumber(term, value, subject);
    }
}

bool isTerm(const QueryTerm &term, const QuerySubject &subject, quint8 hits)
{
    // A node is never shown for what it is not.
    if (!subject.guest && term.isNegated)
        return false;
    const bool isFound =
        std::any_of(term.values.begin(), term.values.end(), [&](const QueryValue &value) {
            switch (term.key) {
            case QueryKey::Any:
                return (hits & value.bit) != 0;
            case QueryKey::Node:
                return fits(term.op, subject.node, value.text);
            case QueryKey::Cluster:
                return fits(term.op, subject.cluster, value.text);
            case QueryKey::Site:
                return fits(term.op, subject.site, value.text);
            default:
                return subject.guest && isGuest(term, value, subject);
            }
        });
    return isFound != term.isNegated;
}

} // namespace

bool Query::matches(const QuerySubject &subject, quint8 hits) const
{
    if (m_problem)
        return false;
    if (m_isWordsOnly)
        return hits == m_words.all();
    return std::all_of(m_clauses.begin(), m_clauses.end(), [&](const auto &clause) {
        return std::any_of(clause.begin(), clause.end(),
                           [&](const QueryTerm &term) { return isTerm(term, subject, hits); });
    });
}

} // namespace Atoll
