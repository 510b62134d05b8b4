// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/result.h>

#include <QList>
#include <QObject>
#include <QSocketNotifier>

#include <memory>

struct nl_sock;

namespace Atoll {

//! A network interface that guests can be plugged into.
struct BridgeLink
{
    QString name;
    bool isUp = false;
    QString alias; //!< what an administrator wrote about it (ip link set … alias)

    bool operator==(const BridgeLink &) const = default;
};

//! Bridges of the network namespace that the calling thread is in, by name. Asks the kernel, which
//! may be busy: for workers.
Result<QList<BridgeLink>> listBridges();

//! Tells that some network interface came, went or changed (rtnetlink). Event-loop thread.
class LinkWatch : public QObject
{
    Q_OBJECT

public:
    explicit LinkWatch(QObject *parent = nullptr);
    ~LinkWatch() override;

    bool isActive() const { return m_notifier != nullptr; }

Q_SIGNALS:
    void changed();

private:
    struct FreeSocket
    {
        void operator()(nl_sock *socket) const;
    };

    void drain();

    std::unique_ptr<nl_sock, FreeSocket> m_socket;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace Atoll
