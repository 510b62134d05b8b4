// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cell.h"

namespace Atoll::Terminal {

char32_t Clusters::code(std::u32string_view text)
{
    constexpr size_t kMost = 65536; // a hostile program must not fill the memory with them
    if (text.size() == 1)
        return text.front();
    std::u32string key(text);
    if (const auto known = m_codes.find(key); known != m_codes.end())
        return known->second;
    if (m_texts.size() >= kMost)
        return text.front();
    const char32_t code = kFirst + char32_t(m_texts.size());
    m_texts.push_back(key);
    m_codes.emplace(std::move(key), code);
    return code;
}

} // namespace Atoll::Terminal
