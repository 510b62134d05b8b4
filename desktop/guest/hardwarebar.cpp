// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hardwarebar.h"

#include <theme/theme.h>

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

QToolButton *makeButton(const QString &text, const QIcon &icon, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setText(text);
    button->setIcon(icon);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

HardwareBar::HardwareBar(const Theme &theme, bool showsAll, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_menu(new QMenu(this))
    , m_add(makeButton(tr("Add device"), theme.icon(u"add"_s), this))
    , m_remove(makeButton(tr("Remove"), theme.icon(u"remove"_s), this))
    , m_filter(new QLineEdit(this))
    , m_showAll(makeButton(tr("Show all values"), theme.icon(u"list"_s), this))
{
    m_add->setPopupMode(QToolButton::InstantPopup);
    m_add->setMenu(m_menu);
    m_menu->setToolTipsVisible(true);
    m_filter->setPlaceholderText(tr("Find a value"));
    m_filter->setAccessibleName(tr("Find a value"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setFixedWidth(200);
    m_filter->addAction(theme.icon(u"search"_s), QLineEdit::LeadingPosition);
    m_filter->installEventFilter(this);
    m_showAll->setCheckable(true);
    m_showAll->setChecked(showsAll);
    m_showAll->setToolTip(tr("Advanced values, too, that are as usual"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(Theme::kStep * 2, Theme::kStep, Theme::kStep * 2, Theme::kStep);
    layout->addWidget(m_add);
    layout->addWidget(m_remove);
    layout->addStretch();
    layout->addWidget(m_showAll);
    layout->addWidget(m_filter);
    connect(m_menu, &QMenu::aboutToShow, this, &HardwareBar::fillMenu);
    connect(m_remove, &QToolButton::clicked, this, &HardwareBar::removeRequested);
    connect(m_filter, &QLineEdit::textChanged, this, &HardwareBar::filterChanged);
    connect(m_showAll, &QToolButton::toggled, this, &HardwareBar::showsAllChanged);
}

void HardwareBar::setAdditions(std::function<QList<HardwareAddition>()> additions)
{
    m_additions = std::move(additions);
}

void HardwareBar::fillMenu()
{
    m_menu->clear();
    const QList<HardwareAddition> additions =
        m_additions ? m_additions() : QList<HardwareAddition>();
    for (const HardwareAddition &addition : additions) {
        if (addition.isAlone)
            m_menu->addSeparator();
        QAction *action = m_menu->addAction(m_theme.icon(addition.icon), addition.text, this,
                                            [this, addition] { Q_EMIT addRequested(addition); });
        action->setEnabled(addition.whyNot.isEmpty());
        action->setToolTip(addition.whyNot);
    }
}

void HardwareBar::setReason(const QString &reason, bool isBusy)
{
    m_reason = reason;
    m_add->setEnabled(reason.isEmpty() && !isBusy);
    m_add->setToolTip(reason);
}

void HardwareBar::setRemovable(bool canRemove, bool canRestore)
{
    m_remove->setText(canRestore ? tr("Keep it") : tr("Remove"));
    m_remove->setEnabled(m_add->isEnabled() && (canRemove || canRestore));
    m_remove->setToolTip(!m_reason.isEmpty()     ? m_reason
                         : m_remove->isEnabled() ? QString()
                                                 : tr("Choose something that was added."));
}

void HardwareBar::focusFilter()
{
    m_filter->setFocus();
    m_filter->selectAll();
}

bool HardwareBar::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter) {
            Q_EMIT listWanted();
            return true;
        }
        if (key == Qt::Key_Escape && !m_filter->text().isEmpty()) {
            m_filter->clear();
            return true;
        }
    }
    return QWidget::eventFilter(object, event);
}

} // namespace Atoll
