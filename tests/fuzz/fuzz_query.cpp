// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzzinput.h"

#include <find/querycomplete.h>

using namespace Atoll;

// What people type, or saved once: it is understood, or a problem says where it is not.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const auto text = QString::fromUtf8(fuzzInput(data, size));
    const Query query = Query::parse(text);
    if (const auto problem = query.problem()) {
        if (problem->text.isEmpty() || problem->start < 0
            || problem->start + problem->length > text.size()) {
            qFatal("a problem is not in the text");
        }
    }
    Api::GuestInfo guest;
    guest.tags = {QStringLiteral("a")};
    const Usage usage;
    if (query.matches({&guest, &usage, u"n", u"c", u"s"}, 0) && query.problem())
        qFatal("a query that is not understood found something");
    const auto words = [](QueryKey) { return QStringList{QStringLiteral("a b")}; };
    for (const qsizetype cursor : {qsizetype(0), text.size() / 2, text.size()}) {
        const QueryCompletion completion = completeQuery(text, cursor, words);
        if (completion.start < 0 || completion.length < 0
            || completion.start + completion.length > text.size())
            qFatal("a completion is not in the text");
    }
    return 0;
}
