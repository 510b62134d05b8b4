// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "filedropways.h"

#include <api/guesttransfer.h>
#include <app/format.h>

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Atoll {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(FileDrop)
};

DropChoice throughAgent(const DropFacts &facts)
{
    if (!facts.mayAskAgent)
        return {Tr::tr("your role may not use the guest agent")};
    if (facts.sizeBytes > Api::kPushBytes)
        return {Tr::tr("the guest agent is too slow for more than %1")
                    .arg(Format::bytes(double(Api::kPushBytes)))};
    if (!facts.agent)
        return {{}, Tr::tr("asking the guest agent…"), true};
    if (!*facts.agent)
        return {facts.agent->error().sentence()};
    const Api::AgentInfo &agent = **facts.agent;
    if (!agent.isAnswering)
        return {Tr::tr("the guest agent does not answer; install qemu-guest-agent in the guest")};
    if (!agent.commands.contains(u"guest-file-write"_s))
        return {Tr::tr("the guest agent is set up not to write files")};
    return {{}, Tr::tr("into /tmp, in Windows into Public Downloads")};
}

DropChoice asDisc(const DropFacts &facts)
{
    if (!facts.mayEditGuest || !facts.mayEditStorage)
        return {Tr::tr("your role may not change the guest and its storage")};
    if (!facts.config)
        return {{}, Tr::tr("reading the hardware…"), true};
    if (!*facts.config)
        return {facts.config->error().sentence()};
    if (!facts.isManaged)
        return {Tr::tr("the guest is not managed by Atoll: adopt it first")};
    const Api::DiskConfig *drive = driveForFiles(**facts.config);
    if (!drive)
        return {Tr::tr("the guest has no CD drive; add one in its hardware")};
    if (facts.storages.isEmpty())
        return {Tr::tr("there is no storage that can be used now")};
    return {{},
            isEmptyDrive(*drive)
                ? Tr::tr("in drive %1, which is empty").arg(drive->target)
                : Tr::tr("in drive %1, instead of %2")
                      .arg(drive->target, drive->volume.isEmpty() ? drive->path : drive->volume)};
}

} // namespace

bool isEmptyDrive(const Api::DiskConfig &drive)
{
    return drive.volume.isEmpty() && drive.path.isEmpty();
}

const Api::DiskConfig *driveForFiles(const Api::GuestConfig &config)
{
    const auto isDrive = [](const Api::DiskConfig &disk) {
        return disk.kind == Api::DiskKind::Cdrom;
    };
    const auto empty =
        std::find_if(config.disks.begin(), config.disks.end(), [&](const Api::DiskConfig &disk) {
            return isDrive(disk) && isEmptyDrive(disk);
        });
    if (empty != config.disks.end())
        return &*empty;
    const auto any = std::find_if(config.disks.begin(), config.disks.end(), isDrive);
    return any == config.disks.end() ? nullptr : &*any;
}

DropChoice dropChoice(DropWay way, const DropFacts &facts)
{
    if (way == DropWay::Spice)
        return facts.console ? DropChoice{{}, Tr::tr("into the folder of who is logged in there")}
                             : DropChoice{facts.console.error().sentence()};
    if (!facts.isReady)
        return {Tr::tr("there is no connection to the cluster")};
    return way == DropWay::Agent ? throughAgent(facts) : asDisc(facts);
}

std::optional<DropWay> bestWay(const DropFacts &facts)
{
    for (const DropWay way : kDropWays) {
        const DropChoice choice = dropChoice(way, facts);
        if (choice.isUnknown)
            return {}; // a better one may come
        const bool replaces = way == DropWay::Disc && choice.whyNot.isEmpty()
                              && !isEmptyDrive(*driveForFiles(**facts.config));
        if (choice.whyNot.isEmpty() && !replaces)
            return way;
    }
    return {};
}

} // namespace Atoll
