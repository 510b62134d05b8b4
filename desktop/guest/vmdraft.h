// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "hardwarefields.h"

#include <api/node.h>

namespace Atoll {

//! What the new guest is for: chooses the defaults.
struct VmPreset
{
    Api::OsType osType = Api::OsType::Linux;
    int cores = 2;
    qint64 memoryBytes = 0;
    qint64 diskBytes = 0;
    Api::DiskBus bus = Api::DiskBus::Virtio;
    QString nicModel;
    Api::Firmware firmware = Api::Firmware::Bios;
};
VmPreset presetFor(Api::OsType osType);

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

//! The first disk of the new guest.
enum class FirstDisk : quint8 { New, Existing, None };

//! The wishes for a new VM, before they are a configuration. Defaults are such that nothing needs
//! to be changed. A value; any thread.
struct VmDraft
{
    QString name;
    int id = 0;
    Api::OsType osType = Api::OsType::Linux;
    QString node;
    int cores = 2;
    int sockets = 1;
    qint64 memoryBytes = 0;
    Api::Firmware firmware = Api::Firmware::Bios;
    FirstDisk firstDisk = FirstDisk::New;
    QString storage;
    qint64 diskBytes = 0;
    Api::VolumeFormat format = Api::VolumeFormat::Qcow2;
    QString image; //!< "storage/volume" of an existing disk
    QString iso;   //!< "storage/volume" for the CD drive; empty: none
    Api::DiskBus bus = Api::DiskBus::Virtio;
    QString connection; //!< as connectionOf()
    QString nicModel;
    QStringList tags;
    QString description;
    bool startsAtBoot = false;
    bool startsAfterwards = true;
    bool isProtected = false;

    static VmDraft defaults(const VmPlace &place);
    //! Other defaults, except where the user has chosen already (`chosen` names the fields).
    void applyPreset(Api::OsType osType, const QStringList &chosen);
    Api::GuestCreate toCreate() const;
    //! The first thing that is wrong, by the agent's rules and by what is known of the place;
    //! details.field names a field of this struct's form (see fieldOf).
    std::optional<Error> check(const VmPlace &place) const;
};

int nextFreeId(const QList<Api::GuestInfo> &guests);
//! "vm-102", or the first of "vm-102-2"… that is free.
QString freeName(const QList<Api::GuestInfo> &guests, int id);
//! The agent's field name ("config.disks[0].sizeBytes") as the form's ("diskBytes").
QString formField(const QString &agentField);

} // namespace Atoll
