// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "registry.h"

namespace Atoll {

Page *Registry::makePage(const ObjectRef &object, AppContext &context, QWidget *parent) const
{
    const auto it = m_pages.constFind(object.kind);
    return it == m_pages.constEnd() ? nullptr : (*it)(object, context, parent);
}

QList<QAction *> Registry::actionsFor(const QList<ObjectRef> &selection, QObject *owner) const
{
    QList<QAction *> actions;
    for (const ActionProvider &provider : m_providers) {
        const QList<QAction *> more = provider(selection, owner);
        if (!actions.isEmpty() && !more.isEmpty())
            actions += nullptr;
        actions += more;
    }
    return actions;
}

const DropTarget *Registry::dropTarget(ObjectKind kind, const Dragged &dragged) const
{
    const auto found =
        std::find_if(m_dropTargets.begin(), m_dropTargets.end(), [&](const DropTarget &target) {
            return target.kind == kind && target.takes(dragged);
        });
    return found == m_dropTargets.end() ? nullptr : &*found;
}

} // namespace Atoll
