// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cloudinittab.h"

#include "cloudinitform.h"
#include "editnotice.h"
#include "guestdocument.h"
#include "planview.h"

#include <app/appcontext.h>
#include <app/errorbar.h>
#include <client/clustersession.h>
#include <client/whendone.h>
#include <theme/theme.h>

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QTabWidget>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr int kPreviewAfterMs = 300; // of the last key

QJsonObject complete(const Api::CloudInitConfig &settings) { return toJsonObject(settings); }

} // namespace

CloudInitTab::CloudInitTab(AppContext &context, ClusterSession &session, GuestDocument &document,
                           QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_session(session)
    , m_document(document)
    , m_notice(new EditNotice(context, session, document.uuid(), this))
    , m_message(new ErrorBar(context.theme(), this))
    , m_conflict(new ErrorBar(context.theme(), this))
    , m_form(new CloudInitForm(context.theme(), context.keys(), this))
    , m_plan(new PlanView(context.theme(), this))
{
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setProperty("borderless", true);
    scroll->setWidget(m_form);
    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->addWidget(scroll);
    splitter->addWidget(makePreview());
    splitter->addWidget(m_plan);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setStretchFactor(2, 2);
    splitter->setChildrenCollapsible(false);
    m_plan->hide();
    m_conflict->setDismissable(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeTools());
    layout->addWidget(m_notice);
    layout->addWidget(m_conflict);
    layout->addWidget(m_message);
    layout->addWidget(splitter, 1);
    layout->addWidget(makePendingBar());
    m_previewSoon.setSingleShot(true);
    m_previewSoon.setInterval(kPreviewAfterMs);
    connect(&m_previewSoon, &QTimer::timeout, this, &CloudInitTab::loadPreview);
    connect(m_form, &CloudInitForm::edited, this, &CloudInitTab::edited);
    connect(&document, &GuestDocument::loaded, this, &CloudInitTab::documentLoaded);
    connect(&document, &GuestDocument::failed, this, [this](const Error &error) {
        m_message->showError(error, tr("The settings cannot be shown"));
    });
    connect(&session, &ClusterSession::stateChanged, this, &CloudInitTab::updateTools);
    if (document.detail())
        documentLoaded();
    updateTools();
}

QWidget *CloudInitTab::makeTools()
{
    auto *bar = new QWidget(this);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(Theme::kStep * 2, Theme::kStep, Theme::kStep * 2, Theme::kStep);
    m_regenerate = new QToolButton(bar);
    m_regenerate->setText(tr("Make the drive anew"));
    m_regenerate->setIcon(m_context.theme().icon(u"refresh"_s));
    m_regenerate->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_regenerate->setFocusPolicy(Qt::StrongFocus);
    m_newInstance = new QCheckBox(tr("as of a new &instance"), bar);
    m_newInstance->setToolTip(
        tr("The guest applies everything again at its next start: users, keys, addresses. "
           "Without it, cloud-init keeps what it did at the first start."));
    layout->addWidget(m_regenerate);
    layout->addWidget(m_newInstance);
    layout->addStretch();
    connect(m_regenerate, &QToolButton::clicked, this, &CloudInitTab::regenerate);
    return bar;
}

QWidget *CloudInitTab::makePreview()
{
    m_preview = new QTabWidget(this);
    m_preview->setDocumentMode(true);
    m_preview->setAccessibleName(tr("What stands on the drive"));
    for (const QString &title :
         {tr("User data"), tr("Vendor data"), tr("Network"), tr("Meta data")}) {
        auto *text = new QPlainTextEdit(m_preview);
        text->setReadOnly(true);
        text->setFont(m_context.theme().fixedFont());
        text->setLineWrapMode(QPlainTextEdit::NoWrap);
        text->setTabChangesFocus(true);
        text->setProperty("borderless", true);
        text->setAccessibleName(title);
        m_preview->addTab(text, title);
        m_texts += text;
    }
    connect(m_preview, &QTabWidget::currentChanged, this, &CloudInitTab::loadPreview);
    return m_preview;
}

QWidget *CloudInitTab::makePendingBar()
{
    auto *bar = new QFrame(this);
    bar->setProperty("card", true);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(Theme::kStep * 3, Theme::kStep * 2, Theme::kStep * 3,
                               Theme::kStep * 2);
    m_pendingText = new QLabel(tr("Changes are not applied yet"), bar);
    m_revertButton = new QPushButton(tr("&Drop changes"), bar);
    m_planButton = new QPushButton(tr("&Plan"), bar);
    m_planButton->setToolTip(tr("Show exactly what would be done, without doing it"));
    m_applyButton = new QPushButton(tr("&Apply"), bar);
    m_applyButton->setDefault(true);
    layout->addWidget(m_pendingText, 1);
    layout->addWidget(m_revertButton);
    layout->addWidget(m_planButton);
    layout->addWidget(m_applyButton);
    connect(m_revertButton, &QPushButton::clicked, this, &CloudInitTab::takeTheirs);
    connect(m_planButton, &QPushButton::clicked, this, &CloudInitTab::showPlan);
    connect(m_applyButton, &QPushButton::clicked, this, &CloudInitTab::apply);
    m_pendingBar = bar;
    return bar;
}

void CloudInitTab::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_document.use();
    loadPreview();
}

bool CloudInitTab::hasPending() const { return m_isLoaded && m_form->settings() != m_base; }

