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
    //! Value by peer value for AtMost, peer value by value for AtLeast ("times better").
    double ratio() const;
    bool isOk() const;
};

//! Collects what a bench measured and prints it as a table, or as one JSON object a line.
class Report
{
public:
    Report(QString bench, bool isJson);

    void add(const Line &line);
    //! Table at the end; 0 when every bound holds, else 1.
    int finish();
    //! For a bench that cannot run here: says why, returns the exit code of a skip.
    static int skip(const QString &why);

private:
    void printJson(const Line &line) const;

    QString m_bench;
    bool m_isJson;
    QList<Line> m_lines;
};

double median(QList<double> values);
//! 0 < share < 1, for example 0.99.
double percentile(QList<double> values, double share);

} // namespace Atoll::Bench
