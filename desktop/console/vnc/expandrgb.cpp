// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "expandrgb.h"

#include <QtEndian>

#if defined(__x86_64__) && defined(__GNUC__)
#include <tmmintrin.h>
#endif

namespace Atoll::Console {

namespace {

void expandPlain(quint32 *to, const uchar *from, int count)
{
    for (int x = 0; x < count; ++x)
        to[x] = qFromBigEndian<quint32>(from + 3 * x) >> 8 | 0xff000000;
}

#if defined(__x86_64__) && defined(__GNUC__)
// Four pixels by one shuffle: Debian's baseline of x86-64 has no SSSE3, nearly every machine does.
__attribute__((target("ssse3"))) void expandSsse3(quint32 *to, const uchar *from, int count)
{
    constexpr int kStep = 4;
    constexpr int kReadAhead = 2; // a load of 16 bytes reaches into the second next pixel
    const __m128i order = _mm_setr_epi8(2, 1, 0, -1, 5, 4, 3, -1, 8, 7, 6, -1, 11, 10, 9, -1);
    const __m128i opaque = _mm_set1_epi32(int(0xff000000));
    int x = 0;
    for (; x + kStep + kReadAhead <= count; x += kStep) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(from + 3 * x));
        _mm_storeu_si128(reinterpret_cast<__m128i *>(to + x),
                         _mm_or_si128(_mm_shuffle_epi8(bytes, order), opaque));
    }
    expandPlain(to + x, from + 3 * x, count - x);
}
#endif

} // namespace

void expandRgb(quint32 *to, const uchar *from, int count)
{
#if defined(__x86_64__) && defined(__GNUC__)
    static const bool hasShuffle = __builtin_cpu_supports("ssse3");
    if (hasShuffle) {
        expandSsse3(to, from, count);
        return;
    }
#endif
    expandPlain(to, from, count);
}

} // namespace Atoll::Console
