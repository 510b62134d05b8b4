// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestparts.h"

namespace Atoll {

//! Texts for cloud-init may hold passwords and tokens: only who may change a guest reads them, now
//! or in its history. For workers.
class GuestSecrets
{
public:
    explicit GuestSecrets(const GuestParts &parts)
        : m_parts(parts)
    {}

    //! Rights live in the event loop, which is asked; false too when it is too busy.
    bool mayRead(const QString &user, const QString &uuid) const;

    static Api::GuestConfig hidden(Api::GuestConfig config);
    static QList<Change> hidden(QList<Change> changes);

private:
    GuestParts m_parts;
};

} // namespace Atoll
