// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/cloudinit.h>

#include <QTimer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTabWidget;
class QToolButton;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
class ClusterSession;
class CloudInitForm;
class EditNotice;
class ErrorBar;
class GuestDocument;
class PlanView;

//! A guest's cloud-init settings, with what they make of the drive beside them. Changes wait in a
//! bar, as those of the hardware do. GUI thread.
class CloudInitTab : public QWidget
{
    Q_OBJECT
public:
    CloudInitTab(AppContext &context, ClusterSession &session, GuestDocument &document,
                 QWidget *parent = nullptr);

    bool hasPending() const;

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeTools();
    QWidget *makePreview();
    QWidget *makePendingBar();
    void documentLoaded();
    void takeTheirs();
    void edited();
    void loadPreview();
    void updateTools();
    Api::GuestSet wish() const;
    void showPlan();
    void apply();
    void applied(const Result<Api::TaskInfo> &end);
    void regenerate();
    void refuse(const Error &error, const QString &title);
    void setBusy(bool isBusy);

    AppContext &m_context;
    ClusterSession &m_session;
    GuestDocument &m_document;
    Api::CloudInitConfig m_base;
    qint64 m_version = 0;
    bool m_isLoaded = false;
    bool m_isBusy = false;
    EditNotice *m_notice;
    ErrorBar *m_message;
    ErrorBar *m_conflict;
    CloudInitForm *m_form;
    QTabWidget *m_preview = nullptr;
    QList<QPlainTextEdit *> m_texts; //!< in the order of Api::CloudInitPart
    PlanView *m_plan;
    QToolButton *m_regenerate = nullptr;
    QCheckBox *m_newInstance = nullptr;
    QWidget *m_pendingBar = nullptr;
    QLabel *m_pendingText = nullptr;
    QPushButton *m_planButton = nullptr;
    QPushButton *m_applyButton = nullptr;
    QPushButton *m_revertButton = nullptr;
    QTimer m_previewSoon;
};

} // namespace Atoll
