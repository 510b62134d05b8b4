// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "query.h"

#include <functional>

namespace Atoll {

//! What could stand where the cursor is, and what of the text it would replace.
struct QueryCompletion
{
    qsizetype start = 0;
    qsizetype length = 0;
    QStringList candidates; //!< ready to be put in; at most `kMaximum`

    static constexpr qsizetype kMaximum = 50;
};

//! Values that exist, for keys whose values are not listed by queryWords().
using QueryVocabulary = std::function<QStringList(QueryKey key)>;

//! Keys while a word is typed, values behind a key. Nothing for what is already complete.
QueryCompletion completeQuery(const QString &text, qsizetype cursor,
                              const QueryVocabulary &vocabulary);

} // namespace Atoll
