// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/storage.h>
#include <core/result.h>

#include <optional>

namespace Atoll {

//! A volume whose bytes come from elsewhere.
struct DraftSpec
{
    QString name;
    std::optional<Api::VolumeFormat> format = {}; //!< gives the name its ending; none: as it is
    qint64 neededBytes = 0;                       //!< that must be free before it begins
};

//! A volume in the making, hidden in its storage. Destroyed before publish(), it is gone; so it is
//! when the agent is killed, at the storage's next activation.
class VolumeDraft
{
public:
    VolumeDraft() = default;
    VolumeDraft(const VolumeDraft &) = delete;
    VolumeDraft &operator=(const VolumeDraft &) = delete;
    virtual ~VolumeDraft() = default;

    //! An empty file to write the bytes into.
    virtual QString path() const = 0;
    //! Brings it to stable storage and gives it its name. AlreadyExists when that was taken
    //! meanwhile.
    virtual Result<Api::VolumeInfo> publish() = 0;
};

} // namespace Atoll
