// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "command.h"

#include <rpc/transfer.h>

namespace Atoll::Cli {

//! A command that moves a file of this machine: `storage upload FILE`, `storage download`,
//! `guest push NAME FILE…`, `storage disc FILE… --name NAME.iso`, `guest export`.
struct TransferCommand
{
    Command command;
    Rpc::Transfer::Way way = Rpc::Transfer::Way::FromAgent;
    QString file;
    QStringList more = {}; //!< that follow it
};

//! Whether the words begin with the name of such a command.
bool isTransfer(const QStringList &words);
//! `--file FILE`, and for an upload also the first word, is the file; the rest is as in any
//! command. Without `--storage` an upload goes to “local”, and its name is the file's. Where
//! several files can be sent, all plain words are files.
Result<TransferCommand> parseTransfer(QStringList words);

} // namespace Atoll::Cli
