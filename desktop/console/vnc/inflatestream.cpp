// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "inflatestream.h"

#include <algorithm>
#include <cstring>

namespace Atoll::Console {

InflateStream::InflateStream() { reset(); }

InflateStream::~InflateStream()
{
    if (m_isOpen)
        inflateEnd(&m_zlib);
}

void InflateStream::reset()
{
    if (m_isOpen) {
        m_ready = inflateReset(&m_zlib) == Z_OK;
        return;
    }
    m_isOpen = inflateInit(&m_zlib) == Z_OK;
    // The stream never ends, so its checksum is never compared: do not compute it.
    m_ready = m_isOpen && inflateValidate(&m_zlib, 0) == Z_OK;
}

void InflateStream::begin(ByteStream &input, quint32 compressedSize)
{
    m_input = &input;
    m_left = compressedSize;
    m_bufferOffset = m_bufferSize = 0;
}

//! As much as the input gives, up to `size`; 0 when the rectangle's input is used up, -1 on errors.
qsizetype InflateStream::inflateInto(uchar *to, qsizetype size)
{
    m_zlib.next_out = to;
    m_zlib.avail_out = uInt(size);
    while (m_zlib.avail_out > 0 && m_ready) {
        const QByteArrayView ready = m_left > 0 ? m_input->peek() : QByteArrayView();
        const uInt part = uInt(std::min<qsizetype>(ready.size(), m_left));
        // zlib is called without input too: it may still hold output in its window.
        m_zlib.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(ready.data()));
        m_zlib.avail_in = part;
        const uInt before = m_zlib.avail_out;
        const int status = inflate(&m_zlib, Z_SYNC_FLUSH);
        const uInt eaten = part - m_zlib.avail_in;
        if (eaten > 0) {
            m_input->consume(eaten);
            m_left -= eaten;
        }
        if (status != Z_OK && status != Z_BUF_ERROR && status != Z_STREAM_END)
            m_ready = false;
        if (eaten == 0 && m_zlib.avail_out == before)
            break;
    }
    return m_ready ? size - m_zlib.avail_out : -1;
}

bool InflateStream::read(void *to, qsizetype size)
{
    auto *out = static_cast<uchar *>(to);
    const qsizetype buffered = std::min(size, m_bufferSize - m_bufferOffset);
    if (buffered > 0) {
        std::memcpy(out, m_buffer.data() + m_bufferOffset, size_t(buffered));
        m_bufferOffset += buffered;
        out += buffered;
        size -= buffered;
    }
    if (size == 0)
        return true;
    const qsizetype got = inflateInto(out, size);
    if (got == size)
        return true;
    const qsizetype valid = std::max<qsizetype>(got, 0);
    std::memset(out + valid, 0, size_t(size - valid));
    m_input->fail();
    return false;
}

quint8 InflateStream::u8()
{
    if (m_bufferOffset == m_bufferSize) {
        m_bufferOffset = 0;
        m_bufferSize = std::max<qsizetype>(0, inflateInto(m_buffer.data(), m_buffer.size()));
        if (m_bufferSize == 0) {
            m_input->fail();
            return 0;
        }
    }
    return m_buffer[size_t(m_bufferOffset++)];
}

bool InflateStream::finish()
{
    uchar surplus = 0;
    // The end of a flush holds no data but belongs to the stream's state.
    while (m_left > 0 && m_input->ok() && m_ready) {
        const quint32 before = m_left;
        if (inflateInto(&surplus, 1) != 0 || m_left == before)
            break;
    }
    if (m_left == 0 && m_bufferOffset == m_bufferSize && m_ready)
        return true;
    m_input->fail();
    return false;
}

} // namespace Atoll::Console
