// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/guest.h>

#include <QHash>

namespace Atoll {

//! A guest's configuration while it is being changed: what the agent has (base), what the user
//! wants (edited), and the difference to be sent. Values that break the catalogue's rules are
//! refused with the agent's own words. A value; any thread.
class HardwareDraft
{
public:
    HardwareDraft() = default;
    HardwareDraft(const Api::GuestConfig &base, qint64 version);

    const Api::GuestConfig &base() const { return m_base; }
    const Api::GuestConfig &edited() const { return m_edited; }
    qint64 version() const { return m_version; }
    bool isChanged() const { return m_base != m_edited; }

    //! Of the edited document: "cpu.cores", "disks[0].bus".
    QJsonValue value(const QString &path) const;
    Result<void> set(const QString &path, const QJsonValue &value);
    Result<void> setEdited(const Api::GuestConfig &config);
    void revert();

    //! Lists whose items come and go: "disks", "devices.usb".
    static const QStringList &lists();
    //! What an item of a list was in the base: its index, or a number below zero, its own, for
    //! what was added. So a device keeps its identity while it is edited and others go.
    int origin(const QString &list, int item) const;
    Result<void> insertItem(const QString &list, qsizetype item, const QJsonValue &value);
    Result<void> removeItem(const QString &list, qsizetype item);

    //! Top-level keys with their new values, as `guest.set` takes them.
    QJsonObject changes() const;
    QList<Change> difference() const;

    //! Top-level keys that I changed and they changed too, to something else.
    QStringList contested(const Api::GuestConfig &theirs) const;
    //! What I changed, on top of what they made of it.
    void rebase(const Api::GuestConfig &theirs, qint64 version);

private:
    void take(const Api::GuestConfig &config);
    QList<int> reconcile(const QString &list, const QJsonObject &before, const QJsonObject &after);

    Api::GuestConfig m_base;
    Api::GuestConfig m_edited;
    QHash<QString, QList<int>> m_origins;
    int m_lastNew = 0;
    qint64 m_version = 0;
};

//! Value at a path of a document ("disks[1].cache"); undefined when there is none.
QJsonValue valueAt(const QJsonValue &document, const QString &path);
//! The document with the value at the path replaced.
QJsonValue withValueAt(const QJsonValue &document, const QString &path, const QJsonValue &value);

} // namespace Atoll
