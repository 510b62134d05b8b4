// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "libvirthypervisor.h"

using namespace Qt::StringLiterals;

//! Copies of disks beneath running guests.
namespace Atoll::Kvm {
namespace {

Result<void> done(int result, const QString &what)
{
    if (result < 0)
        return fail(lastLibvirtError(what));
    return {};
}

} // namespace

Result<void> LibvirtHypervisor::startDiskCopy(const QString &uuid, const QString &target,
                                              const QString &path, Api::VolumeFormat format)
{
    const QString xml =
        u"<disk type=\"file\"><driver name=\"qemu\" type=\"%1\"/><source file=\"%2\"/>"
        "</disk>"_s.arg(nameOf(format), path.toHtmlEscaped());
    return m_access->order<void>(uuid, kOrder, [target, xml](virDomain *domain) {
        return done(virDomainBlockCopy(
                        domain, target.toUtf8().constData(), xml.toUtf8().constData(), nullptr, 0,
                        VIR_DOMAIN_BLOCK_COPY_REUSE_EXT | VIR_DOMAIN_BLOCK_COPY_TRANSIENT_JOB),
                    u"cannot copy the disk %1"_s.arg(target));
    });
}

Result<std::optional<DiskCopy>> LibvirtHypervisor::diskCopy(const QString &uuid,
                                                            const QString &target)
{
    return m_access->order<std::optional<
        DiskCopy>>(uuid, kOrder, [target](virDomain *domain) -> Result<std::optional<DiskCopy>> {
        virDomainBlockJobInfo info = {};
        const int found = virDomainGetBlockJobInfo(domain, target.toUtf8().constData(), &info, 0);
        if (found < 0)
            return fail(lastLibvirtError(u"cannot look at the disk %1"_s.arg(target)));
        if (found == 0 || info.type != VIR_DOMAIN_BLOCK_JOB_TYPE_COPY)
            return std::optional<DiskCopy>();
        // libvirt keeps them apart as long as the copy is not complete.
        return DiskCopy{qint64(info.cur), qint64(info.end), info.cur == info.end && info.end > 0};
    });
}

Result<void> LibvirtHypervisor::endDiskCopy(const QString &uuid, const QString &target,
                                            bool usesCopy)
{
    return m_access->order<void>(uuid, kOrder, [target, usesCopy](virDomain *domain) {
        return done(virDomainBlockJobAbort(domain, target.toUtf8().constData(),
                                           usesCopy ? VIR_DOMAIN_BLOCK_JOB_ABORT_PIVOT : 0),
                    usesCopy ? u"cannot go on with the copy of the disk %1"_s.arg(target)
                             : u"cannot end the copy of the disk %1"_s.arg(target));
    });
}

} // namespace Atoll::Kvm
