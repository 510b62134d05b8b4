// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "bytestream.h"

#include <zlib.h>

#include <array>

namespace Atoll::Console {

//! One zlib stream of a server that lives on over many rectangles. Each rectangle's compressed
//! bytes are inflated straight out of the chunks of the connection, never more than was asked for.
class InflateStream
{
public:
    InflateStream();
    ~InflateStream();
    InflateStream(const InflateStream &) = delete;
    InflateStream &operator=(const InflateStream &) = delete;

    void reset();
    void begin(ByteStream &input, quint32 compressedSize);
    bool read(void *to, qsizetype size);
    quint8 u8();
    //! Eats what is left of the compressed bytes; false when they hold more than was read.
    bool finish();

private:
    qsizetype inflateInto(uchar *to, qsizetype size);

    z_stream m_zlib = {};
    bool m_isOpen = false; //!< zlib holds memory for it
    bool m_ready = false;  //!< and nothing wrong came yet
    ByteStream *m_input = nullptr;
    quint32 m_left = 0;
    std::array<uchar, 8192> m_buffer;
    qsizetype m_bufferOffset = 0;
    qsizetype m_bufferSize = 0;
};

} // namespace Atoll::Console
