// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "inventorypanel.h"

#include "inventorymodel.h"
#include "inventorytree.h"
#include "queryfield.h"

#include <app/appcontext.h>
#include <client/clusters.h>
#include <theme/theme.h>

#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QShortcut>
#include <QStackedLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Atoll {

InventoryPanel::InventoryPanel(AppContext &context, InventoryModel &model, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_model(model)
    , m_filter(new QueryField(
          context.theme(), [&model](QueryKey key) { return model.vocabulary(key); }, this))
    , m_count(new QLabel(this))
    , m_problem(new QLabel(this))
    , m_tree(new InventoryTree(context, model, this))
    , m_stack(new QStackedLayout)
{
    m_filter->setObjectName(u"inventoryFilter"_s);
    m_filter->setPlaceholderText(tr("Filter: name, address, tag:web, state:running"));
    m_filter->setAccessibleName(tr("Filter the inventory"));
    m_filter->installEventFilter(this);
    m_count->setProperty("role", u"remark"_s);
    m_count->setFont(context.theme().smallFont());
    m_count->hide();
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setFont(context.theme().smallFont());
    m_problem->hide();

    auto *bar = new QVBoxLayout;
    bar->setContentsMargins(8, 4, 8, 6);
    bar->setSpacing(4);
    bar->addWidget(m_filter);
    bar->addWidget(m_count);
    bar->addWidget(m_problem);
    m_stack->addWidget(m_tree);
    m_stack->addWidget(makeEmpty());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addLayout(m_stack, 1);

    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_tree->setFilter(text);
        refresh();
    });
    connect(&model, &QAbstractItemModel::rowsInserted, this, &InventoryPanel::refresh);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &InventoryPanel::refresh);
    connect(&context, &AppContext::revealRequested, m_tree, &InventoryTree::reveal);
    auto *shortcut = new QShortcut(window());
    context.keys().define({u"window.filter"_s,
                           tr("Filter the inventory"),
                           KeyPlace::Window,
                           {QKeySequence(QKeySequence::Find)}});
    context.keys().bind(shortcut, u"window.filter"_s);
    connect(shortcut, &QShortcut::activated, this, &InventoryPanel::focusFilter);
    refresh();
}

QWidget *InventoryPanel::makeEmpty()
{
    auto *empty = new QWidget(this);
    empty->setAutoFillBackground(true);
    empty->setBackgroundRole(QPalette::Base);
    auto *layout = new QVBoxLayout(empty);
    layout->setContentsMargins(24, 32, 24, 24);
    layout->setSpacing(12);
    m_emptyText = new QLabel(empty);
    m_emptyText->setWordWrap(true);
    m_emptyText->setAlignment(Qt::AlignHCenter);
    m_emptyText->setProperty("role", u"label"_s);
    m_emptyAction = new QPushButton(empty);
    layout->addWidget(m_emptyText);
    layout->addWidget(m_emptyAction, 0, Qt::AlignHCenter);
    layout->addStretch(1);
    connect(m_emptyAction, &QPushButton::clicked, this, [this] {
        if (m_model.isFiltering())
            m_filter->clear();
        else if (!m_context.registry().creators().empty())
            m_context.registry().creators().front().run(window());
    });
    return empty;
}

void InventoryPanel::refresh()
{
    const bool isEmpty = m_model.rowCount() == 0;
    m_stack->setCurrentIndex(isEmpty ? 1 : 0);
    m_count->setVisible(m_model.isFiltering() && !isEmpty);
    if (m_model.isFiltering())
        m_count->setText(tr("%1 of %2")
                             .arg(QLocale().toString(m_model.matchCount()),
                                  QLocale().toString(m_model.guestCount())));
    QueryField::showProblem(m_model.filter().problem(), m_problem, m_context.theme());
    if (!isEmpty)
        return;
    const auto &creators = m_context.registry().creators();
    m_emptyText->setText(m_model.isFiltering()
                             ? tr("Nothing matches “%1”.").arg(m_filter->text().trimmed())
                             : tr("No cluster yet. Add one by the address of any of its nodes."));
    m_emptyAction->setText(m_model.isFiltering() ? tr("Clear filter")
                           : creators.empty()    ? QString()
                                                 : creators.front().text);
    m_emptyAction->setVisible(!m_emptyAction->text().isEmpty());
}

void InventoryPanel::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

bool InventoryPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Down) {
            m_tree->setFocus();
            if (!m_tree->currentIndex().isValid())
                m_tree->setCurrentIndex(m_model.index(0, 0));
            return true;
        }
        if (key == Qt::Key_Escape && !m_filter->text().isEmpty()) {
            m_filter->clear();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace Atoll
