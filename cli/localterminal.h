// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/result.h>

#include <QIODevice>
#include <QObject>

#include <memory>

namespace Atoll::Cli {

//! Joins the terminal in which atollctl runs with a channel: every key goes through as it is, but
//! Ctrl+], which leaves. What the terminal was set to comes back at the end, whatever ends it.
class LocalTerminal : public QObject
{
    Q_OBJECT

public:
    //! Unsupported where input is no terminal.
    static Result<std::unique_ptr<LocalTerminal>> create();
    ~LocalTerminal() override;

    void join(std::shared_ptr<QIODevice> channel);

Q_SIGNALS:
    //! By Ctrl+], or because input ended.
    void left();

private:
    LocalTerminal();
    void takeInput();
    void showOutput();

    struct State;
    std::unique_ptr<State> m_state;
    std::shared_ptr<QIODevice> m_channel;
    QByteArray m_unshown;
};

} // namespace Atoll::Cli
