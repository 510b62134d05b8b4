// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QMetaType>
#include <QString>

namespace Atoll {

//! Saved by number: new ones come last.
enum class ObjectKind : quint8 {
    None,
    Overview, //!< all clusters
    GuestList,
    Site,
    Cluster,
    Node,
    Guest,
    Storage,
    Network,
    Task,
    Settings,
    Wall, //!< live pictures of guests; its id is a WallScope
    Keyboard,
    Tag, //!< a group of a list
};

//! Names one thing anywhere in any cluster: what tabs, links, menus and the palette pass around.
struct ObjectRef
{
    ObjectKind kind = ObjectKind::None;
    QString cluster; //!< key of the cluster's session; empty for Overview, GuestList, Site
    QString id;      //!< guest: UUID; node, site: name; storage, network: "node/name"; task: id;
                     //!< tag: its name

    bool isValid() const { return kind != ObjectKind::None; }
    bool operator==(const ObjectRef &) const = default;
};

inline size_t qHash(const ObjectRef &ref, size_t seed = 0)
{
    return qHashMulti(seed, int(ref.kind), ref.cluster, ref.id);
}

} // namespace Atoll

Q_DECLARE_METATYPE(Atoll::ObjectRef)
