// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <app/objectref.h>

#include <QDialog>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
class ErrorBar;

//! Asks for the name before a guest and its disks are deleted, and says what is lost. Of several,
//! for their number.
class DeleteDialog : public QDialog
{
    Q_OBJECT
public:
    DeleteDialog(AppContext &context, const QList<ObjectRef> &guests, QWidget *parent);

private:
    struct Target
    {
        ObjectRef ref;
        QString name;
    };

    void loadPolicies();
    void loadLosses();
    void updateWords();
    //! Tells that they are gone, with a way back.
    static void offerUndo(AppContext &context, const QList<Target> &targets);
    void addLoss(const QString &text);
    void updateButton();
    void run();

    AppContext &m_context;
    QList<Target> m_targets;
    QString m_expected; //!< what is to be typed
    QStringList m_losses;
    QLabel *m_lossList;
    QLineEdit *m_name;
    QLabel *m_title;
    QLabel *m_consequence;
    QCheckBox *m_keepVolumes;
    QCheckBox *m_purge;
    int m_days = 0; //!< the fewest of all clusters that restoring is possible
    QPushButton *m_delete;
    ErrorBar *m_error;
};

} // namespace Atoll
