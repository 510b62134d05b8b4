// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzzinput.h"

#include <guest/guestagentmessages.h>

using namespace Atoll;

// What a guest's agent answers, taken as every kind of answer.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    namespace m = agentmessages;
    const auto answer = m::answer(fuzzInput(data, size));
    if (!answer)
        return 0;
    Api::AgentInfo facts;
    m::takeInfo(*answer, facts);
    m::takeSystem(*answer, facts);
    m::takeHostName(*answer, facts);
    m::takeTimeZone(*answer, facts);
    m::takeTime(*answer, QDateTime::fromSecsSinceEpoch(0), facts);
    m::takeUsers(*answer, facts);
    m::takeInterfaces(*answer, facts);
    m::takeFilesystems(*answer, facts);
    (void)m::execPid(*answer);
    (void)m::execStatus(*answer);
    (void)m::filePiece(*answer);
    (void)m::trimmed(*answer);
    (void)m::number(*answer);
    (void)toJson(facts);
    return 0;
}
