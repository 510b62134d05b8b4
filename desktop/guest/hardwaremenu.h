// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QModelIndex>
#include <QObject>

QT_BEGIN_NAMESPACE
class QAction;
class QMenu;
class QPoint;
class QWidget;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
class ClusterSession;
class GuestDocument;
class HardwareModel;
namespace Api {
struct DiskConfig;
}

//! What can be done to an entry of the hardware list, by the right mouse button or the menu key.
class HardwareMenu : public QObject
{
    Q_OBJECT
public:
    HardwareMenu(AppContext &context, ClusterSession &session, GuestDocument &document,
                 HardwareModel &model, QWidget *owner);

    //! The menu for an entry of the model; the caller shows it. It deletes itself when it closes.
    QMenu *menuFor(const QModelIndex &index);

Q_SIGNALS:
    void editRequested(const QString &path);
    void removeRequested();

private:
    void addDisk(QMenu &menu, const Api::DiskConfig &disk, int item);
    void openDisks(const QString &target, bool moves);
    void exportDisk(const QString &target);

    AppContext &m_context;
    ClusterSession &m_session;
    GuestDocument &m_document;
    HardwareModel &m_model;
    QWidget *m_owner;
};

} // namespace Atoll
