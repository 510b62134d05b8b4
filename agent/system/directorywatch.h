// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "filedescriptor.h"

#include <QHash>
#include <QObject>
#include <QSocketNotifier>

#include <memory>
#include <mutex>

namespace Atoll {

//! Tells when files of directories come, go or are renamed (inotify). Lives in the event-loop
//! thread; add() may be called from a worker, since looking up a path can block.
class DirectoryWatch : public QObject
{
    Q_OBJECT

public:
    explicit DirectoryWatch(QObject *parent = nullptr);

    //! False when the kernel does not watch it. Adding again is cheap.
    bool add(const QString &path);
    void remove(const QString &path);

Q_SIGNALS:
    void changed(const QString &path);

private:
    void read();

    FileDescriptor m_inotify;
    std::unique_ptr<QSocketNotifier> m_notifier;
    std::mutex m_mutex;
    QHash<int, QString> m_paths;
};

} // namespace Atoll
