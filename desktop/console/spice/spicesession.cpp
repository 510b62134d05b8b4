// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "spicesession.h"

#include "spicebridge.h"
#include "spiceclient.h"
#include "spicepicture.h"

#include <QFutureWatcher>
#include <QLoggingCategory>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Atoll::Console {

namespace {

Q_LOGGING_CATEGORY(lcSession, "atoll.desktop.console.spice")

constexpr std::chrono::seconds kGreeting{20};
constexpr std::chrono::seconds kRest{10};
constexpr std::chrono::milliseconds kWake{30};
constexpr int kMaxSide = 8192; //!< of a size that we ask for

} // namespace

SpiceSession::SpiceSession(ConsoleTransport transport, QObject *parent)
    : PictureSession(std::move(transport), parent)
{
    m_greeting.setSingleShot(true);
    m_greeting.setInterval(kGreeting);
    connect(&m_greeting, &QTimer::timeout, this, [this] {
        protocolEnded({ErrorCode::Timeout, u"the display does not answer"_s});
    });
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRest);
    connect(&m_rest, &QTimer::timeout, this, &SpiceSession::rest);
    m_wake.setSingleShot(true);
    m_wake.setInterval(kWake);
    connect(&m_wake, &QTimer::timeout, this, &SpiceSession::wake);
}

SpiceSession::~SpiceSession() { detach(); }

const QImage &SpiceSession::picture() const
{
    static const QImage none;
    const SpiceMonitor *first = firstMonitor();
    return first ? first->picture->image() : none;
}

std::unique_lock<std::mutex> SpiceSession::holdPicture() const
{
    const SpiceMonitor *first = firstMonitor();
    return first ? first->picture->hold() : std::unique_lock<std::mutex>();
}

const SpiceMonitor *SpiceSession::monitor(int id) const
{
    const auto found = std::find_if(m_monitors.cbegin(), m_monitors.cend(),
                                    [id](const SpiceMonitor &each) { return each.id == id; });
    return found == m_monitors.cend() ? nullptr : &*found;
}

const SpiceMonitor *SpiceSession::firstMonitor() const
{
    return m_monitors.isEmpty() ? nullptr : &m_monitors.first();
}

int SpiceSession::mostMonitors() const
{
    const int last = m_monitors.isEmpty() ? 0 : m_monitors.last().id;
    return std::max({m_mostMonitors, int(m_monitors.size()), last + 1});
}

std::optional<QPoint> SpiceSession::pointerPositionOn(const SpiceMonitor *monitor) const
{
    const auto at =
        monitor ? m_pointerPositions.constFind(monitor->channel) : m_pointerPositions.constEnd();
    if (at == m_pointerPositions.constEnd() || !monitor->rect.contains(*at))
        return {};
    return *at - monitor->rect.topLeft();
}

void SpiceSession::attach(const ConsoleDevice &device)
{
    m_receivedBytes = 0;
    forgetInput();
    m_client = SpiceClient::create(m_maximumClipboard);
    connect(m_client.get(), &SpiceClient::batchReady, this, &SpiceSession::takeBatch,
            Qt::QueuedConnection);
    Result<Socket> socket = join(device);
    if (!socket) {
        protocolEnded(socket.error());
        return;
    }
    m_greeting.start();
    m_client->setSoundOn(m_isSoundOn);
    if (m_wasWatched && !isWatched())
        m_rest.start();
    m_client->open(std::move(*socket), m_password);
}

void SpiceSession::detach()
{
    m_greeting.stop();
    m_wake.stop();
    m_isAsking = m_isResting = false;
    if (m_client) {
        m_client->disconnect(this);
        m_client->close();
        m_client.reset();
    }
    for (SpiceBridge *bridge : std::exchange(m_bridges, {}))
        bridge->deleteLater(); // we may be inside of a signal of it
    if (const int count = std::exchange(m_sending, 0))
        Q_EMIT filesEnded(count, tr("the connection ended"));
    resetDevices();
    if (std::exchange(m_hasSound, false))
        Q_EMIT soundChanged(false);
    if (std::exchange(m_hasAgent, false))
        Q_EMIT agentChanged(false);
}

void SpiceSession::watchedChanged(bool watched)
{
    if (!watched)
        return m_rest.start();
    m_wasWatched = true;
    m_rest.stop();
    if (m_isResting)
        m_wake.start();
}

//! The pictures of a console that nobody sees cost the guest's host, the network and our thread as
//! much as those that somebody sees.
void SpiceSession::rest()
{
    if (m_isResting) // watched for a moment only
        return m_wake.stop();
    if (!isConnected() || m_monitors.size() != 1)
        return;
    m_isResting = true;
    m_client->setDisplayOn(false);
}

void SpiceSession::wake()
{
    m_isResting = false;
    if (m_client)
        m_client->setDisplayOn(true);
}

