// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "linecodec.h"

#include <algorithm>

namespace Atoll::Terminal {
namespace {

enum Flag : quint8 { Wrapped = 1, Styled = 2 };
constexpr char kJoins = 1; //!< before a mark that belongs to the character before

void appendNumber(QByteArray &out, quint32 number)
{
    while (number >= 0x80) {
        out += char(number | 0x80);
        number >>= 7;
    }
    out += char(number);
}

quint32 takeNumber(QByteArrayView bytes, qsizetype &at)
{
    quint32 number = 0;
    for (int shift = 0; at < bytes.size(); shift += 7) {
        const auto octet = quint8(bytes[at++]);
        number |= quint32(octet & 0x7f) << shift;
        if (!(octet & 0x80))
            break;
    }
    return number;
}

void appendUtf8(QByteArray &out, char32_t code)
{
    if (code < 0x80) {
        out += char(code);
    } else if (code < 0x800) {
        out += char(0xc0 | code >> 6);
        out += char(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
        out += char(0xe0 | code >> 12);
        out += char(0x80 | (code >> 6 & 0x3f));
        out += char(0x80 | (code & 0x3f));
    } else {
        out += char(0xf0 | code >> 18);
        out += char(0x80 | (code >> 12 & 0x3f));
        out += char(0x80 | (code >> 6 & 0x3f));
        out += char(0x80 | (code & 0x3f));
    }
}

char32_t takeUtf8(QByteArrayView bytes, qsizetype &at)
{
    const auto first = quint8(bytes[at++]);
    if (first < 0x80)
        return first;
    const int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
    char32_t code = first & (0x3f >> more);
    for (int i = 0; i < more && at < bytes.size(); ++i)
        code = code << 6 | (quint8(bytes[at++]) & 0x3f);
    return code;
}

void appendText(QByteArray &out, const Line &line, size_t count, const Clusters &clusters)
{
    // Nearly all text is plain: it is written in one go until something else comes.
    const qsizetype start = out.size();
    out.resize(start + qsizetype(count));
    char *plain = out.data() + start;
    size_t i = 0;
    for (; i < count && line.cells[i].code < 0x80; ++i) {
        if (!(line.cells[i].style.attributes & WideTail))
            *plain++ = line.cells[i].code ? char(line.cells[i].code) : ' ';
    }
    out.truncate(plain - out.constData());
    for (; i < count; ++i) {
        const Cell &cell = line.cells[i];
        if (cell.style.attributes & WideTail)
            continue;
        if (!Clusters::isCluster(cell.code)) {
            appendUtf8(out, cell.code ? cell.code : U' ');
            continue;
        }
        const std::u32string_view text = clusters.text(cell.code);
        appendUtf8(out, text.front());
        for (const char32_t mark : text.substr(1)) {
            out += kJoins;
            appendUtf8(out, mark);
        }
    }
}

} // namespace

size_t usedCells(const Line &line)
{
    const auto says = [&line](const Cell &cell) {
        const bool isBlank = cell.code == 0 || (cell.code == U' ' && !line.isWrapped);
        return !isBlank || !cell.style.background.isDefault() || cell.style.attributes;
    };
    size_t count = line.cells.size();
    while (count > 0 && !says(line.cells[count - 1]))
        --count;
    return count;
}

void LineCodec::append(QByteArray &out, const Line &line, const Clusters &clusters)
{
    const size_t count = usedCells(line);
    const bool isStyled = std::any_of(line.cells.begin(), line.cells.begin() + qsizetype(count),
                                      [](const Cell &cell) { return cell.style != Style(); });
    out += char((line.isWrapped ? Wrapped : 0) | (isStyled ? Styled : 0));
    appendNumber(out, quint32(count));
    if (isStyled) {
        size_t begin = 0;
        while (begin < count) {
            const Style &style = line.cells[begin].style;
            size_t stop = begin + 1;
            while (stop < count && line.cells[stop].style == style)
                ++stop;
            appendNumber(out, quint32(stop - begin));
            appendNumber(out, style.attributes);
            appendNumber(out, style.foreground.bits());
            appendNumber(out, style.background.bits());
            begin = stop;
        }
    }
    appendText(out, line, count, clusters);
}

Line LineCodec::decode(QByteArrayView bytes, Clusters &clusters)
{
    Line line;
    const auto flags = quint8(bytes[0]);
    line.isWrapped = flags & Wrapped;
    qsizetype at = 1;
    const size_t count = takeNumber(bytes, at);
    line.cells.resize(count);
    for (size_t done = 0; (flags & Styled) && done < count;) {
        const size_t run = std::min<size_t>(takeNumber(bytes, at), count - done);
        Style style;
        style.attributes = quint16(takeNumber(bytes, at));
        style.foreground = Color::fromBits(takeNumber(bytes, at));
        style.background = Color::fromBits(takeNumber(bytes, at));
        for (const size_t stop = done + run; done < stop; ++done)
            line.cells[done].style = style;
    }
    for (size_t i = 0; i < count && at < bytes.size(); ++i) {
        if (line.cells[i].style.attributes & WideTail)
            continue;
        Cell &cell = line.cells[i];
        cell.code = takeUtf8(bytes, at);
        if (at >= bytes.size() || bytes[at] != kJoins)
            continue;
        std::u32string text(1, cell.code);
        while (at + 1 < bytes.size() && bytes[at] == kJoins)
            text += takeUtf8(bytes, ++at);
        cell.code = clusters.code(text);
    }
    return line;
}

bool LineCodec::isWrapped(QByteArrayView bytes) { return quint8(bytes[0]) & Wrapped; }

qsizetype LineCodec::cellCount(QByteArrayView bytes)
{
    qsizetype at = 1;
    return takeNumber(bytes, at);
}

} // namespace Atoll::Terminal
