// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "consoleoverlay.h"

#include "consolesession.h"

#include <theme/theme.h>

#include <QLocale>
#include <QPainter>
#include <QPaintEvent>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Atoll::Console {

namespace {

struct Words
{
    QString icon;
    QString title;
    QString text;
    QString button;
};

QString seconds(const ConsoleSession &session)
{
    const auto left = std::chrono::ceil<std::chrono::seconds>(session.retryIn()).count();
    return ConsoleCard::tr("Trying again in %n s", nullptr, int(std::max<qint64>(left, 1)));
}

QString moment(const QDateTime &time)
{
    const QDateTime here = time.toLocalTime();
    return here.date() == QDate::currentDate()
               ? QLocale().toString(here.time(), QLocale::ShortFormat)
               : QLocale().toString(here, QLocale::ShortFormat);
}

Words wordsOf(const OtherViewer &viewer)
{
    if (viewer.hasTakenIt)
        return {u"disconnect"_s, ConsoleCard::tr("Taken over by %1").arg(viewer.user),
                ConsoleCard::tr("At %1, from %2. Only one viewer can have this console.")
                    .arg(moment(viewer.since), viewer.address),
                ConsoleCard::tr("Take Back")};
    return {u"lock"_s, ConsoleCard::tr("In use by %1").arg(viewer.user),
            ConsoleCard::tr("Since %1, from %2. Only one viewer can have this console: taking it "
                            "over ends theirs.")
                .arg(moment(viewer.since), viewer.address),
            ConsoleCard::tr("Take Over")};
}

Words wordsOf(const ConsoleSession &session, bool canStartGuest)
{
    const QString why = session.error() ? session.error()->sentence() : QString();
    switch (session.status()) {
    case ConsoleStatus::GuestOff:
        return {u"power"_s, ConsoleCard::tr("The guest is off"),
                ConsoleCard::tr("The console opens by itself when it starts."),
                canStartGuest ? ConsoleCard::tr("Start") : QString()};
    case ConsoleStatus::Waiting:
        return {u"disconnect"_s, ConsoleCard::tr("Connection lost"),
                seconds(session) + (why.isEmpty() ? u""_s : u"\n"_s + why),
                ConsoleCard::tr("Try Now")};
    case ConsoleStatus::Failed:
        if (const auto viewer = viewerOf(session.error()))
            return wordsOf(*viewer);
        return {u"error"_s, ConsoleCard::tr("No console"), why, ConsoleCard::tr("Try Again")};
    case ConsoleStatus::Idle:
        return {u"console"_s, ConsoleCard::tr("Not connected"), {}, ConsoleCard::tr("Connect")};
    case ConsoleStatus::Connecting:
    case ConsoleStatus::Connected:
        break;
    }
    return {u"connect"_s, ConsoleCard::tr("Connecting…"), why, {}};
}

} // namespace

ConsoleCard::ConsoleCard(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_icon(new QLabel(this))
    , m_title(new QLabel(this))
    , m_text(new QLabel(this))
    , m_button(new QPushButton(this))
{
    setObjectName(u"consoleCard"_s);
    m_title->setObjectName(u"consoleCardTitle"_s);
    m_text->setObjectName(u"consoleCardText"_s);
    m_title->setFont(theme.titleFont());
    m_text->setWordWrap(true);
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(2 * Theme::kStep);
    layout->addStretch();
    for (QWidget *widget : {static_cast<QWidget *>(m_icon), static_cast<QWidget *>(m_title),
                            static_cast<QWidget *>(m_text), static_cast<QWidget *>(m_button)})
        layout->addWidget(widget, 0, Qt::AlignCenter);
    layout->addStretch();
    connect(m_button, &QPushButton::clicked, this, &ConsoleCard::activated);
}

void ConsoleCard::show(const ConsoleSession &session, bool canStartGuest)
{
    constexpr int kIcon = 24;
    constexpr int kTextWidth = 400;
    setVisible(!session.isConnected());
    if (session.isConnected())
        return;
    const Words words = wordsOf(session, canStartGuest);
    m_icon->setPixmap(m_theme.icon(words.icon).pixmap(kIcon));
    m_title->setText(words.title);
    m_text->setText(words.text);
    // A centred label gets the height that it had as wide as the whole view: one line.
    m_text->setFixedSize(kTextWidth, std::max(m_text->heightForWidth(kTextWidth), 0));
    m_text->setVisible(!words.text.isEmpty());
    m_button->setText(words.button);
    m_button->setVisible(!words.button.isEmpty());
    raise();
}

void ConsoleCard::focusButton()
{
    if (m_button->isVisible())
        m_button->setFocus(Qt::TabFocusReason);
}

bool ConsoleCard::hasFocusedButton() const { return m_button->hasFocus(); }

void ConsoleCard::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    painter.fillRect(event->rect(), m_theme.color(Token::Surface0, 0.9));
}

ConsoleBanner::ConsoleBanner(const Theme &theme, QWidget *parent)
    : QLabel(parent)
    , m_theme(theme)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAlignment(Qt::AlignCenter);
    setMargin(2 * Theme::kStep);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &QWidget::hide);
    hide();
}

void ConsoleBanner::show(const QString &text, Life life)
{
    constexpr std::chrono::milliseconds kReading{4000};
    setText(text);
    adjustSize();
    placeAt(m_top, m_alignment);
    QLabel::show();
    raise();
    if (life == Goes)
        m_timer.start(kReading);
    else
        m_timer.stop();
}

void ConsoleBanner::placeAt(const QPoint &top, Qt::Alignment alignment)
{
    m_top = top;
    m_alignment = alignment;
    const int left = alignment & Qt::AlignRight ? top.x() - width() : top.x() - width() / 2;
    move(std::max(left, 0), top.y());
}

void ConsoleBanner::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme.color(Token::Line));
    painter.setBrush(m_theme.color(Token::Surface1, 0.94));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.end();
    QLabel::paintEvent(event);
}

} // namespace Atoll::Console
