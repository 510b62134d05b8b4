// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storagetransfers.h"

#include "fetchdialog.h"

#include <app/appcontext.h>
#include <app/format.h>
#include <client/clusters.h>
#include <client/whendone.h>
#include <theme/theme.h>

#include <QAction>
#include <QDir>
#include <QFileDialog>

using namespace Qt::StringLiterals;

namespace Atoll {

StorageTransfers::StorageTransfers(ClusterSession &session, const QString &storage,
                                   AppContext &context, QWidget *owner)
    : QObject(owner)
    , m_session(&session)
    , m_storage(storage)
    , m_context(context)
    , m_owner(owner)
    , m_upload(new QAction(context.theme().icon(u"upload"_s), tr("Upload…"), this))
    , m_download(new QAction(context.theme().icon(u"download"_s), tr("Download…"), this))
    , m_fetch(new QAction(context.theme().icon(u"network"_s), tr("From URL…"), this))
{
    m_upload->setObjectName(u"upload"_s);
    m_download->setObjectName(u"download"_s);
    m_fetch->setObjectName(u"fetch"_s);
    defineStorageKeys(context.keys());
    context.keys().bind(m_upload, u"storage.upload"_s);
    context.keys().bind(m_download, u"storage.download"_s);
    for (QAction *action : actions())
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(m_upload, &QAction::triggered, this, &StorageTransfers::askForFiles);
    connect(m_download, &QAction::triggered, this, &StorageTransfers::askForTarget);
    connect(m_fetch, &QAction::triggered, this, &StorageTransfers::askForAddress);
}

QList<QAction *> StorageTransfers::actions() const { return {m_upload, m_download, m_fetch}; }

QString StorageTransfers::whyNot(const ClusterSession &session, const Api::StorageInfo *storage)
{
    if (!session.isReady())
        return tr("There is no connection to %1.").arg(session.name());
    if (!session.may(Privilege::StorageEdit))
        return tr("You may not change this storage.");
    if (!storage || !storage->isActive)
        return tr("The storage cannot be used now.");
    return {};
}

QString StorageTransfers::whyNotThese(const QStringList &files)
{
    if (files.isEmpty())
        return tr("Only files of this computer can be sent.");
    for (const QString &file : files) {
        const QFileInfo info(file);
        if (info.isDir())
            return tr("%1 is a folder; drag the files in it.").arg(info.fileName());
        if (!info.isReadable())
            return tr("%1 cannot be read.").arg(info.fileName());
    }
    return {};
}

void StorageTransfers::update(const Api::StorageInfo *storage, const QString &volume)
{
    m_volume = volume;
    const QString reason = m_session ? whyNot(*m_session, storage) : tr("The cluster is gone.");
    const auto apply = [](QAction *action, const QString &why, const QString &remark) {
        action->setEnabled(why.isEmpty());
        action->setToolTip(why.isEmpty() ? remark : why);
    };
    apply(m_upload, reason, tr("Send files of this computer into the storage"));
    apply(m_fetch, reason, tr("Let the node fetch a file from the web"));
    apply(m_download, reason.isEmpty() && volume.isEmpty() ? tr("Choose a volume first.") : reason,
          tr("Save the volume as a file of this computer"));
}

void StorageTransfers::askForFiles()
{
    auto *dialog =
        new QFileDialog(m_owner, tr("Upload to %1").arg(m_storage), QDir::homePath(),
                        tr("Images and packages (*.iso *.img *.qcow2 *.raw *.vmdk *.vhdx "
                           "*.vhd *.vdi *.ova *.ovf);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, &StorageTransfers::upload);
    dialog->open();
}

void StorageTransfers::askForTarget()
{
    auto *dialog =
        new QFileDialog(m_owner, tr("Save %1").arg(m_volume), QDir::home().filePath(m_volume));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, volume = m_volume](const QString &file) { download(volume, file); });
    dialog->open();
}

void StorageTransfers::askForAddress()
{
    if (!m_session)
        return;
    auto *dialog = new FetchDialog(*m_session, m_storage, m_context, m_owner);
    connect(dialog, &QDialog::accepted, this, &StorageTransfers::ended);
    dialog->open();
}

void StorageTransfers::upload(const QStringList &files)
{
    for (const QString &file : files) {
        if (!m_session)
            return;
        const QString name = QFileInfo(file).fileName();
        const auto show = [guard = QPointer(this), name](qint64 done, qint64 total) {
            if (!guard)
                return;
            const QString percent = Format::wholePercent(double(done) / double(total));
            Q_EMIT guard->checking(done < total ? tr("Checking %1: %2").arg(name, percent)
                                                : QString());
        };
        settle(m_session->upload(file, m_storage, name, {show, {}}),
               tr("%1 was not uploaded").arg(name));
    }
}

void StorageTransfers::download(const QString &volume, const QString &file)
{
    if (m_session)
        settle(m_session->download(QString::fromUtf8(Api::storageDownload.name),
                                   {{u"storage"_s, m_storage}, {u"volume"_s, volume}}, file),
               tr("%1 was not downloaded").arg(volume));
}

void StorageTransfers::settle(const QFuture<Result<QJsonValue>> &future, const QString &what)
{
    whenDone(future, this, [this, what](const Result<QJsonValue> &result) {
        Q_EMIT checking({}); // also of what failed before it was sent
        if (result)
            Q_EMIT ended();
        else if (result.error().code != ErrorCode::Cancelled)
            Q_EMIT failed(what, result.error());
    });
}

void defineStorageKeys(KeyMap &keys)
{
    const auto add = [&keys](const QString &id, const QString &text, const QKeySequence &key) {
        keys.define({u"storage."_s + id, text, KeyPlace::Storage, {key}});
    };
    add(u"upload"_s, StorageTransfers::tr("Upload…"), QKeySequence(u"Ctrl+U"_s));
    add(u"download"_s, StorageTransfers::tr("Download…"), QKeySequence(u"Ctrl+D"_s));
    add(u"refresh"_s, StorageTransfers::tr("Look again"), QKeySequence(QKeySequence::Refresh));
    add(u"delete"_s, StorageTransfers::tr("Delete the volume"), QKeySequence(Qt::Key_Delete));
}

void addStorageFileTarget(AppContext &context)
{
    defineStorageKeys(context.keys());
    const auto find = [&context](const ObjectRef &ref) {
        ClusterSession *session = context.clusters().session(ref.cluster);
        const int index = session ? session->store().storages().find(ref.id) : -1;
        return std::pair{session, index < 0 ? nullptr : &session->store().storages().at(index)};
    };
    context.registry().addDropTarget(
        {.kind = ObjectKind::Storage,
         .takes = [](const Dragged &dragged) { return !dragged.files.isEmpty(); },
         .whyNot =
             [find](const ObjectRef &ref, const Dragged &dragged) {
                 const auto [session, storage] = find(ref);
                 if (!session)
                     return StorageTransfers::tr("The cluster is gone.");
                 const QString reason = StorageTransfers::whyNot(*session, storage);
                 return reason.isEmpty() ? StorageTransfers::whyNotThese(dragged.files) : reason;
             },
         .words =
             [](const ObjectRef &ref, const Dragged &) {
                 return StorageTransfers::tr("Drop to upload to %1").arg(ref.id.section(u'/', 1));
             },
         .drop =
             [find, &context](const ObjectRef &ref, const Dragged &dragged, QWidget *) {
                 ClusterSession *session = find(ref).first;
                 for (const QString &file : dragged.files) {
                     if (!session)
                         return;
                     whenDone(
                         session->upload(file, ref.id.section(u'/', 1), QFileInfo(file).fileName()),
                         &context, [&context, ref](const Result<QJsonValue> &result) {
                             if (!result && result.error().code != ErrorCode::Cancelled)
                                 context.report(result.error(), ref);
                         });
                 }
             }});
}

} // namespace Atoll
