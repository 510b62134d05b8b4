// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestsnapshotswitch.h"

namespace Atoll {

struct SnapshotOrder;

//! guest.snapshot.create. The agent chooses how: inside of the qcow2 volumes, or with a new volume
//! on each. For workers.
class SnapshotCreation
{
public:
    explicit SnapshotCreation(const GuestParts &parts)
        : m_parts(parts)
    {}

    Result<Api::Plan> plan(const QString &uuid, const Api::SnapshotCreate &wish) const;
    Result<Api::Nothing> run(TaskContext &context, const Api::SnapshotCreate &wish) const;

    static Result<void> checkName(const QString &name);

private:
    struct Step
    {
        GuestDocument guest;
        SnapshotDocument snapshots;
        SnapshotEntry entry;
        bool isRunning = false;
        QString reason;   //!< why it is of this kind
        QStringList left; //!< what it does not keep
        QString firmwarePath;
    };

    Result<Step> prepare(const QString &uuid, const Api::SnapshotCreate &wish,
                         const QString &author) const;
    Result<void> chooseKind(Step &step, const Api::SnapshotCreate &wish) const;
    Result<void> checkDisks(Step &step) const;
    Result<void> checkMachine(Step &step) const;
    Result<void> checkMemory(const QString &uuid) const;
    Result<void> checkSpace(const Step &step) const;
    Result<void> takeInternal(Step &step, TaskContext &context) const;
    Result<void> takeExternal(Step &step, TaskContext &context, bool quiesces) const;
    Result<void> tellEngine(const SnapshotOrder &order, const QString &uuid, TaskContext &context,
                            Rollback &rollback, bool quiesces) const;
    Result<SnapshotVolume> makeVolume(const Step &step, const QString &stem, qint64 sizeBytes,
                                      Rollback &rollback) const;
    Result<void> keepFirmware(Step &step, Rollback &rollback) const;

    GuestParts m_parts;
};

} // namespace Atoll
