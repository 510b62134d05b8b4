// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "consoletransport.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <chrono>
#include <optional>

namespace Atoll::Console {

//! Who has a console that only one viewer can have, when that is why we have it not.
struct OtherViewer
{
    QString user;
    QString address;
    QDateTime since;
    bool hasTakenIt = false; //!< from us
};
std::optional<OtherViewer> viewerOf(const std::optional<Error> &error);

enum class ConsoleStatus {
    Idle,       //!< not started, or stopped on request
    Connecting, //!< the transport is being opened, or the display greets
    Connected,
    GuestOff, //!< waits for setGuestRunning(true)
    Waiting,  //!< will try again by itself, see retryIn()
    Failed,   //!< will not try again by itself: the reason would stay the same
};

//! The connection to one guest's display, without a surface: widgets come and go, the session
//! stays. Reconnects by itself with back-off. Lives in the GUI thread and never blocks it.
class ConsoleSession : public QObject
{
    Q_OBJECT

public:
    explicit ConsoleSession(ConsoleTransport transport, QObject *parent = nullptr);
    ~ConsoleSession() override;

    ConsoleStatus status() const { return m_status; }
    //! Why it is not connected; empty code-wise only when nothing ever failed.
    const std::optional<Error> &error() const { return m_error; }
    //! Until the next attempt while Waiting.
    std::chrono::milliseconds retryIn() const;
    bool isConnected() const { return m_status == ConsoleStatus::Connected; }

    void start();
    void stop();
    //! Now instead of after the back-off.
    void retryNow();
    //! As retryNow(), from who has it.
    void takeOver();
    //! What the inventory says. Off: the session waits without knocking. On: it connects at once.
    void setGuestRunning(bool running);

    //! First and longest pause between attempts; for tests.
    void setBackOff(std::chrono::milliseconds first, std::chrono::milliseconds longest);

Q_SIGNALS:
    void statusChanged();

protected:
    //! The protocol starts on an open device.
    virtual void attach(const ConsoleDevice &device) = 0;
    //! The protocol ends; nothing of the old connection may arrive afterwards.
    virtual void detach() = 0;

    //! Has no connection of its own but another session's, as long as that is there.
    void follow(ConsoleSession &leader);
    //! For protocols that want more than one stream.
    const ConsoleTransport &transport() const { return m_transport; }
    void protocolReady();
    void protocolEnded(const Error &error);

private:
    void connectNow(Claim claim = Claim::Ask);
    void opened(quint64 attempt, const Result<ConsoleDevice> &device);
    void leave();
    void retryLater(const Error &error);
    void setStatus(ConsoleStatus status, std::optional<Error> error = {});

    const ConsoleTransport m_transport;
    ConsoleStatus m_status = ConsoleStatus::Idle;
    std::optional<Error> m_error;
    ConsoleDevice m_device;
    QPointer<ConsoleSession> m_leader;
    QTimer m_retry;
    quint64 m_attempt = 0;
    int m_failures = 0;
    QElapsedTimer m_sinceReady;
    bool m_guestRunning = true;
    std::chrono::milliseconds m_firstPause{500};
    std::chrono::milliseconds m_longestPause{15000};
};

} // namespace Atoll::Console
