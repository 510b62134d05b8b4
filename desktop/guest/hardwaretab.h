// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "hardwaredraft.h"

#include <QFutureWatcher>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QSplitter;
class QToolButton;
class QTreeView;
class QTreeWidget;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
class ClusterSession;
class ErrorBar;
class GuestDocument;
class HardwareModel;
class PlanView;

//! A guest's hardware, edited in place. Changes wait in a bar, to be planned, applied or dropped.
//! When somebody else was faster, it says what they changed and lets one choose.
class HardwareTab : public QWidget
{
    Q_OBJECT
public:
    HardwareTab(AppContext &context, ClusterSession &session, GuestDocument &document,
                QWidget *parent = nullptr);

    bool hasPending() const;

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeTools();
    QWidget *makePendingBar();
    void makeList();
    void documentLoaded();
    void askAboutTheirs();
    void takeTheirs();
    void keepMine();
    void loadChoices();
    void loadImages(const QString &storage);
    void draftChanged();
    void updateTools();
    void addDisk(bool isCdrom);
    void removeOrRestore();
    void showPlan();
    void apply();
    void applied(const Result<Api::TaskInfo> &end);
    void setBusy(bool isBusy);

    AppContext &m_context;
    ClusterSession &m_session;
    GuestDocument &m_document;
    HardwareModel *m_model;
    ErrorBar *m_message;
    ErrorBar *m_conflict;
    QTreeView *m_list;
    QToolButton *m_add = nullptr;
    QToolButton *m_remove = nullptr;
    QSplitter *m_splitter;
    PlanView *m_plan;
    QWidget *m_pendingBar = nullptr;
    QLabel *m_pendingText = nullptr;
    QPushButton *m_planButton = nullptr;
    QPushButton *m_applyButton = nullptr;
    QPushButton *m_revertButton = nullptr;
    bool m_isLoaded = false;
    bool m_isBusy = false;
};

} // namespace Atoll
