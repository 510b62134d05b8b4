// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

#include <functional>
#include <vector>

namespace Atoll {

//! The words of a query, folded.
struct SearchTerms
{
    static constexpr int kMaximum = 8;

    std::vector<QByteArray> words;

    //! One bit per word.
    quint8 all() const { return quint8((1U << words.size()) - 1); }
    quint8 foundIn(const QByteArray &foldedText) const;
};

//! Folded UTF-8 of anything that is searched.
QByteArray foldedText(const QString &text);

//! Folded texts of objects by index, laid end to end, so that a search is a run over memory. New
//! texts are read in chunks; single ones are changed in their place. GUI thread.
class SearchArena
{
public:
    static constexpr int kChunk = 1024;
    //! The text of an index; empty when there is none.
    using Reader = std::function<QString(int index)>;

    explicit SearchArena(Reader reader)
        : m_reader(std::move(reader))
    {}

    //! The text of an index comes, changes or goes; it is read later.
    void markChanged(int index);
    //! Reads the text of one index now, where its chunk is read already; else as markChanged().
    //! True: something is left for refreshOne().
    bool update(int index);
    //! Reads one chunk that has changed; false when there was none. For idle time.
    bool refreshOne();
    //! Which words stand in which text: `hits` gets one mask per index.
    void search(const SearchTerms &terms, std::vector<quint8> &hits);

private:
    struct Chunk
    {
        QByteArray text;
        std::vector<quint32> ends; //!< of each object's text
        bool isChanged = true;
    };
    void refresh(int number);

    Reader m_reader;
    std::vector<Chunk> m_chunks;
    bool m_hasChanges = false;
};

} // namespace Atoll
