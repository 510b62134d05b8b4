// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestarea.h"

#include "bulkdialog.h"
#include "changeundo.h"
#include "clonedialog.h"
#include "createvmdialog.h"
#include "deletedguestsview.h"
#include "deletedialog.h"
#include "disksdialog.h"
#include "guestcommands.h"
#include "importdialog.h"
#include "mappingsdialog.h"
#include "takesnapshotdialog.h"

#include <app/appcontext.h>
#include <client/clusters.h>
#include <client/whendone.h>
#include <theme/theme.h>

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFileDialog>

using namespace Qt::StringLiterals;

namespace Atoll {

GuestArea::GuestArea(AppContext &context, TaskModel &tasks, ConsoleFactory makeConsole,
                     QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_commands(new GuestCommands(context, this))
{
    new ChangeUndo(context, this);
    Registry &registry = context.registry();
    registry.addPage(ObjectKind::Guest,
                     [this, &tasks, makeConsole = std::move(makeConsole)](
                         const ObjectRef &guest, AppContext &owner, QWidget *pageParent) -> Page * {
                         ClusterSession *session = owner.clusters().session(guest.cluster);
                         if (!session)
                             return nullptr;
                         return new GuestPage(*session, guest, owner,
                                              {*m_commands, tasks, makeConsole}, pageParent);
                     });
    registry.addActions([this](const QList<ObjectRef> &selection, QObject *owner) {
        return m_commands->actions(selection, owner);
    });
    registry.addActions([this](const QList<ObjectRef> &selection, QObject *owner) {
        return clusterActions(selection, owner);
    });
    registry.addCreator({u"vm"_s, tr("Virtual machine…"), u"vm"_s, QKeySequence(u"Ctrl+N"_s),
                         [this](QWidget *window) { createVm(window); }});
    registry.addDock({u"deletedGuests"_s, tr("Recently deleted"), u"delete"_s,
                      Qt::BottomDockWidgetArea, false, [](AppContext &owner, QWidget *dockParent) {
                          return new DeletedGuestsView(owner, dockParent);
                      }});
    registry.addCreator({u"import"_s, tr("Import VM…"), u"upload"_s,
                         QKeySequence(u"Ctrl+Shift+I"_s),
                         [this](QWidget *window) { importVm({}, window); }});
    registry.addFileTarget(
        {.fits =
             [](const QStringList &files) {
                 return files.size() == 1 && ImportDialog::canImport(files.first());
             },
         .words = tr("Drop to import it as a VM"),
         .drop = [this](const QStringList &files, QWidget *window) { importVm(files, window); }});
    addTagTarget();
    connect(m_commands, &GuestCommands::disksRequested, this,
            [this](const ObjectRef &guest, QWidget *window) {
                (new DisksDialog(m_context, guest, window))->open();
            });
    connect(m_commands, &GuestCommands::exportRequested, this, &GuestArea::exportVm);
    connect(m_commands, &GuestCommands::deleteRequested, this,
            [this](const QList<ObjectRef> &guests, QWidget *window) {
                (new DeleteDialog(m_context, guests, window))->open();
            });
    connect(m_commands, &GuestCommands::snapshotRequested, this,
            [this](const QList<ObjectRef> &guests, QWidget *window) {
                (new TakeSnapshotDialog(m_context, *m_commands, guests, window))->open();
            });
    connect(m_commands, &GuestCommands::changeManyRequested, this,
            [this](const QList<ObjectRef> &guests, QWidget *window) {
                (new BulkDialog(m_context, *m_commands, guests, window))->show();
            });
    connect(m_commands, &GuestCommands::cloneRequested, this,
            [this](const ObjectRef &guest, QWidget *window) {
                (new CloneDialog(m_context, guest, window))->open();
            });
}

//! Guests that are dropped on a group of a list that is grouped by tags get that tag.
void GuestArea::addTagTarget()
{
    const auto without = [this](const QString &tag, const QList<ObjectRef> &guests,
                                QString *reason = nullptr) {
        QMap<QString, QStringList> clusters;
        for (const ObjectRef &ref : guests) {
            const GuestSituation situation = m_commands->situation(ref);
            if (situation.guest.tags.contains(tag))
                continue;
            // Like its disks, its tags are part of a managed guest's configuration.
            const QString why = whyNot(GuestVerb::Disks, situation);
            if (why.isEmpty())
                clusters[ref.cluster] += ref.id;
            else if (reason)
                *reason = why;
        }
        return clusters;
    };
    m_context.registry().addDropTarget(
        {.kind = ObjectKind::Tag,
         .takes = [](const Dragged &dragged) { return dragged.isAll(ObjectKind::Guest); },
         .whyNot =
             [without](const ObjectRef &tag, const Dragged &dragged) {
                 QString reason = tr("They have the tag %1 already.").arg(tag.id);
                 return without(tag.id, dragged.objects, &reason).isEmpty() ? reason : QString();
             },
         .words =
             [without](const ObjectRef &tag, const Dragged &dragged) {
                 int count = 0;
                 for (const QStringList &guests : without(tag.id, dragged.objects))
                     count += int(guests.size());
                 return tr("Drop to add the tag %1 to %n guest(s)", nullptr, count).arg(tag.id);
             },
         .drop =
             [this, without](const ObjectRef &tag, const Dragged &dragged, QWidget *) {
                 const auto clusters = without(tag.id, dragged.objects);
                 for (auto it = clusters.cbegin(); it != clusters.cend(); ++it) {
                     Api::GuestBulk wish;
                     wish.verb = Api::BulkVerb::AddTags;
                     wish.tags = {tag.id};
                     wish.guests = it.value();
                     m_commands->runTogether(it.key(), wish, tr("Add tags"));
                 }
             }});
}

QList<QAction *> GuestArea::clusterActions(const QList<ObjectRef> &selection, QObject *owner)
{
    if (selection.size() != 1 || selection.first().kind != ObjectKind::Cluster)
        return {};
    auto *mappings = new QAction(m_context.theme().icon(u"usb"_s), tr("Device mappings…"), owner);
    mappings->setToolTip(tr("Names that stand for devices and directories of the nodes"));
    connect(mappings, &QAction::triggered, this, [this, key = selection.first().cluster] {
        if (ClusterSession *session = m_context.clusters().session(key))
            (new MappingsDialog(m_context, *session, QApplication::activeWindow()))->show();
    });
    return {mappings};
}

void GuestArea::createVm(QWidget *window, const QString &cluster, const QString &node)
{
    (new CreateVmDialog(m_context, cluster, node, window))->open();
}

void GuestArea::importVm(const QStringList &files, QWidget *window)
{
    (new ImportDialog(m_context, files, window))->open();
}

void GuestArea::exportVm(const ObjectRef &guest, QWidget *window)
{
    const ClusterSession *session = m_context.clusters().session(guest.cluster);
    const Api::GuestInfo *info = session ? session->store().guest(guest.id) : nullptr;
    if (!info)
        return;
    auto *dialog = new QFileDialog(window, tr("Export %1").arg(info->name),
                                   QDir::home().filePath(info->name + u".ova"_s),
                                   tr("Whole VM as OVA (*.ova);;First disk as qcow2 (*.qcow2)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    connect(dialog, &QFileDialog::fileSelected, this, [this, guest](const QString &file) {
        ClusterSession *target = m_context.clusters().session(guest.cluster);
        if (!target)
            return;
        const bool isDisk = file.endsWith(u".qcow2"_s, Qt::CaseInsensitive);
        const Api::GuestExport wish{
            guest.id, isDisk ? Api::ExportKind::Qcow2 : Api::ExportKind::Ova, {}, {}};
        whenDone(
            target->download(QString::fromUtf8(Api::guestExport.name), toJsonObject(wish), file),
            this, [this, guest, file](const Result<QJsonValue> &result) {
                if (!result && result.error().code != ErrorCode::Cancelled)
                    m_context.report(result.error().prefixed(tr("%1 is not exported").arg(file)),
                                     guest);
            });
    });
    dialog->open();
}

} // namespace Atoll
