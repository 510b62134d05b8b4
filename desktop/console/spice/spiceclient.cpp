// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "spiceclient.h"

#include "glibloop.h"
#include "spicehandlers.h"
#include "spiceusb.h"

#include <QLoggingCategory>

#include <algorithm>

using namespace Qt::StringLiterals;

// The half of SpiceClient that connects; what the channels tell is in spicechannels.cpp.
namespace Atoll::Console {

namespace {

Q_LOGGING_CATEGORY(lcSpice, "atoll.desktop.console.spice")

constexpr qsizetype kMaxChannels = 32; //!< the display says how many it wants

SpiceChannelId idOf(SpiceChannel *channel)
{
    SpiceChannelId id;
    g_object_get(channel, "channel-type", &id.type, "channel-id", &id.id, nullptr);
    return id;
}

QString nameOf(const SpiceChannelId &id)
{
    return u"%1:%2"_s.arg(QString::fromUtf8(spice_channel_type_to_string(id.type))).arg(id.id);
}

Error errorOf(SpiceChannel *channel, int event)
{
    const GError *known = spice_channel_get_error(channel);
    const QString reason = known ? u": "_s + QString::fromUtf8(known->message) : QString();
    switch (event) {
    case SPICE_CHANNEL_ERROR_AUTH:
        return {ErrorCode::PermissionDenied, u"the display refused the password"_s + reason};
    case SPICE_CHANNEL_ERROR_TLS:
        return {ErrorCode::ProtocolMismatch, u"the display could not be trusted"_s + reason};
    case SPICE_CHANNEL_ERROR_LINK:
        return {ErrorCode::ConnectionLost, u"the display did not answer as SPICE does"_s + reason};
    case SPICE_CHANNEL_CLOSED:
        // SPICE has one viewer at a time: two that come back by themselves would never rest.
        return {ErrorCode::Busy, u"the display closed the connection"_s,
                u"Another viewer may have taken it over."_s};
    default:
        return {ErrorCode::ConnectionLost, u"the connection to the display broke"_s + reason};
    }
}

//! Those that play. In GLib's thread.
QList<SpiceClient *> &players()
{
    static QList<SpiceClient *> list;
    return list;
}

} // namespace

void SpiceClient::Handlers::log(const gchar *, GLogLevelFlags level, const gchar *text, gpointer)
{
    if (level & (G_LOG_LEVEL_DEBUG | G_LOG_LEVEL_INFO | G_LOG_LEVEL_MESSAGE))
        qCDebug(lcSpice, "%s", text);
    else
        qCWarning(lcSpice, "%s", text);
    // The library says it nowhere else, and not of which session.
    if (!QByteArrayView(text).startsWith("Failed to create pipeline"))
        return;
    for (SpiceClient *client : std::as_const(players()))
        client->tell([&](SpiceBatch &batch) { batch.soundFailed = QString::fromUtf8(text); });
}

bool SpiceClient::isEssential(const SpiceChannelId &id)
{
    return id.type == SPICE_CHANNEL_MAIN || id.type == SPICE_CHANNEL_INPUTS
           || (id.type == SPICE_CHANNEL_DISPLAY && id.id == 0);
}

SpiceLimits::Channel SpiceClient::limitsOf(const SpiceChannelId &id)
{
    return id.type == SPICE_CHANNEL_USBREDIR ? SpiceLimits::Channel::Usb
                                             : SpiceLimits::Channel::Any;
}

std::shared_ptr<SpiceClient> SpiceClient::create(qint64 maximumClipboard)
{
    // Its sentences go where ours go.
    static const guint handler =
        g_log_set_handler("GSpice", G_LOG_LEVEL_MASK, Handlers::log, nullptr);
    Q_UNUSED(handler)
    // Its last owner may be work in GLib's thread.
    return {new SpiceClient(maximumClipboard), [](SpiceClient *old) { old->deleteLater(); }};
}

SpiceClient::SpiceClient(qint64 maximumClipboard)
    : m_maximumClipboard(maximumClipboard)
{}

SpiceClient::~SpiceClient() = default;

void SpiceClient::post(std::function<void()> work)
{
    GlibLoop::post([self = shared_from_this(), work = std::move(work)] { work(); });
}

void SpiceClient::open(Socket main, const QByteArray &password)
{
    post([this, password, socket = std::make_shared<Socket>(std::move(main))] {
        m_session = spice_session_new();
        players().append(this);
        // Scanouts by descriptor work on the guest's own host only, and our socket looks like it.
        g_object_set(m_session, "gl-scanout", FALSE, nullptr);
        if (!password.isEmpty())
            g_object_set(m_session, "password", password.constData(), nullptr);
        g_signal_connect(m_session, "channel-new", G_CALLBACK(Handlers::channelNew), this);
        g_signal_connect(m_session, "disconnected", G_CALLBACK(Handlers::disconnected), this);
        m_usb = SpiceUsb::create(
            m_session,
            [this](const UsbState &state) { tell([&](SpiceBatch &batch) { batch.usb = state; }); },
            [this](const Error &error) {
                tell([&](SpiceBatch &batch) { batch.usbFailed = error; });
            });
        // Plays what comes; after our handler, which must know the channel before it connects.
        spice_audio_get(m_session, nullptr);
        if (!spice_session_open_fd(m_session, int(socket->release())))
            tell([](SpiceBatch &batch) {
                batch.ended = Error{ErrorCode::Internal, u"SPICE did not begin"_s};
            });
    });
}

void SpiceClient::openChannel(SpiceChannelId id, Socket socket)
{
    post([this, id, socket = std::make_shared<Socket>(std::move(socket))] {
        const auto channel = std::find_if(m_channels.cbegin(), m_channels.cend(),
                                          [&](SpiceChannel *each) { return idOf(each) == id; });
        if (channel != m_channels.cend())
            spice_channel_open_fd(*channel, int(socket->release()));
    });
}

void SpiceClient::close()
{
    disconnect();
    post([this] { finish(); });
}

void SpiceClient::finish()
{
    for (SpiceChannel *channel : std::exchange(m_channels, {})) {
        g_signal_handlers_disconnect_by_data(channel, this);
        g_object_unref(channel);
    }
    m_main = nullptr;
    m_inputs = nullptr;
    m_playback = m_record = nullptr;
    m_usb.reset();
    players().removeAll(this);
    for (const SpiceMonitor &monitor : monitors())
        monitor.picture->freeze();
    if (::SpiceSession *session = std::exchange(m_session, nullptr)) {
        g_signal_handlers_disconnect_by_data(session, this);
        spice_session_disconnect(session);
        g_object_unref(session);
    }
}

SpiceBatch SpiceClient::takeBatch()
{
    const std::lock_guard lock(m_mutex);
    m_isAnnounced = false;
    return std::exchange(m_batch, {});
}

void SpiceClient::tell(const std::function<void(SpiceBatch &)> &change)
{
    {
        const std::lock_guard lock(m_mutex);
        change(m_batch);
        if (std::exchange(m_isAnnounced, true))
            return;
    }
    Q_EMIT batchReady();
}

void SpiceClient::channelAppeared(SpiceChannel *channel)
{
    const SpiceChannelId id = idOf(channel);
    const bool isKnown = id.type == SPICE_CHANNEL_MAIN || id.type == SPICE_CHANNEL_INPUTS
                         || id.type == SPICE_CHANNEL_PLAYBACK || id.type == SPICE_CHANNEL_RECORD
                         || id.type == SPICE_CHANNEL_USBREDIR
                         || ((id.type == SPICE_CHANNEL_DISPLAY || id.type == SPICE_CHANNEL_CURSOR)
                             && id.id < kMostMonitors);
    if (!isKnown || m_channels.size() >= kMaxChannels) {
        qCDebug(lcSpice) << "leaves out the channel" << nameOf(id);
        return;
    }
    m_channels.append(static_cast<SpiceChannel *>(g_object_ref(channel)));
    g_signal_connect(channel, "channel-event", G_CALLBACK(Handlers::channelEvent), this);
    g_signal_connect(channel, "open-fd", G_CALLBACK(Handlers::openFd), this);
    wire(channel, id.type);
    // The session connects the main channel, sound and USB their own.
    if (id.type == SPICE_CHANNEL_INPUTS || id.type == SPICE_CHANNEL_DISPLAY
        || id.type == SPICE_CHANNEL_CURSOR)
        spice_channel_connect(channel);
}

void SpiceClient::channelWantsSocket(SpiceChannel *channel)
{
    m_heldBack.append(idOf(channel));
    letGo();
}

//! The library opens sound and USB at once; a person may not have asked for them.
bool SpiceClient::isHeldBack(const SpiceChannelId &id) const
{
    return (id.type == SPICE_CHANNEL_RECORD && !m_isMicrophoneOn)
           || (id.type == SPICE_CHANNEL_USBREDIR && !m_isUsbWanted);
}

void SpiceClient::letGo()
{
    for (const SpiceChannelId &id : std::exchange(m_heldBack, {})) {
        if (isHeldBack(id))
            m_heldBack.append(id);
        else
            tell([&](SpiceBatch &batch) {
                if (!batch.wanted.contains(id))
                    batch.wanted.append(id);
            });
    }
}

void SpiceClient::setDisplayOn(bool isOn)
{
    post([this, isOn] {
        // One of several cards would take the windows of its monitors with it.
        if (m_displays.size() != 1 || std::exchange(m_isDisplayOn, isOn) == isOn)
            return;
        for (SpiceChannel *channel : std::as_const(m_channels)) {
            if (idOf(channel).type != SPICE_CHANNEL_DISPLAY)
                continue;
            if (isOn)
                spice_channel_connect(channel);
            else
                spice_channel_disconnect(channel, SPICE_CHANNEL_NONE);
        }
    });
}

void SpiceClient::channelEvent(SpiceChannel *channel, int event)
{
    const SpiceChannelId id = idOf(channel);
    if (event == SPICE_CHANNEL_OPENED) {
        if (id.type == SPICE_CHANNEL_MAIN)
            tell([](SpiceBatch &batch) { batch.isOpen = true; });
        return;
    }
    if (event < SPICE_CHANNEL_CLOSED)
        return;
    const Error error = errorOf(channel, event);
    qCInfo(lcSpice) << "channel" << nameOf(id) << "ended:" << error.text;
    const bool isOurs = id.type == SPICE_CHANNEL_DISPLAY && !m_isDisplayOn;
    if (isEssential(id) && !isOurs)
        ended(error);
}

void SpiceClient::ended(const Error &error)
{
    tell([&](SpiceBatch &batch) {
        if (!batch.ended)
            batch.ended = error;
    });
}

} // namespace Atoll::Console
