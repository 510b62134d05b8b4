// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/result.h>

#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>

#include <memory>

//! Owners of libvirt's handles. Only files of this folder that call libvirt include it.
namespace Atoll::Kvm {

struct LibvirtFree
{
    void operator()(virConnect *connection) const { virConnectClose(connection); }
    void operator()(virDomain *domain) const { virDomainFree(domain); }
    void operator()(virNetwork *network) const { virNetworkFree(network); }
    void operator()(virStream *stream) const { virStreamFree(stream); }
};
using ConnectionHandle = std::unique_ptr<virConnect, LibvirtFree>;
using DomainHandle = std::unique_ptr<virDomain, LibvirtFree>;
using NetworkHandle = std::unique_ptr<virNetwork, LibvirtFree>;
using StreamHandle = std::unique_ptr<virStream, LibvirtFree>;

//! Takes over a string that libvirt allocated.
inline QString takeString(char *text)
{
    const QString copy = QString::fromUtf8(text);
    free(text);
    return copy;
}

//! The calling thread's last libvirt error, in the codes of ours, with libvirt's words.
//! `what` is the sentence's beginning: "cannot start web-1".
Error lastLibvirtError(const QString &what);
//! libvirt prints errors on standard error unless told otherwise.
void silenceLibvirt();

} // namespace Atoll::Kvm
