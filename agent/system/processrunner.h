// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/result.h>

#include <QByteArray>
#include <QMap>
#include <QStringList>

#include <chrono>
#include <functional>
#include <stop_token>

namespace Atoll {

//! What to run and within which bounds. Never a shell: a program and its list of arguments.
struct ProcessSpec
{
    QString program; //!< absolute, or looked up in PATH
    QStringList arguments = {};
    QByteArray input = {};                     //!< standard input; also where secrets go
    QMap<QString, QString> environment = {};   //!< beside PATH, HOME and LC_ALL=C.UTF-8
    std::chrono::milliseconds timeout{30'000}; //!< zero: none
    qint64 outputLimitBytes = 4 << 20;         //!< of standard output; above it the program ends
    qint64 memoryLimitBytes = 0;               //!< address space, for parsers of foreign data
    std::stop_token stop = {};                 //!< ends the program when stopped
    std::function<void(QByteArrayView)> onOutput = {}; //!< called in the caller's thread
};

struct ProcessResult
{
    int exitCode = 0;
    QByteArray output;
    QByteArray errorOutput; //!< its last 16 KiB

    //! For error texts: the first line that the program put its name before, else the last line.
    QString complaint(const QString &program) const;
};

//! Runs programs. Blocks: for worker threads only; any number of them may call it at once.
class ProcessRunner
{
public:
    ProcessRunner() = default;
    ProcessRunner(const ProcessRunner &) = delete;
    ProcessRunner &operator=(const ProcessRunner &) = delete;
    virtual ~ProcessRunner() = default;

    //! Any exit code is a result. An Error means: cannot be started, timed out, was cancelled, said
    //! too much, or was killed.
    virtual Result<ProcessResult> run(const ProcessSpec &spec) = 0;

    //! As run(), but an exit code other than 0 is EngineFailed with the program's own words.
    Result<ProcessResult> runOrFail(const ProcessSpec &spec);
};

} // namespace Atoll
