// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storagepage.h"

#include "capacitybar.h"
#include "storagetransfers.h"
#include "volumemodel.h"

#include <access/connectionbar.h>
#include <app/appcontext.h>
#include <app/emptyhint.h>
#include <app/errorbar.h>
#include <app/rowdelegate.h>
#include <client/clustersession.h>
#include <client/whendone.h>
#include <theme/theme.h>

#include <QAction>
#include <QDragEnterEvent>
#include <QHeaderView>
#include <QLabel>
#include <QSortFilterProxyModel>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Atoll {

StoragePage::StoragePage(ClusterSession &session, const ObjectRef &ref, AppContext &context,
                         QWidget *parent)
    : Page(ref, context, parent)
    , m_session(&session)
    , m_problem(new ErrorBar(context.theme(), this))
    , m_message(new ErrorBar(context.theme(), this))
    , m_capacity(new CapacityBar(context.theme(), this))
    , m_facts(new QLabel(this))
    , m_volumes(new VolumeModel(context.theme(), session.store(), this))
    , m_sorted(new QSortFilterProxyModel(this))
    , m_list(new QTreeView(this))
    , m_transfers(new StorageTransfers(session, ref.id.section(u'/', 1), context, this))
    , m_refresh(new QAction(context.theme().icon(u"refresh"_s), tr("Refresh"), this))
    , m_open(new QAction(context.theme().icon(u"vm"_s), tr("Open guest"), this))
    , m_delete(new QAction(context.theme().icon(u"delete"_s), tr("Delete volume"), this))
{
    m_problem->setDismissable(false);
    m_facts->setTextFormat(Qt::PlainText);
    m_facts->setProperty("role", u"label"_s);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    makeList();
    setAcceptDrops(true);
    connect(m_transfers, &StorageTransfers::ended, this, &StoragePage::load);
    connect(m_transfers, &StorageTransfers::failed, this,
            [this](const QString &what, const Error &error) { m_message->showError(error, what); });
    auto *checking = new QLabel(this);
    checking->setObjectName(u"checking"_s);
    checking->setProperty("role", u"remark"_s);
    checking->setTextFormat(Qt::PlainText);
    checking->hide();
    connect(m_transfers, &StorageTransfers::checking, checking, [checking](const QString &words) {
        checking->setText(words);
        checking->setVisible(!words.isEmpty());
    });
    auto *head = new QVBoxLayout;
    head->setContentsMargins(Theme::kStep * 3, Theme::kStep * 3, Theme::kStep * 3,
                             Theme::kStep * 2);
    head->setSpacing(Theme::kStep * 2);
    head->addWidget(m_capacity);
    head->addWidget(m_facts);
    head->addWidget(checking);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new ConnectionBar(context, session, this));
    layout->addWidget(m_problem);
    layout->addWidget(m_message);
    layout->addLayout(head);
    layout->addWidget(m_list, 1);

    m_later.setSingleShot(true);
    m_later.setInterval(300);
    connect(&m_later, &QTimer::timeout, this, &StoragePage::load);
    StateStore *store = &session.store();
    const auto mine = [this, store](const QList<int> &indexes) {
        if (indexes.contains(store->storages().find(object().id))) {
            refresh();
            m_later.start(); // what is in it changed too
        }
    };
    connect(store, &StateStore::storagesChanged, this, mine);
    connect(store, &StateStore::storagesInserted, this, mine);
    connect(store, &StateStore::storagesRemoved, this, [this, store](const QList<int> &indexes) {
        if (indexes.contains(store->storages().find(object().id)))
            Q_EMIT closeRequested();
    });
    connect(store, &StateStore::guestsChanged, this,
            [this](const QList<int> &, GuestAspects aspects) {
                if (aspects.testFlag(GuestAspect::Name))
                    m_volumes->refreshGuests();
            });
    connect(&session, &ClusterSession::taskEnded, this, [this](const Api::TaskInfo &task) {
        if (task.node == object().id.section(u'/', 0, 0) && isVisible())
            m_later.start();
    });
    connect(&session, &ClusterSession::stateChanged, this, [this] {
        refresh();
        if (isVisible())
            load();
    });
    refresh();
}

void StoragePage::makeList()
{
    m_sorted->setSourceModel(m_volumes);
    m_sorted->setSortRole(VolumeModel::SortRole);
    m_sorted->setSortCaseSensitivity(Qt::CaseInsensitive);
    m_list->setModel(m_sorted);
    m_list->setItemDelegate(new RowDelegate(context().theme(), m_list));
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setSortingEnabled(true);
    m_list->sortByColumn(VolumeModel::NameColumn, Qt::AscendingOrder);
    m_list->setProperty("borderless", true);
    m_list->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_list->setAccessibleName(tr("Volumes"));
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(VolumeModel::NameColumn, QHeaderView::Stretch);
    m_list->setColumnWidth(VolumeModel::UsedByColumn, 180);
    context().keys().bind(m_refresh, u"storage.refresh"_s);
    context().keys().bind(m_delete, u"storage.delete"_s);
    for (QAction *action : {m_open, m_delete, m_refresh})
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_list->addActions({m_open, m_delete});
    new EmptyHint(m_list, tr("No volume is known here. Upload a file of this computer, fetch one "
                             "from the web, or give a guest a disk."));
    m_list->addActions(m_transfers->actions());
    addActions(m_transfers->actions());
    addAction(m_refresh);
    connect(m_refresh, &QAction::triggered, this, &StoragePage::load);
    connect(m_open, &QAction::triggered, this, &StoragePage::openGuest);
    connect(m_delete, &QAction::triggered, this, &StoragePage::askToDelete);
    connect(m_list, &QAbstractItemView::activated, this, &StoragePage::openGuest);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &StoragePage::updateActions);
}

