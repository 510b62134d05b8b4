// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/guestclone.h>
#include <api/guestsnapshot.h>
#include <app/objectref.h>

#include <QDialog>
#include <QPointer>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
class ClusterSession;
class ErrorBar;

//! Makes a guest like another. The proposals are good: Enter is enough.
class CloneDialog : public QDialog
{
    Q_OBJECT
public:
    CloneDialog(AppContext &context, const ObjectRef &guest, QWidget *parent);

private:
    void fillStorages();
    void loadSnapshots();
    QString freshName(const QString &name) const;
    void updateChoices();
    Api::GuestClone wish() const;
    void run();

    AppContext &m_context;
    QPointer<ClusterSession> m_session;
    Api::GuestInfo m_guest;
    QList<Api::SnapshotInfo> m_snapshots;
    ErrorBar *m_error;
    QLineEdit *m_name;
    QSpinBox *m_id;
    QComboBox *m_source;
    QComboBox *m_kind;
    QComboBox *m_storage;
    QComboBox *m_format;
    QCheckBox *m_start;
    QLabel *m_remark;
    QPushButton *m_clone;
};

} // namespace Atoll
