// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "trustform.h"

#include "fingerprint.h"

#include <client/clustersession.h>
#include <theme/theme.h>

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

QLabel *makeLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

TrustForm::TrustForm(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_title(makeLabel(this))
    , m_text(makeLabel(this))
    , m_before(new FingerprintView(theme, this))
    , m_now(new FingerprintView(theme, this))
    , m_advice(makeLabel(this))
    , m_sure(new QCheckBox(this))
    , m_trust(new QPushButton(this))
    , m_refuse(new QPushButton(tr("Do &not connect"), this))
{
    m_title->setFont(theme.boldFont());
    m_advice->setProperty("role", u"label"_s);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_sure);
    buttons->addStretch();
    buttons->addWidget(m_refuse);
    buttons->addWidget(m_trust);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::kStep * 2);
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    layout->addWidget(m_before);
    layout->addWidget(m_now);
    layout->addWidget(m_advice);
    layout->addLayout(buttons);
    connect(m_sure, &QCheckBox::toggled, m_trust, &QWidget::setEnabled);
    connect(m_trust, &QPushButton::clicked, this, [this] { Q_EMIT trusted(m_fingerprint); });
    connect(m_refuse, &QPushButton::clicked, this, &TrustForm::refused);
}

void TrustForm::show(ClusterSession &session, const Error &problem)
{
    const bool isChanged = problem.code == ErrorCode::CertificateChanged;
    const QString expected = problem.details.value(u"expected"_s).toString();
    m_fingerprint = problem.details.value(u"fingerprint"_s).toString();
    const QString address = session.entry().addresses.value(0);
    m_sure->setVisible(isChanged);
    m_sure->setChecked(false);
    m_before->setVisible(isChanged);
    m_trust->setEnabled(!isChanged);
    m_trust->setProperty("danger", isChanged);
    m_trust->setDefault(!isChanged);
    m_refuse->setDefault(isChanged);
    if (!isChanged) {
        m_title->setText(tr("Is this really %1?").arg(address));
        m_text->setText(tr("You connect to it for the first time. It shows this fingerprint:"));
        m_now->show({}, m_fingerprint);
        m_advice->setText(tr("Compare it with what \"atolld fingerprint\" prints on the node. If "
                             "it is the same, trust it; you will not be asked again."));
        m_trust->setText(tr("It is the same: &trust it"));
        return;
    }
    m_title->setText(tr("%1 is not who it was").arg(session.name()));
    m_text->setText(tr("It shows another certificate than the one you trusted, so Atoll did not "
                       "connect and sent no password. Either the agent was set up anew, or "
                       "somebody has put another machine in between."));
    m_before->show(tr("Trusted until now:"), expected);
    m_now->show(tr("Shown now (what differs is red):"), m_fingerprint, expected);
    m_advice->setText(tr("Ask whoever looks after %1. On the node itself, \"atolld fingerprint\" "
                         "prints the right one. Trust the new one only if it is the same.")
                          .arg(address));
    m_sure->setText(tr("I have &compared it on the node"));
    m_trust->setText(tr("&Trust the new one"));
}

} // namespace Atoll