void CloudInitTab::documentLoaded()
{
    if (m_isBusy)
        return; // our own change is coming in; applied() takes it up
    const Api::GuestDetail &detail = *m_document.detail();
    if (!hasPending())
        return takeTheirs();
    if (detail.version == m_version)
        return;
    if (detail.config.cloudInit == m_base) { // they changed something else
        m_version = detail.version;
        return;
    }
    m_conflict->showMessage(Severity::Warning, tr("Somebody else changed these settings meanwhile"),
                            tr("If you keep yours, theirs is replaced."));
    m_conflict->addButton(tr("Take theirs"), [this] { takeTheirs(); });
    m_conflict->addButton(tr("Keep mine"), [this] {
        m_conflict->clear();
        m_base = m_document.detail()->config.cloudInit;
        m_version = m_document.detail()->version;
        updateTools();
    });
}

void CloudInitTab::takeTheirs()
{
    m_conflict->clear();
    m_message->clear();
    m_plan->hide();
    if (!m_document.detail())
        return;
    m_base = m_document.detail()->config.cloudInit;
    m_version = m_document.detail()->version;
    m_isLoaded = true;
    m_form->setGuest(m_document.detail()->config);
    loadPreview();
    updateTools();
}

void CloudInitTab::edited()
{
    m_plan->hide(); // it told of older settings
    m_message->clear();
    m_previewSoon.start();
    updateTools();
}

void CloudInitTab::loadPreview()
{
    m_preview->setVisible(m_isLoaded && m_form->settings().isEnabled);
    if (!isVisible() || !m_preview->isVisible() || !m_session.isReady())
        return;
    const int index = m_preview->currentIndex();
    Api::CloudInitDump wish{m_document.uuid(), Api::CloudInitPart(index), m_form->settings()};
    whenDone(m_session.call(Api::guestCloudInitDump, wish), this,
             [this, index](const Result<Api::CloudInitText> &text) {
                 if (text) {
                     m_texts.at(index)->setPlainText(text->text);
                     return;
                 }
                 // While it is typed it is often wrong: said here, marked when it is applied.
                 m_texts.at(index)->setPlainText(text.error().sentence());
             });
}

void CloudInitTab::updateTools()
{
    const QString reason = m_notice->reason();
    const bool canEdit = reason.isEmpty() && !m_isBusy && m_isLoaded;
    m_form->setEditable(canEdit);
    m_form->setToolTip(reason);
    m_pendingBar->setVisible(hasPending());
    for (QPushButton *button : {m_planButton, m_applyButton, m_revertButton})
        button->setEnabled(canEdit);
    const bool hasDrive = m_isLoaded && m_base.isEnabled;
    m_regenerate->setEnabled(canEdit && hasDrive && !hasPending());
    m_newInstance->setEnabled(m_regenerate->isEnabled());
    m_regenerate->setToolTip(!reason.isEmpty() ? reason
                             : !hasDrive       ? tr("The guest has no such drive.")
                             : hasPending()    ? tr("Apply or drop your changes first.")
                                               : tr("The guest sees it at its next start."));
}

Api::GuestSet CloudInitTab::wish() const
{
    return {m_document.uuid(), m_version,
            QJsonObject{{u"cloudInit"_s, complete(m_form->settings())}}};
}

void CloudInitTab::showPlan()
{
    m_message->clear();
    setBusy(true);
    whenDone(m_session.plan(Api::guestSet, wish()), this, [this](const Result<Api::Plan> &plan) {
        setBusy(false);
        if (!plan)
            return refuse(plan.error(), tr("This cannot be done"));
        m_plan->show(*plan);
        m_plan->setVisible(true);
    });
}

void CloudInitTab::apply()
{
    m_message->clear();
    setBusy(true);
    whenDone(m_session.change(Api::guestSet, wish()), this,
             [this](const Result<Api::TaskRef> &task) {
                 if (!task)
                     return applied(fail(task.error()));
                 whenDone(m_session.taskEnd(task->task), this,
                          [this](const Result<Api::TaskInfo> &end) { applied(end); });
             });
}

void CloudInitTab::applied(const Result<Api::TaskInfo> &end)
{
    setBusy(false);
    if (end && end->state == Api::TaskState::Succeeded) {
        m_base = m_form->settings();
        m_base.password.clear();
        Api::GuestConfig config = m_document.detail()->config;
        config.cloudInit = m_base;
        m_form->setGuest(config);
        updateTools();
        m_document.reload();
        return;
    }
    const Error error = end ? Error::fromJson(end->error) : end.error();
    if (error.code == ErrorCode::Conflict) {
        m_document.reload(); // tells what they changed
        return;
    }
    refuse(error, tr("The changes are not applied"));
}

void CloudInitTab::refuse(const Error &error, const QString &title)
{
    m_message->showError(error, title);
    m_form->showWrong(error.details.value("field"_L1).toString());
}

void CloudInitTab::regenerate()
{
    m_message->clear();
    setBusy(true);
    const auto ended = [this](const Result<Api::TaskInfo> &end) {
        setBusy(false);
        if (end && end->state == Api::TaskState::Succeeded) {
            m_newInstance->setChecked(false);
            m_message->showMessage(Severity::Info, tr("The drive is made anew"),
                                   tr("The guest sees it at its next start."));
            return loadPreview();
        }
        m_message->showError(end ? Error::fromJson(end->error) : end.error(),
                             tr("The drive is not made anew"));
    };
    const Api::CloudInitRegenerate wanted{m_document.uuid(), m_newInstance->isChecked()};
    whenDone(m_session.change(Api::guestCloudInitRegenerate, wanted), this,
             [this, ended](const Result<Api::TaskRef> &task) {
                 if (!task)
                     return ended(fail(task.error()));
                 whenDone(m_session.taskEnd(task->task), this, ended);
             });
}

void CloudInitTab::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    m_applyButton->setText(isBusy ? tr("Working…") : tr("&Apply"));
    updateTools();
}

} // namespace Atoll
