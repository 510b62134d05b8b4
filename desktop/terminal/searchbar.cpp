// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "searchbar.h"

#include "search.h"

#include <theme/theme.h>

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Atoll::Terminal {

SearchBar::SearchBar(Search &search, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_search(search)
    , m_edit(new QLineEdit(this))
    , m_case(new QToolButton(this))
    , m_count(new QLabel(this))
{
    setObjectName(u"terminalSearchBar"_s);
    setAutoFillBackground(true);
    const auto button = [&](const QString &icon, const QString &tip) {
        auto *made = new QToolButton(this);
        made->setIcon(theme.icon(icon));
        made->setToolTip(tip);
        made->setAccessibleName(tip);
        made->setFocusPolicy(Qt::TabFocus);
        return made;
    };
    m_edit->setPlaceholderText(tr("Find in the terminal"));
    m_edit->setAccessibleName(tr("Find in the terminal"));
    m_edit->setClearButtonEnabled(true);
    m_edit->installEventFilter(this);
    m_case->setText(tr("Aa", "match case"));
    m_case->setToolTip(tr("Match case"));
    m_case->setAccessibleName(tr("Match case"));
    m_case->setCheckable(true);
    auto *previous = button(u"up"_s, tr("Further up (Enter)"));
    auto *next = button(u"chevron-down"_s, tr("Further down (Shift+Enter)"));
    auto *close = button(u"close"_s, tr("Close (Esc)"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(2 * Theme::kStep, Theme::kStep, 2 * Theme::kStep, Theme::kStep);
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_count);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_case, previous, next, close})
        layout->addWidget(widget);
    hide();

    connect(m_edit, &QLineEdit::textChanged, this, &SearchBar::begin);
    connect(m_case, &QToolButton::toggled, this, &SearchBar::begin);
    connect(previous, &QToolButton::clicked, &m_search, &Search::previous);
    connect(previous, &QToolButton::clicked, this, &SearchBar::moved);
    connect(next, &QToolButton::clicked, &m_search, &Search::next);
    connect(next, &QToolButton::clicked, this, &SearchBar::moved);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    connect(&m_search, &Search::changed, this, &SearchBar::showCount);
}

void SearchBar::open(const QString &text)
{
    show();
    if (!text.isEmpty() && !text.contains(u'\n'))
        m_edit->setText(text);
    m_edit->setFocus();
    m_edit->selectAll();
    begin();
}

void SearchBar::begin()
{
    m_hasMoved = false;
    m_search.start(m_edit->text(), m_case->isChecked() ? Qt::CaseSensitive : Qt::CaseInsensitive);
}

void SearchBar::showCount()
{
    const QLocale locale;
    const auto count = qsizetype(m_search.matches().size());
    if (!m_search.hasText())
        m_count->clear();
    else if (count == 0)
        m_count->setText(m_search.isRunning() ? tr("Searching…") : tr("Not found"));
    else
        m_count->setText(tr("%1 of %2")
                             .arg(locale.toString(m_search.current()),
                                  locale.toString(count)
                                      + (count >= Search::kMostMatches ? u"+"_s : QString())));
    if (count > 0 && !std::exchange(m_hasMoved, true))
        Q_EMIT moved(); // the first that is found comes into sight
}

bool SearchBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            // The newest is found first, so on goes up.
            key->modifiers() & Qt::ShiftModifier ? m_search.next() : m_search.previous();
            Q_EMIT moved();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void SearchBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        hide();
    else
        QWidget::keyPressEvent(event);
}

void SearchBar::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    if (event->spontaneous())
        return;
    m_search.stop();
    Q_EMIT closed();
}

} // namespace Atoll::Terminal
