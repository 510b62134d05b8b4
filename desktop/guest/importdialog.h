// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/guesttransfer.h>
#include <core/result.h>

#include <QDialog>
#include <QPointer>

#include <stop_token>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
class ClusterSession;
class ErrorBar;
class PlanView;

//! Makes a VM of a package or image: which one, what was found in it and where it goes, the plan.
//! A file of this computer is sent first; its progress is here and in the tasks dock.
class ImportDialog : public QDialog
{
    Q_OBJECT
public:
    //! `files`: dragged or chosen; empty: the user chooses here.
    ImportDialog(AppContext &context, const QStringList &files, QWidget *parent);

    void reject() override;

    //! Files of these kinds can be imported.
    static bool canImport(const QString &file);

private:
    enum Step { Source, Mapping };

    QWidget *makeSource();
    QWidget *makeMapping();
    void chooseCluster();
    void loadVolumes();
    void askForFile();
    void look();
    void sendNext();
    void takeSent(const Api::VolumeRef &volume, const Result<QJsonValue> &sent);
    //! What was sent and is not wanted any more.
    void removeSent();
    void inspect();
    void showProposal(const Api::ImportProposal &proposal);
    Api::GuestImport wish() const;
    void loadPlan();
    void startImport();
    void setBusy(const QString &words);
    void updateButtons();

    AppContext &m_context;
    QPointer<ClusterSession> m_session;
    QStringList m_files;
    QList<Api::VolumeRef> m_sources;
    QStringList m_toSend;         //!< files of this computer
    QList<Api::VolumeRef> m_sent; //!< them, in the storage
    std::stop_source m_stop;      //!< ends the sending
    QString m_busy;
    int m_planRequest = 0;

    ErrorBar *m_error;
    QStackedWidget *m_pages;
    QPushButton *m_back;
    QPushButton *m_next;
    QLabel *m_state;
    QComboBox *m_cluster = nullptr;
    QComboBox *m_sourceStorage = nullptr;
    QComboBox *m_volume = nullptr;
    QPushButton *m_choose = nullptr;
    QLabel *m_found = nullptr;
    QLineEdit *m_name = nullptr;
    QComboBox *m_storage = nullptr;
    QComboBox *m_format = nullptr;
    QFormLayout *m_form = nullptr;
    QList<std::pair<QString, QComboBox *>> m_networks;
    QCheckBox *m_starts = nullptr;
    QCheckBox *m_removesSource = nullptr;
    PlanView *m_plan = nullptr;
};

} // namespace Atoll
