// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "glibloop.h"
#include "spicehandlers.h"

#include <QFile>

#include <vector>

// Files that go into the guest.
namespace Atoll::Console {

void SpiceClient::Handlers::filesProgress(goffset done, goffset all, gpointer data)
{
    const double share = all > 0 ? double(done) / double(all) : 0;
    static_cast<SpiceClient *>(data)->tell([=](SpiceBatch &batch) { batch.filesCopied = share; });
}

//! `data` keeps the client until now.
void SpiceClient::Handlers::filesDone(GObject *channel, GAsyncResult *result, gpointer data)
{
    const std::unique_ptr<std::shared_ptr<SpiceClient>> client(
        static_cast<std::shared_ptr<SpiceClient> *>(data));
    GError *error = nullptr;
    QString why;
    if (!spice_main_channel_file_copy_finish(SPICE_MAIN_CHANNEL(channel), result, &error))
        why = error ? QString::fromUtf8(error->message) : QStringLiteral("unknown error");
    g_clear_error(&error);
    g_clear_object(&(*client)->m_filesStop);
    (*client)->tell([&](SpiceBatch &batch) { batch.filesEnded = why; });
}

void SpiceClient::sendFiles(const QStringList &paths)
{
    post([this, paths] {
        if (!m_main || m_filesStop)
            return;
        std::vector<GFile *> files;
        for (const QString &path : paths)
            files.push_back(g_file_new_for_path(QFile::encodeName(path).constData()));
        files.push_back(nullptr);
        m_filesStop = g_cancellable_new();
        spice_main_channel_file_copy_async(m_main, files.data(), G_FILE_COPY_NONE, m_filesStop,
                                           Handlers::filesProgress, this, Handlers::filesDone,
                                           new std::shared_ptr(shared_from_this()));
        for (GFile *file : files)
            g_clear_object(&file);
    });
}

void SpiceClient::cancelFiles()
{
    post([this] {
        if (m_filesStop)
            g_cancellable_cancel(m_filesStop);
    });
}

} // namespace Atoll::Console
