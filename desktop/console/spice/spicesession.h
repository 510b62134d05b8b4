// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "../picture/picturesession.h"
#include "spicelimits.h"
#include "spicemonitor.h"
#include "usbdevices.h"

#include <QList>
#include <QMap>
#include <QTimer>

#include <memory>
#include <set>

namespace Atoll::Console {

struct SpiceBatch;
struct SpiceChannelId;
class SpiceBridge;
class SpiceClient;

//! A guest's SPICE display. The protocol has a connection for each of its channels, so the
//! transport is asked for one stream after the other. Its own picture is the first monitor's; each
//! further one has a SpiceMonitorSession.
class SpiceSession final : public PictureSession
{
    Q_OBJECT

public:
    explicit SpiceSession(ConsoleTransport transport, QObject *parent = nullptr);
    ~SpiceSession() override;

    const QImage &picture() const override;
    std::unique_lock<std::mutex> holdPicture() const override;
    std::optional<QPoint> pointerPosition() const override
    {
        return pointerPositionOn(firstMonitor());
    }
    std::optional<QPoint> pointerPositionOn(const SpiceMonitor *monitor) const;
    quint64 receivedBytes() const override { return m_receivedBytes; }
    //! The guest's own agent is there: clipboard, sizes and files need it.
    bool hasAgent() const { return m_hasAgent; }

    void sendPointer(const QPoint &position, int buttons) override;
    void sendPointerDelta(const QPoint &delta, int buttons) override;
    void offerClipboard(const QString &text) override;
    //! In the order of their ids.
    const QList<SpiceMonitor> &monitors() const { return m_monitors; }
    //! Null: the guest has no such one, now.
    const SpiceMonitor *monitor(int id) const;
    const SpiceMonitor *firstMonitor() const;
    //! How many the guest can have at most.
    int mostMonitors() const;
    void sendPointerTo(int monitor, const QPoint &position, int buttons);
    PointerShape pointerShapeOf(int channel) const { return m_pointerShapes.value(channel); }
    //! Asks the guest for the size of a monitor; only one with an agent follows.
    void requestSize(int monitor, const QSize &size);
    //! The guest decides about sizes again.
    void forgetSizes() { m_wanted.clear(); }
    //! Asks the guest to switch a monitor on or off, too.
    void setMonitorOn(int monitor, bool isOn, const QSize &size = {});
    Result<void> mayTakeFiles() const;
    //! Copies files into the guest, which needs its agent. One lot at a time.
    Result<void> sendFiles(const QStringList &paths);
    void cancelFiles();
    //! The guest has a sound card that SPICE hears.
    bool hasSound() const { return m_hasSound; }
    void setSoundOn(bool isOn);
    //! The guest's sound card can hear.
    bool hasMicrophone() const { return m_hasMicrophone; }
    bool isMicrophoneOn() const { return m_isMicrophoneOn; }
    //! Each connection begins with it off.
    void setMicrophoneOn(bool isOn);

    const UsbState &usb() const { return m_usb; }
    //! The devices of this computer stand in usb() from now on.
    void listUsb();
    void redirectUsb(quint32 device, bool isRedirected);
    //! The file becomes a CD drive of the guest.
    void insertUsbImage(const QString &path);
    //! Devices that are plugged in from now on go to the guest.
    void setUsbTakesNew(bool takes);

    bool isSendingFiles() const { return m_sending > 0; }

    //! How long nobody has to look until its pictures are not sent any more; for tests.
    void setRest(std::chrono::milliseconds rest) { m_rest.setInterval(rest); }
    //! For displays that want one.
    void setPassword(const QByteArray &password) { m_password = password; }
    //! How long a display may take to greet; for tests.
    void setPatience(std::chrono::milliseconds patience) { m_greeting.setInterval(patience); }
    //! In UTF-8; before it connects.
    void setMaximumClipboard(qint64 bytes) { m_maximumClipboard = bytes; }

Q_SIGNALS:
    void agentChanged(bool isThere);
    //! Monitors came, went or stand elsewhere.
    void monitorsChanged();
    void monitorPictureChanged(int monitor);
    void monitorDirty(int monitor, const QRegion &region);
    //! The pointer's shape or place on the monitors of a channel.
    void channelPointerChanged(int channel);
    void soundChanged(bool isThere);
    void microphoneChanged();
    void soundFailed(const Error &error);
    void usbChanged();
    void usbFailed(const Error &error);
    //! Share of 1.
    void filesProgress(double share, int count);
    //! An empty reason: all are in the guest.
    void filesEnded(int count, const QString &why);

private:
    void attach(const ConsoleDevice &device) override;
    void detach() override;
    void putKey(quint32 keysym, quint32 scancode, bool down) override;
    void watchedChanged(bool watched) override;
    void rest();
    void wake();
    void takeBatch();
    void takePictures(const SpiceBatch &batch);
    void takePointers(const SpiceBatch &batch);
    void takeStates(const SpiceBatch &batch);
    void arrange();
    void takeFiles(const SpiceBatch &batch);
    void takeDevices(const SpiceBatch &batch);
    //! One more; `take` is not called when this connection has ended by then.
    void askForStream(const std::function<void(const Result<ConsoleDevice> &)> &take);
    void resetDevices();
    void openStream(const SpiceChannelId &channel);
    void displayClosed(const Error &closed);
    //! The socket for the library, joined with the stream.
    Result<class Socket> join(const ConsoleDevice &device,
                              SpiceLimits::Channel channel = SpiceLimits::Channel::Any);

    std::shared_ptr<SpiceClient> m_client; //!< while connected or connecting
    QList<SpiceBridge *> m_bridges;
    QList<SpiceMonitor> m_monitors; //!< of a connection that ended: their last pictures
    int m_mostMonitors = 1;
    QHash<int, PointerShape> m_pointerShapes;
    QHash<int, QPoint> m_pointerPositions;
    QMap<int, QSize> m_wanted; //!< sizes of monitors that somebody chose
    std::set<int> m_off;       //!< monitors that somebody switched off
    QString m_fromGuest;       //!< what the guest copied: not given back
    QTimer m_greeting;
    QTimer m_rest; //!< runs while nobody looks
    QTimer m_wake; //!< the library ends what it had before it may begin again
    bool m_isResting = false;
    bool m_wasWatched = false;
    qint64 m_maximumClipboard = 10 << 20;
    QByteArray m_password;
    int m_sending = 0; //!< files
    bool m_hasAgent = false;
    bool m_hasSound = false;
    bool m_isSoundOn = true;
    bool m_hasMicrophone = false;
    bool m_isMicrophoneOn = false;
    UsbState m_usb;
    bool m_isAsking = false; //!< why the display closed
    quint64 m_receivedBytes = 0;
};

} // namespace Atoll::Console
