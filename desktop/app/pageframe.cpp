// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pageframe.h"

#include "appcontext.h"

#include <theme/theme.h>

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Atoll {

PageFrame::PageFrame(Page *page, AppContext &context, QWidget *parent)
    : QWidget(parent)
    , m_page(page)
    , m_context(context)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    if (page->hasHead())
        layout->addWidget(makeHead());
    layout->addWidget(page, 1);
    page->setParent(this);
    setFocusProxy(page);
    if (page->hasHead()) {
        refresh();
        connect(page, &Page::changed, this, &PageFrame::refresh);
        connect(&context.theme(), &Theme::changed, this, &PageFrame::refresh);
    }
}

QWidget *PageFrame::makeHead()
{
    auto *head = new QWidget(this);
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(12, 8, 8, 8);
    layout->setSpacing(8);
    m_icon = new QLabel(head);
    m_title = new QLabel(head);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_way = new QLabel(head);
    m_way->setProperty("role", u"remark"_s);
    m_way->setTextFormat(Qt::RichText);
    m_status = new QLabel(head);
    m_status->setProperty("role", u"remark"_s);
    m_status->setTextFormat(Qt::PlainText);
    m_actions = new QHBoxLayout;
    m_actions->setSpacing(2);
    layout->addWidget(m_icon);
    layout->addWidget(m_title);
    layout->addWidget(m_way);
    layout->addStretch(1);
    layout->addWidget(m_status);
    layout->addLayout(m_actions);
    connect(m_way, &QLabel::linkActivated, this, [this](const QString &link) {
        const QList<Crumb> way = m_page->way();
        const int index = link.toInt();
        if (index >= 0 && index < way.size())
            m_context.open(way.at(index).object);
    });
    return head;
}

void PageFrame::refresh()
{
    const Theme &theme = m_context.theme();
    m_icon->setPixmap(m_page->icon().pixmap(QSize(20, 20), devicePixelRatioF()));
    m_title->setFont(theme.titleFont());
    m_title->setText(m_page->title());
    QStringList steps;
    const QList<Crumb> way = m_page->way();
    for (qsizetype i = 0; i < way.size(); ++i)
        steps += u"<a href=\"%1\" style=\"color:%2;text-decoration:none\">%3</a>"_s.arg(i).arg(
            theme.color(Token::Text3).name(), way.at(i).text.toHtmlEscaped());
    m_way->setText(steps.isEmpty() ? QString() : u"▸ "_s + steps.join(u" ▸ "_s));
    m_status->setText(m_page->status());
    refreshActions();
}

void PageFrame::refreshActions()
{
    const QList<QAction *> actions = m_page->headActions();
    QList<QAction *> shown;
    for (int i = 0; i < m_actions->count(); ++i) {
        if (const auto *button = qobject_cast<QToolButton *>(m_actions->itemAt(i)->widget()))
            shown += button->defaultAction();
    }
    if (shown == actions)
        return;
    while (QLayoutItem *item = m_actions->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    for (QAction *action : actions) {
        auto *button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
        button->setToolButtonStyle(action->priority() >= QAction::HighPriority
                                       ? Qt::ToolButtonTextBesideIcon
                                       : Qt::ToolButtonIconOnly);
        if (action->menu())
            button->setPopupMode(QToolButton::InstantPopup);
        m_actions->addWidget(button);
    }
}

} // namespace Atoll
