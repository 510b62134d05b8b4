// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestkeys.h"

#include "guestverbs.h"

#include <app/keymap.h>

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(GuestKeys)
};

} // namespace

void defineGuestKeys(KeyMap &keys)
{
    for (int i = 0; i < kGuestVerbCount; ++i) {
        const GuestVerbInfo info = verbInfo(GuestVerb(i));
        keys.define({verbKey(GuestVerb(i)), info.text, KeyPlace::Guests,
                     info.shortcut.isEmpty() ? QList<QKeySequence>() : QList{info.shortcut}});
    }
    keys.define({u"console.chooseScreens"_s,
                 Tr::tr("Full screen on several screens"),
                 KeyPlace::Console,
                 {QKeySequence(Qt::SHIFT | Qt::Key_F11)}});
    keys.define({u"console.showAllMonitors"_s, Tr::tr("Show all monitors"), KeyPlace::Console});
    keys.define({u"console.addMonitor"_s, Tr::tr("Add a monitor"), KeyPlace::Console});
    keys.define({u"console.saveLayout"_s, Tr::tr("Save the console's windows"), KeyPlace::Console});
    keys.define({u"hardware.remove"_s,
                 Tr::tr("Remove the device, or take it back"),
                 KeyPlace::Hardware,
                 {QKeySequence(Qt::Key_Delete)}});
    keys.define({u"hardware.up"_s,
                 Tr::tr("Earlier in the order"),
                 KeyPlace::Hardware,
                 {QKeySequence(Qt::ALT | Qt::Key_Up)}});
    keys.define({u"hardware.down"_s,
                 Tr::tr("Later in the order"),
                 KeyPlace::Hardware,
                 {QKeySequence(Qt::ALT | Qt::Key_Down)}});
    keys.define({u"snapshots.delete"_s,
                 Tr::tr("Delete the snapshot"),
                 KeyPlace::Snapshots,
                 {QKeySequence(Qt::Key_Delete)}});
    keys.define({kRemoveEntryKey,
                 Tr::tr("Take the entry out of the list"),
                 KeyPlace::Form,
                 {QKeySequence(Qt::Key_Delete)}});
}

} // namespace Atoll
