// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "notifier.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QSystemTrayIcon>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

const QString kService = u"org.freedesktop.Notifications"_s;
const QString kPath = u"/org/freedesktop/Notifications"_s;
constexpr int kAsLongAsUsual = -1;

} // namespace

// The bus is met when there is something to tell: a program that starts does not wait for it.
void SystemNotifier::listen()
{
    if (std::exchange(m_listens, true))
        return;
    QDBusConnection bus = QDBusConnection::sessionBus();
    bus.connect(kService, kPath, kService, u"ActionInvoked"_s, this,
                SLOT(actionInvoked(uint, QString)));
    bus.connect(kService, kPath, kService, u"NotificationClosed"_s, this, SLOT(closed(uint, uint)));
}

void SystemNotifier::show(const QString &tag, const QString &title, const QString &text)
{
    listen();
    const QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return showInTray(tag, title, text);
    QDBusMessage call = QDBusMessage::createMethodCall(kService, kPath, kService, u"Notify"_s);
    // The body may be marked up: what a guest is called is not.
    call << u"Atoll"_s << m_tags.key(tag, 0) << u"atoll"_s << title << text.toHtmlEscaped()
         << QStringList{u"default"_s, tr("Open")} << QVariantMap{{u"desktop-entry"_s, u"atoll"_s}}
         << kAsLongAsUsual;
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, tag, title, text] {
        watcher->deleteLater();
        const QDBusPendingReply<uint> reply = *watcher;
        if (reply.isError())
            showInTray(tag, title, text);
        else
            m_tags.insert(reply.value(), tag);
    });
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
