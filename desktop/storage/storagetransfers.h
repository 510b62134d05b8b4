// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/result.h>

#include <QFuture>
#include <QObject>
#include <QPointer>
#include <QStringList>

QT_BEGIN_NAMESPACE
class QAction;
class QWidget;
QT_END_NAMESPACE

namespace Atoll {

namespace Api {
struct StorageInfo;
}
class AppContext;
class KeyMap;
class ClusterSession;

//! Sends files into a storage, gets them out, lets the node fetch them. Progress is in the tasks
//! dock; what fails is told by failed(). GUI thread.
class StorageTransfers : public QObject
{
    Q_OBJECT
public:
    StorageTransfers(ClusterSession &session, const QString &storage, AppContext &context,
                     QWidget *owner);

    QList<QAction *> actions() const;
    //! Why nothing can be sent there; empty: it can.
    static QString whyNot(const ClusterSession &session, const Api::StorageInfo *storage);
    //! The same for these files.
    static QString whyNotThese(const QStringList &files);

    void update(const Api::StorageInfo *storage, const QString &volume);
    void upload(const QStringList &files);
    void download(const QString &volume, const QString &file);

Q_SIGNALS:
    void failed(const QString &what, const Atoll::Error &error);
    //! What a file's checksum is taken for, which is before there is a task; empty: no more.
    void checking(const QString &words);
    //! A transfer that was begun here has ended well.
    void ended();

private:
    void askForFiles();
    void askForTarget();
    void askForAddress();
    void settle(const QFuture<Result<QJsonValue>> &future, const QString &what);

    QPointer<ClusterSession> m_session;
    QString m_storage;
    AppContext &m_context;
    QWidget *m_owner;
    QAction *m_upload;
    QAction *m_download;
    QAction *m_fetch;
    QString m_volume;
};

//! More than once does nothing.
void defineStorageKeys(KeyMap &keys);
//! Lets files be dropped on storages in the inventory.
void addStorageFileTarget(AppContext &context);

} // namespace Atoll
