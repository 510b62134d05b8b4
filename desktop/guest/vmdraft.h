// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "hardwarefields.h"

#include <api/node.h>

namespace Atoll {

//! A place where a guest can be made, with what is there.
struct VmPlace
{
    QString cluster; //!< key of the session
    QString clusterName;
    QList<Api::NodeInfo> nodes;
    QList<Api::StorageInfo> storages;
    QList<Api::NetworkInfo> networks;
    QList<Api::GuestInfo> guests;
};

//! The wishes for a new VM: the configuration that the API takes, and what is apart from it.
//! Defaults are such that nothing needs to be changed. A value; any thread.
struct VmDraft
{
    HardwareDraft hardware;
    QString node;
    QString iso;       //!< "storage/volume" for the CD drive; empty: none
    QString driverIso; //!< a second drive, with VirtIO drivers for Windows
    bool startsAfterwards = true;

    static VmDraft defaults(const VmPlace &place);
    //! Of the node that is chosen now: storage and network.
    void settleAt(const VmPlace &place);
    const Api::GuestConfig &config() const { return hardware.edited(); }
    //! Other defaults, except for the paths that the user has set.
    void applyPreset(Api::OsType osType, const QStringList &chosen);
    //! Whether VirtIO devices will work in it.
    bool hasDrivers() const;
    Api::GuestCreate toCreate() const;
    //! The first thing that is wrong, by the agent's rules and by what is known of the place;
    //! details.field names a path of the configuration, or "node".
    std::optional<Error> check(const VmPlace &place) const;

    //! An image that sets itself up at its first start.
    bool isFromImage() const;
    void enableCloudInit(bool isEnabled);
};

//! The first of the images that has VirtIO drivers for Windows; empty: none.
QString driverImage(const QList<Api::VolumeInfo> &images);
//! The values of the wizard's page for cloud images.
QList<HardwareField> cloudInitFields(const Api::GuestConfig &config);

int nextFreeId(const QList<Api::GuestInfo> &guests);
//! "vm-102", or the first of "vm-102-2"… that is free.
QString freeName(const QList<Api::GuestInfo> &guests, int id);

} // namespace Atoll
