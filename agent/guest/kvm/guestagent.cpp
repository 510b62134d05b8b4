// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestagent.h"

#include <QHostAddress>

#include <libvirt/libvirt-qemu.h>

using namespace Qt::StringLiterals;

namespace Atoll::Kvm {
namespace {

constexpr int kAgentSeconds = 3;
constexpr qsizetype kMaximumAddresses = 32;
constexpr qsizetype kMaximumName = 128;

//! A container bridge inside of a guest is not an address of the guest that others could use, but
//! which card that is only the guest knows; loopback and link-local are certain.
bool isUseful(const QHostAddress &address)
{
    return !address.isNull() && !address.isLoopback() && !address.isLinkLocal();
}

Result<QStringList> addressesOf(virDomain *domain)
{
    virDomainInterfacePtr *cards = nullptr;
    const int count =
        virDomainInterfaceAddresses(domain, &cards, VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_AGENT, 0);
    if (count < 0)
        return fail(lastLibvirtError(u"the guest agent does not tell addresses"_s));
    QStringList found;
    for (int i = 0; i < count; ++i) {
        for (unsigned k = 0; k < cards[i]->naddrs; ++k) {
            const QHostAddress address(QString::fromUtf8(cards[i]->addrs[k].addr));
            const QString text = address.toString();
            if (isUseful(address) && found.size() < kMaximumAddresses && !found.contains(text))
                found += text;
        }
        virDomainInterfaceFree(cards[i]);
    }
    free(cards);
    return found;
}

QString osNameOf(virDomain *domain)
{
    virTypedParameterPtr values = nullptr;
    int count = 0;
    if (virDomainGetGuestInfo(domain, VIR_DOMAIN_GUEST_INFO_OS, &values, &count, 0) < 0)
        return {};
    const char *text = nullptr;
    QString name;
    if (virTypedParamsGetString(values, count, "os.pretty-name", &text) == 1)
        name = QString::fromUtf8(text).simplified().left(kMaximumName);
    virTypedParamsFree(values, count);
    return name;
}

} // namespace

Result<GuestAgentAnswer> askGuestAgent(virDomain *domain)
{
    virDomainAgentSetResponseTimeout(domain, kAgentSeconds, 0);
    const auto addresses = addressesOf(domain);
    if (!addresses)
        return fail(addresses.error());
    return GuestAgentAnswer{*addresses, osNameOf(domain)};
}

Result<QByteArray> sendToGuestAgent(virDomain *domain, const QByteArray &command,
                                    std::chrono::seconds timeout)
{
    // Before each command libvirt asks the agent whether it is still in step; this is for that.
    virDomainAgentSetResponseTimeout(domain, qMin(kAgentSeconds, int(timeout.count())), 0);
    char *answer = virDomainQemuAgentCommand(domain, command.constData(), int(timeout.count()), 0);
    if (!answer)
        return fail(lastLibvirtError(u"the guest agent"_s));
    const QByteArray bytes(answer);
    free(answer);
    return bytes;
}

} // namespace Atoll::Kvm
