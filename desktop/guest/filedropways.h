// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/guestagent.h>
#include <api/guestconfig.h>

#include <array>

namespace Atoll {

//! How files of this computer get into a guest; the best first.
enum class DropWay : quint8 { Spice, Agent, Disc };
inline constexpr std::array kDropWays{DropWay::Spice, DropWay::Agent, DropWay::Disc};

//! What decides which ways there are. Pure values.
struct DropFacts
{
    qint64 sizeBytes = 0;
    bool isReady = false; //!< connected to the cluster
    Result<void> console; //!< whether the console itself takes files
    bool mayAskAgent = false;
    std::optional<Result<Api::AgentInfo>> agent; //!< none: not answered yet
    bool mayEditGuest = false;
    bool mayEditStorage = false;
    bool isManaged = true;
    std::optional<Result<Api::GuestConfig>> config;
    QStringList storages; //!< where a CD could stay
};

struct DropChoice
{
    QString whyNot; //!< empty: it can be had
    QString remark;
    bool isUnknown = false; //!< not known yet
};

DropChoice dropChoice(DropWay way, const DropFacts &facts);
//! The first that can be had and takes nothing from anybody.
std::optional<DropWay> bestWay(const DropFacts &facts);
//! The CD drive that files are put into: an empty one if there is one.
const Api::DiskConfig *driveForFiles(const Api::GuestConfig &config);
bool isEmptyDrive(const Api::DiskConfig &drive);

} // namespace Atoll