const Api::StorageInfo *StoragePage::storage() const
{
    if (!m_session)
        return nullptr;
    const auto &storages = m_session->store().storages();
    const int index = storages.find(object().id);
    return index < 0 ? nullptr : &storages.at(index);
}

QString StoragePage::title() const { return object().id.section(u'/', 1); }

QIcon StoragePage::icon() const
{
    const Api::StorageInfo *info = storage();
    return context().theme().icon(u"storage"_s,
                                  info && !info->isActive ? Overlay::Error : Overlay::None);
}

QList<Crumb> StoragePage::way() const
{
    if (!m_session)
        return {};
    const QString node = object().id.section(u'/', 0, 0);
    return {{{ObjectKind::Cluster, object().cluster, {}}, m_session->name()},
            {{ObjectKind::Node, object().cluster, node}, node}};
}

QString StoragePage::status() const
{
    const Api::StorageInfo *info = storage();
    if (!info)
        return {};
    return info->isActive ? tr("In use") : tr("Cannot be used");
}

QList<QAction *> StoragePage::headActions() const { return m_transfers->actions() << m_refresh; }

void StoragePage::setActive(bool isActive)
{
    if (isActive)
        load();
}

void StoragePage::refresh()
{
    const Api::StorageInfo *info = storage();
    if (info) {
        m_capacity->setCapacity(info->usedBytes, info->totalBytes);
        m_facts->setText(tr("Kind: %1   ·   Path: %2").arg(info->type, info->path));
        if (info->isActive)
            m_problem->clear();
        else
            m_problem->showMessage(Severity::Error, tr("This storage cannot be used"),
                                   info->problem);
    }
    updateActions();
    Q_EMIT changed();
}

void StoragePage::load()
{
    if (!m_session || !m_session->isReady())
        return;
    whenDone(m_session->call(Api::volumeList, {title()}), this,
             [this](const Result<QList<Api::VolumeInfo>> &volumes) {
                 if (!volumes)
                     return m_message->showError(volumes.error(),
                                                 tr("The volumes cannot be listed"));
                 m_volumes->setVolumes(*volumes);
                 m_sorted->sort(m_sorted->sortColumn(), m_sorted->sortOrder());
                 updateActions();
             });
}

const Api::VolumeInfo *StoragePage::currentVolume() const
{
    const int row = m_sorted->mapToSource(m_list->currentIndex()).row();
    return row < 0 ? nullptr : &m_volumes->at(row);
}

void StoragePage::updateActions()
{
    const Api::VolumeInfo *volume = currentVolume();
    m_transfers->update(storage(), volume ? volume->name : QString());
    m_open->setEnabled(volume && !volume->usedBy.isEmpty());
    QString reason;
    if (!volume)
        reason = tr("Choose a volume first.");
    else if (!volume->usedBy.isEmpty())
        reason = tr("A guest uses it.");
    else if (!m_session || !m_session->may(Privilege::StorageEdit))
        reason = tr("You may not change this storage.");
    m_delete->setEnabled(reason.isEmpty());
    m_delete->setToolTip(reason.isEmpty() ? tr("Delete it for good") : reason);
}

void StoragePage::dragEnterEvent(QDragEnterEvent *event)
{
    const QStringList files = draggedOf(event->mimeData()).files;
    QString reason = m_session ? StorageTransfers::whyNot(*m_session, storage()) : QString();
    if (reason.isEmpty())
        reason = StorageTransfers::whyNotThese(files);
    if (!reason.isEmpty())
        return m_message->showMessage(Severity::Warning, tr("This cannot be uploaded"), reason);
    m_message->showMessage(
        Severity::Info,
        tr("Drop to upload %n file(s) to %1", nullptr, int(files.size())).arg(title()));
    event->setDropAction(Qt::CopyAction);
    event->accept();
}

void StoragePage::dragLeaveEvent(QDragLeaveEvent *) { m_message->clear(); }

void StoragePage::dropEvent(QDropEvent *event)
{
    m_message->clear();
    event->setDropAction(Qt::CopyAction);
    event->accept();
    m_transfers->upload(draggedOf(event->mimeData()).files);
}

void StoragePage::openGuest()
{
    if (const Api::VolumeInfo *volume = currentVolume(); volume && !volume->usedBy.isEmpty())
        context().open({ObjectKind::Guest, object().cluster, volume->usedBy});
}

void StoragePage::askToDelete()
{
    const Api::VolumeInfo *volume = currentVolume();
    if (!volume)
        return;
    const QString name = volume->name;
    m_message->showMessage(Severity::Warning, tr("Delete %1 for good?").arg(name),
                           tr("What is in it is lost; this cannot be undone."));
    m_message->addButton(tr("Delete"), [this, name] { deleteVolume(name); })->setFocus();
}

void StoragePage::deleteVolume(const QString &volume)
{
    m_message->clear();
    whenDone(m_session->change(Api::volumeDelete, {title(), volume}), this,
             [this, volume](const Result<Api::TaskRef> &task) {
                 const QString failed = tr("%1 is not deleted").arg(volume);
                 if (!task)
                     return m_message->showError(task.error(), failed);
                 whenDone(m_session->taskEnd(task->task), this,
                          [this, failed](const Result<Api::TaskInfo> &end) {
                              if (end && end->state == Api::TaskState::Failed)
                                  m_message->showError(Error::fromJson(end->error), failed);
                              load();
                          });
             });
}

} // namespace Atoll
