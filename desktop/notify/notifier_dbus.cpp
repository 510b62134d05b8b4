// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "notifier.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

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

bool SystemNotifier::showOnBus(const QString &tag, const QString &title, const QString &text)
{
    listen();
    const QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return false;
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
    return true;
}

} // namespace Atoll
