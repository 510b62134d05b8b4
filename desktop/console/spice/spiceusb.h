// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "usbdevices.h"

#include <core/error.h>

#include <functional>
#include <memory>

// Of spice-client-glib and GLib.
struct _GAsyncResult;
struct _GError;
struct _GObject;
struct _SpiceSession;
struct _SpiceUsbDevice;
struct _SpiceUsbDeviceManager;

namespace Atoll::Console {

//! The USB devices that go through one SPICE session. They come back when it ends. Lives in GLib's
//! thread as the session; what it tells are values.
class SpiceUsb final : public std::enable_shared_from_this<SpiceUsb>
{
public:
    using Told = std::function<void(const UsbState &)>;
    using Failed = std::function<void(const Error &)>;

    static std::shared_ptr<SpiceUsb> create(_SpiceSession *session, Told told, Failed failed);
    ~SpiceUsb();
    SpiceUsb(const SpiceUsb &) = delete;
    SpiceUsb &operator=(const SpiceUsb &) = delete;

    //! The guest has one more.
    void channelAppeared();
    //! From now on devices are watched. Until then nothing of this computer is looked at.
    void list();
    void redirect(quint32 id, bool isRedirected);
    //! The file becomes a CD drive of the guest.
    void insertImage(const QString &path);
    //! Devices that are plugged in from now on go to the guest; keyboards and mice never.
    void setTakesNew(bool takes);

private:
    struct Handlers;
    struct Known
    {
        quint32 id = 0;
        _SpiceUsbDevice *device = nullptr; //!< held
        UsbDevice::State pending = UsbDevice::State::Here;
    };

    SpiceUsb(_SpiceSession *session, Told told, Failed failed);
    void settled();
    void deviceAppeared(_SpiceUsbDevice *device);
    void ended(quint32 id, const _GError *error);
    void failed(_SpiceUsbDevice *device, const _GError *error);
    Known &known(_SpiceUsbDevice *device);
    UsbDevice read(const Known &known) const;
    void tell();

    _SpiceSession *const m_session;
    const Told m_told;
    const Failed m_failed;
    _SpiceUsbDeviceManager *m_manager = nullptr;
    QList<Known> m_known;
    UsbState m_state;
    quint32 m_lastId = 0;
    bool m_takesNew = false;
    bool m_isSettled = false; //!< what is plugged in already was listed
};

} // namespace Atoll::Console
