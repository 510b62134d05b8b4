// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "accessarea.h"

#include "addclusterdialog.h"

#include <app/appcontext.h>

using namespace Qt::StringLiterals;

namespace Atoll {

AccessArea::AccessArea(AppContext &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
{
    context.registry().addCreator({tr("Cluster…"), u"cluster"_s, QKeySequence(u"Ctrl+Shift+N"_s),
                                   [this](QWidget *window) { addCluster(window); }});
}

void AccessArea::addCluster(QWidget *window) { (new AddClusterDialog(m_context, window))->open(); }

} // namespace Atoll
