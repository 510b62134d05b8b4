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
class QLabel;
class QListWidget;
class QPushButton;
class QSpinBox;
class QStackedWidget;
class QVBoxLayout;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
class ClusterSession;
class DeviceForms;
class ErrorBar;
class FieldForm;
class HardwareOffer;
class PlanView;

//! Makes a VM: general, system, disks, processor and memory, network, what a cloud image is told,
//! and the plan of it all. Every page is good as it opens, so that Enter leads through. A wrong
//! value is told below its field. The pages edit the configuration that the API takes.
class CreateVmDialog : public QDialog
{
    Q_OBJECT
public:
    enum Step { General, System, Disks, Compute, Network, CloudInit, Confirm, StepCount };

    CreateVmDialog(AppContext &context, const QString &cluster, const QString &node,
                   QWidget *parent);

    const VmDraft &draft() const { return m_draft; }
    int currentStep() const;

private:
    void makeGeneral();
    void makeSystem();
    void makeDisks();
    void makeCompute();
    void makeNetwork();
    void makeCloudInit();
    void makeConfirm();
    void makeFrame();
    QLayout *makeButtons();
    //! A page that scrolls; what is added to the layout stands at its top.
    QVBoxLayout *makePage(const QString &title);
    FieldForm *makeForm(Step step, QVBoxLayout *page);
    void chooseCluster(ClusterSession *session);
    VmPlace placeOf(ClusterSession *session) const;
    void chooseNode(const QString &node);
    void offerChanged();
    void fillMedia();
    void showDraft();
    void showDisks();
    void edit(const QString &path, const QVariant &value);
    void take(const QString &path, const QVariant &value);
    void addDisk();
    void removeItem(const QString &list, int item);
    QList<FieldForm *> forms(Step step) const;
    bool isSkipped(int step) const;
    //! Shows the first wrong field of the steps up to `last`; true when there is none.
    bool check(Step last, bool focuses);
    bool showFieldError(const Error &error, Step last, bool focuses);
    void goTo(int step);
    void goBy(int direction);
    void loadPlan();
    void create();
    void updateButtons();

    AppContext &m_context;
    QPointer<ClusterSession> m_session;
    HardwareOffer *m_offer;
    VmPlace m_place;
    VmDraft m_draft;
    QStringList m_chosen;         //!< paths that the user has set
    QMap<QString, Error> m_wrong; //!< what was typed and refused, by path
    QMap<int, QList<FieldForm *>> m_forms;
    bool m_isBusy = false;
    int m_planRequest = 0;

    QListWidget *m_steps;
    QStackedWidget *m_pages;
    ErrorBar *m_error;
    QPushButton *m_back;
    QPushButton *m_next;
    QPushButton *m_create;

    QComboBox *m_cluster = nullptr;
    QComboBox *m_node = nullptr;
    QSpinBox *m_id = nullptr;
    FieldForm *m_general = nullptr;
    QComboBox *m_iso = nullptr;
    QComboBox *m_driverIso = nullptr;
    FieldForm *m_media = nullptr;
    FieldForm *m_system = nullptr;
    DeviceForms *m_disks = nullptr;
    FieldForm *m_cpu = nullptr;
    FieldForm *m_memory = nullptr;
    DeviceForms *m_nics = nullptr;
    QCheckBox *m_usesCloudInit = nullptr;
    FieldForm *m_cloudInit = nullptr;
    QLabel *m_summary = nullptr;
    PlanView *m_plan = nullptr;
    QCheckBox *m_startsAfterwards = nullptr;
};

} // namespace Atoll
