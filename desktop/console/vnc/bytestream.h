// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <vector>

namespace Atoll::Console {

//! Bytes from the thread of the connection to the thread that decodes: chunks are handed over, not
//! copied. The producer pushes and closes; one consumer reads and blocks for more. After the end,
//! or after fail(), every read gives zeros and ok() is false, so that parsers check once per step.
class ByteStream
{
public:
    //! `drained` is called in the consumer's thread when it has eaten down to `lowWater`, once
    //! after each time that wantDrained() was set.
    explicit ByteStream(qsizetype lowWater = 1 << 20, std::function<void()> drained = {});

    void push(QByteArray chunk);
    //! `size` bytes to fill and push: memory of an eaten chunk where there is one, for fresh memory
    //! costs a page fault for every 4 KiB. Any thread.
    QByteArray spare(qsizetype size);
    void close();
    qsizetype buffered() const { return m_buffered.load(std::memory_order_relaxed); }
    void wantDrained() { m_wantDrained = true; }

    bool ok() const { return m_ok; }
    void fail() { m_ok = false; }
    //! The bytes ran out, in contrast to fail(): they were bad.
    bool hasEnded() const { return m_ended; }
    quint64 consumed() const { return m_consumed.load(std::memory_order_relaxed); }

    bool read(void *to, qsizetype size);
    bool skip(qsizetype size);
    //! What lies ready in one piece, at least one byte; empty at the end.
    QByteArrayView peek();
    void consume(qsizetype size);
    //! `size` bytes in one piece, valid until the next call; null at the end. The caller bounds
    //! size.
    const uchar *take(qsizetype size);

    quint8 u8();
    quint16 u16();
    quint32 u32();
    qint32 s32() { return static_cast<qint32>(u32()); }

private:
    bool nextChunk();
    void recycle(QByteArray chunk);

    const qsizetype m_lowWater;
    const std::function<void()> m_drained;
    std::mutex m_mutex;
    std::condition_variable m_arrived;
    std::deque<QByteArray> m_chunks;
    std::vector<QByteArray> m_spares;
    bool m_closed = false;
    std::atomic<qsizetype> m_buffered = 0;
    std::atomic<bool> m_wantDrained = false;
    std::atomic<quint64> m_consumed = 0;

    // Consumer only.
    QByteArray m_chunk;
    qsizetype m_offset = 0;
    QByteArray m_scratch;
    bool m_ok = true;
    bool m_ended = false;
};

} // namespace Atoll::Console
