// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "filedropways.h"

#include <client/clustersession.h>

#include <QObject>
#include <QPointer>

#include <stop_token>

namespace Atoll::Console {
class ConsoleView;
}

namespace Atoll {

//! Files that were dropped on a guest's console: asks which ways into the guest there are, and
//! takes one. The storage gets a CD by one that is made of the files. GUI thread, no widget.
class FileDrop : public QObject
{
    Q_OBJECT
public:
    FileDrop(ClusterSession &session, const QString &guest, const QStringList &files,
             Console::ConsoleView *view, QObject *parent = nullptr);
    ~FileDrop() override;

    const DropFacts &facts() const { return m_facts; }
    const QStringList &files() const { return m_files; }
    QString guestName() const;
    bool isSending() const { return m_isSending; }
    //! A CD that was made stays until it is taken out.
    bool hasDisc() const { return !m_disc.isEmpty(); }

    void send(DropWay way, const QString &storage);
    void cancel();
    //! Takes the CD out of the drive and deletes it.
    void removeDisc();

Q_SIGNALS:
    void factsChanged();
    void progressed(double share, const QString &stage);
    //! In words what was done, or why not.
    void ended(const Atoll::Result<QString> &result);

private:
    void ask();
    void transfer(const QString &method, QJsonObject params,
                  const std::function<void(const QJsonValue &)> &then);
    void insert(const QString &storage, const QString &volume);
    //! Sets what is in the drive; empty: nothing.
    void setMedium(const QString &storage, const QString &volume,
                   const std::function<void(const Result<void> &)> &then);
    void deleteVolume();
    void tellTask();
    void end(const Result<QString> &result);

    QPointer<ClusterSession> m_session;
    QString m_guest;
    QStringList m_files;
    QPointer<Console::ConsoleView> m_view;
    DropFacts m_facts;
    QString m_task;
    QString m_target; //!< of the drive
    QString m_discStorage;
    QString m_disc;
    std::stop_source m_stop;
    bool m_isSending = false;
};

} // namespace Atoll
