// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wallscope.h"

#include <QStringList>

namespace Atoll {

// A sign, and what it stands for: ?query, @view, =guests.
ObjectRef WallScope::object() const
{
    QString id;
    if (!guests.isEmpty()) {
        QStringList names;
        for (const ObjectRef &guest : guests)
            names += guest.cluster + u'\t' + guest.id;
        id = u'=' + names.join(u'\n');
    } else if (!view.isEmpty()) {
        id = u'@' + view;
    } else if (!query.isEmpty()) {
        id = u'?' + query;
    }
    return {ObjectKind::Wall, cluster, id};
}

WallScope WallScope::of(const ObjectRef &wall)
{
    WallScope scope;
    scope.cluster = wall.cluster;
    const QString rest = wall.id.mid(1);
    if (wall.id.startsWith(u'?'))
        scope.query = rest;
    else if (wall.id.startsWith(u'@'))
        scope.view = rest;
    else if (wall.id.startsWith(u'=')) {
        for (const QString &name : rest.split(u'\n')) {
            const qsizetype tab = name.indexOf(u'\t');
            if (tab >= 0 && scope.guests.size() < kMostGuests)
                scope.guests += {ObjectKind::Guest, name.left(tab), name.mid(tab + 1)};
        }
    }
    return scope;
}

} // namespace Atoll
