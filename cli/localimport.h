// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "command.h"

#include <rpc/client.h>
#include <rpc/transfer.h>

namespace Atoll::Cli {

//! `guest import FILE`: sends a file of this machine, imports it and removes what was sent, also
//! when something fails or it is cancelled.
class LocalImport : public QObject
{
    Q_OBJECT

public:
    //! Whether the words name a file of this machine; `guest import --sources …` does not.
    static bool isMeant(const QStringList &words);
    struct Wish
    {
        QStringList files;
        Command command; //!< the import, still without its sources
    };
    static Result<Wish> parse(QStringList words);

    LocalImport(Rpc::Client *client, Wish wish, QObject *parent);

    void begin();
    void cancel();

Q_SIGNALS:
    void progressed(const Atoll::Api::TaskProgress &progress);
    //! Once, when nothing of it is left: the id of the guest.
    void ended(const Atoll::Result<QJsonValue> &result);

private:
    void sendNext();
    void import();
    void taskMoved(const Api::TaskInfo &task);
    void tidy(const Result<QJsonValue> &result);

    Rpc::Client *m_client;
    Wish m_wish;
    QString m_storage;
    QList<Api::VolumeRef> m_sent;
    Rpc::Transfer *m_transfer = nullptr;
    QString m_task;
    bool m_isCancelled = false;
    bool m_isTidying = false;
};

} // namespace Atoll::Cli
