// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "loginform.h"

#include <app/appcontext.h>
#include <app/errorbar.h>
#include <app/settings.h>
#include <client/clustersession.h>
#include <client/whendone.h>
#include <theme/theme.h>

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

QString realmText(const QString &realm)
{
    if (realm == "builtin"_L1)
        return LoginForm::tr("Atoll's own users");
    if (realm == "pam"_L1)
        return LoginForm::tr("System users of the node");
    return realm;
}

} // namespace

std::pair<QString, QString> splitUser(const QString &user)
{
    const qsizetype at = user.lastIndexOf(u'@');
    return at < 0 ? std::pair{user, QString()} : std::pair{user.left(at), user.mid(at + 1)};
}

LoginForm::LoginForm(AppContext &context, Shape shape, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_error(new ErrorBar(context.theme(), this))
    , m_user(new QLineEdit(this))
    , m_realm(new QComboBox(this))
    , m_password(new QLineEdit(this))
    , m_remember(new QCheckBox(tr("&Remember the password in the keychain"), this))
    , m_login(new QPushButton(tr("&Log in"), this))
{
    m_password->setEchoMode(QLineEdit::Password);
    m_remember->setChecked(context.settings().rememberPasswords.value());
    m_user->setObjectName(u"user"_s);
    m_password->setObjectName(u"password"_s);
    m_user->setAccessibleName(tr("User"));
    m_realm->setAccessibleName(tr("Realm"));
    m_password->setAccessibleName(tr("Password"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::kStep * 2);
    layout->addWidget(m_error);
    if (shape == Shape::Form) {
        auto *form = new QFormLayout;
        form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
        form->setHorizontalSpacing(Theme::kStep * 4);
        form->setVerticalSpacing(Theme::kStep * 2);
        form->addRow(tr("&User"), m_user);
        form->addRow(tr("Real&m"), m_realm);
        form->addRow(tr("&Password"), m_password);
        form->addRow(QString(), m_remember);
        layout->addLayout(form);
        layout->addWidget(m_login, 0, Qt::AlignRight);
    } else {
        m_user->setPlaceholderText(tr("User"));
        m_password->setPlaceholderText(tr("Password"));
        m_remember->setText(tr("&Remember"));
        m_user->setMaximumWidth(160);
        m_password->setMaximumWidth(180);
        auto *row = new QHBoxLayout;
        row->setSpacing(Theme::kStep * 2);
        for (QWidget *widget :
             std::initializer_list<QWidget *>{m_user, m_realm, m_password, m_remember, m_login})
            row->addWidget(widget);
        row->addStretch();
        layout->addLayout(row);
    }
    m_login->setDefault(true);
    connect(m_login, &QPushButton::clicked, this, &LoginForm::submit);
    connect(m_user, &QLineEdit::returnPressed, m_password, qOverload<>(&QWidget::setFocus));
    connect(m_password, &QLineEdit::returnPressed, this, &LoginForm::submit);
}

void LoginForm::setSession(ClusterSession *session)
{
    const bool isNew = m_session != session;
    m_session = session;
    if (!session)
        return;
    if (isNew)
        m_error->clear();
    fill();
}

void LoginForm::fill()
{
    const QStringList realms = m_session->server().realms;
    QStringList shown;
    for (int i = 0; i < m_realm->count(); ++i)
        shown += m_realm->itemData(i).toString();
    if (shown != realms) {
        m_realm->clear();
        for (const QString &realm : realms)
            m_realm->addItem(realmText(realm), realm);
    }
    if (!m_user->text().isEmpty())
        return;
    const auto [name, realm] = splitUser(m_session->entry().user);
    m_user->setText(name.isEmpty() ? u"admin"_s : name);
    if (const int row = m_realm->findData(realm); row >= 0)
        m_realm->setCurrentIndex(row);
}

void LoginForm::takeFocus()
{
    m_login->setDefault(true);
    if (m_user->text().isEmpty())
        m_user->setFocus();
    else
        m_password->setFocus();
}

void LoginForm::submit()
{
    if (!m_session || !m_login->isEnabled())
        return;
    // "root@pam" typed whole names its realm itself.
    auto [name, realm] = splitUser(m_user->text().trimmed());
    if (realm.isEmpty() || m_realm->findData(realm) < 0) {
        name = m_user->text().trimmed();
        realm = m_realm->currentData().toString();
    }
    if (name.isEmpty())
        return m_user->setFocus();
    m_login->setEnabled(false);
    m_login->setText(tr("Logging in…"));
    m_context.settings().rememberPasswords.set(m_remember->isChecked());
    const QString user = realm.isEmpty() ? name : name + u'@' + realm;
    whenDone(m_session->login(user, m_password->text(), m_remember->isChecked()), this,
             [this](const Result<Api::SessionInfo> &session) {
                 m_login->setEnabled(true);
                 m_login->setText(tr("&Log in"));
                 if (session) {
                     m_password->clear();
                     m_error->clear();
                     Q_EMIT loggedIn();
                     return;
                 }
                 m_error->showError(session.error());
                 m_password->selectAll();
                 m_password->setFocus();
             });
}

} // namespace Atoll
