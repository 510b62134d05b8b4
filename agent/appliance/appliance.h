// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ovf.h"

#include <api/storage.h>
#include <storage/imageconverter.h>

namespace Atoll {

class ProcessRunner;
class StorageLookup;
class TaskContext;

//! What lies in the volumes that are to be imported: a machine, and one image for each of its
//! disks.
struct Appliance
{
    //! A part of a file and the hash that the manifest names for it.
    struct Checked
    {
        QString name;
        QString path;
        qint64 offset = 0;
        qint64 sizeBytes = 0;
        ovf::Hash hash;
    };

    ovf::Machine machine;
    bool isDescribed = false; //!< false: images only
    QList<ForeignImage> images;
    QList<qint64> sizes; //!< of the disks, as a guest sees them
    QList<Checked> checked;
};

//! Opens OVAs, OVFs and images. The sources are only read. For workers.
class ApplianceReader
{
public:
    ApplianceReader(StorageLookup &storages, ProcessRunner &runner)
        : m_storages(storages)
        , m_runner(runner)
    {}

    Result<Appliance> open(const QList<Api::VolumeRef> &sources) const;
    //! That all hashes of the manifest are right. Reads everything.
    static Result<void> verify(const Appliance &appliance, TaskContext &context);

private:
    Result<QString> pathOf(const Api::VolumeRef &source) const;
    Result<Appliance> openOva(const Api::VolumeRef &source) const;
    Result<Appliance> openOvf(const Api::VolumeRef &source) const;
    Result<Appliance> openImages(const QList<Api::VolumeRef> &sources) const;
    Result<void> inspect(Appliance &appliance) const;

    StorageLookup &m_storages;
    ProcessRunner &m_runner;
};

} // namespace Atoll
