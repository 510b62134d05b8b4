// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/json.h>

#include <QHash>

//! Structs with fields() in a dense binary form: numbers of variable length, every text once.
//! The layout follows fields(), so a file is read only by a program with the same layout().
namespace Atoll::packing {

template <class T>
concept Number = std::is_integral_v<T> || std::is_enum_v<T>;

class Writer
{
public:
    void number(qint64 value)
    {
        auto bits = (quint64(value) << 1) ^ quint64(value >> 63); // small negatives stay short
        for (; bits >= 0x80; bits >>= 7)
            m_bytes.append(char(bits | 0x80));
        m_bytes.append(char(bits));
    }

    template <class T>
    void value(const T &item)
    {
        if constexpr (Number<T>) {
            number(qint64(item));
        } else if constexpr (std::is_same_v<T, QString>) {
            number(text(item));
        } else if constexpr (std::is_same_v<T, QDateTime>) {
            number(item.isValid() ? item.toMSecsSinceEpoch() : 0);
        } else if constexpr (json::IsList<T>::value) {
            number(item.size());
            for (const auto &one : item)
                value(one);
        } else {
            T::fields().visit([&](const auto &...fields) { (value(item.*fields.member), ...); });
        }
    }

    //! The texts, then what refers to them.
    QByteArray finish()
    {
        Writer head;
        head.number(m_texts.size());
        for (const QByteArray &utf8 : std::as_const(m_texts)) {
            head.number(utf8.size());
            head.m_bytes.append(utf8);
        }
        return head.m_bytes + m_bytes;
    }

private:
    qint64 text(const QString &item)
    {
        const auto it = m_numbers.constFind(item);
        if (it != m_numbers.constEnd())
            return *it;
        const qint64 next = m_texts.size();
        m_numbers.insert(item, next);
        m_texts.append(item.toUtf8());
        return next;
    }

    QByteArray m_bytes;
    QList<QByteArray> m_texts;
    QHash<QString, qint64> m_numbers;
};

//! Reads foreign bytes: stops at the first thing that cannot be, and never beyond the end.
class Reader
{
public:
    explicit Reader(QByteArrayView bytes)
        : m_rest(bytes)
    {
        const qint64 texts = count();
        m_texts.reserve(texts);
        for (qint64 i = 0; i < texts && m_isGood; ++i) {
            const qint64 size = count();
            m_texts.append(QString::fromUtf8(m_rest.first(size)));
            m_rest = m_rest.sliced(size);
        }
    }

    bool isGood() const { return m_isGood; }

    qint64 number()
    {
        quint64 bits = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (m_rest.isEmpty())
                break;
            const auto octet = quint8(m_rest.front());
            m_rest = m_rest.sliced(1);
            bits |= quint64(octet & 0x7f) << shift;
            if (octet < 0x80)
                return qint64(bits >> 1) ^ -qint64(bits & 1);
        }
        m_isGood = false;
        return 0;
    }

    //! A number of things of which each takes an octet at least.
    qint64 count()
    {
        const qint64 value = number();
        if (value >= 0 && value <= m_rest.size())
            return value;
        m_isGood = false;
        return 0;
    }

    template <class T>
    void value(T &item)
    {
        if constexpr (Number<T>) {
            item = T(number());
        } else if constexpr (std::is_same_v<T, QString>) {
            const qint64 text = number();
            if (text >= 0 && text < m_texts.size())
                item = m_texts.at(text);
            else
                m_isGood = false;
        } else if constexpr (std::is_same_v<T, QDateTime>) {
            const qint64 ms = number();
            if (ms != 0)
                item = QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
        } else if constexpr (json::IsList<T>::value) {
            const qint64 size = count();
            item.reserve(size);
            for (qint64 i = 0; i < size && m_isGood; ++i) {
                item.emplaceBack();
                value(item.last());
            }
        } else {
            T::fields().visit([&](const auto &...fields) { (value(item.*fields.member), ...); });
        }
    }

private:
    QByteArrayView m_rest;
    QList<QString> m_texts;
    bool m_isGood = true;
};

//! Tells apart structs with other fields.
template <class T>
quint32 layout()
{
    QByteArray names;
    T::fields().visit([&](const auto &...fields) { ((names += fields.name, names += ','), ...); });
    quint32 hash = 2166136261U; // FNV-1a: the same in every run, unlike qHash
    for (const char c : std::as_const(names))
        hash = (hash ^ quint8(c)) * 16777619U;
    return hash;
}

} // namespace Atoll::packing
