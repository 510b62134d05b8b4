// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

#include <functional>

namespace Atoll {

class KeyMap;

//! The key that leads to a page's own filter, before the window's shortcut of the same key leads to
//! the inventory's. Owned by the page.
class FindKey : public QObject
{
public:
    FindKey(KeyMap &keys, QWidget *page, std::function<void()> find);

    static void define(KeyMap &keys);
    static QString id() { return QStringLiteral("page.find"); }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    const KeyMap &m_keys;
    std::function<void()> m_find;
};

} // namespace Atoll
