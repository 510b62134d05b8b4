// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "findkey.h"

#include "keymap.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QWidget>

namespace Atoll {

FindKey::FindKey(KeyMap &keys, QWidget *page, std::function<void()> find)
    : QObject(page)
    , m_keys(keys)
    , m_find(std::move(find))
{
    define(keys);
    page->installEventFilter(this);
}

void FindKey::define(KeyMap &keys)
{
    keys.define({id(),
                 QCoreApplication::translate("FindKey", "Find in the page"),
                 KeyPlace::Page,
                 {QKeySequence(QKeySequence::Find)}});
}

bool FindKey::eventFilter(QObject *watched, QEvent *event)
{
    const bool isKey =
        event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    if (!isKey || !m_keys.matches(id(), *static_cast<QKeyEvent *>(event)))
        return QObject::eventFilter(watched, event);
    event->accept();
    if (event->type() == QEvent::KeyPress)
        m_find();
    return true;
}

} // namespace Atoll
