// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/guestbulk.h>
#include <api/task.h>

#include <QTreeWidget>

namespace Atoll {

class AppContext;

//! What became of each guest of a task that was about many; hidden for other tasks. Those that
//! failed come first.
class TaskItems : public QTreeWidget
{
    Q_OBJECT
public:
    explicit TaskItems(AppContext &context, QWidget *parent = nullptr);

    void showTask(const QString &cluster, const Api::TaskInfo &task);
    //! Of its result, or of its error.
    static QList<Api::BulkItem> itemsOf(const Api::TaskInfo &task);

private:
    AppContext &m_context;
    QString m_cluster;
};

} // namespace Atoll
