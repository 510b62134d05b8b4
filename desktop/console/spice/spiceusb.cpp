// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "spiceusb.h"

#include "usberror.h"

#include <spice-client.h>

#include <QFile>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Atoll::Console {

using State = UsbDevice::State;

namespace {

// In the words of usbredir's filters: class, vendor, product, version, allow.
constexpr const char *kNoInput = "0x03,-1,-1,-1,0|-1,-1,-1,-1,1";
constexpr QChar kSeparator(0x1f);

struct Pending
{
    std::weak_ptr<SpiceUsb> usb;
    quint32 id = 0;
};

//! Manufacturer, product, "[046d:c52b]", bus, address.
QStringList describe(SpiceUsbDevice *device)
{
    gchar *text = spice_usb_device_get_description(device, "%s\x1f%s\x1f%s\x1f%d\x1f%d");
    const QStringList parts = QString::fromUtf8(text).split(kSeparator);
    g_free(text);
    return parts;
}

QString nameOf(SpiceUsbDevice *device)
{
    const QStringList parts = describe(device);
    return u"%1 %2"_s.arg(parts.value(0), parts.value(1)).simplified();
}

bool holds(const GPtrArray *devices, SpiceUsbDevice *device)
{
    const gpointer *end = devices->pdata + devices->len;
    return std::find(static_cast<const gpointer *>(devices->pdata), end, device) != end;
}

} // namespace

//! What the library calls.
struct SpiceUsb::Handlers
{
    static void added(SpiceUsbDeviceManager *, SpiceUsbDevice *device, SpiceUsb *usb)
    {
        usb->deviceAppeared(device);
    }
    static void removed(SpiceUsbDeviceManager *, SpiceUsbDevice *, SpiceUsb *usb) { usb->tell(); }
    static void failed(SpiceUsbDeviceManager *, SpiceUsbDevice *device, GError *error,
                       SpiceUsb *usb)
    {
        usb->failed(device, error);
    }
    static void channels(SpiceUsbDeviceManager *, GParamSpec *, SpiceUsb *usb) { usb->tell(); }

    template <auto finish>
    static void done(GObject *manager, GAsyncResult *result, gpointer data)
    {
        const std::unique_ptr<Pending> pending(static_cast<Pending *>(data));
        GError *error = nullptr;
        finish(SPICE_USB_DEVICE_MANAGER(manager), result, &error);
        if (const auto usb = pending->usb.lock())
            usb->ended(pending->id, error);
        g_clear_error(&error);
    }
    static gboolean settled(gpointer data)
    {
        const std::unique_ptr<Pending> pending(static_cast<Pending *>(data));
        if (const auto usb = pending->usb.lock())
            usb->settled();
        return G_SOURCE_REMOVE;
    }
};

std::shared_ptr<SpiceUsb> SpiceUsb::create(_SpiceSession *session, Told told, Failed failed)
{
    return std::shared_ptr<SpiceUsb>(new SpiceUsb(session, std::move(told), std::move(failed)));
}

SpiceUsb::SpiceUsb(_SpiceSession *session, Told told, Failed failed)
    : m_session(session)
    , m_told(std::move(told))
    , m_failed(std::move(failed))
{}

SpiceUsb::~SpiceUsb()
{
    for (const Known &known : std::as_const(m_known))
        g_boxed_free(spice_usb_device_get_type(), known.device);
    if (m_manager) {
        g_signal_handlers_disconnect_by_data(m_manager, this);
        g_object_unref(m_manager);
    }
}

void SpiceUsb::channelAppeared()
{
    ++m_state.channels;
    tell();
}

void SpiceUsb::list()
{
    if (m_manager)
        return;
    GError *error = nullptr;
    m_manager = spice_usb_device_manager_get(m_session, &error);
    m_state.isListed = true;
    m_state.problem = error ? QString::fromUtf8(error->message) : QString();
    g_clear_error(&error);
    if (m_manager) {
        g_object_ref(m_manager);
        g_object_set(m_manager, "auto-connect", FALSE, "auto-connect-filter", kNoInput, nullptr);
        g_signal_connect(m_manager, "device-added", G_CALLBACK(Handlers::added), this);
        g_signal_connect(m_manager, "device-removed", G_CALLBACK(Handlers::removed), this);
        g_signal_connect(m_manager, "device-error", G_CALLBACK(Handlers::failed), this);
        g_signal_connect(m_manager, "auto-connect-failed", G_CALLBACK(Handlers::failed), this);
        g_signal_connect(m_manager, "notify::free-channels", G_CALLBACK(Handlers::channels), this);
        // What is plugged in already comes by idle calls of a higher priority.
        g_idle_add_full(G_PRIORITY_LOW, Handlers::settled, new Pending{weak_from_this()}, nullptr);
    }
    tell();
}

void SpiceUsb::settled()
{
    m_isSettled = true;
    setTakesNew(m_takesNew);
    tell();
}

