// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "queryfield.h"

#include <app/rowdelegate.h>
#include <theme/theme.h>

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QLabel>
#include <QStringListModel>

using namespace Qt::StringLiterals;

namespace Atoll {

QueryField::QueryField(const Theme &theme, QueryVocabulary vocabulary, QWidget *parent)
    : QLineEdit(parent)
    , m_vocabulary(std::move(vocabulary))
    , m_completer(new QCompleter(this))
    , m_candidates(new QStringListModel(m_completer))
{
    setClearButtonEnabled(true);
    setMaxLength(int(Query::kMaximumLength));
    addAction(theme.icon(u"filter"_s), QLineEdit::LeadingPosition);
    setToolTip(tr("Words, and terms as tag:web, -state:running, memory>8G, cpu>80%, is:template; "
                  "joined by “or” or a comma"));
    // Not the line's own completer: that one would replace all of the text.
    m_completer->setWidget(this);
    m_completer->setModel(m_candidates);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setMaxVisibleItems(10);
    m_completer->popup()->setItemDelegate(new RowDelegate(theme, m_completer->popup()));
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this,
            &QueryField::accept);
    connect(this, &QLineEdit::textEdited, this, &QueryField::offer);
}

void QueryField::offer()
{
    m_completion = completeQuery(text(), cursorPosition(), m_vocabulary);
    if (m_completion.candidates.isEmpty() || !hasFocus()) {
        m_completer->popup()->hide();
        return;
    }
    m_candidates->setStringList(m_completion.candidates);
    QAbstractItemView *popup = m_completer->popup();
    QRect place = cursorRect();
    place.setWidth(std::max(160, popup->sizeHintForColumn(0) + 32));
    place.setHeight(height() - place.top());
    m_completer->complete(place);
    popup->setCurrentIndex({});
}

void QueryField::accept(const QString &candidate)
{
    const QString after = text().sliced(m_completion.start + m_completion.length);
    const bool isKey = candidate.endsWith(u':') || candidate.endsWith(u'>');
    const QString filler = isKey || !after.isEmpty() ? QString() : u" "_s;
    const QString changed = text().first(m_completion.start) + candidate + filler + after;
    const auto cursor = m_completion.start + candidate.size() + filler.size();
    setText(changed);
    setCursorPosition(int(cursor));
    if (isKey)
        offer(); // the values that it can have
}

// Tab takes what is offered, Return only what was chosen: the words already typed may be meant.
// Both come here first, also while the popup has the keyboard.
bool QueryField::event(QEvent *event)
{
    if (event->type() != QEvent::KeyPress || !m_completer->popup()->isVisible())
        return QLineEdit::event(event);
    QAbstractItemView *popup = m_completer->popup();
    const int key = static_cast<QKeyEvent *>(event)->key();
    QModelIndex chosen = popup->currentIndex();
    if (key == Qt::Key_Tab && !chosen.isValid())
        chosen = popup->model()->index(0, 0);
    if (key != Qt::Key_Tab && key != Qt::Key_Return && key != Qt::Key_Enter)
        return QLineEdit::event(event);
    popup->hide();
    if (!chosen.isValid())
        return QLineEdit::event(event);
    accept(chosen.data().toString());
    event->accept();
    return true;
}

void QueryField::showProblem(const std::optional<QueryProblem> &problem, QLabel *label,
                             const Theme &theme)
{
    label->setVisible(problem.has_value());
    if (!problem)
        return;
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, theme.color(Token::Error));
    label->setPalette(palette);
    label->setText(problem->text);
}

} // namespace Atoll
