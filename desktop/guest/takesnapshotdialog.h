// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/guestsnapshot.h>
#include <app/objectref.h>

#include <QDialog>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
class ErrorBar;
class GuestCommands;

//! Asks for name and manner of a snapshot, of one guest or of many at once. Enter is enough.
class TakeSnapshotDialog : public QDialog
{
    Q_OBJECT
public:
    TakeSnapshotDialog(AppContext &context, GuestCommands &commands, const QList<ObjectRef> &guests,
                       QWidget *parent);

    //! Sorts by time, and can be a name everywhere.
    static QString freshName();

private:
    void updateChoices();
    void run();
    void runTogether(const Api::SnapshotCreate &wish);
    bool isAnyRunning() const;

    AppContext &m_context;
    GuestCommands &m_commands;
    QList<ObjectRef> m_guests;
    ErrorBar *m_error;
    QLineEdit *m_name;
    QPlainTextEdit *m_description;
    QCheckBox *m_memory;
    QCheckBox *m_quiesce;
    QPushButton *m_take;
};

} // namespace Atoll
