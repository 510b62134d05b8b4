// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestverbs.h"

#include <app/objectref.h>

#include <QObject>
#include <QTimer>

#include <array>

QT_BEGIN_NAMESPACE
class QAction;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
class GuestCommands;

//! The actions for some guests, kept current while they live: menu, page head and palette show
//! the same ones. Resume takes the place of Pause when all are paused. GUI thread.
class GuestActionSet : public QObject
{
    Q_OBJECT
public:
    GuestActionSet(GuestCommands &commands, AppContext &context, const QList<ObjectRef> &guests,
                   QObject *owner);

    //! In the order of a menu; a null pointer is a separator. Owned by `owner`.
    QList<QAction *> actions() const;
    QAction *action(GuestVerb verb) const { return m_actions[size_t(verb)]; }

private:
    void update();

    GuestCommands &m_commands;
    QList<ObjectRef> m_guests;
    std::array<QAction *, kGuestVerbCount> m_actions{};
    QTimer m_later;
};

} // namespace Atoll
