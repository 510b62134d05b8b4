// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tasksview.h"

#include "taskdelegate.h"
#include "taskitems.h"
#include "tasklogview.h"
#include "taskwords.h"

#include <app/appcontext.h>
#include <client/clusters.h>
#include <theme/theme.h>

#include <QAction>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSplitter>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace Atoll {

TasksView::TasksView(AppContext &context, TaskModel &model, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_model(model)
    , m_filter(new TaskFilterModel(&model, this))
    , m_list(new QTreeView(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_detail(new QSplitter(Qt::Horizontal, this))
    , m_items(new TaskItems(context, m_detail))
    , m_log(new TaskLogView(context, this))
    , m_empty(
          new QLabel(tr("No tasks yet. Everything that changes something shows up here."), m_list))
{
    makeActions();
    makeList();
    m_splitter->addWidget(m_list);
    m_detail->addWidget(m_items);
    m_detail->addWidget(m_log);
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->setChildrenCollapsible(false);
    m_detail->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(m_splitter, 1);
    updateActions();
    updateEmpty();
}

QWidget *TasksView::makeBar()
{
    auto *bar = new QWidget(this);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(Theme::kStep, 2, Theme::kStep, 2);
    layout->setSpacing(2);
    auto *group = new QButtonGroup(bar);
    const auto add = [&](const QString &text, TaskFilterModel::Show show) {
        auto *button = new QToolButton(bar);
        button->setText(text);
        button->setCheckable(true);
        button->setFocusPolicy(Qt::StrongFocus);
        group->addButton(button);
        layout->addWidget(button);
        connect(button, &QToolButton::clicked, this, [this, show] { m_filter->setShow(show); });
        return button;
    };
    add(tr("All"), TaskFilterModel::Show::All)->setChecked(true);
    add(tr("Running"), TaskFilterModel::Show::Running);
    add(tr("Failed"), TaskFilterModel::Show::Failed);
    auto *search = new QLineEdit(bar);
    search->setPlaceholderText(tr("Filter by name or user"));
    search->setAccessibleName(search->placeholderText());
    search->setClearButtonEnabled(true);
    search->setMaximumWidth(240);
    connect(search, &QLineEdit::textChanged, m_filter, &TaskFilterModel::setText);
    layout->addSpacing(Theme::kStep * 2);
    layout->addWidget(search);
    layout->addStretch();
    for (QAction *action : {m_cancel, m_openObject, m_showLog}) {
        auto *button = new QToolButton(bar);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::StrongFocus);
        layout->addWidget(button);
    }
    return bar;
}

void TasksView::makeActions()
{
    const Theme &theme = m_context.theme();
    m_cancel = new QAction(theme.icon(u"close"_s), tr("Cancel"), this);
    m_openObject = new QAction(theme.icon(u"window"_s), tr("Open"), this);
    m_openObject->setToolTip(tr("Open what the task works on"));
    m_showLog = new QAction(theme.icon(u"log"_s), tr("Log"), this);
    m_showLog->setCheckable(true);
    KeyMap &keys = m_context.keys();
    keys.bind(
        m_cancel,
        {u"tasks.cancel"_s, m_cancel->text(), KeyPlace::Tasks, {QKeySequence(Qt::Key_Delete)}});
    keys.bind(
        m_openObject,
        {u"tasks.open"_s, m_openObject->text(), KeyPlace::Tasks, {QKeySequence(u"Ctrl+O"_s)}});
    keys.bind(m_showLog,
              {u"tasks.log"_s, m_showLog->text(), KeyPlace::Tasks, {QKeySequence(u"Ctrl+L"_s)}});
    connect(m_cancel, &QAction::triggered, this, &TasksView::cancel);
    connect(m_openObject, &QAction::triggered, this, [this] {
        if (const int row = currentRow(); row >= 0)
            m_context.open(TaskWords::object(m_model.task(row), m_model.cluster(row)));
    });
    connect(m_showLog, &QAction::toggled, this, &TasksView::setLogShown);
    for (QAction *action : {m_cancel, m_openObject, m_showLog})
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_list->addActions({m_cancel, m_openObject, m_showLog});
}

void TasksView::makeList()
{
    m_list->setModel(m_filter);
    m_list->setItemDelegate(new TaskDelegate(m_context.theme(), m_list));
    m_list->setUniformRowHeights(true);
    m_list->setRootIsDecorated(false);
    m_list->setAllColumnsShowFocus(true);
    m_list->setProperty("borderless", true);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->setAccessibleName(tr("Tasks"));
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(TaskModel::ProgressColumn, QHeaderView::Stretch);
    m_list->setColumnWidth(TaskModel::TitleColumn, 260);
    m_list->setColumnWidth(TaskModel::NodeColumn, 150);
    m_list->setColumnWidth(TaskModel::UserColumn, 120);
    m_list->setColumnWidth(TaskModel::StartedColumn, 100);
    m_list->setColumnWidth(TaskModel::TookColumn, 80);
    connect(m_list, &QWidget::customContextMenuRequested, this, &TasksView::showMenu);
    connect(m_list, &QAbstractItemView::activated, this, [this] { m_showLog->setChecked(true); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &TasksView::currentChanged);
    connect(m_filter, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &first, const QModelIndex &last) {
                updateActions();
                const int row = m_list->currentIndex().row();
                if (!m_detail->isHidden() && row >= first.row() && row <= last.row())
                    showItems();
            });
    for (auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_filter, signal, this, &TasksView::updateEmpty);

    m_empty->setProperty("role", u"remark"_s);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    auto *layout = new QVBoxLayout(m_list->viewport());
    layout->addWidget(m_empty);

    // "3 min ago" and the time taken move on by themselves.
    auto *tick = new QTimer(this);
    const auto setPace = [this, tick] { tick->start(m_model.runningCount() > 0 ? 1000 : 20000); };
    connect(tick, &QTimer::timeout, m_list->viewport(), qOverload<>(&QWidget::update));
    connect(&m_model, &TaskModel::runningCountChanged, tick, setPace);
    setPace();
}

void TasksView::setObject(const QString &cluster, const QString &object)
{
    m_filter->setObject(cluster, object);
    m_empty->setText(tr("No tasks yet."));
    m_list->setColumnHidden(TaskModel::NodeColumn, true);
    updateEmpty();
}

void TasksView::reveal(const QString &cluster, const QString &task)
{
    for (int row = 0; row < m_model.rowCount(); ++row) {
        if (m_model.task(row).id != task || m_model.cluster(row) != cluster)
            continue;
        m_list->setCurrentIndex(m_filter->mapFromSource(m_model.index(row, 0)));
        m_showLog->setChecked(true);
        return;
    }
}

void TasksView::showItems()
{
    const int row = currentRow();
    m_items->showTask(row < 0 ? QString() : m_model.cluster(row),
                      row < 0 ? Api::TaskInfo() : m_model.task(row));
}

int TasksView::currentRow() const { return m_filter->mapToSource(m_list->currentIndex()).row(); }

void TasksView::currentChanged()
{
    updateActions();
    if (m_detail->isHidden())
        return;
    showItems();
    const int row = currentRow();
    m_log->show(row < 0 ? nullptr : m_context.clusters().session(m_model.cluster(row)),
                row < 0 ? QString() : m_model.task(row).id);
}

void TasksView::updateActions()
{
    const int row = currentRow();
    m_showLog->setEnabled(row >= 0 || m_showLog->isChecked());
    const bool canOpen =
        row >= 0 && TaskWords::object(m_model.task(row), m_model.cluster(row)).isValid();
    m_openObject->setEnabled(canOpen);
    QString reason;
    const ClusterSession *session =
        row < 0 ? nullptr : m_context.clusters().session(m_model.cluster(row));
    if (row < 0)
        reason = tr("Choose a task first.");
    else if (m_model.task(row).isEnded())
        reason = tr("It has ended.");
    else if (!m_model.task(row).canCancel)
        reason = tr("It cannot be stopped at this point.");
    else if (!session || !session->may(Privilege::TaskCancel))
        reason = tr("You may not cancel tasks here.");
    m_cancel->setEnabled(reason.isEmpty());
    m_cancel->setToolTip(reason.isEmpty() ? tr("Stop it and undo what it began") : reason);
}

void TasksView::updateEmpty() { m_empty->setVisible(m_filter->rowCount() == 0); }

void TasksView::showMenu(const QPoint &point)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({m_openObject, m_showLog});
    menu->addSeparator();
    menu->addAction(m_cancel);
    menu->popup(m_list->viewport()->mapToGlobal(point));
}

void TasksView::cancel()
{
    const int row = currentRow();
    if (row < 0)
        return;
    if (ClusterSession *session = m_context.clusters().session(m_model.cluster(row)))
        session->cancelTask(m_model.task(row).id);
}

void TasksView::setLogShown(bool isShown)
{
    m_detail->setVisible(isShown);
    if (isShown)
        currentChanged();
}

} // namespace Atoll
