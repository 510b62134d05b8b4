// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/guestlifecycle.h>

#include <QWidget>

QT_BEGIN_NAMESPACE
class QPushButton;
class QTreeWidget;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
class ClusterSession;
class ErrorBar;
class GuestDocument;

//! Who changed a guest's configuration, when and how.
class HistoryTab : public QWidget
{
    Q_OBJECT
public:
    HistoryTab(AppContext &context, ClusterSession &session, GuestDocument &document,
               QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void load();
    void show(const QList<Api::GuestVersion> &history);
    void rowChanged();
    //! Shows the plan first.
    void goBack(qint64 toVersion, const QString &title, const QString &yes);

    AppContext &m_context;
    ClusterSession &m_session;
    GuestDocument &m_document;
    ErrorBar *m_error;
    QTreeWidget *m_versions;
    QTreeWidget *m_changes;
    QPushButton *m_undo;
    QPushButton *m_back;
    QList<Api::GuestVersion> m_history;
};

} // namespace Atoll
