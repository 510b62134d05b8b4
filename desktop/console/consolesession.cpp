// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "consolesession.h"

#include <core/endreason.h>

#include <QFutureWatcher>
#include <QLoggingCategory>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Atoll::Console {

namespace {

Q_LOGGING_CATEGORY(lcSession, "atoll.desktop.console")

constexpr std::chrono::milliseconds kSteady{5000};

//! Reasons that trying again by ourselves cannot change.
bool isFinal(ErrorCode code)
{
    switch (code) {
    case ErrorCode::PermissionDenied:
    case ErrorCode::NotFound:
    case ErrorCode::Unsupported:
    case ErrorCode::NotAuthenticated:
    case ErrorCode::ProtocolMismatch:
    case ErrorCode::LimitExceeded:
    case ErrorCode::Busy: // somebody else has it, who would lose it
        return true;
    default:
        return false;
    }
}

//! What the other end said when it closed the stream, if it did.
std::optional<Error> reasonOf(const ConsoleDevice &device)
{
    const auto *ended = dynamic_cast<const EndReason *>(device.get());
    return ended ? ended->endReason() : std::nullopt;
}

} // namespace

std::optional<OtherViewer> viewerOf(const std::optional<Error> &error)
{
    if (!error || error->code != ErrorCode::Busy || !error->details.contains("holder"_L1))
        return {};
    const QJsonObject holder = error->details.value("holder"_L1).toObject();
    return OtherViewer{
        holder.value("user"_L1).toString(), holder.value("address"_L1).toString(),
        QDateTime::fromString(holder.value("since"_L1).toString(), Qt::ISODateWithMs),
        error->details.value("isTakenOver"_L1).toBool()};
}

ConsoleSession::ConsoleSession(ConsoleTransport transport, QObject *parent)
    : QObject(parent)
    , m_transport(std::move(transport))
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, [this] { connectNow(); });
}

ConsoleSession::~ConsoleSession() = default;

std::chrono::milliseconds ConsoleSession::retryIn() const
{
    if (m_leader)
        return m_leader->retryIn();
    return std::max(m_retry.remainingTimeAsDuration(), std::chrono::milliseconds(0));
}

void ConsoleSession::setBackOff(std::chrono::milliseconds first, std::chrono::milliseconds longest)
{
    m_firstPause = first;
    m_longestPause = longest;
}

void ConsoleSession::follow(ConsoleSession &leader)
{
    m_leader = &leader;
    setStatus(leader.status(), leader.error());
    connect(&leader, &ConsoleSession::statusChanged, this,
            [this] { setStatus(m_leader->status(), m_leader->error()); });
    connect(&leader, &QObject::destroyed, this, [this] { setStatus(ConsoleStatus::Idle); });
}

void ConsoleSession::start()
{
    if (m_status != ConsoleStatus::Idle)
        return;
    m_failures = 0;
    if (m_guestRunning)
        connectNow();
    else
        setStatus(ConsoleStatus::GuestOff);
}

void ConsoleSession::stop()
{
    leave();
    setStatus(ConsoleStatus::Idle);
}

void ConsoleSession::retryNow()
{
    if (m_leader) {
        m_leader->retryNow();
        return;
    }
    if (m_status == ConsoleStatus::Connected || m_status == ConsoleStatus::Connecting)
        return;
    m_failures = 0;
    connectNow();
}

void ConsoleSession::takeOver()
{
    if (m_leader) {
        m_leader->takeOver();
        return;
    }
    if (m_status != ConsoleStatus::Connected && m_status != ConsoleStatus::Connecting)
        connectNow(Claim::TakeOver);
}

void ConsoleSession::setGuestRunning(bool running)
{
    if (running == m_guestRunning)
        return;
    m_guestRunning = running;
    if (m_status == ConsoleStatus::Idle)
        return;
    if (running) {
        retryNow();
    } else if (m_status != ConsoleStatus::Connected) {
        // While connected the display itself says when it is over: the last picture may matter.
        leave();
        setStatus(ConsoleStatus::GuestOff);
    }
}

void ConsoleSession::connectNow(Claim claim)
{
    m_retry.stop();
    const quint64 attempt = ++m_attempt;
    setStatus(ConsoleStatus::Connecting, m_error);
    // A watcher and not QFuture::then(this, …), which in Qt 6.4 asserts that we still live.
    auto *watcher = new QFutureWatcher<Result<ConsoleDevice>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, attempt] {
        watcher->deleteLater();
        if (watcher->future().resultCount() > 0)
            opened(attempt, watcher->result());
    });
    watcher->setFuture(m_transport(claim));
}

void ConsoleSession::opened(quint64 attempt, const Result<ConsoleDevice> &device)
{
    if (attempt != m_attempt || m_status != ConsoleStatus::Connecting)
        return;
    if (!device) {
        retryLater(device.error());
        return;
    }
    m_device = *device;
    attach(m_device);
}

void ConsoleSession::protocolReady()
{
    m_sinceReady.start();
    setStatus(ConsoleStatus::Connected);
}

void ConsoleSession::protocolEnded(const Error &error)
{
    qCInfo(lcSession) << "console ended:" << error.text;
    // What greets and then hangs up again and again is not knocked at twice a second for ever.
    if (m_sinceReady.isValid() && m_sinceReady.hasExpired(kSteady.count()))
        m_failures = 0;
    m_sinceReady.invalidate();
    const Error why = reasonOf(m_device).value_or(error);
    leave();
    retryLater(why);
}

void ConsoleSession::leave()
{
    m_retry.stop();
    ++m_attempt;
    detach();
    m_device.reset();
}

void ConsoleSession::retryLater(const Error &error)
{
    if (!m_guestRunning) {
        setStatus(ConsoleStatus::GuestOff, error);
        return;
    }
    if (isFinal(error.code)) {
        setStatus(ConsoleStatus::Failed, error);
        return;
    }
    const auto pause = m_firstPause * (1 << std::min(m_failures, 10));
    ++m_failures;
    m_retry.start(std::min(pause, m_longestPause));
    setStatus(error.code == ErrorCode::InvalidState ? ConsoleStatus::GuestOff
                                                    : ConsoleStatus::Waiting,
              error);
}

void ConsoleSession::setStatus(ConsoleStatus status, std::optional<Error> error)
{
    m_status = status;
    m_error = std::move(error);
    Q_EMIT statusChanged();
}

} // namespace Atoll::Console
