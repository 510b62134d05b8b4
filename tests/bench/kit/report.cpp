// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "report.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace Atoll::Bench {
namespace {

QString words(const Line &line)
{
    const QString limit = QString::number(line.limit);
    switch (line.bound) {
    case Bound::AtMost:
        return u"≤ "_s + limit;
    case Bound::Below:
        return u"< "_s + limit;
    case Bound::AtLeast:
        return u"≥ "_s + limit;
    case Bound::None:
        break;
    }
    return {};
}

} // namespace

double Line::ratio() const
{
    if (!peerValue)
        return value;
    return bound == Bound::AtLeast && !isRate ? *peerValue / std::max(value, 1e-9)
                                              : value / std::max(*peerValue, 1e-9);
}

bool Line::isOk() const
{
    if (!std::isfinite(value) || (peerValue && !(*peerValue > 0)))
        return false;
    switch (bound) {
    case Bound::AtMost:
        return ratio() <= limit;
    case Bound::Below:
        return ratio() < limit;
    case Bound::AtLeast:
        return ratio() >= limit;
    case Bound::None:
        break;
    }
    return true;
}

Report::Report(QString bench, bool isJson)
    : m_bench(std::move(bench))
    , m_isJson(isJson)
{}

void Report::add(const Line &line)
{
    m_lines.append(line);
    if (m_isJson)
        printJson(line);
}

void Report::printJson(const Line &line) const
{
    QJsonObject object{{u"bench"_s, m_bench},
                       {u"metric"_s, line.metric},
                       {u"value"_s, line.value},
                       {u"unit"_s, line.unit}};
    if (line.peerValue) {
        object.insert(u"peer"_s, line.peer);
        object.insert(u"peer_value"_s, *line.peerValue);
        object.insert(u"ratio"_s, line.ratio());
    }
    if (line.bound != Bound::None)
        object.insert(u"bound"_s, words(line));
    if (line.bound != Bound::None || !line.isOk())
        object.insert(u"ok"_s, line.isOk());
    std::printf("%s\n", QJsonDocument(object).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
}

int Report::finish()
{
    if (m_lines.isEmpty())
        return fail(u"it came to no figure"_s);
    const bool isOk =
        std::all_of(m_lines.begin(), m_lines.end(), [](const Line &line) { return line.isOk(); });
    if (m_isJson)
        return isOk ? 0 : 1;
    for (const Line &line : std::as_const(m_lines)) {
        QString text = u"%1  %2 %3 %4"_s.arg(m_bench, -8)
                           .arg(line.metric, -44)
                           .arg(line.value, 10, 'f', line.value < 10 ? 3 : 1)
                           .arg(line.unit, -6);
        if (line.peerValue)
            text += u"  %1: %2, ratio %3"_s.arg(line.peer)
                        .arg(*line.peerValue, 0, 'f', 1)
                        .arg(line.ratio(), 0, 'g', 3);
        if (line.bound != Bound::None || !line.isOk())
            text += u"  %1  %2"_s.arg(words(line), line.isOk() ? u"ok"_s : u"NOT MET"_s);
        std::printf("%s\n", qPrintable(text));
    }
    return isOk ? 0 : 1;
}

int Report::fail(const QString &why)
{
    if (m_isJson) {
        const QJsonObject object{{u"bench"_s, m_bench}, {u"metric"_s, u"measured"_s},
                                 {u"value"_s, 0},       {u"unit"_s, QString()},
                                 {u"ok"_s, false},      {u"error"_s, why}};
        std::printf("%s\n", QJsonDocument(object).toJson(QJsonDocument::Compact).constData());
        std::fflush(stdout);
    }
    std::fprintf(stderr, "%s: nothing measured: %s\n", qPrintable(m_bench), qPrintable(why));
    return 1;
}

double median(QList<double> values) { return percentile(std::move(values), 0.5); }

double percentile(QList<double> values, double share)
{
    if (values.isEmpty())
        return std::nan("");
    std::sort(values.begin(), values.end());
    return values.at(qMin(values.size() - 1, qsizetype(double(values.size()) * share)));
}

} // namespace Atoll::Bench
