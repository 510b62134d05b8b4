// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "hardwareadd.h"

#include <QFutureWatcher>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QSplitter;
class QTreeView;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
class ClusterSession;
class EditNotice;
class ErrorBar;
class GuestDocument;
class HardwareBar;
class HardwareFilter;
class HardwareMenu;
class HardwareModel;
class HardwareOffer;
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
    void connectBar();
    QWidget *makePendingBar();
    void makeList();
    void documentLoaded();
    void askAboutTheirs();
    void takeTheirs();
    void keepMine();
    void loadChoices();
    void draftChanged();
    void updateTools();
    QModelIndex currentSource() const;
    void reveal(const QModelIndex &source);
    void showMenu(const QPoint &position);
    void add(const HardwareAddition &addition);
    void removeOrRestore();
    void moveEntry(int steps);
    void refuse(const Error &error, const QString &title);
    void showPlan();
    void apply();
    void applied(const Result<Api::TaskInfo> &end);
    void setBusy(bool isBusy);

    AppContext &m_context;
    ClusterSession &m_session;
    GuestDocument &m_document;
    HardwareModel *m_model;
    HardwareFilter *m_filter;
    HardwareOffer *m_offer;
    HardwareBar *m_bar;
    HardwareMenu *m_menu;
    EditNotice *m_notice;
    ErrorBar *m_message;
    ErrorBar *m_conflict;
    QTreeView *m_list;
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
