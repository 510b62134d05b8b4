// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QPointer>

QT_BEGIN_NAMESPACE
class QAction;
class QWidget;
QT_END_NAMESPACE

namespace Atoll::Console {

class SpiceView;
class UsbPanel;

//! What a SPICE console offers of this computer's devices: USB and the microphone. GUI thread.
class SpiceDeviceActions final : public QObject
{
    Q_OBJECT

public:
    explicit SpiceDeviceActions(SpiceView &view);
    ~SpiceDeviceActions() override;

    QAction *usb() const { return m_usb; }
    QAction *microphone() const { return m_microphone; }

private:
    void showPanel();
    void showStates();
    void focusMoved(QWidget *now);

    SpiceView &m_view;
    QAction *m_usb;
    QAction *m_microphone;
    QPointer<UsbPanel> m_panel;
    bool m_takesNew = false;
    bool m_hasFocus = false;
    bool m_hasToldSound = false;
};

} // namespace Atoll::Console
