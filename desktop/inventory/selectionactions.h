// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <app/objectref.h>

#include <QObject>
#include <QTimer>

#include <functional>

QT_BEGIN_NAMESPACE
class QAbstractItemView;
class QAction;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;

//! What can be done with what is selected in a view of guests: for the head of its page, and by
//! key in the view itself. A child of the view. GUI thread.
class SelectionActions : public QObject
{
    Q_OBJECT
public:
    SelectionActions(AppContext &context, QAbstractItemView &view,
                     std::function<QList<ObjectRef>()> selection);

    //! The first part of the menu, and all of it under "More"; none without a selection.
    const QList<QAction *> &headActions() const { return m_headActions; }

Q_SIGNALS:
    void changed();

private:
    void refresh();

    AppContext &m_context;
    QAbstractItemView &m_view;
    std::function<QList<ObjectRef>()> m_selection;
    QObject *m_owner = nullptr;
    QList<QAction *> m_headActions;
    QTimer m_later;
};

} // namespace Atoll
