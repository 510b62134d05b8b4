// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "addclusterdialog.h"

#include "loginform.h"
#include "trustform.h"

#include <app/appcontext.h>
#include <app/errorbar.h>
#include <client/clusters.h>
#include <theme/theme.h>

#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace Atoll {

AddClusterDialog::AddClusterDialog(AppContext &context, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_error(new ErrorBar(context.theme(), this))
    , m_pages(new QStackedWidget(this))
    , m_trust(new TrustForm(context.theme(), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Add a cluster"));
    m_addressPage = makeAddressPage();
    m_loginPage = makeLoginPage();
    m_pages->addWidget(m_addressPage);
    m_pages->addWidget(m_trust);
    m_pages->addWidget(m_loginPage);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::kStep * 5, Theme::kStep * 4, Theme::kStep * 5,
                               Theme::kStep * 4);
    layout->setSpacing(Theme::kStep * 3);
    layout->addWidget(m_error);
    layout->addWidget(m_pages, 1);
    resize(520, 300);
    connect(m_trust, &TrustForm::trusted, this, [this](const QString &fingerprint) {
        if (m_session)
            m_session->trust(fingerprint);
    });
    connect(m_trust, &TrustForm::refused, this, &QDialog::reject);
    m_connect->setDefault(true); // the later pages' buttons asked for it, too
    m_address->setFocus();
}

AddClusterDialog::~AddClusterDialog() { leave(); }

//! A cluster that never got as far as a login is not kept.
void AddClusterDialog::leave()
{
    if (!m_session)
        return;
    ClusterSession *session = m_session;
    m_session.clear();
    session->disconnect(this);
    if (m_isOurs && !session->isReady())
        m_context.clusters().remove(session->key());
}

QWidget *AddClusterDialog::makeAddressPage()
{
    auto *page = new QWidget(m_pages);
    auto *title = new QLabel(tr("Where is the cluster?"), page);
    title->setFont(m_context.theme().titleFont());
    m_address = new QLineEdit(page);
    m_address->setObjectName(u"address"_s);
    m_address->setPlaceholderText(u"node-1.example.org, 10.0.0.1:7443"_s);
    auto *remark = new QLabel(tr("Any node of it will do; the others are found through it."), page);
    remark->setProperty("role", u"remark"_s);
    m_connect = new QPushButton(tr("&Connect"), page);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(Theme::kStep * 4);
    form->addRow(tr("&Address"), m_address);
    form->addRow(QString(), remark);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::kStep * 3);
    layout->addWidget(title);
    layout->addLayout(form);
    layout->addStretch();
    layout->addWidget(m_connect, 0, Qt::AlignRight);
    connect(m_connect, &QPushButton::clicked, this, &AddClusterDialog::connectToAddress);
    return page;
}

QWidget *AddClusterDialog::makeLoginPage()
{
    auto *page = new QWidget(m_pages);
    m_greeting = new QLabel(page);
    m_greeting->setFont(m_context.theme().titleFont());
    m_greeting->setTextFormat(Qt::PlainText);
    m_login = new LoginForm(m_context, LoginForm::Shape::Form, page);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::kStep * 3);
    layout->addWidget(m_greeting);
    layout->addWidget(m_login);
    layout->addStretch();
    return page;
}

void AddClusterDialog::connectToAddress()
{
    const auto endpoint = Rpc::Endpoint::parse(m_address->text().trimmed());
    if (!endpoint) {
        m_error->showError(endpoint.error());
        m_address->setFocus();
        return;
    }
    leave();
    const qsizetype before = m_context.clusters().sessions().size();
    ClusterSession *session = m_context.clusters().add({*endpoint});
    m_isOurs = m_context.clusters().sessions().size() > before;
    m_session = session;
    if (!m_isOurs && !session->isReady())
        session->reconnect();
    m_error->clear();
    m_connect->setEnabled(false);
    m_connect->setText(tr("Connecting…"));
    connect(session, &ClusterSession::stateChanged, this, &AddClusterDialog::sessionChanged);
    sessionChanged();
}

void AddClusterDialog::sessionChanged()
{
    using S = Rpc::ClientState;
    if (!m_session)
        return;
    const auto &problem = m_session->problem();
    switch (m_session->state()) {
    case S::Ready:
        m_context.reveal({ObjectKind::Cluster, m_session->key(), {}});
        accept();
        return;
    case S::NeedsTrust:
        if (problem) {
            m_trust->show(*m_session, *problem);
            m_pages->setCurrentWidget(m_trust);
        }
        break;
    case S::NeedsLogin:
        m_greeting->setText(tr("Log in to %1").arg(m_session->name()));
        m_login->setSession(m_session);
        if (m_pages->currentWidget() != m_loginPage) {
            m_pages->setCurrentWidget(m_loginPage);
            m_login->takeFocus();
        }
        break;
    case S::Waiting:
        m_pages->setCurrentWidget(m_addressPage);
        m_connect->setDefault(true);
        m_error->showError(problem.value_or(Error{}),
                           tr("%1 cannot be reached").arg(m_address->text().trimmed()));
        m_address->setFocus();
        break;
    case S::Idle:
    case S::Connecting:
        return;
    }
    m_connect->setEnabled(true);
    m_connect->setText(tr("&Connect"));
}

} // namespace Atoll
