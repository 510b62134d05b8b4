// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <app/notices.h>
#include <client/statestore.h>
#include <rpc/client.h>

#include <QSet>

#include <chrono>
#include <optional>

namespace Atoll {

//! Something that a person should look at.
struct Attention
{
    Severity severity = Severity::Warning;
    ObjectRef object = {}; //!< what opens
    QString id = {};       //!< the same as long as it is the same trouble; unique in its cluster
    QString text = {};     //!< what, in one sentence without a full stop
    QString node = {};     //!< where; empty: the cluster as a whole
    QDateTime since = {};  //!< invalid: not known
    QString advice = {};   //!< what to do, as sentences
    QString task = {}; //!< of a failed one, which can be dismissed; empty: goes when it is mended

    bool operator==(const Attention &) const = default;
};

//! How long a failed task asks for attention when nobody dismisses it.
constexpr std::chrono::hours kFailedTaskAge{12};
constexpr qsizetype kAttentionPerCluster = 200;

//! What a live cluster's state tells, worst first, and the latest first among equals; at most
//! kAttentionPerCluster.
QList<Attention> findAttention(const QString &cluster, const StateStore &store,
                               const QSet<QString> &dismissedTasks,
                               const QDateTime &now = QDateTime::currentDateTimeUtc());

//! Why there is no news from a cluster: it cannot be reached, shows another certificate, wants a
//! login. Nothing while it is connected, or was disconnected on purpose.
struct ConnectionSituation
{
    QString cluster; //!< key
    QString name;
    QString user; //!< who was logged in last; empty: nobody yet
    Rpc::ClientState state = Rpc::ClientState::Idle;
    std::optional<Error> problem;
    QDateTime lastSeen;
};
std::optional<Attention> connectionAttention(const ConnectionSituation &situation);

void sortAttention(QList<Attention> &items);

} // namespace Atoll
