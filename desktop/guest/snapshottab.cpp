// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "snapshottab.h"

#include "guestcommands.h"
#include "guestkeys.h"
#include "snapshotmodel.h"
#include "snapshotplandialog.h"

#include <app/appcontext.h>
#include <app/errorbar.h>
#include <app/rowdelegate.h>
#include <client/clustersession.h>
#include <client/whendone.h>
#include <theme/theme.h>

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolBar>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Atoll {

SnapshotTab::SnapshotTab(AppContext &context, ClusterSession &session, const QString &uuid,
                         GuestCommands &commands, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_session(session)
    , m_commands(commands)
    , m_uuid(uuid)
    , m_model(new SnapshotModel(context.theme(), this))
    , m_error(new ErrorBar(context.theme(), this))
    , m_stack(new QStackedWidget(this))
    , m_list(new QTreeView(m_stack))
    , m_emptyText(new QLabel(this))
    , m_take(new QAction(context.theme().icon(u"snapshot"_s), tr("Take snapshot…"), this))
    , m_rollBack(new QAction(context.theme().icon(u"undo"_s), tr("Roll back…"), this))
    , m_delete(new QAction(context.theme().icon(u"delete"_s), tr("Delete…"), this))
{
    makeList();
    m_stack->addWidget(makeEmptyState());
    m_stack->addWidget(m_list);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeTools());
    layout->addWidget(m_error);
    layout->addWidget(m_stack, 1);
    m_later.setSingleShot(true);
    m_later.setInterval(200);
    connect(&m_later, &QTimer::timeout, this, &SnapshotTab::load);
    connect(m_take, &QAction::triggered, this, [this] {
        m_commands.run(GuestVerb::Snapshot, {{ObjectKind::Guest, m_session.key(), m_uuid}},
                       window());
    });
    connect(m_rollBack, &QAction::triggered, this, &SnapshotTab::rollBack);
    connect(m_delete, &QAction::triggered, this, &SnapshotTab::deleteOne);
    connect(m_model, &SnapshotModel::descriptionEdited, this, &SnapshotTab::describe);
    connect(&session, &ClusterSession::stateChanged, this, &SnapshotTab::updateActions);
    connect(&session.store(), &StateStore::guestsChanged, this, &SnapshotTab::updateActions);
    // Of anybody's tasks: somebody else may take snapshots, too.
    const auto soon = [this] {
        updateActions();
        if (isVisible())
            m_later.start();
    };
    connect(&session.store(), &StateStore::tasksInserted, this, soon);
    connect(&session.store(), &StateStore::tasksChanged, this, soon);
    updateActions();
}

void SnapshotTab::makeList()
{
    m_list->setModel(m_model);
    m_list->setItemDelegate(new RowDelegate(m_context.theme(), m_list));
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setProperty("borderless", true);
    m_list->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_list->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::DoubleClicked
                            | QAbstractItemView::SelectedClicked);
    m_list->setAccessibleName(tr("Snapshots"));
    m_list->header()->setStretchLastSection(true);
    m_list->setColumnWidth(SnapshotModel::NameColumn, 280);
    m_list->setColumnWidth(SnapshotModel::TakenColumn, 150);
    m_list->setColumnWidth(SnapshotModel::MemoryColumn, 80);
    defineGuestKeys(m_context.keys());
    m_context.keys().bind(m_delete, u"snapshots.delete"_s);
    m_delete->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_list->addActions({m_take, m_rollBack, m_delete});
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &SnapshotTab::updateActions);
}

QWidget *SnapshotTab::makeTools()
{
    auto *bar = new QToolBar(this);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->addActions({m_take, m_rollBack, m_delete});
    return bar;
}

