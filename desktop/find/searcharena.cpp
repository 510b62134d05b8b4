// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcharena.h"

#include <QByteArrayMatcher>

#include <algorithm>

namespace Atoll {

QByteArray foldedText(const QString &text) { return text.toCaseFolded().toUtf8(); }

quint8 SearchTerms::foundIn(const QByteArray &text) const
{
    quint8 mask = 0;
    for (size_t i = 0; i < words.size(); ++i) {
        if (text.contains(words[i]))
            mask |= quint8(1U << i);
    }
    return mask;
}

void SearchArena::markChanged(int index)
{
    const auto number = size_t(index / kChunk);
    if (number >= m_chunks.size())
        m_chunks.resize(number + 1);
    Chunk &chunk = m_chunks[number];
    if (chunk.ends.size() <= size_t(index % kChunk))
        chunk.ends.resize(size_t(index % kChunk) + 1);
    chunk.isChanged = true;
    m_hasChanges = true;
}

bool SearchArena::update(int index)
{
    const auto number = size_t(index / kChunk);
    const auto entry = size_t(index % kChunk);
    if (number >= m_chunks.size() || m_chunks[number].isChanged
        || entry >= m_chunks[number].ends.size()) {
        markChanged(index);
        return true;
    }
    Chunk &chunk = m_chunks[number];
    const qsizetype start = entry == 0 ? 0 : qsizetype(chunk.ends[entry - 1]);
    const qsizetype size = qsizetype(chunk.ends[entry]) - start;
    const QByteArray text = foldedText(m_reader(index)) + '\n';
    if (QByteArrayView(chunk.text).sliced(start, size) == text)
        return m_hasChanges;
    chunk.text.replace(start, size, text);
    for (size_t i = entry; i < chunk.ends.size(); ++i)
        chunk.ends[i] = quint32(qsizetype(chunk.ends[i]) + text.size() - size);
    return m_hasChanges;
}

bool SearchArena::refreshOne()
{
    if (!m_hasChanges)
        return false;
    for (size_t i = 0; i < m_chunks.size(); ++i) {
        if (m_chunks[i].isChanged) {
            refresh(int(i));
            return true;
        }
    }
    m_hasChanges = false;
    return false;
}

void SearchArena::refresh(int number)
{
    Chunk &chunk = m_chunks[size_t(number)];
    chunk.text.clear();
    chunk.text.reserve(qsizetype(chunk.ends.size()) * 48);
    for (size_t i = 0; i < chunk.ends.size(); ++i) {
        chunk.text += foldedText(m_reader(number * kChunk + int(i)));
        chunk.text += '\n'; // no word holds one, so none is found across two objects
        chunk.ends[i] = quint32(chunk.text.size());
    }
    chunk.isChanged = false;
}

void SearchArena::search(const SearchTerms &terms, std::vector<quint8> &hits)
{
    std::fill(hits.begin(), hits.end(), quint8(0));
    while (refreshOne()) {}
    for (size_t word = 0; word < terms.words.size(); ++word) {
        const QByteArrayMatcher matcher(terms.words[word]);
        const auto bit = quint8(1U << word);
        for (size_t number = 0; number < m_chunks.size(); ++number) {
            const Chunk &chunk = m_chunks[number];
            size_t entry = 0;
            qsizetype at = matcher.indexIn(chunk.text, 0);
            while (at >= 0) {
                while (chunk.ends[entry] <= quint32(at))
                    ++entry;
                const size_t index = number * kChunk + entry;
                if (index < hits.size())
                    hits[index] |= bit;
                at = matcher.indexIn(chunk.text, chunk.ends[entry]);
            }
        }
    }
}

} // namespace Atoll
