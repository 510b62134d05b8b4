// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Of MainWindow: files of this computer that are dropped on it.
#include "appcontext.h"
#include "errorbar.h"
#include "mainwindow.h"

#include <QDragEnterEvent>
#include <QMimeData>
#include <QUrl>

namespace Atoll {

QStringList localFiles(const QMimeData *data)
{
    QStringList files;
    const QList<QUrl> urls = data->urls();
    for (const QUrl &url : urls) {
        if (!url.isLocalFile())
            return {};
        files += url.toLocalFile();
    }
    return files;
}

const FileTarget *MainWindow::targetOf(const QStringList &files) const
{
    for (const FileTarget &target : m_context.registry().fileTargets()) {
        if (!files.isEmpty() && target.fits(files))
            return &target;
    }
    return nullptr;
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    const FileTarget *target = targetOf(localFiles(event->mimeData()));
    if (!target)
        return;
    m_errors->showMessage(Severity::Info, target->words);
    event->setDropAction(Qt::CopyAction);
    event->accept();
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent *) { m_errors->clear(); }

void MainWindow::dropEvent(QDropEvent *event)
{
    m_errors->clear();
    const QStringList files = localFiles(event->mimeData());
    if (const FileTarget *target = targetOf(files)) {
        event->setDropAction(Qt::CopyAction);
        event->accept();
        target->drop(files, this);
    }
}

} // namespace Atoll