QWidget *SnapshotTab::makeEmptyState()
{
    auto *empty = new QWidget(m_stack);
    m_emptyText->setText(tr("No snapshots yet. A snapshot keeps what the guest is now – disks, "
                            "configuration and, if you like, memory – so that you can come back "
                            "to it: before an update, for example."));
    m_emptyText->setWordWrap(true);
    m_emptyText->setAlignment(Qt::AlignCenter);
    m_emptyText->setObjectName(u"emptyText"_s);
    m_emptyText->setMaximumWidth(420);
    auto *take = new QPushButton(m_take->icon(), m_take->text(), empty);
    connect(take, &QPushButton::clicked, m_take, &QAction::trigger);
    connect(m_take, &QAction::changed, take, [this, take] {
        take->setEnabled(m_take->isEnabled());
        take->setToolTip(m_take->toolTip());
    });
    auto *layout = new QVBoxLayout(empty);
    layout->addStretch();
    auto *middle = new QHBoxLayout; // an aligned label would not be asked for its height
    middle->addStretch(1);
    middle->addWidget(m_emptyText, 100);
    middle->addStretch(1);
    layout->addLayout(middle);
    layout->addWidget(take, 0, Qt::AlignHCenter);
    layout->addStretch();
    return empty;
}

void SnapshotTab::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    load();
}

void SnapshotTab::load()
{
    if (!m_session.isReady())
        return;
    whenDone(m_session.call(Api::snapshotList, {m_uuid}), this,
             [this](const Result<QList<Api::SnapshotInfo>> &snapshots) {
                 if (!snapshots)
                     return m_error->showError(snapshots.error(),
                                               tr("The snapshots cannot be read"));
                 show(*snapshots);
             });
}

void SnapshotTab::show(const QList<Api::SnapshotInfo> &snapshots)
{
    const Api::SnapshotInfo *current = m_model->snapshot(m_list->currentIndex());
    const QString name = current ? current->name : QString();
    m_model->setSnapshots(snapshots);
    m_list->expandAll();
    const QModelIndex place = m_model->indexOf(name);
    m_list->setCurrentIndex(place.isValid() ? place : m_model->here());
    m_stack->setCurrentIndex(m_model->isEmpty() ? 0 : 1);
    updateActions();
}

void SnapshotTab::updateActions()
{
    const GuestSituation situation =
        m_commands.situation({ObjectKind::Guest, m_session.key(), m_uuid});
    const QString why = whyNot(GuestVerb::Snapshot, situation);
    const Api::SnapshotInfo *current = m_model->snapshot(m_list->currentIndex());
    const QString choose = tr("Choose a snapshot first.");
    m_take->setEnabled(why.isEmpty());
    m_take->setToolTip(why.isEmpty() ? verbInfo(GuestVerb::Snapshot).remark : why);
    QString whyNoRollback = why;
    if (why.isEmpty() && !current)
        whyNoRollback = choose;
    else if (why.isEmpty() && !current->problem.isEmpty())
        whyNoRollback = tr("It cannot be rolled back to: %1").arg(current->problem);
    m_rollBack->setEnabled(whyNoRollback.isEmpty());
    m_rollBack->setToolTip(whyNoRollback.isEmpty() ? tr("Make the guest what it was then")
                                                   : whyNoRollback);
    m_delete->setEnabled(why.isEmpty() && current);
    m_delete->setToolTip(!why.isEmpty() ? why
                         : current      ? tr("Delete the snapshot; the guest stays as it is")
                                        : choose);
}

void SnapshotTab::describe(const QString &name, const QString &description)
{
    whenDone(m_session.change(Api::snapshotSet, {m_uuid, name, description}), this,
             [this](const Result<Api::TaskRef> &task) {
                 if (!task) {
                     m_error->showError(task.error(), tr("The description stays as it was"));
                     load();
                 }
             });
}

void SnapshotTab::rollBack()
{
    const Api::SnapshotInfo *current = m_model->snapshot(m_list->currentIndex());
    if (current)
        (new SnapshotPlanDialog(SnapshotPlanDialog::Kind::Rollback, m_context, m_session, m_uuid,
                                *current, 0, window()))
            ->open();
}

void SnapshotTab::deleteOne()
{
    const Api::SnapshotInfo *current = m_model->snapshot(m_list->currentIndex());
    if (current)
        (new SnapshotPlanDialog(SnapshotPlanDialog::Kind::Delete, m_context, m_session, m_uuid,
                                *current, m_model->countBelow(current->name), window()))
            ->open();
}

} // namespace Atoll
