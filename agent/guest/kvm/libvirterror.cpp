// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "libvirthandles.h"

using namespace Qt::StringLiterals;

namespace Atoll::Kvm {
namespace {

struct Meaning
{
    ErrorCode code = ErrorCode::EngineFailed;
    QString hint;
};

//! Words that QEMU or the kernel said and that have no number in libvirt.
Meaning fromWords(const QString &words)
{
    const auto says = [&words](QLatin1StringView text) {
        return words.contains(text, Qt::CaseInsensitive);
    };
    if (says("No space left"_L1))
        return {ErrorCode::NoSpace, u"Free space on the storage, or move disks to another."_s};
    if (says("/dev/kvm"_L1) || says("KVM kernel module"_L1) || says("kvm is not supported"_L1)
        || says("domain type kvm"_L1) || says("type=kvm"_L1) || says("virttype=kvm"_L1)
        || says("not available for this"_L1)) {
        return {ErrorCode::Unsupported,
                u"The node has no usable KVM. Switch on virtualization (VT-x, AMD-V or nested "
                "virtualization) and load the kernel module, or allow emulation in the agent's "
                "configuration; it is much slower."_s};
    }
    if (says("failed to set MSR"_L1) || says("kvm_buf_set_msrs"_L1)) {
        return {ErrorCode::Unsupported,
                u"KVM is there but does not work, as inside some virtual machines. Set emulation = "
                "\"always\" under [libvirt] in the agent's configuration; it is much slower."_s};
    }
    if (says("Cannot allocate memory"_L1) || says("cannot set up guest memory"_L1))
        return {ErrorCode::LimitExceeded, u"The node has not enough free memory."_s};
    if (says("Failed to get \"write\" lock"_L1))
        return {ErrorCode::Busy, u"Another process or guest uses the disk's file."_s};
    if (says("guest agent didn't respond"_L1)) // newer libvirt has a number for it
        return {ErrorCode::Timeout, {}};
    if (says("cgroup CPU controller"_L1) || says("CPU tuning is not available"_L1)) {
        return {ErrorCode::InvalidState,
                u"libvirt on this node has no control group for CPU time. Remove the guest's limit "
                "and share of CPU time, or run libvirt where it has one."_s};
    }
    if (says("No such file or directory"_L1))
        return {ErrorCode::EngineFailed, u"A file that the guest needs is missing."_s};
    if (says("Permission denied"_L1))
        return {ErrorCode::EngineFailed,
                u"QEMU runs as a user of its own, who must be able to read the file and to enter "
                "all directories above it."_s};
    return {};
}

Meaning meaningOf(int code, const QString &words)
{
    switch (code) {
    case VIR_ERR_NO_DOMAIN:
        return {ErrorCode::NotFound, u"It may have been removed meanwhile."_s};
    case VIR_ERR_NO_CONNECT:
    case VIR_ERR_RPC:
    case VIR_ERR_INVALID_CONN:
        return {ErrorCode::EngineUnavailable, u"See whether libvirtd runs on the node."_s};
    case VIR_ERR_SYSTEM_ERROR:
        if (words.contains(u"connect socket") || words.contains(u"monitor socket")
            || words.contains(u"client socket") || words.contains(u"End of file"))
            return {ErrorCode::EngineUnavailable, u"See whether libvirtd runs on the node."_s};
        return fromWords(words);
    case VIR_ERR_AUTH_FAILED:
    case VIR_ERR_AUTH_UNAVAILABLE:
    case VIR_ERR_AUTH_CANCELLED:
        return {ErrorCode::EngineUnavailable,
                u"libvirt refuses the agent: put its user into the group “libvirt”."_s};
    case VIR_ERR_DOM_EXIST:
        return {ErrorCode::AlreadyExists, u"Choose another name."_s};
    case VIR_ERR_OPERATION_INVALID:
        return {ErrorCode::InvalidState, fromWords(words).hint};
    case VIR_ERR_NO_SUPPORT:
    case VIR_ERR_OPERATION_UNSUPPORTED:
    case VIR_ERR_ARGUMENT_UNSUPPORTED:
        return {ErrorCode::Unsupported, {}};
    case VIR_ERR_CONFIG_UNSUPPORTED:
        return {ErrorCode::Unsupported, fromWords(words).hint};
    case VIR_ERR_OPERATION_TIMEOUT:
    case VIR_ERR_AGENT_UNRESPONSIVE:
    case VIR_ERR_AGENT_UNSYNCED:
        return {ErrorCode::Timeout, {}};
    case VIR_ERR_RESOURCE_BUSY:
        return {ErrorCode::Busy, {}};
    case VIR_ERR_OPERATION_ABORTED:
        return {ErrorCode::Cancelled, {}};
    default:
        return fromWords(words);
    }
}

} // namespace

Error lastLibvirtError(const QString &what)
{
    const virError *error = virGetLastError();
    const QString words = error && error->message ? QString::fromUtf8(error->message).trimmed()
                                                  : u"libvirt gave no reason"_s;
    const int code = error ? error->code : int(VIR_ERR_INTERNAL_ERROR);
    const Meaning meaning = meaningOf(code, words);
    return {meaning.code, what + u": "_s + words, meaning.hint, {{u"libvirtCode"_s, code}}};
}

void silenceLibvirt()
{
    virSetErrorFunc(nullptr, [](void *, virErrorPtr) {});
}

} // namespace Atoll::Kvm