Result<Socket> SpiceSession::join(const ConsoleDevice &device, SpiceLimits::Channel channel)
{
    const auto ended = std::partition(m_bridges.begin(), m_bridges.end(),
                                      [](const SpiceBridge *bridge) { return bridge->isOpen(); });
    std::for_each(ended, m_bridges.end(), [](SpiceBridge *bridge) { bridge->deleteLater(); });
    m_bridges.erase(ended, m_bridges.end());
    Result<SocketPair> pair = makeSocketPair();
    if (!pair)
        return fail(pair.error());
    auto *bridge = new SpiceBridge(device, std::move(pair->ours), channel, this);
    connect(bridge, &SpiceBridge::received, this,
            [this](qint64 bytes) { m_receivedBytes += quint64(bytes); });
    connect(bridge, &SpiceBridge::refused, this, &SpiceSession::protocolEnded,
            Qt::QueuedConnection);
    m_bridges.append(bridge);
    return std::move(pair->theirs);
}

void SpiceSession::askForStream(const std::function<void(const Result<ConsoleDevice> &)> &take)
{
    auto *watcher = new QFutureWatcher<Result<ConsoleDevice>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this,
            [this, watcher, take, client = std::weak_ptr(m_client)] {
                watcher->deleteLater();
                // Another connection may have begun meanwhile.
                const bool isOurs = m_client && client.lock() == m_client;
                if (isOurs && watcher->future().resultCount() > 0)
                    take(watcher->result());
            });
    watcher->setFuture(transport()(Claim::Ask));
}

void SpiceSession::openStream(const SpiceChannelId &channel)
{
    askForStream([this, channel](const Result<ConsoleDevice> &device) {
        Result<Socket> socket =
            device ? join(*device, SpiceClient::limitsOf(channel)) : fail(device.error());
        if (socket)
            m_client->openChannel(channel, std::move(*socket));
        else if (SpiceClient::isEssential(channel))
            protocolEnded(socket.error());
        else
            qCWarning(lcSession) << "a channel stays closed:" << socket.error().text;
    });
}

// The library only sees that its sockets were closed: by a display that another viewer took, or
// because the way to it is gone. A stream that nobody speaks on disturbs no viewer.
void SpiceSession::displayClosed(const Error &closed)
{
    if (std::exchange(m_isAsking, true))
        return;
    askForStream([this, closed](const Result<ConsoleDevice> &device) {
        if (device)
            (*device)->close();
        protocolEnded(device ? closed : device.error());
    });
}

void SpiceSession::takeBatch()
{
    if (!m_client)
        return;
    const SpiceBatch batch = m_client->takeBatch();
    for (const SpiceChannelId &channel : batch.wanted)
        openStream(channel);
    if (batch.isOpen) {
        m_greeting.stop();
        protocolReady();
    }
    takePictures(batch);
    takePointers(batch);
    takeStates(batch);
    takeDevices(batch);
    takeFiles(batch);
    if (batch.ended && m_client && batch.ended->code == ErrorCode::Busy)
        displayClosed(*batch.ended);
    else if (batch.ended && m_client)
        protocolEnded(*batch.ended);
}

void SpiceSession::takePictures(const SpiceBatch &batch)
{
    bool isOther = false;
    if (batch.mostMonitors)
        isOther = std::exchange(m_mostMonitors, *batch.mostMonitors) != *batch.mostMonitors;
    if (batch.monitors && !batch.monitors->isEmpty()) {
        isOther = std::exchange(m_monitors, *batch.monitors) != m_monitors || isOther;
        for (const SpiceMonitor &each : std::as_const(m_monitors)) {
            if (!each.picture->takeNew())
                continue;
            if (&each == firstMonitor())
                Q_EMIT pictureChanged();
            Q_EMIT monitorPictureChanged(each.id);
        }
    }
    if (isOther)
        Q_EMIT monitorsChanged();
    const int first = m_monitors.isEmpty() ? -1 : m_monitors.first().id;
    for (auto it = batch.dirty.begin(); it != batch.dirty.end(); ++it) {
        if (it.key() == first)
            noteChange(it.value());
        Q_EMIT monitorDirty(it.key(), it.value());
    }
}

void SpiceSession::takePointers(const SpiceBatch &batch)
{
    m_pointerPositions.insert(batch.pointerPositions);
    m_pointerShapes.insert(batch.pointerShapes);
    const int first = m_monitors.isEmpty() ? 0 : m_monitors.first().channel;
    if (batch.pointerShapes.contains(first))
        setPointerShape(batch.pointerShapes.value(first));
    else if (batch.pointerPositions.contains(first))
        Q_EMIT pointerMoved();
    for (const auto &changed : {batch.pointerShapes.keys(), batch.pointerPositions.keys()}) {
        for (const int channel : changed)
            Q_EMIT channelPointerChanged(channel);
    }
}

