// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestsnapshotswitch.h"

namespace Atoll {

//! guest.snapshot.rollback. libvirt 9 cannot go back to snapshots on new volumes: there the agent
//! makes volumes on the snapshot's, lets the definition name them, and removes the former ones
//! last. For workers.
class SnapshotReverting
{
public:
    explicit SnapshotReverting(const GuestParts &parts)
        : m_parts(parts)
    {}

    Result<Api::Plan> plan(const QString &uuid, const Api::SnapshotRollback &wish) const;
    Result<Api::Nothing> run(TaskContext &context, const Api::SnapshotRollback &wish) const;

    //! What the engine does, and the documents after it. Can be repeated.
    Result<void> revertInternal(const QString &uuid, const QString &name, bool starts,
                                TaskContext &context) const;

private:
    struct Step
    {
        GuestDocument guest;
        SnapshotDocument snapshots;
        SnapshotEntry entry;
        Api::GuestConfig after;
        Api::GuestState state = Api::GuestState::Stopped;
        QStringList lost; //!< what cannot come back, or goes
    };

    Result<Step> prepare(const QString &uuid, const QString &name) const;
    Result<void> checkVolumes(Step &step) const;
    Result<void> revertExternal(Step &step, bool starts, TaskContext &context) const;
    Result<void> bringBackFirmware(const Step &step, QString &former, Rollback &rollback) const;
    Result<QString> definitionFor(const Step &step, const Api::GuestConfig &config) const;
    Result<void> goOn(const Step &step, const QList<SnapshotVolume> &volumes, bool starts,
                      TaskContext &context) const;
    Result<QList<SnapshotVolume>> formerVolumes(const Step &step) const;

    GuestParts m_parts;
};

} // namespace Atoll
