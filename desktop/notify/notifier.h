// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QObject>

QT_BEGIN_NAMESPACE
class QSystemTrayIcon;
QT_END_NAMESPACE

namespace Atoll {

//! Shows a few words outside the window: through the session's notification service, or from an
//! icon in the tray where there is none. Never waits for either. GUI thread.
class Notifier : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    //! The same tag replaces what it showed before.
    virtual void show(const QString &tag, const QString &title, const QString &text) = 0;

Q_SIGNALS:
    void clicked(const QString &tag);
};

class SystemNotifier final : public Notifier
{
    Q_OBJECT
public:
    using Notifier::Notifier;

    void show(const QString &tag, const QString &title, const QString &text) override;

private Q_SLOTS:
    void actionInvoked(uint number, const QString &action);
    void closed(uint number, uint why);

private:
    void listen();
    //! False: there is no session bus. Of a service that does not answer, the tray takes over.
    bool showOnBus(const QString &tag, const QString &title, const QString &text);
    void showInTray(const QString &tag, const QString &title, const QString &text);

    QHash<uint, QString> m_tags; //!< by the service's number
    QSystemTrayIcon *m_tray = nullptr;
    QString m_trayTag;
    bool m_listens = false;
};

} // namespace Atoll
