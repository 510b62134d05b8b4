// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "notifier.h"

#include <QApplication>
#include <QSystemTrayIcon>

using namespace Qt::StringLiterals;

namespace Atoll {

void SystemNotifier::show(const QString &tag, const QString &title, const QString &text)
{
    if (!showOnBus(tag, title, text))
        showInTray(tag, title, text);
}

void SystemNotifier::actionInvoked(uint number, const QString &)
{
    if (const auto it = m_tags.constFind(number); it != m_tags.constEnd())
        Q_EMIT clicked(*it);
}

void SystemNotifier::closed(uint number, uint) { m_tags.remove(number); }

void SystemNotifier::showInTray(const QString &tag, const QString &title, const QString &text)
{
    if (!QSystemTrayIcon::isSystemTrayAvailable())
        return; // what it tells stands in the window, too
    if (!m_tray) {
        m_tray = new QSystemTrayIcon(QApplication::windowIcon(), this);
        m_tray->setToolTip(u"Atoll"_s);
        const auto tell = [this] { Q_EMIT clicked(m_trayTag); };
        connect(m_tray, &QSystemTrayIcon::messageClicked, this, tell);
        connect(m_tray, &QSystemTrayIcon::activated, this, tell);
    }
    m_trayTag = tag;
    m_tray->show();
    m_tray->showMessage(title, text, QApplication::windowIcon());
}

} // namespace Atoll
