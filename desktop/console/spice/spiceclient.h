// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "socketpair.h"
#include "spicebatch.h"
#include "spicelimits.h"
#include "spicepicture.h"

#include <QObject>

#include <functional>
#include <map>
#include <memory>
#include <mutex>

// Of spice-client-glib, whose header is not for all who include this one.
struct _SpiceSession;
struct _SpiceChannel;
struct _SpiceMainChannel;
struct _SpiceInputsChannel;
struct _GCancellable;

namespace Atoll::Console {

class SpiceUsb;

//! One connection to a guest's SPICE display by spice-client-glib, whose objects live in GLib's
//! thread (GlibLoop). The public functions are for the GUI thread; what the display tells is
//! gathered and comes with batchReady().
class SpiceClient final : public QObject, public std::enable_shared_from_this<SpiceClient>
{
    Q_OBJECT

public:
    //! A broken one of the others costs sound or a pointer's shape, not the console.
    static bool isEssential(const SpiceChannelId &channel);
    static SpiceLimits::Channel limitsOf(const SpiceChannelId &channel);

    static std::shared_ptr<SpiceClient> create(qint64 maximumClipboard);
    ~SpiceClient() override;

    //! Begins with the main channel's socket.
    void open(Socket main, const QByteArray &password);
    void openChannel(SpiceChannelId channel, Socket socket);
    //! Nothing is told any more. Whoever closed it need not wait.
    void close();

    SpiceBatch takeBatch();

    //! As VNC has it: 0x80 marks the prefix.
    void key(quint32 scancode, bool down);
    //! Buttons as bits: left, middle, right, wheel up, down.
    void pointer(int monitor, const QPoint &position, int buttons);
    void pointerDelta(const QPoint &delta, int buttons);
    void offerClipboard(const QByteArray &utf8);
    //! Of the guest's monitors; its agent or its driver follows.
    void arrange(const QList<MonitorWish> &wishes);
    //! Into the guest, one lot at a time.
    void sendFiles(const QStringList &paths);
    void cancelFiles();
    //! Of a display with one card: off, nothing is sent of its pictures. The last one stays.
    void setDisplayOn(bool isOn);
    void setSoundOn(bool isOn);
    //! The channel of the microphone is closed until then.
    void setMicrophoneOn(bool isOn);
    //! Runs in GLib's thread, unless the session has ended.
    void withUsb(std::function<void(SpiceUsb &)> work);

Q_SIGNALS:
    //! takeBatch() has something; emitted in GLib's thread, connect queued.
    void batchReady();

private:
    struct Handlers; //!< the library's signals

    explicit SpiceClient(qint64 maximumClipboard);
    void post(std::function<void()> work);
    void tell(const std::function<void(SpiceBatch &)> &change);

    const qint64 m_maximumClipboard;

    // All of these in GLib's thread.
    void finish();
    void ended(const Error &error);
    void channelAppeared(_SpiceChannel *channel);
    bool isHeldBack(const SpiceChannelId &channel) const;
    void letGo();
    void channelWantsSocket(_SpiceChannel *channel);
    void channelEvent(_SpiceChannel *channel, int event);
    void wire(_SpiceChannel *channel, int type);
    //! A channel of the display.
    struct Display
    {
        SpiceSurface surface;
        QList<SpiceMonitor> told; //!< of what the guest says; empty: nothing
        QList<SpiceMonitor> monitors;
    };
    void showSurface(int channel, const SpiceSurface &surface);
    void surfaceGone(int channel);
    void surfaceChanged(int channel, const QRect &rect);
    void readMonitors(_SpiceChannel *channel);
    void showMonitors(int channel, const QList<SpiceMonitor> &told);
    void tellMonitors();
    QList<SpiceMonitor> monitors() const;
    void readPointer(_SpiceChannel *channel);
    void readLeds();
    void readMouseMode();
    void readAgent();
    QPoint originOf(int monitor) const;
    void pressButtons(int buttons);
    void offer();
    bool giveClipboard(unsigned selection, unsigned type);
    bool guestCopied(unsigned selection, const quint32 *types, unsigned count);
    void takeClipboard(unsigned selection, unsigned type, QByteArrayView data);

    _SpiceSession *m_session = nullptr;
    _SpiceMainChannel *m_main = nullptr;
    _SpiceInputsChannel *m_inputs = nullptr;
    std::map<int, Display> m_displays; //!< by channel
    _SpiceChannel *m_playback = nullptr;
    _SpiceChannel *m_record = nullptr;
    std::shared_ptr<SpiceUsb> m_usb;
    QList<_SpiceChannel *> m_channels;    //!< with our handlers; each is held
    _GCancellable *m_filesStop = nullptr; //!< while files are on their way
    bool m_isDisplayOn = true;
    bool m_isSoundOn = true;
    bool m_isMicrophoneOn = false;
    bool m_isUsbWanted = false;
    QList<SpiceChannelId> m_heldBack; //!< channels that get a stream when a person wants them
    int m_buttons = 0;
    QByteArray m_offered;
    bool m_hasAgent = false;

    std::mutex m_mutex;
    SpiceBatch m_batch;
    bool m_isAnnounced = false;
};

} // namespace Atoll::Console
