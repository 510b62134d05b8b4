// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "libvirtjobwatch.h"

namespace Atoll::Kvm {
namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// A job that has not begun yet cannot be given up: again in a moment.
constexpr auto kTryAgain = 50ms;
constexpr auto kLook = 250ms;

using Bytes = std::pair<qint64, qint64>;

Result<Bytes> progressOf(virDomain *domain)
{
    virDomainJobInfo info{};
    if (virDomainGetJobInfo(domain, &info) < 0)
        return fail(lastLibvirtError(u"cannot ask how far it is"_s));
    return Bytes{qint64(info.dataProcessed), qint64(info.dataTotal)};
}

} // namespace

LibvirtJobWatch::LibvirtJobWatch(std::shared_ptr<LibvirtAccess> access, QString uuid,
                                 std::stop_token stop, Progress progress)
    : m_access(std::move(access))
    , m_uuid(std::move(uuid))
    , m_stop(std::move(stop))
    , m_progress(std::move(progress))
    , m_thread([this](const std::stop_token &isDone) { run(isDone); })
{}

void LibvirtJobWatch::run(const std::stop_token &isDone)
{
    const std::stop_callback wake(m_stop, [this] { m_wake.notify_all(); });
    bool isGivenUp = false;
    while (!isDone.stop_requested()) {
        const bool isTryingAgain = m_stop.stop_requested() && !isGivenUp;
        std::unique_lock lock(m_mutex);
        m_wake.wait_for(lock, isDone, isTryingAgain ? kTryAgain : kLook,
                        [&] { return m_stop.stop_requested() && !isGivenUp && !isTryingAgain; });
        lock.unlock();
        if (isDone.stop_requested())
            return;
        if (m_stop.stop_requested() && !isGivenUp)
            isGivenUp = giveUp();
        else
            tell();
    }
}

bool LibvirtJobWatch::giveUp()
{
    const auto aborted =
        m_access->order<void>(m_uuid, kQuestion, [](virDomain *domain) -> Result<void> {
            if (virDomainAbortJob(domain) < 0)
                return fail(lastLibvirtError(u"cannot cancel saving"_s));
            return {};
        });
    return aborted.has_value();
}

void LibvirtJobWatch::tell()
{
    const auto bytes = m_access->order<Bytes>(m_uuid, kQuestion, progressOf);
    if (bytes && bytes->second > 0 && m_progress)
        m_progress(bytes->first, bytes->second);
}

} // namespace Atoll::Kvm
