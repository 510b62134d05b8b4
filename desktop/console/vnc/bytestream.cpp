// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "bytestream.h"

#include <QtEndian>

#include <algorithm>
#include <cstring>
#include <utility>

namespace Atoll::Console {

namespace {

constexpr size_t kSpares = 16;
constexpr qsizetype kSpareBytes = 64 * 1024; //!< smaller ones cost nothing to allocate

} // namespace

ByteStream::ByteStream(qsizetype lowWater, std::function<void()> drained)
    : m_lowWater(lowWater)
    , m_drained(std::move(drained))
{}

void ByteStream::push(QByteArray chunk)
{
    if (chunk.isEmpty())
        return;
    m_buffered.fetch_add(chunk.size(), std::memory_order_relaxed);
    {
        const std::lock_guard lock(m_mutex);
        m_chunks.push_back(std::move(chunk));
    }
    m_arrived.notify_one();
}

QByteArray ByteStream::spare(qsizetype size)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_spares.empty() && m_spares.back().capacity() >= size) {
            QByteArray chunk = std::move(m_spares.back());
            m_spares.pop_back();
            chunk.resize(size);
            return chunk;
        }
    }
    return QByteArray(size, Qt::Uninitialized);
}

void ByteStream::recycle(QByteArray chunk)
{
    if (chunk.capacity() < kSpareBytes || !chunk.isDetached())
        return;
    const std::lock_guard lock(m_mutex);
    if (m_spares.size() < kSpares)
        m_spares.push_back(std::move(chunk));
}

void ByteStream::close()
{
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
    }
    m_arrived.notify_one();
}

bool ByteStream::nextChunk()
{
    if (!m_ok)
        return false;
    const qsizetype left =
        m_buffered.fetch_sub(m_chunk.size(), std::memory_order_relaxed) - m_chunk.size();
    recycle(std::exchange(m_chunk, {}));
    m_offset = 0;
    if (left <= m_lowWater && m_wantDrained.exchange(false) && m_drained)
        m_drained();
    std::unique_lock lock(m_mutex);
    m_arrived.wait(lock, [this] { return m_closed || !m_chunks.empty(); });
    if (m_chunks.empty()) {
        m_ok = false;
        m_ended = true;
        return false;
    }
    m_chunk = std::move(m_chunks.front());
    m_chunks.pop_front();
    return true;
}

QByteArrayView ByteStream::peek()
{
    if (m_offset == m_chunk.size() && !nextChunk())
        return {};
    return QByteArrayView(m_chunk).sliced(m_offset);
}

void ByteStream::consume(qsizetype size)
{
    m_offset += size;
    m_consumed.fetch_add(quint64(size), std::memory_order_relaxed);
}

bool ByteStream::read(void *to, qsizetype size)
{
    auto *out = static_cast<char *>(to);
    while (size > 0) {
        const QByteArrayView ready = m_ok ? peek() : QByteArrayView();
        if (ready.isEmpty()) {
            std::memset(out, 0, size_t(size));
            return false;
        }
        const qsizetype part = std::min(size, ready.size());
        std::memcpy(out, ready.data(), size_t(part));
        consume(part);
        out += part;
        size -= part;
    }
    return m_ok;
}

bool ByteStream::skip(qsizetype size)
{
    while (size > 0) {
        const QByteArrayView ready = m_ok ? peek() : QByteArrayView();
        if (ready.isEmpty())
            return false;
        const qsizetype part = std::min(size, ready.size());
        consume(part);
        size -= part;
    }
    return m_ok;
}

const uchar *ByteStream::take(qsizetype size)
{
    const QByteArrayView ready = m_ok ? peek() : QByteArrayView();
    if (ready.size() >= size && size > 0) {
        consume(size);
        return reinterpret_cast<const uchar *>(ready.data());
    }
    // Grows with what really arrives, so that an announced size alone costs no memory.
    m_scratch.clear();
    while (m_scratch.size() < size) {
        const QByteArrayView part = m_ok ? peek() : QByteArrayView();
        if (part.isEmpty())
            return nullptr;
        const qsizetype length = std::min(size - m_scratch.size(), part.size());
        m_scratch.append(part.data(), length);
        consume(length);
    }
    return reinterpret_cast<const uchar *>(m_scratch.constData());
}

quint8 ByteStream::u8()
{
    quint8 value = 0;
    read(&value, 1);
    return value;
}

quint16 ByteStream::u16()
{
    quint16 value = 0;
    read(&value, 2);
    return qFromBigEndian(value);
}

quint32 ByteStream::u32()
{
    quint32 value = 0;
    read(&value, 4);
    return qFromBigEndian(value);
}

} // namespace Atoll::Console
