// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "glibloop.h"
#include "spicehandlers.h"
#include "spiceusb.h"

#include <spice/vd_agent.h>

// What a display's channels tell, and what is told to them.
namespace Atoll::Console {

namespace {

constexpr int kMaxPointerSide = 512;

template <class Function, class Instance>
void on(Instance *instance, const char *signal, Function *handler, SpiceClient *client)
{
    g_signal_connect(instance, signal, G_CALLBACK(handler), client);
}

} // namespace

void SpiceClient::wire(SpiceChannel *channel, int type)
{
    using H = Handlers;
    if (type == SPICE_CHANNEL_MAIN) {
        m_main = SPICE_MAIN_CHANNEL(channel);
        g_object_set(channel, "disable-display-position", FALSE, nullptr); // the order of monitors
        on(channel, "main-mouse-update", H::mouseMode, this);
        on(channel, "main-agent-update", H::agent, this);
        on(channel, "main-clipboard-selection-grab", H::clipboardGrab, this);
        on(channel, "main-clipboard-selection-request", H::clipboardRequest, this);
        on(channel, "main-clipboard-selection", H::clipboardData, this);
    } else if (type == SPICE_CHANNEL_DISPLAY) {
        m_displays[numberOf(channel)] = {};
        on(channel, "display-primary-create", H::primaryCreate, this);
        on(channel, "display-primary-destroy", H::primaryDestroy, this);
        on(channel, "display-invalidate", H::invalidate, this);
        on(channel, "notify::monitors", H::monitors, this);
    } else if (type == SPICE_CHANNEL_INPUTS) {
        m_inputs = SPICE_INPUTS_CHANNEL(channel);
        on(channel, "inputs-modifiers", H::modifiers, this);
    } else if (type == SPICE_CHANNEL_CURSOR) {
        on(channel, "notify::cursor", H::pointerShape, this);
        on(channel, "cursor-move", H::pointerMoved, this);
        on(channel, "cursor-hide", H::pointerHidden, this);
        on(channel, "cursor-reset", H::pointerHidden, this);
    } else if (type == SPICE_CHANNEL_PLAYBACK) {
        m_playback = channel;
        g_object_set(channel, "mute", gboolean(!m_isSoundOn), nullptr);
        tell([](SpiceBatch &batch) { batch.hasSound = true; });
    } else if (type == SPICE_CHANNEL_RECORD) {
        m_record = channel;
        tell([](SpiceBatch &batch) { batch.hasMicrophone = true; });
    } else if (type == SPICE_CHANNEL_USBREDIR) {
        m_usb->channelAppeared();
    }
}

void SpiceClient::readPointer(SpiceChannel *channel)
{
    SpiceCursorShape *shape = nullptr;
    g_object_get(channel, "cursor", &shape, nullptr);
    if (!shape)
        return;
    PointerShape pointer;
    if (shape->data && shape->width && shape->height && shape->width <= kMaxPointerSide
        && shape->height <= kMaxPointerSide) {
        pointer.image = QImage(static_cast<const uchar *>(shape->data), shape->width, shape->height,
                               4 * shape->width, QImage::Format_RGBA8888)
                            .copy();
        pointer.hotspot = QPoint(shape->hot_spot_x, shape->hot_spot_y);
    }
    g_boxed_free(spice_cursor_shape_get_type(), shape);
    tell([&](SpiceBatch &batch) { batch.pointerShapes.insert(numberOf(channel), pointer); });
}

void SpiceClient::readLeds()
{
    int bits = 0;
    g_object_get(m_inputs, "key-modifiers", &bits, nullptr);
    tell([&](SpiceBatch &batch) { batch.leds = bits; });
}

void SpiceClient::readMouseMode()
{
    int mode = 0;
    g_object_get(m_main, "mouse-mode", &mode, nullptr);
    tell([&](SpiceBatch &batch) { batch.absolutePointer = mode == SPICE_MOUSE_MODE_CLIENT; });
}

void SpiceClient::readAgent()
{
    gboolean isConnected = FALSE;
    g_object_get(m_main, "agent-connected", &isConnected, nullptr);
    tell([&](SpiceBatch &batch) { batch.hasAgent = isConnected; });
    m_hasAgent = isConnected;
    offer();
}

void SpiceClient::key(quint32 scancode, bool down)
{
    constexpr quint32 kPrefixed = 0x80;
    constexpr quint32 kSpicePrefixed = 0x100;
    const quint32 code = scancode & kPrefixed ? kSpicePrefixed | (scancode & ~kPrefixed) : scancode;
    post([this, code, down] {
        if (m_inputs)
            (down ? spice_inputs_channel_key_press : spice_inputs_channel_key_release)(m_inputs,
                                                                                       code);
    });
}

void SpiceClient::pointer(int monitor, const QPoint &position, int buttons)
{
    post([this, monitor, position, buttons] {
        if (!m_inputs)
            return;
        const QPoint at = position + originOf(monitor);
        spice_inputs_channel_position(m_inputs, at.x(), at.y(), monitor, m_buttons & 7);
        pressButtons(buttons);
    });
}

//! The guest's agent knows where its monitors are; a tablet moves over the whole surface.
QPoint SpiceClient::originOf(int monitor) const
{
    if (m_main && m_hasAgent
        && spice_main_channel_agent_test_capability(m_main, VD_AGENT_CAP_MOUSE_STATE))
        return {};
    for (const SpiceMonitor &each : monitors()) {
        if (each.id == monitor)
            return each.rect.topLeft();
    }
    return {};
}

void SpiceClient::pointerDelta(const QPoint &delta, int buttons)
{
    post([this, delta, buttons] {
        if (!m_inputs)
            return;
        if (!delta.isNull())
            spice_inputs_channel_motion(m_inputs, delta.x(), delta.y(), m_buttons & 7);
        pressButtons(buttons);
    });
}

void SpiceClient::pressButtons(int buttons)
{
    constexpr int kButtons = 5; // SPICE numbers them in the order of our bits, from 1
    const int changed = m_buttons ^ buttons;
    m_buttons = buttons;
    for (int i = 0; i < kButtons; ++i) {
        if (!(changed & 1 << i))
            continue;
        (buttons & 1 << i ? spice_inputs_channel_button_press
                          : spice_inputs_channel_button_release)(m_inputs, i + 1, buttons & 7);
    }
}

void SpiceClient::setSoundOn(bool isOn)
{
    post([this, isOn] {
        m_isSoundOn = isOn;
        if (m_playback)
            g_object_set(m_playback, "mute", gboolean(!isOn), nullptr);
    });
}

void SpiceClient::setMicrophoneOn(bool isOn)
{
    post([this, isOn] {
        if (!m_record || std::exchange(m_isMicrophoneOn, isOn) == isOn)
            return;
        const bool isFirst =
            std::any_of(m_heldBack.begin(), m_heldBack.end(),
                        [](const SpiceChannelId &id) { return id.type == SPICE_CHANNEL_RECORD; });
        if (!isOn)
            spice_channel_disconnect(m_record, SPICE_CHANNEL_NONE);
        else if (!isFirst)
            spice_channel_connect(m_record);
        letGo();
    });
}

void SpiceClient::withUsb(std::function<void(SpiceUsb &)> work)
{
    post([this, work = std::move(work)] {
        if (!m_usb)
            return;
        m_isUsbWanted = true;
        letGo();
        work(*m_usb);
    });
}

void SpiceClient::arrange(const QList<MonitorWish> &wishes)
{
    post([this, wishes] {
        if (!m_main)
            return;
        for (const MonitorWish &wish : wishes) {
            spice_main_channel_update_display_enabled(m_main, wish.id, wish.isOn, FALSE);
            if (wish.isOn)
                spice_main_channel_update_display(m_main, wish.id, wish.place.x(), wish.place.y(),
                                                  wish.place.width(), wish.place.height(), FALSE);
        }
        spice_main_channel_send_monitor_config(m_main);
    });
}

void SpiceClient::offerClipboard(const QByteArray &utf8)
{
    post([this, utf8] {
        m_offered = utf8;
        offer();
    });
}

void SpiceClient::offer()
{
    // The agent tells what it can only after it came; then we are here again.
    if (!m_main || !m_hasAgent || m_offered.isEmpty()
        || !spice_main_channel_agent_test_capability(m_main, VD_AGENT_CAP_CLIPBOARD_BY_DEMAND))
        return;
    guint32 type = VD_AGENT_CLIPBOARD_UTF8_TEXT;
    spice_main_channel_clipboard_selection_grab(m_main, VD_AGENT_CLIPBOARD_SELECTION_CLIPBOARD,
                                                &type, 1);
}

bool SpiceClient::giveClipboard(unsigned selection, unsigned type)
{
    if (selection != VD_AGENT_CLIPBOARD_SELECTION_CLIPBOARD || type != VD_AGENT_CLIPBOARD_UTF8_TEXT)
        return false;
    QByteArray text = m_offered;
    if (spice_main_channel_agent_test_capability(m_main, VD_AGENT_CAP_GUEST_LINEEND_CRLF))
        text.replace("\n", "\r\n");
    spice_main_channel_clipboard_selection_notify(
        m_main, selection, type, reinterpret_cast<const guchar *>(text.constData()),
        size_t(text.size()));
    return true;
}

bool SpiceClient::guestCopied(unsigned selection, const quint32 *types, unsigned count)
{
    if (selection != VD_AGENT_CLIPBOARD_SELECTION_CLIPBOARD)
        return false;
    m_offered.clear(); // the guest's is the newer one
    if (std::find(types, types + count, quint32(VD_AGENT_CLIPBOARD_UTF8_TEXT)) == types + count)
        return false;
    spice_main_channel_clipboard_selection_request(m_main, selection, VD_AGENT_CLIPBOARD_UTF8_TEXT);
    return true;
}

void SpiceClient::takeClipboard(unsigned selection, unsigned type, QByteArrayView data)
{
    if (selection != VD_AGENT_CLIPBOARD_SELECTION_CLIPBOARD || type != VD_AGENT_CLIPBOARD_UTF8_TEXT)
        return;
    if (data.size() > m_maximumClipboard) {
        tell([&](SpiceBatch &batch) { batch.clipboardRefused = data.size(); });
        return;
    }
    QByteArray text = data.toByteArray();
    if (spice_main_channel_agent_test_capability(m_main, VD_AGENT_CAP_GUEST_LINEEND_CRLF))
        text.replace("\r\n", "\n");
    tell([&](SpiceBatch &batch) { batch.clipboardText = text; });
}

} // namespace Atoll::Console
