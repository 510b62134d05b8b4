// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/catalogue.h>

#include <QStringList>

namespace Atoll::Cli {

//! What the user typed, understood by the catalogue: `guest start web-1` is guest.start with
//! {"guest": "web-1"}.
struct Command
{
    const Api::MethodInfo *method = nullptr;
    QJsonObject params;
};

//! Finds the longest method name in front of the words; the rest are parameters:
//! the first required text without its option (`web-1`), `--memory-bytes 2GiB`,
//! `--config.memory-bytes 2GiB` for a field of a field (the prefix may be left out where it is not
//! ambiguous), `--config.disks size-bytes=8GiB,storage=local` once per item of a list, and
//! `--params '{…}'` or `--params @FILE` for JSON. Names may be written in kebab-case or camelCase.
//! Types are converted as the schema says; what is wrong is an error that names the option.
Result<Command> parseCommand(const QStringList &words);

//! `guest console`, unless it asks for the ticket of a display with `--kind vnc`.
bool isSerialConsole(const Command &command);

//! Methods whose names begin with the words, for help: one line each.
QString helpFor(const QStringList &words);

//! Candidates for the next word: verbs, or options of the method. For shell completion.
QStringList completions(const QStringList &words);

//! "memoryBytes" → "memory-bytes".
QString kebab(const QString &camel);

} // namespace Atoll::Cli
