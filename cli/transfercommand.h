// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "command.h"

#include <rpc/transfer.h>

namespace Atoll::Cli {

//! A command that moves a file of this machine: `storage upload FILE`, `storage download`,
//! `guest export`.
struct TransferCommand
{
    Command command;
    Rpc::Transfer::Way way = Rpc::Transfer::Way::FromAgent;
    QString file;
};

//! Whether the words begin with the name of such a command.
bool isTransfer(const QStringList &words);
//! `--file FILE`, and for an upload also the first word, is the file; the rest is as in any
//! command. Without `--storage` an upload goes to “local”, and its name is the file's.
Result<TransferCommand> parseTransfer(QStringList words);

} // namespace Atoll::Cli
