// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "vmdraft.h"

#include <QDialog>
#include <QMap>
#include <QPointer>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QRadioButton;
class QSpinBox;
class QStackedWidget;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
class BytesEdit;
class ClusterSession;
class ErrorBar;
class PlanView;

//! Makes a VM: general, processor and memory, disks, network, and the plan of it all. Every page
//! is good as it opens, so that Enter leads through. A wrong value is told below its field.
class CreateVmDialog : public QDialog
{
    Q_OBJECT
public:
    CreateVmDialog(AppContext &context, const QString &cluster, const QString &node,
                   QWidget *parent);

    const VmDraft &draft() const { return m_draft; }
    int currentStep() const;

private:
    enum Step { General, Compute, Disks, Network, Confirm, StepCount };

    QWidget *makeGeneral();
    QWidget *makeCompute();
    QWidget *makeDisks();
    QWidget *makeNetwork();
    QWidget *makeConfirm();
    void makeFrame();
    //! A page of the form; fields are added with addField.
    QFormLayout *makeForm(const QString &title, QWidget **page);
    void addField(QFormLayout *form, const QString &name, const QString &label, QWidget *field,
                  Step step);
    void chooseCluster(ClusterSession *session);
    VmPlace placeOf(ClusterSession *session) const;
    void chooseNode(const QString &node);
    void loadVolumes();
    void showDraft();
    void touched(const QString &field);
    //! Shows the first wrong field of the steps up to `last`; true when there is none.
    bool check(Step last, bool focuses);
    void goTo(int step);
    void next();
    void loadPlan();
    void create();
    void showFieldError(const Error &error, bool focuses);
    void updateButtons();

    struct FieldPlace
    {
        QWidget *widget;
        QLabel *error;
        Step step;
    };

    AppContext &m_context;
    QPointer<ClusterSession> m_session;
    VmPlace m_place;
    VmDraft m_draft;
    QStringList m_chosen; //!< fields that the user has set
    QMap<QString, FieldPlace> m_fields;
    QList<Api::VolumeInfo> m_volumes;
    bool m_isShowing = false; //!< widgets are being set from the draft
    bool m_isBusy = false;
    int m_planRequest = 0;

    QListWidget *m_steps;
    QStackedWidget *m_pages;
    ErrorBar *m_error;
    QPushButton *m_back;
    QPushButton *m_next;
    QPushButton *m_create;

    QComboBox *m_cluster = nullptr;
    QLineEdit *m_name = nullptr;
    QSpinBox *m_id = nullptr;
    QComboBox *m_osType = nullptr;
    QComboBox *m_node = nullptr;
    QLineEdit *m_tags = nullptr;
    QSpinBox *m_cores = nullptr;
    QSpinBox *m_sockets = nullptr;
    BytesEdit *m_memory = nullptr;
    QComboBox *m_firmware = nullptr;
    QCheckBox *m_startsAtBoot = nullptr;
    QRadioButton *m_newDisk = nullptr;
    QRadioButton *m_existingDisk = nullptr;
    QRadioButton *m_noDisk = nullptr;
    BytesEdit *m_diskSize = nullptr;
    QComboBox *m_storage = nullptr;
    QComboBox *m_format = nullptr;
    QComboBox *m_image = nullptr;
    QComboBox *m_bus = nullptr;
    QComboBox *m_iso = nullptr;
    QComboBox *m_connection = nullptr;
    QComboBox *m_nicModel = nullptr;
    QLabel *m_summary = nullptr;
    PlanView *m_plan = nullptr;
    QCheckBox *m_startsAfterwards = nullptr;
};

} // namespace Atoll
