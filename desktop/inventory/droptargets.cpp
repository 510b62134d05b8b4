// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "droptargets.h"

#include <app/appcontext.h>
#include <client/clusters.h>

#include <QCoreApplication>

#include <algorithm>

namespace Atoll {
namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Drop)
};

bool areThere(AppContext &context, const QString &site, const Dragged &dragged)
{
    return std::all_of(dragged.objects.begin(), dragged.objects.end(), [&](const ObjectRef &ref) {
        const ClusterSession *session = context.clusters().session(ref.cluster);
        return session && session->site() == site;
    });
}

DropTarget sites(AppContext &context)
{
    return {.kind = ObjectKind::Site,
            .takes = [](const Dragged &dragged) { return dragged.isAll(ObjectKind::Cluster); },
            .whyNot =
                [&context](const ObjectRef &site, const Dragged &dragged) {
                    return areThere(context, site.id, dragged)
                               ? Tr::tr("It is at %1 already.").arg(site.id)
                               : QString();
                },
            .words =
                [](const ObjectRef &site, const Dragged &) {
                    return Tr::tr("Drop to put it at the site %1").arg(site.id);
                },
            .drop =
                [&context](const ObjectRef &site, const Dragged &dragged, QWidget *) {
                    for (const ObjectRef &ref : dragged.objects) {
                        if (ClusterSession *session = context.clusters().session(ref.cluster))
                            session->setSite(site.id);
                    }
                }};
}

//! Guests on a node or a cluster: until they can migrate, the place says so.
DropTarget places(AppContext &context, ObjectKind kind)
{
    const auto isThere = [&context](const ObjectRef &place, const ObjectRef &ref) {
        const ClusterSession *session = context.clusters().session(ref.cluster);
        const Api::GuestInfo *guest = session ? session->store().guest(ref.id) : nullptr;
        return guest && ref.cluster == place.cluster
               && (place.kind == ObjectKind::Cluster || guest->node == place.id);
    };
    return {.kind = kind,
            .takes = [](const Dragged &dragged) { return dragged.isAll(ObjectKind::Guest); },
            .whyNot =
                [isThere](const ObjectRef &place, const Dragged &dragged) {
                    if (std::all_of(dragged.objects.begin(), dragged.objects.end(),
                                    [&](const ObjectRef &ref) { return isThere(place, ref); }))
                        return Tr::tr("It is there already.");
                    return place.kind == ObjectKind::Node
                               ? Tr::tr("Guests cannot be moved to another node yet. Export and "
                                        "import do it while they are off.")
                               : Tr::tr("Guests cannot be moved to another cluster yet. Export "
                                        "and import do it while they are off.");
                },
            .words = [](const ObjectRef &, const Dragged &) { return QString(); },
            .drop = [](const ObjectRef &, const Dragged &, QWidget *) {}};
}

} // namespace

void addInventoryDropTargets(AppContext &context)
{
    Registry &registry = context.registry();
    registry.addDropTarget(sites(context));
    registry.addDropTarget(places(context, ObjectKind::Node));
    registry.addDropTarget(places(context, ObjectKind::Cluster));
}

} // namespace Atoll
