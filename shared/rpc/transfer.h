// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client.h"

#include <api/storagetransfer.h>
#include <api/task.h>

#include <QCryptographicHash>
#include <QFile>
#include <QThreadPool>

#include <atomic>

namespace Atoll::Rpc {

//! A file of this machine on its way to or from an agent: asks for the ticket, moves the bytes
//! through a channel, and waits for the end of the task. Lives in a thread with an event loop and
//! never blocks it for long; deleting it cancels.
class Transfer : public QObject
{
    Q_OBJECT

public:
    enum class Way { ToAgent, FromAgent };

    //! `file` is read, or made: what came is in a hidden file beside it until all is there and its
    //! SHA-256 is right.
    Transfer(Client *client, Way way, const QString &file, QObject *parent = nullptr);
    ~Transfer() override;

    //! Sends the file as a volume. Its checksum is taken first.
    void upload(const QString &storage, const QString &name);
    //! These follow the first file in the same stream; before start().
    void sendMore(const QStringList &files) { m_more = files; }
    //! Any row whose answer is a TransferTicket.
    void start(const QString &method, const QJsonObject &params);
    void cancel();

Q_SIGNALS:
    void hashed(qint64 doneBytes, qint64 totalBytes);
    //! The agent knows of it from here on.
    void taskBegan(const QString &task);
    void moved(qint64 doneBytes, qint64 totalBytes);
    //! Once. The task's result.
    void ended(const Atoll::Result<QJsonValue> &result);

private:
    Result<void> openFile();
    Result<void> openNext(const QString &path);
    void openChannel(const Api::TransferTicket &ticket);
    void pump();
    void send();
    void receive();
    void followTask();
    void taskMoved(const Api::TaskInfo &task);
    void keepFile(const QJsonValue &result);
    void end(const Result<QJsonValue> &result);

    Client *m_client;
    const Way m_way;
    const QString m_path;
    QFile m_file;
    QStringList m_more;       //!< still to be sent
    QList<qint64> m_promised; //!< sizes of what is still to be opened
    qint64 m_left = 0;        //!< of this file: it may grow meanwhile
    std::shared_ptr<QIODevice> m_channel;
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
    QString m_task;
    qint64 m_done = 0;
    qint64 m_total = 0;
    bool m_isChannelOver = false;
    bool m_isEnded = false;
    std::optional<QJsonValue> m_result;
    std::shared_ptr<std::atomic_bool> m_isCancelled = std::make_shared<std::atomic_bool>(false);
};

} // namespace Atoll::Rpc
