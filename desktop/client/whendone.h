// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFuture>
#include <QFutureWatcher>

namespace Atoll {

//! Calls `function(result)` in the context's thread when the future has its result; dropped when
//! the context dies first. Widgets use this and not QFuture::then(context, …), which in Qt 6.4
//! asserts that the context still lives.
template <class T, class F>
void whenDone(const QFuture<T> &future, QObject *context, F function)
{
    auto *watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context,
                     [watcher, function = std::move(function)]() mutable {
                         watcher->deleteLater();
                         if (watcher->future().resultCount() > 0)
                             function(watcher->result());
                     });
    watcher->setFuture(future);
}

} // namespace Atoll
