// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "localterminal.h"

using namespace Qt::StringLiterals;

namespace Atoll::Cli {

struct LocalTerminal::State
{};

LocalTerminal::LocalTerminal() = default;
LocalTerminal::~LocalTerminal() = default;

Result<std::unique_ptr<LocalTerminal>> LocalTerminal::create()
{
    return fail(ErrorCode::Unsupported, u"consoles are not made for this system yet"_s);
}

void LocalTerminal::join(std::shared_ptr<QIODevice>) {}
void LocalTerminal::takeInput() {}
void LocalTerminal::showOutput() {}

} // namespace Atoll::Cli
