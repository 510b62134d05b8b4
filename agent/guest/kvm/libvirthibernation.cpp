// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "libvirthypervisor.h"

#include <atomic>
#include <thread>

//! Saving a guest's memory on disk.
namespace Atoll::Kvm {
namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr auto kSave = 6h; // much memory on a slow disk
constexpr auto kLook = 500ms;

struct Progress
{
    qint64 done = 0;
    qint64 total = 0;
};

Result<Progress> progressOf(virDomain *domain)
{
    virDomainJobInfo info{};
    if (virDomainGetJobInfo(domain, &info) < 0)
        return fail(lastLibvirtError(u"cannot ask how far it is"_s));
    return Progress{qint64(info.dataProcessed), qint64(info.dataTotal)};
}

} // namespace

Result<void> LibvirtHypervisor::hibernate(const QString &uuid, std::stop_token stop,
                                          const std::function<void(qint64, qint64)> &onProgress)
{
    std::atomic_bool isDone = false;
    std::thread watcher([&] {
        bool isAborted = false;
        while (!isDone) {
            std::this_thread::sleep_for(kLook);
            if (isDone)
                break;
            if (stop.stop_requested() && !isAborted) {
                const auto aborted =
                    m_access->order<void>(uuid, kQuestion, [](virDomain *domain) -> Result<void> {
                        if (virDomainAbortJob(domain) < 0)
                            return fail(lastLibvirtError(u"cannot cancel saving"_s));
                        return {};
                    });
                isAborted = aborted.has_value();
                continue;
            }
            const auto progress = m_access->order<Progress>(uuid, kQuestion, progressOf);
            if (progress && progress->total > 0)
                onProgress(progress->done, progress->total);
        }
    });
    const auto saved = m_access->order<void>(uuid, kSave, [](virDomain *domain) -> Result<void> {
        if (virDomainManagedSave(domain, 0) < 0)
            return fail(lastLibvirtError(u"cannot save the memory of the guest"_s));
        return {};
    });
    isDone = true;
    watcher.join();
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
