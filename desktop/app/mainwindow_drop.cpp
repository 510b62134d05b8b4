// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Of MainWindow: files of this computer that are dropped on it.
#include "appcontext.h"
#include "errorbar.h"
#include "mainwindow.h"

#include <QDragEnterEvent>

namespace Atoll {

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
    const FileTarget *target = targetOf(draggedOf(event->mimeData()).files);
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
    const QStringList files = draggedOf(event->mimeData()).files;
    if (const FileTarget *target = targetOf(files)) {
        event->setDropAction(Qt::CopyAction);
        event->accept();
        target->drop(files, this);
    }
}

} // namespace Atoll
