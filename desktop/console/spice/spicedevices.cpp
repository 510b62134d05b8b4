// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "spiceclient.h"
#include "spicesession.h"
#include "spiceusb.h"

// What of this computer goes into the guest: microphone and USB devices.
namespace Atoll::Console {

void SpiceSession::takeDevices(const SpiceBatch &batch)
{
    if (batch.hasMicrophone && !std::exchange(m_hasMicrophone, true))
        Q_EMIT microphoneChanged();
    if (batch.soundFailed)
        Q_EMIT soundFailed(
            {ErrorCode::Unsupported,
             tr("this computer can neither play nor record the guest's sound: %1")
                 .arg(*batch.soundFailed),
             tr("Install gstreamer1.0-plugins-good and gstreamer1.0-plugins-base.")});
    if (batch.usb && *batch.usb != m_usb) {
        m_usb = *batch.usb;
        Q_EMIT usbChanged();
    }
    if (batch.usbFailed)
        Q_EMIT usbFailed(*batch.usbFailed);
}

void SpiceSession::resetDevices()
{
    m_isMicrophoneOn = false;
    if (std::exchange(m_hasMicrophone, false))
        Q_EMIT microphoneChanged();
    if (std::exchange(m_usb, {}) != m_usb)
        Q_EMIT usbChanged();
}

void SpiceSession::setMicrophoneOn(bool isOn)
{
    if (!m_client || !m_hasMicrophone || m_isMicrophoneOn == isOn)
        return;
    m_isMicrophoneOn = isOn;
    m_client->setMicrophoneOn(isOn);
    Q_EMIT microphoneChanged();
}

void SpiceSession::listUsb()
{
    if (m_client)
        m_client->withUsb([](SpiceUsb &usb) { usb.list(); });
}

void SpiceSession::redirectUsb(quint32 device, bool isRedirected)
{
    if (m_client)
        m_client->withUsb(
            [device, isRedirected](SpiceUsb &usb) { usb.redirect(device, isRedirected); });
}

void SpiceSession::insertUsbImage(const QString &path)
{
    if (m_client)
        m_client->withUsb([path](SpiceUsb &usb) { usb.insertImage(path); });
}

void SpiceSession::setUsbTakesNew(bool takes)
{
    if (m_client)
        m_client->withUsb([takes](SpiceUsb &usb) { usb.setTakesNew(takes); });
}

} // namespace Atoll::Console
