// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QEventLoop>
#include <QThread>

#include <memory>
#include <optional>

namespace Atoll {

//! Calls something that blocks in a thread of its own, as the agent does, and lets the test's event
//! loop run meanwhile.
template <class F>
auto inWorker(F work)
{
    std::optional<decltype(work())> result;
    QEventLoop loop;
    const std::unique_ptr<QThread> thread(QThread::create([&] { result.emplace(work()); }));
    QObject::connect(thread.get(), &QThread::finished, &loop, &QEventLoop::quit);
    thread->start();
    loop.exec();
    thread->wait();
    return std::move(*result);
}

} // namespace Atoll
