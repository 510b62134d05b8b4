// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "attentionview.h"

#include "attentionmodel.h"
#include "clustersummary.h"

#include <app/appcontext.h>
#include <app/rowdelegate.h>
#include <theme/theme.h>

#include <QAction>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QTimer>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Atoll {

AttentionView::AttentionView(AppContext &context, ClusterSummaries &summaries, QWidget *parent)
    : AttentionView(context, summaries, new AttentionModel(context.theme(), summaries), parent)
{}

AttentionView::AttentionView(AppContext &context, ClusterSummaries &summaries,
                             AttentionModel *items, QWidget *parent)
    : ListDock(context.theme(), items, tr("Nothing needs attention"), parent)
    , m_context(context)
    , m_summaries(summaries)
    , m_items(items)
    , m_open(new QAction(context.theme().icon(u"window"_s), tr("Open"), this))
    , m_dismiss(new QAction(context.theme().icon(u"close"_s), tr("Dismiss"), this))
{
    m_items->setParent(this);
    setObjectName(u"attention"_s);
    setAccessibleName(tr("What needs attention"));
    setItemDelegate(new RowDelegate(context.theme(), this));
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(AttentionModel::WhatColumn, QHeaderView::Stretch);
    header()->setSectionResizeMode(AttentionModel::AdviceColumn, QHeaderView::Stretch);
    header()->resizeSection(AttentionModel::SeverityColumn, 92);
    header()->resizeSection(AttentionModel::WhereColumn, 150);
    header()->resizeSection(AttentionModel::SinceColumn, 100);
    context.keys().bind(m_dismiss, {u"attention.dismiss"_s,
                                    m_dismiss->text(),
                                    KeyPlace::Attention,
                                    {QKeySequence(Qt::Key_Delete)}});
    m_dismiss->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(m_dismiss);
    connect(m_open, &QAction::triggered, this, [this] { open(currentIndex()); });
    connect(m_dismiss, &QAction::triggered, this, &AttentionView::dismiss);
    connect(this, &QTreeView::activated, this, &AttentionView::open);
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &AttentionView::updateActions);
    // "3 min ago" moves on by itself.
    auto *tick = new QTimer(this);
    connect(tick, &QTimer::timeout, viewport(), qOverload<>(&QWidget::update));
    tick->start(20s);
    updateActions();
}

void AttentionView::open(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const Attention item = m_items->at(index.row());
    m_context.reveal(item.object);
    m_context.open(item.object);
    if (!item.task.isEmpty())
        m_context.reveal({ObjectKind::Task, item.object.cluster, item.task});
}

void AttentionView::dismiss()
{
    QStringList tasks;
    for (const QModelIndex &index : selectionModel()->selectedRows()) {
        if (const QString &task = m_items->at(index.row()).task; !task.isEmpty())
            tasks += task;
    }
    m_summaries.dismissTasks(tasks);
}

void AttentionView::updateActions()
{
    const QModelIndexList rows = selectionModel()->selectedRows();
    const bool canDismiss = std::any_of(rows.begin(), rows.end(), [this](const QModelIndex &row) {
        return !m_items->at(row.row()).task.isEmpty();
    });
    m_open->setEnabled(!rows.isEmpty());
    m_dismiss->setEnabled(canDismiss);
    m_dismiss->setToolTip(canDismiss       ? tr("Take failed tasks off this list")
                          : rows.isEmpty() ? tr("Choose a failed task first.")
                                           : tr("It goes away by itself as soon as it is mended."));
}

void AttentionView::focusInEvent(QFocusEvent *event)
{
    ListDock::focusInEvent(event);
    if (!currentIndex().isValid())
        setCurrentIndex(m_items->index(0, 0));
}

void AttentionView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    menu->addActions({m_open, m_dismiss});
    menu->popup(event->globalPos());
}

} // namespace Atoll
