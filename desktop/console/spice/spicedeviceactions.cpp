// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "spicedeviceactions.h"

#include "spicesession.h"
#include "spiceview.h"
#include "usbpanel.h"

#include <theme/theme.h>

#include <QAction>
#include <QApplication>

namespace Atoll::Console {

SpiceDeviceActions::SpiceDeviceActions(SpiceView &view)
    : QObject(&view)
    , m_view(view)
    , m_usb(new QAction(view.theme().icon(QStringLiteral("usb")), tr("USB Devices…"), this))
    , m_microphone(new QAction(tr("Microphone"), this))
{
    m_microphone->setCheckable(true);
    SpiceSession &session = view.spice();
    connect(m_usb, &QAction::triggered, this, &SpiceDeviceActions::showPanel);
    connect(m_microphone, &QAction::triggered, &session, &SpiceSession::setMicrophoneOn);
    connect(&session, &SpiceSession::usbChanged, this, &SpiceDeviceActions::showStates);
    connect(&session, &SpiceSession::microphoneChanged, this, [this] {
        showStates();
        Q_EMIT m_view.stateChanged();
    });
    connect(&session, &SpiceSession::statusChanged, this, &SpiceDeviceActions::showStates);
    connect(&session, &SpiceSession::usbFailed, this, [this](const Error &error) {
        if (m_panel && m_panel->isVisible())
            m_panel->showError(error);
        else
            m_view.notify(error.sentence());
    });
    connect(&session, &SpiceSession::soundFailed, this, [this](const Error &error) {
        if (!std::exchange(m_hasToldSound, true))
            m_view.notify(error.sentence());
    });
    connect(qApp, &QApplication::focusChanged, this,
            [this](QWidget *, QWidget *now) { focusMoved(now); });
    showStates();
}

SpiceDeviceActions::~SpiceDeviceActions() { delete m_panel; }

void SpiceDeviceActions::showStates()
{
    const SpiceSession &session = m_view.spice();
    const bool isConnected = session.isConnected();
    const bool hasUsb = session.usb().channels > 0;
    // An open panel stays and says itself why it cannot do anything.
    m_usb->setEnabled(isConnected && hasUsb);
    m_usb->setToolTip(!isConnected ? tr("The console is not connected")
                      : !hasUsb
                          ? tr("The guest has no USB port for a SPICE viewer. Add a USB device of "
                               "this kind in its hardware.")
                          : tr("Give USB devices of this computer, or an ISO file, to the guest"));
    const bool canHear = session.hasMicrophone();
    m_microphone->setEnabled(isConnected && canHear);
    m_microphone->setChecked(session.isMicrophoneOn());
    m_microphone->setToolTip(!isConnected ? tr("The console is not connected")
                             : !canHear ? tr("The guest has no sound card that hears this console")
                                        : tr("Let the guest hear this computer's microphone; off "
                                             "again when the console connects anew"));
}

void SpiceDeviceActions::showPanel()
{
    if (!m_panel) {
        m_panel = new UsbPanel(m_view.spice(), m_view.theme(), m_view.window());
        m_panel->setAttribute(Qt::WA_DeleteOnClose);
        m_panel->setTakesNew(m_takesNew);
        connect(m_panel, &UsbPanel::takesNewChanged, this, [this](bool takes) {
            m_takesNew = takes;
            m_view.spice().setUsbTakesNew(takes && m_hasFocus);
        });
    }
    m_view.spice().listUsb();
    m_panel->show();
    m_panel->raise();
    m_panel->activateWindow();
}

//! The panel belongs to the console.
void SpiceDeviceActions::focusMoved(QWidget *now)
{
    const bool hasFocus = now
                          && (now == &m_view || m_view.isAncestorOf(now)
                              || (m_panel && (now == m_panel || m_panel->isAncestorOf(now))));
    if (std::exchange(m_hasFocus, hasFocus) != hasFocus && m_takesNew)
        m_view.spice().setUsbTakesNew(hasFocus);
}

} // namespace Atoll::Console
