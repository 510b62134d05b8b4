// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "localimport.h"
#include "transfercommand.h"

#include <rpc/client.h>

namespace Atoll::Cli {

class LocalTerminal;

//! How to reach a cluster; from the command line, or as `atollctl login` saved it.
struct Target
{
    QString server;
    QString fingerprint;
    QString user;
    QString password; //!< from --password-file or the prompt, never from an argument
    QString token;

    static QString path(); //!< of the saved one, mode 0600
    static Target load();
    Result<void> save() const;
};

struct Flags
{
    bool asJson = false;
    bool waits = true;
    bool isWide = false;
};

//! One conversation: connects, logs in, asks, follows the task, prints, and quits the event loop
//! with the exit code: 0 done, 1 refused or failed, 2 wrong words, 3 not reachable.
class Conversation : public QObject
{
    Q_OBJECT

public:
    Conversation(Target target, Flags flags, QObject *parent = nullptr);

    void run(const Command &command);
    void transfer(const TransferCommand &command);
    void importFile(const LocalImport::Wish &wish);
    //! Joins this terminal with a guest's serial console.
    void console(const Command &command);
    void login();
    void followEvents();

private:
    void open(std::function<void()> whenReady);
    void join(LocalTerminal *terminal, const Command &command);
    void stateChanged(Rpc::ClientState state, const std::optional<Error> &why);
    void ask(const Command &command);
    void askChange(const Command &command);
    void withVersion(const Command &command, const std::function<void(Command)> &then);
    void follow(const QString &task);
    void taskMoved(const Api::TaskInfo &task);
    void showProgress(const Api::TaskProgress &progress);
    void print(const QJsonValue &answer, const QString &method = {});
    void finish(int code);
    void fail(const Error &error);

    Target m_target;
    Flags m_flags;
    bool m_showsProgress = false;
    std::unique_ptr<Rpc::Client> m_client;
    std::function<void()> m_whenReady;
    QString m_task;
    bool m_isEnding = false;
};

} // namespace Atoll::Cli
