// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace Atoll::Bench {

enum class Bound { None, AtMost, Below, AtLeast };

struct Line
{
    QString metric;
    double value = 0;
    QString unit;
    Bound bound = Bound::None;
    double limit = 0; //!< of value, or of the ratio when there is a peer
    std::optional<double> peerValue = {};
    QString peer = {};
    bool isRate = false; //!< more is better: the ratio is value by peer value
    //! Value by peer value for AtMost, peer value by value for AtLeast ("times better").
    double ratio() const;
    //! False also for what was not measured at all, with or without a bound.
    bool isOk() const;
};

//! Collects what a bench measured and prints it as a table, or as one JSON object a line.
class Report
{
public:
    Report(QString bench, bool isJson);

    void add(const Line &line);
    //! Table at the end; 0 when something was measured and every bound holds, else 1.
    int finish();
    //! For a bench that could not measure: says why. A bench that shows nothing is not met: 1.
    int fail(const QString &why);

private:
    void printJson(const Line &line) const;

    QString m_bench;
    bool m_isJson;
    QList<Line> m_lines;
};

double median(QList<double> values); //!< not a number when there are none
//! 0 < share < 1, for example 0.99.
double percentile(QList<double> values, double share);

} // namespace Atoll::Bench
