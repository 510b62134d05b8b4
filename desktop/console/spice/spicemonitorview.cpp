// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "spicemonitorview.h"

#include "../consoleactions.h"
#include "spicemonitorsession.h"
#include "spicesession.h"
#include "spicesizer.h"
#include "spiceview.h"

#include <QCoreApplication>
#include <QEvent>

namespace Atoll::Console {

SpiceMonitorView::SpiceMonitorView(SpiceView &first, int monitor)
    : PictureView(std::make_unique<SpiceMonitorSession>(first.spice(), monitor), first.theme(),
                  nullptr)
    , m_first(first)
{
    setAcceptDrops(true);
    new SpiceSizer(*this, frame(), first.spice(), first.followAction(),
                   [monitor] { return monitor; });
    setScaling(first.scaling());
    // Known to exist, because the other has it.
    static_cast<void>(setGuestLayout(first.guestLayout()));
    shareClipboardWith(first);
    addActions(first.keyActions());
}

//! What the guest copies and what it is offered is decided once for all its monitors.
void SpiceMonitorView::shareClipboardWith(ConsoleView &other)
{
    QAction *ours = actions().shareClipboard;
    QAction *theirs = other.actions().shareClipboard;
    ours->setChecked(theirs->isChecked());
    setClipboardShared(ours->isChecked());
    connect(theirs, &QAction::toggled, this, [this, ours](bool isShared) {
        ours->setChecked(isShared);
        setClipboardShared(isShared);
    });
    connect(ours, &QAction::toggled, &other, [&other, theirs](bool isShared) {
        theirs->setChecked(isShared);
        other.setClipboardShared(isShared);
    });
}

QList<QAction *> SpiceMonitorView::barActions() const { return m_first.barActions(); }

QList<QAction *> SpiceMonitorView::moreActions() const { return m_first.moreActions(); }

bool SpiceMonitorView::chooseScreens(QWidget &beside) { return m_first.chooseScreens(beside); }

//! Files may be dropped on any monitor: it is one guest.
bool SpiceMonitorView::event(QEvent *event)
{
    switch (event->type()) {
    case QEvent::DragEnter:
    case QEvent::DragMove:
    case QEvent::DragLeave:
    case QEvent::Drop:
        return QCoreApplication::sendEvent(&m_first, event);
    default:
        return PictureView::event(event);
    }
}

} // namespace Atoll::Console
