// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cell.h"

#include <QByteArray>

#include <deque>

namespace Atoll::Terminal {

//! The lines that have left the screen at its top. Kept as bytes, in blocks: a line of a log costs
//! its UTF-8 text and a few octets, and a push no allocation of its own. The oldest go first.
class Scrollback
{
public:
    explicit Scrollback(Clusters &clusters)
        : m_clusters(clusters)
    {}

    qsizetype size() const { return m_size; }
    //! How many have been thrown away since the start.
    qint64 dropped() const { return m_dropped; }
    qint64 sizeBytes() const { return m_bytes; }
    void setLimit(qsizetype lines);

    void push(const Line &line);
    Line line(qsizetype index) const;
    bool isWrapped(qsizetype index) const;
    Line takeLast();
    void clear();
    //! Breaks the lines again for another width. Answers where the line `index` went.
    qsizetype rewrap(int columns, qsizetype index);

private:
    struct Block
    {
        QByteArray bytes;
        std::vector<quint32> ends;
    };
    QByteArrayView encoded(qsizetype index) const;
    Block &room();
    void append(QByteArrayView bytes);
    void added(qsizetype before);
    void trim();

    Clusters &m_clusters;
    std::deque<Block> m_blocks; //!< all but the last are full
    qsizetype m_head = 0;       //!< lines of the first block that are gone
    qsizetype m_size = 0;
    qsizetype m_limit = 100'000;
    qint64 m_dropped = 0;
    qint64 m_bytes = 0;
};

} // namespace Atoll::Terminal
