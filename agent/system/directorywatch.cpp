// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "directorywatch.h"

#include <QFile>
#include <QSet>

#include <cstring>
#include <sys/inotify.h>

namespace Atoll {

DirectoryWatch::DirectoryWatch(QObject *parent)
    : QObject(parent)
    , m_inotify(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC))
{
    if (!m_inotify.isValid())
        return;
    m_notifier = std::make_unique<QSocketNotifier>(m_inotify.get(), QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &DirectoryWatch::read);
}

bool DirectoryWatch::add(const QString &path)
{
    if (!m_inotify.isValid())
        return false;
    const int watch =
        ::inotify_add_watch(m_inotify.get(), QFile::encodeName(path).constData(),
                            IN_CREATE | IN_DELETE | IN_MOVE | IN_CLOSE_WRITE | IN_DELETE_SELF
                                | IN_MOVE_SELF | IN_UNMOUNT | IN_ONLYDIR);
    if (watch < 0)
        return false;
    const std::lock_guard lock(m_mutex);
    m_paths.insert(watch, path);
    return true;
}

void DirectoryWatch::remove(const QString &path)
{
    const std::lock_guard lock(m_mutex);
    for (const int watch : m_paths.keys(path)) {
        ::inotify_rm_watch(m_inotify.get(), watch);
        m_paths.remove(watch);
    }
}

void DirectoryWatch::read()
{
    QSet<QString> touched;
    alignas(inotify_event) char buffer[16 * 1024];
    while (true) {
        const auto size = ::read(m_inotify.get(), buffer, sizeof buffer);
        if (size <= 0)
            break;
        const std::lock_guard lock(m_mutex);
        for (qsizetype at = 0; at < size;) {
            inotify_event event;
            memcpy(&event, buffer + at, sizeof event);
            at += qsizetype(sizeof event) + event.len;
            if (event.mask & IN_Q_OVERFLOW) {
                touched += QSet<QString>(m_paths.begin(), m_paths.end());
                continue;
            }
            const QString path = m_paths.value(event.wd);
            if (!path.isEmpty())
                touched += path;
            if (event.mask & IN_IGNORED)
                m_paths.remove(event.wd);
        }
    }
    for (const QString &path : std::as_const(touched))
        Q_EMIT changed(path);
}

} // namespace Atoll
