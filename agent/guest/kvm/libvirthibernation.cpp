// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "libvirthypervisor.h"
#include "libvirtjobwatch.h"

//! Saving a guest's memory on disk.
namespace Atoll::Kvm {
namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr auto kSave = 6h; // much memory on a slow disk

} // namespace

Result<void> LibvirtHypervisor::hibernate(const QString &uuid, std::stop_token stop,
                                          const std::function<void(qint64, qint64)> &onProgress)
{
    Result<void> saved;
    {
        const LibvirtJobWatch watch(m_access, uuid, stop, onProgress);
        saved = m_access->order<void>(uuid, kSave, [](virDomain *domain) -> Result<void> {
            if (virDomainManagedSave(domain, 0) < 0)
                return fail(lastLibvirtError(u"cannot save the memory of the guest"_s));
            return {};
        });
    }
    if (!saved && stop.stop_requested())
        return fail(ErrorCode::Cancelled, u"saving was cancelled; the guest runs on"_s);
    return saved;
}

Result<void> LibvirtHypervisor::discardSaved(const QString &uuid)
{
    return m_access->order<void>(uuid, 60s, [](virDomain *domain) -> Result<void> {
        const int has = virDomainHasManagedSaveImage(domain, 0);
        if (has == 0)
            return {};
        if (has < 0 || virDomainManagedSaveRemove(domain, 0) < 0)
            return fail(lastLibvirtError(u"cannot discard the saved memory"_s));
        return {};
    });
}

} // namespace Atoll::Kvm
