// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>
#include <QPointer>

QT_BEGIN_NAMESPACE
class QLineEdit;
class QPushButton;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
class ClusterSession;
class ErrorBar;

//! Asks for the address of a file that the node is to fetch into a storage.
class FetchDialog : public QDialog
{
    Q_OBJECT
public:
    FetchDialog(ClusterSession &session, const QString &storage, AppContext &context,
                QWidget *parent);

private:
    void addressChanged();
    void fetch();

    QPointer<ClusterSession> m_session;
    QString m_storage;
    ErrorBar *m_error;
    QLineEdit *m_address;
    QLineEdit *m_name;
    QLineEdit *m_checksum;
    QPushButton *m_fetch;
};

} // namespace Atoll
