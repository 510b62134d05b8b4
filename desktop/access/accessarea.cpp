// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "accessarea.h"

#include "addclusterdialog.h"
#include "clusterpage.h"

#include <app/appcontext.h>
#include <client/clusters.h>

using namespace Qt::StringLiterals;

namespace Atoll {

AccessArea::AccessArea(AppContext &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
{
    context.registry().addCreator({u"cluster"_s, tr("Cluster…"), u"cluster"_s,
                                   QKeySequence(u"Ctrl+Shift+N"_s),
                                   [this](QWidget *window) { addCluster(window); }});
    context.registry().addPage(
        ObjectKind::Cluster,
        [](const ObjectRef &cluster, AppContext &owner, QWidget *widget) -> Page * {
            ClusterSession *session = owner.clusters().session(cluster.cluster);
            return session ? new ClusterPage(*session, cluster, owner, widget) : nullptr;
        });
    context.registry().addActions([this](const QList<ObjectRef> &selection, QObject *owner) {
        if (selection.size() != 1 || selection.first().kind != ObjectKind::Cluster)
            return QList<QAction *>();
        ClusterSession *session = m_context.clusters().session(selection.first().cluster);
        return session ? clusterActions(m_context, *session, owner) : QList<QAction *>();
    });
}

void AccessArea::addCluster(QWidget *window) { (new AddClusterDialog(m_context, window))->open(); }

} // namespace Atoll
