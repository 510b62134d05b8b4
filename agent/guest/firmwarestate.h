// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestparts.h"

namespace Atoll {

//! The UEFI variables of guests whose definition is away for a while: they have no place in the
//! engine without one. For workers.
class FirmwareState
{
public:
    explicit FirmwareState(const GuestParts &parts)
        : m_directory(parts.stateDirectory + QStringLiteral("/deleted-guests"))
    {}

    //! Copies the file that the definition names; false when it names none.
    Result<bool> keep(const QString &uuid, const QString &xml) const;
    //! Puts it back where the definition wants it, if there is nothing yet.
    Result<void> bringBack(const QString &uuid, const QString &xml) const;
    void drop(const QString &uuid) const;
    //! The engine names the file after the guest: it goes with a guest that has another name now.
    static Result<void> follow(const QString &formerXml, const QString &xml);

private:
    QString fileOf(const QString &uuid) const
    {
        return m_directory + u'/' + uuid + QStringLiteral(".nvram");
    }

    QString m_directory;
};

} // namespace Atoll
