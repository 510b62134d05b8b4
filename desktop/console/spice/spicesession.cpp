// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "spicesession.h"

#include "spicebridge.h"
#include "spiceclient.h"

#include <QFutureWatcher>
#include <QLoggingCategory>

using namespace Qt::StringLiterals;

namespace Atoll::Console {

namespace {

Q_LOGGING_CATEGORY(lcSession, "atoll.desktop.console.spice")

constexpr std::chrono::seconds kGreeting{20};
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
}

SpiceSession::~SpiceSession() { detach(); }

const QImage &SpiceSession::picture() const
{
    return m_client && !m_client->picture().image().isNull() ? m_client->picture().image() : m_last;
}

std::unique_lock<std::mutex> SpiceSession::holdPicture() const
{
    return m_client ? m_client->picture().hold() : std::unique_lock<std::mutex>();
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
    m_client->open(std::move(*socket), m_password);
}

void SpiceSession::detach()
{
    m_greeting.stop();
    m_isAsking = false;
    if (m_client) {
        {
            const auto held = holdPicture();
            m_last = picture().copy();
        }
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

Result<Socket> SpiceSession::join(const ConsoleDevice &device, SpiceLimits::Channel channel)
{
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
    watcher->setFuture(transport()());
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
    if (batch.pictureChanged)
        Q_EMIT pictureChanged();
    if (!batch.dirty.isEmpty())
        noteChange(batch.dirty);
    takeStates(batch);
    takeDevices(batch);
    takeFiles(batch);
    if (batch.ended && m_client && batch.ended->code == ErrorCode::Busy)
        displayClosed(*batch.ended);
    else if (batch.ended && m_client)
        protocolEnded(*batch.ended);
}

void SpiceSession::takeStates(const SpiceBatch &batch)
{
    if (batch.pointerShape)
        setPointerShape(*batch.pointerShape);
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
    if (batch.clipboardText)
        Q_EMIT clipboardReceived(QString::fromUtf8(*batch.clipboardText));
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
    const QSize size = picture().size();
    if (!isConnected() || size.isEmpty())
        return;
    noteInput();
    m_client->pointer({std::clamp(position.x(), 0, size.width() - 1),
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
    if (!isConnected())
        return;
    const QByteArray utf8 = text.toUtf8();
    if (utf8.size() > m_maximumClipboard)
        refuseOurClipboard(m_maximumClipboard);
    else
        m_client->offerClipboard(utf8);
}

void SpiceSession::requestSize(const QSize &size)
{
    if (isConnected() && !size.isEmpty())
        m_client->requestSize(size.boundedTo({kMaxSide, kMaxSide}));
}

} // namespace Atoll::Console
