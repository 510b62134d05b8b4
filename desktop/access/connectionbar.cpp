// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "connectionbar.h"

#include "loginform.h"
#include "trustform.h"

#include <app/appcontext.h>
#include <app/format.h>
#include <client/clustersession.h>
#include <theme/theme.h>

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Atoll {

ConnectionBar::ConnectionBar(AppContext &context, ClusterSession &session, QWidget *parent)
    : QFrame(parent)
    , m_context(context)
    , m_session(&session)
    , m_icon(new QLabel(this))
    , m_title(new QLabel(this))
    , m_text(new QLabel(this))
    , m_retry(new QPushButton(tr("Try &now"), this))
    , m_login(new LoginForm(context, LoginForm::Shape::Row, this))
    , m_trust(new TrustForm(context.theme(), this))
{
    setProperty("card", true);
    m_title->setFont(context.theme().boldFont());
    for (QLabel *label : {m_title, m_text}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_text->setProperty("role", u"label"_s);
    auto *words = new QVBoxLayout;
    words->setSpacing(Theme::kStep);
    words->addWidget(m_title);
    words->addWidget(m_text);
    words->addWidget(m_login);
    words->addWidget(m_trust);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(Theme::kStep * 3, Theme::kStep * 2, Theme::kStep * 3,
                               Theme::kStep * 2);
    layout->setSpacing(Theme::kStep * 3);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addLayout(words, 1);
    layout->addWidget(m_retry, 0, Qt::AlignTop);

    connect(&session, &ClusterSession::stateChanged, this, &ConnectionBar::refresh);
    connect(m_retry, &QPushButton::clicked, &session, &ClusterSession::reconnect);
    connect(m_trust, &TrustForm::trusted, &session, &ClusterSession::trust);
    connect(m_trust, &TrustForm::refused, &session, &ClusterSession::disconnectFromCluster);
    connect(&context.theme(), &Theme::changed, this, &ConnectionBar::refresh);
    m_tick.setInterval(20'000);
    connect(&m_tick, &QTimer::timeout, this, &ConnectionBar::refresh);
    refresh();
}

void ConnectionBar::refresh()
{
    using S = Rpc::ClientState;
    if (!m_session)
        return;
    const S state = m_session->state();
    const auto &problem = m_session->problem();
    setVisible(state != S::Ready);
    if (state == S::Ready)
        return m_tick.stop();
    m_tick.start();
    const bool isConnecting = state == S::Connecting;
    m_icon->setPixmap(m_context.theme()
                          .icon(isConnecting ? u"connect"_s : u"disconnect"_s, Overlay::None,
                                isConnecting ? Token::Text2 : Token::Warning)
                          .pixmap(16, 16));
    m_login->setVisible(state == S::NeedsLogin);
    m_trust->setVisible(state == S::NeedsTrust && problem);
    m_retry->setVisible(state == S::Waiting || state == S::Idle);
    m_retry->setText(state == S::Idle ? tr("Co&nnect") : tr("Try &now"));
    m_title->setVisible(state != S::NeedsTrust);
    m_title->setText(u"%1: %2"_s.arg(m_session->name(), m_session->stateText()));
    QString text;
    if (problem && state != S::NeedsTrust) {
        text = problem->sentence();
        if (!text.isEmpty())
            text[0] = text[0].toUpper();
    }
    const QDateTime seen = m_session->store().lastSeen();
    if (seen.isValid() && state != S::NeedsTrust) {
        if (!text.isEmpty())
            text += u' ';
        text += tr("What you see is from %1.").arg(Format::ago(seen));
    }
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    if (state == S::NeedsLogin)
        m_login->setSession(m_session);
    if (state == S::NeedsTrust && problem)
        m_trust->show(*m_session, *problem);
}

} // namespace Atoll
