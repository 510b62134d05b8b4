// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "docktitle.h"

#include <theme/theme.h>

#include <QDockWidget>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Atoll {

DockTitle::DockTitle(const Theme &theme, QDockWidget *dock)
    : QWidget(dock)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 2, 4, 2);
    layout->setSpacing(0);
    auto *title = new QLabel(dock->windowTitle(), this);
    title->setProperty("role", u"label"_s);
    title->setFont(theme.boldFont());
    layout->addWidget(title);
    layout->addStretch(1);
    const auto addButton = [&](const QString &icon, const QString &tip) {
        auto *button = new QToolButton(this);
        button->setIcon(theme.icon(icon));
        button->setIconSize({14, 14});
        button->setToolTip(tip);
        button->setAccessibleName(u"%1: %2"_s.arg(dock->windowTitle(), tip));
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::NoFocus);
        layout->addWidget(button);
        return button;
    };
    connect(addButton(u"detach"_s, tr("Window of its own, or back")), &QToolButton::clicked, dock,
            [dock] { dock->setFloating(!dock->isFloating()); });
    connect(addButton(u"close"_s, tr("Hide")), &QToolButton::clicked, dock, &QDockWidget::close);
    connect(dock, &QDockWidget::windowTitleChanged, title, &QLabel::setText);
}

} // namespace Atoll