void SpiceUsb::setTakesNew(bool takes)
{
    m_takesNew = takes;
    if (takes)
        list();
    if (m_manager && m_isSettled)
        g_object_set(m_manager, "auto-connect", gboolean(takes), nullptr);
}

void SpiceUsb::deviceAppeared(SpiceUsbDevice *device)
{
    const quint32 id = known(device).id;
    tell();
    // Who chose a file wants it in the guest.
    if (spice_usb_device_manager_is_device_shared_cd(m_manager, device))
        redirect(id, true);
}

void SpiceUsb::insertImage(const QString &path)
{
    list();
    const QString name = QFileInfo(path).fileName();
    if (!m_manager)
        return m_failed(usbError(name, m_state.problem));
    GError *error = nullptr;
    QByteArray file = QFile::encodeName(path);
    if (!spice_usb_device_manager_create_shared_cd_device(m_manager, file.data(), &error))
        m_failed(usbError(name, error ? QString::fromUtf8(error->message) : QString()));
    g_clear_error(&error);
}

void SpiceUsb::redirect(quint32 id, bool isRedirected)
{
    const auto it = std::find_if(m_known.begin(), m_known.end(),
                                 [id](const Known &known) { return known.id == id; });
    if (it == m_known.end() || it->pending != State::Here)
        return;
    if (isRedirected == bool(spice_usb_device_manager_is_device_connected(m_manager, it->device)))
        return;
    it->pending = isRedirected ? State::Going : State::Returning;
    auto *pending = new Pending{weak_from_this(), id};
    SpiceUsbDevice *device = it->device;
    if (isRedirected)
        spice_usb_device_manager_connect_device_async(
            m_manager, device, nullptr,
            Handlers::done<spice_usb_device_manager_connect_device_finish>, pending);
    else
        spice_usb_device_manager_disconnect_device_async(
            m_manager, device, nullptr,
            Handlers::done<spice_usb_device_manager_disconnect_device_finish>, pending);
    tell();
}

void SpiceUsb::ended(quint32 id, const GError *error)
{
    const auto it = std::find_if(m_known.begin(), m_known.end(),
                                 [id](const Known &known) { return known.id == id; });
    if (it != m_known.end())
        it->pending = State::Here;
    if (error)
        failed(it != m_known.end() ? it->device : nullptr, error);
    else
        tell();
}

void SpiceUsb::failed(SpiceUsbDevice *device, const GError *error)
{
    m_failed(usbError(device ? nameOf(device) : QString(), QString::fromUtf8(error->message)));
    tell();
}

SpiceUsb::Known &SpiceUsb::known(SpiceUsbDevice *device)
{
    const auto it = std::find_if(m_known.begin(), m_known.end(),
                                 [=](const Known &known) { return known.device == device; });
    if (it != m_known.end())
        return *it;
    auto *held = static_cast<SpiceUsbDevice *>(g_boxed_copy(spice_usb_device_get_type(), device));
    m_known.append({++m_lastId, held});
    return m_known.last();
}

UsbDevice SpiceUsb::read(const Known &known) const
{
    const QStringList parts = describe(known.device);
    UsbDevice device{known.id, nameOf(known.device), parts.value(2).remove(u'[').remove(u']')};
    device.ids = device.ids.trimmed();
    device.isImage = spice_usb_device_manager_is_device_shared_cd(m_manager, known.device);
    if (!device.isImage) {
        device.bus = parts.value(3).toInt();
        device.address = parts.value(4).toInt();
    }
    device.state = known.pending;
    if (known.pending != State::Here)
        return device;
    GError *error = nullptr;
    if (spice_usb_device_manager_is_device_connected(m_manager, known.device)) {
        device.state = State::InGuest;
    } else if (!spice_usb_device_manager_can_redirect_device(m_manager, known.device, &error)) {
        device.state = State::Blocked;
        device.why = usbError({}, error ? QString::fromUtf8(error->message) : QString()).text;
    }
    g_clear_error(&error);
    return device;
}

void SpiceUsb::tell()
{
    if (m_manager) {
        g_object_get(m_manager, "free-channels", &m_state.freeChannels, nullptr);
        GPtrArray *devices = spice_usb_device_manager_get_devices(m_manager);
        for (const Known &known : std::as_const(m_known)) {
            if (!holds(devices, known.device))
                g_boxed_free(spice_usb_device_get_type(), known.device);
        }
        m_known.removeIf([&](const Known &known) { return !holds(devices, known.device); });
        GPtrArray *others = spice_usb_device_manager_get_devices_with_filter(m_manager, kNoInput);
        m_state.devices.clear();
        for (guint i = 0; i < devices->len; ++i) {
            auto *device = static_cast<SpiceUsbDevice *>(devices->pdata[i]);
            m_state.devices.append(read(known(device)));
            m_state.devices.last().isInput = !holds(others, device);
        }
        g_ptr_array_unref(others);
        g_ptr_array_unref(devices);
    }
    m_told(m_state);
}

} // namespace Atoll::Console
