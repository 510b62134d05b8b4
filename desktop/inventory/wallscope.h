// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <app/objectref.h>

#include <QList>

namespace Atoll {

//! Which guests a wall shows: those of a query, of a saved view, of a cluster, or these. It is the
//! id of the wall's object, so that a wall comes again with the program.
struct WallScope
{
    static constexpr int kMostGuests = 200;

    QString cluster; //!< only of this one
    QString query;
    QString view;            //!< a saved view's name
    QList<ObjectRef> guests; //!< only these

    ObjectRef object() const;
    static WallScope of(const ObjectRef &wall);
    bool operator==(const WallScope &) const = default;
};

} // namespace Atoll
