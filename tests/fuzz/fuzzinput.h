// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

//! What libFuzzer hands over, as a copy that ends where the allocation ends, so that the address
//! sanitizer sees a read past it.
inline QByteArray fuzzInput(const unsigned char *data, size_t size)
{
    return {reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)};
}
