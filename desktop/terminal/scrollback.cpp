// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scrollback.h"

#include "linecodec.h"
#include "reflow.h"

#include <algorithm>

namespace Atoll::Terminal {
namespace {

constexpr size_t kBlockLines = 256;
//! Of all lines: long lines in many colours must not take the memory that short ones never do.
constexpr qint64 kMostBytes = 256 << 20;
constexpr qint64 kLineBytes = sizeof(quint32); //!< beside its bytes

} // namespace

void Scrollback::setLimit(qsizetype lines)
{
    m_limit = std::max<qsizetype>(lines, 0);
    trim();
}

Scrollback::Block &Scrollback::room()
{
    if (m_blocks.empty() || m_blocks.back().ends.size() >= kBlockLines) {
        if (!m_blocks.empty())
            m_blocks.back().bytes.squeeze();
        m_blocks.emplace_back();
        m_blocks.back().ends.reserve(kBlockLines);
    }
    return m_blocks.back();
}

void Scrollback::added(qsizetype before)
{
    Block &block = m_blocks.back();
    block.ends.push_back(quint32(block.bytes.size()));
    m_bytes += block.bytes.size() - before + kLineBytes;
    ++m_size;
}

void Scrollback::push(const Line &line)
{
    Block &block = room();
    const qsizetype before = block.bytes.size();
    LineCodec::append(block.bytes, line, m_clusters);
    added(before);
    trim();
}

void Scrollback::append(QByteArrayView bytes)
{
    Block &block = room();
    const qsizetype before = block.bytes.size();
    block.bytes.append(bytes);
    added(before);
}

void Scrollback::trim()
{
    while (m_size > 0 && (m_size > m_limit || m_bytes > kMostBytes)) {
        --m_size;
        ++m_dropped;
        ++m_head;
        if (m_head < qsizetype(m_blocks.front().ends.size()))
            continue;
        m_bytes -= m_blocks.front().bytes.size() + m_head * kLineBytes;
        m_blocks.pop_front();
        m_head = 0;
    }
}

QByteArrayView Scrollback::encoded(qsizetype index) const
{
    const auto place = size_t(index + m_head);
    const Block &block = m_blocks[place / kBlockLines];
    const size_t in = place % kBlockLines;
    const quint32 begin = in > 0 ? block.ends[in - 1] : 0;
    return QByteArrayView(block.bytes).sliced(begin, block.ends[in] - begin);
}

Line Scrollback::line(qsizetype index) const
{
    return LineCodec::decode(encoded(index), m_clusters);
}

bool Scrollback::isWrapped(qsizetype index) const { return LineCodec::isWrapped(encoded(index)); }

Line Scrollback::takeLast()
{
    Line last = line(m_size - 1);
    Block &block = m_blocks.back();
    block.ends.pop_back();
    const qsizetype before = block.bytes.size();
    block.bytes.truncate(block.ends.empty() ? 0 : block.ends.back());
    m_bytes -= before - block.bytes.size() + kLineBytes;
    --m_size;
    if (block.ends.empty())
        m_blocks.pop_back();
    if (m_size == 0)
        clear();
    return last;
}

void Scrollback::clear()
{
    m_dropped += m_size;
    m_blocks.clear();
    m_head = m_size = 0;
    m_bytes = 0;
}

qsizetype Scrollback::rewrap(int columns, qsizetype index)
{
    Scrollback fresh(m_clusters);
    fresh.m_limit = m_limit;
    qsizetype moved = 0;
    for (qsizetype i = 0; i < m_size;) {
        // Most lines fit before and after: their bytes are taken as they are.
        const QByteArrayView bytes = encoded(i);
        const qsizetype begin = i++;
        if (begin <= index)
            moved = fresh.m_size;
        if (!LineCodec::isWrapped(bytes) && LineCodec::cellCount(bytes) <= columns) {
            fresh.append(bytes);
            continue;
        }
        Line whole = LineCodec::decode(bytes, m_clusters);
        qsizetype before = 0; // cells before the line that is looked for
        while (whole.isWrapped && i < m_size) {
            if (i <= index)
                before = qsizetype(whole.cells.size());
            const Line next = line(i++);
            whole.cells.insert(whole.cells.end(), next.cells.begin(), next.cells.end());
            whole.isWrapped = next.isWrapped;
        }
        std::vector<Line> pieces = wrapLine(std::move(whole.cells), columns);
        pieces.back().isWrapped = whole.isWrapped; // goes on in the screen
        if (begin <= index && index < i)
            moved +=
                std::min<qsizetype>(before / std::max(columns, 1), qsizetype(pieces.size()) - 1);
        for (const Line &piece : pieces) {
            Block &block = fresh.room();
            const qsizetype bytesBefore = block.bytes.size();
            LineCodec::append(block.bytes, piece, m_clusters);
            fresh.added(bytesBefore);
        }
    }
    fresh.trim();
    moved = std::max<qsizetype>(moved - fresh.m_dropped, 0);
    m_blocks = std::move(fresh.m_blocks);
    m_head = fresh.m_head;
    m_size = fresh.m_size;
    m_bytes = fresh.m_bytes;
    m_dropped += fresh.m_dropped;
    return moved;
}

} // namespace Atoll::Terminal
