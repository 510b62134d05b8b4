// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/guesttransfer.h>
#include <app/objectref.h>
#include <core/result.h>

#include <QDialog>
#include <QFuture>
#include <QPointer>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QGroupBox;
class QPushButton;
class QTreeWidget;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
class ClusterSession;
class ErrorBar;

//! A guest's volumes, used and unused: move them, take them off and on, give them away, delete
//! them. What runs is in the tasks dock; the list follows.
class DisksDialog : public QDialog
{
    Q_OBJECT
public:
    DisksDialog(AppContext &context, const ObjectRef &guest, QWidget *parent);

    //! Begin with this disk, and with moving it.
    void choose(const QString &target, bool moves);

private:
    QWidget *makeMove();
    QWidget *makeGive();
    void load();
    void showVolumes(const QList<Api::GuestVolume> &volumes);
    const Api::GuestVolume *current() const;
    void updateButtons();
    void moveDisk();
    void giveDisk();
    void setDisks(const QList<Api::DiskConfig> &disks);
    void detach();
    void attach();
    void askToDelete();
    void settle(const QFuture<Result<Api::TaskRef>> &answer);

    AppContext &m_context;
    const ObjectRef m_guest;
    QString m_wanted; //!< target of the disk to begin with
    QPointer<ClusterSession> m_session;
    QList<Api::GuestVolume> m_volumes;
    Api::GuestDetail m_detail;
    ErrorBar *m_error;
    QTreeWidget *m_list;
    QPushButton *m_move;
    QPushButton *m_detach;
    QPushButton *m_attach;
    QPushButton *m_give;
    QPushButton *m_delete;
    QGroupBox *m_moveBox = nullptr;
    QComboBox *m_storage = nullptr;
    QComboBox *m_format = nullptr;
    QCheckBox *m_deletesSource = nullptr;
    QGroupBox *m_giveBox = nullptr;
    QComboBox *m_other = nullptr;
};

} // namespace Atoll
