// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakehypervisor.h"

#include <guest/kvm/configdiff.h>
#include <guest/kvm/domain.h>

#include <thread>

using namespace Qt::StringLiterals;

//! Changes of running guests, and saving their memory.
namespace Atoll {

using S = Api::GuestState;

Result<void> FakeHypervisor::applyLive(const QString &uuid, const Kvm::LiveStep &step)
{
    const std::lock_guard lock(m_mutex);
    if (const auto ok = enter(u"applyLive"_s, uuid); !ok)
        return ok;
    m_calls.last() += u": "_s + step.words;
    Domain &domain = m_domains[uuid];
    if (domain.live.isEmpty())
        return fail(ErrorCode::InvalidState, u"the domain does not run"_s);
    const auto after = Kvm::afterStep(domain.live, step);
    if (!after)
        return fail(after.error());
    domain.live = *after;
    domain.info.hasPending = isPending(domain);
    tell(domain.info);
    done(u"applyLive"_s);
    return {};
}

void FakeHypervisor::refresh(const QString &uuid)
{
    const std::lock_guard lock(m_mutex);
    if (m_domains.contains(uuid))
        tell(m_domains.value(uuid).info);
}

bool FakeHypervisor::isPending(const Domain &domain)
{
    const auto running = Kvm::readDomain(Kvm::asDefinition(domain.live));
    const auto wanted = Kvm::readDomain(domain.xml);
    return running && wanted && !Kvm::pendingChanges(running->config, wanted->config).isEmpty();
}

Result<void> FakeHypervisor::hibernate(const QString &uuid, std::stop_token stop,
                                       const std::function<void(qint64, qint64)> &onProgress)
{
    onProgress(1, 2);
    bool isDeaf = false;
    {
        const std::lock_guard lock(m_mutex);
        isDeaf = m_isDeaf;
    }
    while (isDeaf && !stop.stop_requested())
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled, u"saving was cancelled"_s);
    return move(u"hibernate"_s, uuid, {S::Running, S::Paused}, S::Suspended);
}

Result<void> FakeHypervisor::discardSaved(const QString &uuid)
{
    if (state(uuid) != S::Suspended)
        return {};
    return move(u"discardSaved"_s, uuid, {S::Suspended}, S::Stopped);
}

} // namespace Atoll
