// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "linecodec.h"

#include <algorithm>
#include <array>

namespace Atoll::Terminal {
namespace {

enum Flag : quint8 { Wrapped = 1, Styled = 2 };
constexpr char kJoins = 1; //!< before a mark that belongs to the character before

//! A few octets that are appended in one go: most of a line in colours are numbers.
class Octets
{
public:
    explicit Octets(QByteArray &out)
        : m_out(out)
    {}
    ~Octets() { m_out.append(m_octets.data(), m_size); }
    Q_DISABLE_COPY_MOVE(Octets)
    void add(quint32 octet) { m_octets[size_t(m_size++)] = char(octet); }
    void addNumber(quint32 number)
    {
        for (; number >= 0x80; number >>= 7)
            add(number | 0x80);
        add(number);
    }

private:
    QByteArray &m_out;
    std::array<char, 24> m_octets; //!< four numbers at most
    qsizetype m_size = 0;
};

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
    Octets octets(out);
    if (code < 0x80) {
        octets.add(code);
        return;
    }
    const int more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    constexpr std::array<quint32, 4> kLead{0, 0xc0, 0xe0, 0xf0};
    octets.add(kLead[size_t(more)] | code >> (6 * more));
    for (int rest = more - 1; rest >= 0; --rest)
        octets.add(0x80 | (code >> (6 * rest) & 0x3f));
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
    {
        Octets head(out);
        head.add(quint32(line.isWrapped) * Wrapped | quint32(isStyled) * Styled);
        head.addNumber(quint32(count));
    }
    if (isStyled) {
        size_t begin = 0;
        while (begin < count) {
            const Style &style = line.cells[begin].style;
            size_t stop = begin + 1;
            while (stop < count && line.cells[stop].style == style)
                ++stop;
            Octets run(out);
            run.addNumber(quint32(stop - begin));
            run.addNumber(style.attributes);
            run.addNumber(style.foreground.bits());
            run.addNumber(style.background.bits());
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
