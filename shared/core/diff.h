// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json.h"

namespace Atoll {

//! One key that differs between two documents. A missing side is null.
struct Change
{
    QString path; //!< "disks[1].cache"
    QJsonValue before;
    QJsonValue after;

    static constexpr auto fields()
    {
        return fieldsOf(field("path", &Change::path, "Where, for example disks[1].cache"),
                        field("before", &Change::before, "Value before; left out when new"),
                        field("after", &Change::after, "Value after; left out when removed"));
    }
    bool operator==(const Change &) const = default;
};

//! What changed from `before` to `after`, leaf by leaf, in the order of keys. Items of lists are
//! compared by position.
QList<Change> diffJson(const QJsonValue &before, const QJsonValue &after);

} // namespace Atoll
