// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/cluster.h>
#include <api/task.h>

#include <QHash>
#include <QList>

#include <vector>

namespace Atoll {

inline QString keyOf(const Api::GuestInfo &guest) { return guest.uuid; }
inline QString keyOf(const Api::NodeInfo &node) { return node.name; }
inline QString keyOf(const Api::StorageInfo &item) { return item.node + u'/' + item.name; }
inline QString keyOf(const Api::NetworkInfo &item) { return item.node + u'/' + item.name; }
inline QString keyOf(const Api::TaskInfo &task) { return task.id; }

//! Objects by a small number (index) that stays theirs until they are removed, and by key.
//! Indexes of removed objects are used again. Kept in chunks that are shared implicitly, so that a
//! copy (for the offline cache) costs nothing and a change after it copies one chunk only.
template <class T>
class ObjectTable
{
public:
    static constexpr int kChunk = 1024;

    qsizetype size() const { return m_index.size(); }
    bool isEmpty() const { return m_index.isEmpty(); }
    //! All indexes are below this.
    int indexEnd() const { return int(m_marks.size()); }
    bool contains(int index) const
    {
        return index >= 0 && index < indexEnd() && m_marks[size_t(index)] != 0;
    }
    const T &at(int index) const { return m_chunks.at(index / kChunk).at(index % kChunk); }
    //! Negative when there is none.
    int find(const QString &key) const { return m_index.value(key, -1); }
    QList<int> indexes() const
    {
        QList<int> all;
        all.reserve(size());
        for (int i = 0; i < indexEnd(); ++i) {
            if (m_marks[size_t(i)] != 0)
                all.append(i);
        }
        return all;
    }

    enum class Put { Same, Changed, Inserted };
    struct Place
    {
        int index;
        Put what;
    };
    //! `onChange(before, after)` runs before an existing object is replaced.
    template <class F>
    Place put(T item, F onChange)
    {
        const QString key = keyOf(item);
        const int index = find(key);
        if (index < 0)
            return {insert(key, std::move(item)), Put::Inserted};
        m_marks[size_t(index)] = m_round;
        if constexpr (requires { item == item; }) {
            if (at(index) == item)
                return {index, Put::Same};
        }
        onChange(at(index), item);
        m_chunks[index / kChunk][index % kChunk] = std::move(item);
        return {index, Put::Changed};
    }
    Place put(T item)
    {
        return put(std::move(item), [](const T &, const T &) {});
    }
    void remove(int index)
    {
        m_index.remove(keyOf(at(index)));
        m_chunks[index / kChunk][index % kChunk] = T{};
        m_marks[size_t(index)] = 0;
        m_free.push_back(index);
    }

    //! Mark and sweep: what was not put since startRound() is unmarked().
    void startRound()
    {
        if (m_round == 255) {
            for (quint8 &mark : m_marks)
                mark = mark != 0 ? quint8(1) : quint8(0);
            m_round = 1;
        }
        ++m_round; // a round that was broken off leaves its marks, hence not just two of them
    }
    QList<int> unmarked() const
    {
        QList<int> old;
        for (int i = 0; i < indexEnd(); ++i) {
            if (m_marks[size_t(i)] != 0 && m_marks[size_t(i)] != m_round)
                old.append(i);
        }
        return old;
    }
    void reserve(qsizetype size)
    {
        m_index.reserve(size);
        m_marks.reserve(size_t(size));
    }

private:
    int insert(const QString &key, T item)
    {
        int index = indexEnd();
        if (!m_free.empty()) {
            index = m_free.back();
            m_free.pop_back();
            m_chunks[index / kChunk][index % kChunk] = std::move(item);
            m_marks[size_t(index)] = m_round;
        } else {
            if (index % kChunk == 0) {
                m_chunks.emplaceBack();
                // Small clusters stay small; a full chunk is never moved again.
                if (index > 0)
                    m_chunks.last().reserve(kChunk);
            }
            m_chunks.last().append(std::move(item));
            m_marks.push_back(m_round);
        }
        m_index.insert(key, index);
        return index;
    }

    QList<QList<T>> m_chunks;
    std::vector<quint8> m_marks; //!< 0: free; else the round in which it was last put
    std::vector<int> m_free;
    QHash<QString, int> m_index;
    quint8 m_round = 1;
};

} // namespace Atoll
