// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "glibloop.h"

#include <QAbstractEventDispatcher>
#include <QCoreApplication>

#include <glib.h>

#include <memory>
#include <thread>

namespace Atoll::Console::GlibLoop {

namespace {

using Work = std::function<void()>;

gboolean run(gpointer work)
{
    (*static_cast<Work *>(work))();
    return G_SOURCE_REMOVE;
}

void forget(gpointer work) { delete static_cast<Work *>(work); }

void queue(Work work)
{
    g_idle_add_full(G_PRIORITY_DEFAULT, run, new Work(std::move(work)), forget);
}

class Runner
{
public:
    Runner()
        : m_loop(g_main_loop_new(nullptr, FALSE))
        , m_thread([this] { g_main_loop_run(m_loop); })
    {}
    ~Runner()
    {
        // Not directly: the thread may not have begun to run the loop.
        queue([this] { g_main_loop_quit(m_loop); });
        m_thread.join();
        g_main_loop_unref(m_loop);
    }
    Q_DISABLE_COPY_MOVE(Runner)

private:
    GMainLoop *const m_loop;
    std::thread m_thread;
};

} // namespace

bool isGuiThread()
{
    static const bool isIt =
        QAbstractEventDispatcher::instance(QCoreApplication::instance()->thread())
            ->inherits("QEventDispatcherGlib");
    return isIt;
}

void post(Work work)
{
    if (!isGuiThread())
        static Runner runner;
    queue(std::move(work));
}

} // namespace Atoll::Console::GlibLoop
