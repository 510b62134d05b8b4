// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "errorbar.h"

#include <theme/theme.h>

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

struct Look
{
    QString icon;
    Token color;
};

Look lookOf(Severity severity)
{
    switch (severity) {
    case Severity::Info:
        return {u"info"_s, Token::Info};
    case Severity::Ok:
        return {u"ok"_s, Token::Ok};
    case Severity::Warning:
        return {u"warning"_s, Token::Warning};
    case Severity::Error:
        break;
    }
    return {u"error"_s, Token::Error};
}

QLabel *makeLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText); // the words may come from a guest or a foreign engine
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QToolButton *makeButton(const QString &text, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setText(text);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

QString errorTitle(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidParams:
        return ErrorBar::tr("This value cannot be used");
    case ErrorCode::NotAuthenticated:
        return ErrorBar::tr("The login has ended");
    case ErrorCode::LoginFailed:
        return ErrorBar::tr("Login failed");
    case ErrorCode::Throttled:
        return ErrorBar::tr("Too many failed logins");
    case ErrorCode::PermissionDenied:
        return ErrorBar::tr("Not permitted");
    case ErrorCode::TicketInvalid:
        return ErrorBar::tr("The ticket is not valid any more");
    case ErrorCode::NotFound:
        return ErrorBar::tr("It does not exist any more");
    case ErrorCode::AlreadyExists:
        return ErrorBar::tr("It exists already");
    case ErrorCode::Conflict:
        return ErrorBar::tr("Somebody else changed it meanwhile");
    case ErrorCode::InvalidState:
        return ErrorBar::tr("Not possible in this state");
    case ErrorCode::Unsupported:
        return ErrorBar::tr("Not supported here");
    case ErrorCode::Busy:
        return ErrorBar::tr("Another task is working on it");
    case ErrorCode::LimitExceeded:
        return ErrorBar::tr("A limit is reached");
    case ErrorCode::Cancelled:
        return ErrorBar::tr("Cancelled");
    case ErrorCode::Timeout:
        return ErrorBar::tr("It took too long");
    case ErrorCode::NoSpace:
        return ErrorBar::tr("Not enough space");
    case ErrorCode::EngineFailed:
        return ErrorBar::tr("The engine refused");
    case ErrorCode::EngineUnavailable:
        return ErrorBar::tr("The engine does not answer");
    case ErrorCode::ConnectionLost:
        return ErrorBar::tr("No connection");
    case ErrorCode::CertificateUnknown:
        return ErrorBar::tr("The certificate is not known yet");
    case ErrorCode::CertificateChanged:
        return ErrorBar::tr("The certificate has changed");
    case ErrorCode::ProtocolMismatch:
        return ErrorBar::tr("The versions do not fit together");
    case ErrorCode::ParseError:
    case ErrorCode::InvalidRequest:
    case ErrorCode::MethodNotFound:
    case ErrorCode::Internal:
        break;
    }
    return ErrorBar::tr("Something went wrong");
}

ErrorBar::ErrorBar(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_icon(new QLabel(this))
    , m_title(makeLabel(this))
    , m_text(makeLabel(this))
    , m_buttons(new QHBoxLayout)
    , m_showDetails(makeButton(tr("Details"), this))
    , m_copy(makeButton(tr("Copy"), this))
    , m_close(makeButton({}, this))
    , m_details(new QPlainTextEdit(this))
{
    m_title->setFont(theme.boldFont());
    m_showDetails->setCheckable(true);
    m_close->setIcon(theme.icon(u"close"_s));
    m_close->setToolTip(tr("Close"));
    m_close->setAccessibleName(tr("Close this message"));
    m_details->setReadOnly(true);
    m_details->setAccessibleName(tr("Details"));
    m_details->setFont(theme.fixedFont());
    m_details->setMaximumHeight(160);
    m_details->hide();

    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_title);
    words->addWidget(m_text);
    m_buttons->setSpacing(Theme::kStep);
    for (QToolButton *button : {m_showDetails, m_copy, m_close})
        m_buttons->addWidget(button);
    auto *row = new QHBoxLayout;
    row->setSpacing(Theme::kStep * 2);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    row->addLayout(m_buttons);
    row->setAlignment(m_buttons, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::kStep * 3, Theme::kStep * 2, Theme::kStep * 2,
                               Theme::kStep * 2);
    layout->addLayout(row);
    layout->addWidget(m_details);

    connect(&theme, &Theme::changed, this, &ErrorBar::showIcon);
    connect(m_showDetails, &QToolButton::toggled, m_details, &QWidget::setVisible);
    connect(m_copy, &QToolButton::clicked, this, &ErrorBar::copy);
    connect(m_close, &QToolButton::clicked, this, [this] {
        clear();
        Q_EMIT dismissed();
    });
    hide();
}

void ErrorBar::showIcon()
{
    const Look look = lookOf(m_severity);
    m_icon->setPixmap(m_theme.icon(look.icon, Overlay::None, look.color)
                          .pixmap(QSize(16, 16), devicePixelRatioF()));
}

void ErrorBar::showError(const Error &error, const QString &title)
{
    QString text = error.sentence();
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    showMessage(
        Severity::Error, title.isEmpty() ? errorTitle(error.code) : title, text,
        QString::fromUtf8(QJsonDocument(error.toJson()).toJson(QJsonDocument::Indented)).trimmed());
}

void ErrorBar::showMessage(Severity severity, const QString &title, const QString &text,
                           const QString &details)
{
    dropButtons();
    m_severity = severity;
    showIcon();
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    m_copy->setVisible(severity >= Severity::Warning);
    setDetails(details);
    setAccessibleName(title);
    setAccessibleDescription(text);
    show();
    update();
}

QToolButton *ErrorBar::addButton(const QString &text, std::function<void()> run)
{
    auto *button = makeButton(text, this);
    connect(button, &QToolButton::clicked, this, [run = std::move(run)] { run(); });
    m_buttons->insertWidget(int(m_ownButtons.size()), button);
    m_ownButtons += button;
    return button;
}

void ErrorBar::clear()
{
    hide();
    dropButtons();
    m_title->clear();
    m_text->clear();
    setDetails({});
}

//! One of them may be the one whose click brought us here.
void ErrorBar::dropButtons()
{
    for (QToolButton *button : std::as_const(m_ownButtons)) {
        button->setParent(nullptr);
        button->deleteLater();
    }
    m_ownButtons.clear();
}

void ErrorBar::setDismissable(bool isDismissable) { m_close->setVisible(isDismissable); }

QString ErrorBar::title() const { return m_title->text(); }
QString ErrorBar::text() const { return m_text->text(); }

void ErrorBar::setDetails(const QString &details)
{
    m_details->setPlainText(details);
    m_showDetails->setChecked(false);
    m_showDetails->setVisible(!details.isEmpty());
}

void ErrorBar::copy() const
{
    QStringList parts{m_title->text(), m_text->text(), m_details->toPlainText()};
    parts.removeAll(QString());
    QGuiApplication::clipboard()->setText(parts.join(u'\n'));
}

void ErrorBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Token color = lookOf(m_severity).color;
    painter.fillRect(rect(), m_theme.color(color, 0.10));
    painter.fillRect(QRect(0, 0, 3, height()), m_theme.color(color));
}

void ErrorBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_close->isVisibleTo(this)) {
        m_close->click();
        return;
    }
    QFrame::keyPressEvent(event);
}

} // namespace Atoll
