// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hardwaremenu.h"

#include "disksdialog.h"
#include "guestdocument.h"
#include "hardwaremodel.h"

#include <app/appcontext.h>
#include <client/clustersession.h>
#include <client/whendone.h>
#include <theme/theme.h>

#include <QDir>
#include <QFileDialog>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace Atoll {

HardwareMenu::HardwareMenu(AppContext &context, ClusterSession &session, GuestDocument &document,
                           HardwareModel &model, QWidget *owner)
    : QObject(owner)
    , m_context(context)
    , m_session(session)
    , m_document(document)
    , m_model(model)
    , m_owner(owner)
{}

QMenu *HardwareMenu::menuFor(const QModelIndex &index)
{
    auto *menu = new QMenu(m_owner);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    const QModelIndex entry = index.parent().isValid() ? index.parent() : index;
    const HardwareDevice *device = m_model.device(entry);
    const QList<Api::DiskConfig> &disks = m_model.draft().edited().disks;
    const bool isGone = device && device->mark == HardwareDevice::Mark::Removed;
    if (device && device->list == u"disks" && !isGone && device->item >= 0
        && device->item < disks.size() && disks.at(device->item).kind == Api::DiskKind::Disk)
        addDisk(*menu, disks.at(device->item), device->item);
    QAction *remove = menu->addAction(m_context.theme().icon(u"delete"_s),
                                      isGone ? tr("&Keep it after all") : tr("&Take off"), this,
                                      &HardwareMenu::removeRequested);
    remove->setObjectName(u"remove"_s);
    remove->setEnabled(m_model.canRemove(index) || m_model.canRestore(index));
    menu->addSeparator();
    menu->addAction(m_context.theme().icon(u"disk"_s), tr("&Disks and unused volumes…"), this,
                    [this] { openDisks({}, false); })
        ->setObjectName(u"volumes"_s);
    return menu;
}

void HardwareMenu::addDisk(QMenu &menu, const Api::DiskConfig &disk, int item)
{
    const auto &saved = m_document.detail()->config.disks;
    const bool isSaved = std::any_of(saved.begin(), saved.end(), [&](const Api::DiskConfig &other) {
        return other.target == disk.target && other.volume == disk.volume;
    });
    const auto add = [&](const QString &name, const QString &icon, const QString &text,
                         const QString &why, auto run) {
        QAction *action = menu.addAction(m_context.theme().icon(icon), text, this, run);
        action->setObjectName(name);
        action->setEnabled(why.isEmpty());
        action->setToolTip(why);
    };
    const auto unless = [&](Privilege privilege) {
        if (!isSaved)
            return tr("Apply the changes first.");
        return m_session.may(privilege) ? QString() : tr("You may not do this to this guest.");
    };
    add(u"resize"_s, u"disk"_s, tr("Change the &size…"),
        m_session.may(Privilege::GuestEdit) ? QString() : tr("You may not change this guest."),
        [this, item] { Q_EMIT editRequested(u"disks[%1].sizeBytes"_s.arg(item)); });
    add(u"move"_s, u"storage"_s, tr("&Move or convert…"), unless(Privilege::GuestEdit),
        [this, target = disk.target] { openDisks(target, true); });
    add(u"export"_s, u"download"_s, tr("&Export as qcow2…"), unless(Privilege::GuestBackup),
        [this, target = disk.target] { exportDisk(target); });
    menu.addSeparator();
}

void HardwareMenu::openDisks(const QString &target, bool moves)
{
    auto *dialog = new DisksDialog(
        m_context, {ObjectKind::Guest, m_session.key(), m_document.uuid()}, m_owner->window());
    dialog->choose(target, moves);
    connect(dialog, &QDialog::finished, &m_document, &GuestDocument::reload);
    dialog->open();
}

void HardwareMenu::exportDisk(const QString &target)
{
    const QString name = m_document.detail()->config.name + u'-' + target + u".qcow2"_s;
    auto *dialog = new QFileDialog(m_owner->window(), tr("Export disk %1").arg(target),
                                   QDir::home().filePath(name), tr("qcow2 images (*.qcow2)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    connect(dialog, &QFileDialog::fileSelected, this, [this, target](const QString &file) {
        const ObjectRef guest{ObjectKind::Guest, m_session.key(), m_document.uuid()};
        const Api::GuestExport wish{guest.id, Api::ExportKind::Qcow2, target, {}};
        whenDone(
            m_session.download(QString::fromUtf8(Api::guestExport.name), toJsonObject(wish), file),
            &m_context, [context = &m_context, guest, file](const Result<QJsonValue> &result) {
                if (!result && result.error().code != ErrorCode::Cancelled)
                    context->report(result.error().prefixed(tr("%1 is not exported").arg(file)),
                                    guest);
            });
    });
    dialog->open();
}

} // namespace Atoll
