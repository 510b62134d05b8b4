// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "error.h"

#include <optional>

namespace Atoll {

//! What a device is, beside a QIODevice, that may know why the other end closed it. Set before
//! readChannelFinished() is told.
class EndReason
{
public:
    virtual ~EndReason() = default;
    const std::optional<Error> &endReason() const { return m_endReason; }

protected:
    void setEndReason(const std::optional<Error> &reason) { m_endReason = reason; }

private:
    std::optional<Error> m_endReason;
};

} // namespace Atoll
