// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "taskitems.h"

#include <app/appcontext.h>
#include <app/rowdelegate.h>
#include <theme/theme.h>

#include <QHeaderView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Atoll {

TaskItems::TaskItems(AppContext &context, QWidget *parent)
    : QTreeWidget(parent)
    , m_context(context)
{
    setObjectName(u"taskItems"_s);
    setHeaderLabels({tr("Guest"), tr("Result"), tr("Reason")});
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setProperty("borderless", true);
    setItemDelegate(new RowDelegate(context.theme(), this));
    setColumnWidth(0, 160);
    setColumnWidth(1, 100);
    setAccessibleName(tr("What became of each guest"));
    connect(this, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem *item) {
        const QString uuid = item->data(0, Qt::UserRole).toString();
        m_context.open({ObjectKind::Guest, m_cluster, uuid});
    });
    hide();
}

QList<Api::BulkItem> TaskItems::itemsOf(const Api::TaskInfo &task)
{
    if (task.method != QLatin1StringView(Api::guestBulk.name) || !task.isEnded())
        return {};
    const QJsonValue source = task.state == Api::TaskState::Succeeded
                                  ? task.result
                                  : QJsonValue(Error::fromJson(task.error).details);
    auto result = fromJson<Api::GuestBulkResult>(source, UnknownFields::Ignore);
    if (!result)
        return {};
    std::stable_sort(result->items.begin(), result->items.end(), [](const auto &a, const auto &b) {
        const auto isFailed = [](const auto &item) {
            return item.outcome == Api::BulkOutcome::Failed;
        };
        return isFailed(a) && !isFailed(b);
    });
    return result->items;
}

void TaskItems::showTask(const QString &cluster, const Api::TaskInfo &task)
{
    m_cluster = cluster;
    clear();
    const auto words = [](Api::BulkOutcome outcome) {
        switch (outcome) {
        case Api::BulkOutcome::Done:
            return tr("Done");
        case Api::BulkOutcome::Failed:
            return tr("Failed");
        case Api::BulkOutcome::Skipped:
            return tr("Left out");
        case Api::BulkOutcome::Begun:
            return tr("Goes on by itself");
        case Api::BulkOutcome::NotBegun:
            break;
        }
        return tr("Not begun");
    };
    QList<QTreeWidgetItem *> rows;
    for (const Api::BulkItem &item : itemsOf(task)) {
        auto *row = new QTreeWidgetItem({item.name, words(item.outcome), item.reason});
        row->setData(0, Qt::UserRole, item.guest);
        row->setToolTip(2, item.reason);
        if (item.outcome == Api::BulkOutcome::Failed)
            row->setForeground(1, m_context.theme().color(Token::Error));
        rows += row;
    }
    addTopLevelItems(rows);
    setVisible(!rows.isEmpty());
}

} // namespace Atoll