void SpiceSession::takeStates(const SpiceBatch &batch)
{
    if (batch.leds)
        setLeds(*batch.leds);
    if (batch.absolutePointer)
        setAbsolutePointer(*batch.absolutePointer);
    if (batch.hasAgent && *batch.hasAgent != m_hasAgent) {
        m_hasAgent = *batch.hasAgent;
        Q_EMIT agentChanged(m_hasAgent);
    }
    if (batch.hasSound && !std::exchange(m_hasSound, true))
        Q_EMIT soundChanged(true);
    if (batch.clipboardText) {
        m_fromGuest = QString::fromUtf8(*batch.clipboardText);
        Q_EMIT clipboardReceived(m_fromGuest);
    }
    if (batch.clipboardRefused)
        refuseGuestClipboard(*batch.clipboardRefused, m_maximumClipboard);
}

void SpiceSession::takeFiles(const SpiceBatch &batch)
{
    if (!m_sending)
        return;
    if (batch.filesCopied)
        Q_EMIT filesProgress(*batch.filesCopied, m_sending);
    if (batch.filesEnded)
        Q_EMIT filesEnded(std::exchange(m_sending, 0), *batch.filesEnded);
}

Result<void> SpiceSession::mayTakeFiles() const
{
    if (!isConnected() || !m_hasAgent)
        return fail(ErrorCode::Unsupported, tr("the guest cannot take files"),
                    tr("Install the SPICE agent (spice-vdagent) in the guest."));
    if (m_sending)
        return fail(ErrorCode::Busy, tr("other files are being copied"),
                    tr("Wait until they are in the guest."));
    return {};
}

Result<void> SpiceSession::sendFiles(const QStringList &paths)
{
    if (const Result<void> may = mayTakeFiles(); !may)
        return may;
    m_sending = int(paths.size());
    m_client->sendFiles(paths);
    return {};
}

void SpiceSession::setSoundOn(bool isOn)
{
    m_isSoundOn = isOn;
    if (m_client)
        m_client->setSoundOn(isOn);
}

void SpiceSession::cancelFiles()
{
    if (m_client && m_sending)
        m_client->cancelFiles();
}

void SpiceSession::putKey(quint32 keysym, quint32 scancode, bool down)
{
    Q_UNUSED(keysym)
    if (scancode) // the protocol knows keys by their place only
        m_client->key(scancode, down);
}

void SpiceSession::sendPointer(const QPoint &position, int buttons)
{
    if (const SpiceMonitor *first = firstMonitor())
        sendPointerTo(first->id, position, buttons);
}

void SpiceSession::sendPointerTo(int id, const QPoint &position, int buttons)
{
    const SpiceMonitor *on = monitor(id);
    const QSize size = on ? on->picture->image().size() : QSize();
    if (!isConnected() || size.isEmpty())
        return;
    noteInput();
    m_client->pointer(id,
                      {std::clamp(position.x(), 0, size.width() - 1),
                       std::clamp(position.y(), 0, size.height() - 1)},
                      buttons);
}

void SpiceSession::sendPointerDelta(const QPoint &delta, int buttons)
{
    if (!isConnected())
        return;
    noteInput();
    m_client->pointerDelta(delta, buttons);
}

void SpiceSession::offerClipboard(const QString &text)
{
    // Each of our windows sees the clipboard change, also when it is the guest's text.
    if (!isConnected() || text == m_fromGuest)
        return;
    const QByteArray utf8 = text.toUtf8();
    if (utf8.size() > m_maximumClipboard)
        refuseOurClipboard(m_maximumClipboard);
    else
        m_client->offerClipboard(utf8);
}

void SpiceSession::requestSize(int id, const QSize &size)
{
    if (size.isEmpty())
        return;
    m_wanted.insert(id, size.boundedTo({kMaxSide, kMaxSide}));
    arrange();
}

void SpiceSession::setMonitorOn(int id, bool isOn, const QSize &size)
{
    if (isOn)
        m_off.erase(id);
    else
        m_off.insert(id);
    if (!size.isEmpty())
        m_wanted.insert(id, size.boundedTo({kMaxSide, kMaxSide}));
    arrange();
}

//! The guest is always told of all its monitors: what it does not hear of it switches off.
void SpiceSession::arrange()
{
    if (!isConnected() || !m_hasAgent)
        return;
    QMap<int, QSize> sizes = m_wanted;
    for (const SpiceMonitor &each : std::as_const(m_monitors)) {
        if (!sizes.contains(each.id))
            sizes.insert(each.id, each.rect.size());
    }
    m_client->arrange(sideBySide(sizes, m_off));
}

} // namespace Atoll::Console
